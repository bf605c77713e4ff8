import { useMemo, useRef, useState } from "preact/hooks";
import type { Designer } from "../designer";
import { Dialog } from "../dialog";
import { FlowContext } from "../form/scope";
import { Icon } from "../icon";
import { count } from "../words";
import { CsvTools } from "./csv-tools";
import { ReplaceBar } from "./replace-bar";
import { Row } from "./row";
import { type Filter, filtered, textsOf } from "./texts";

interface SheetProps {
  readonly designer: Designer;
  readonly onClose: () => void;
}

/** All texts of the flow in one table, to be read and edited one after the other. */
export function PromptsSheet({ designer, onClose }: SheetProps) {
  const [filter, setFilter] = useState<Filter>({ query: "", emptyOnly: false, ssmlOnly: false });
  const body = useRef<HTMLTableSectionElement>(null);
  designer.change.value;
  const { flow } = designer.session;
  const texts = textsOf(flow);
  const names = designer.names.value;
  // A text stays while it is changed, also where the filter would not find it any more.
  const latest = useRef(texts);
  latest.current = texts;
  const keys = useMemo(
    () => new Set(filtered(latest.current, filter, designer.names.peek()).map((one) => one.key)),
    [filter, designer],
  );
  const isFiltered = filter.query !== "" || filter.emptyOnly || filter.ssmlOnly;
  const shown = isFiltered ? texts.filter((one) => keys.has(one.key)) : texts;
  const show = (id: string) => {
    onClose();
    designer.selection.set([id]);
    designer.view.center(id);
    // Once the dialog is gone: it gives the focus back to where it was before.
    setTimeout(() => designer.view.focus(id));
  };
  return (
    <Dialog title="All prompts and texts" onClose={onClose} wide>
      <FlowContext.Provider value={flow}>
        <div class="dialogbody prompts">
          <FilterBar filter={filter} onFilter={setFilter} shown={shown.length} all={texts.length} />
          {designer.editable && <ReplaceBar designer={designer} texts={shown} />}
          {texts.length === 0 ? (
            <p class="empty">
              Nothing is said in this flow yet. Texts of blocks that speak or write to people, such as Play
              prompt or Get customer input, are listed here.
            </p>
          ) : shown.length === 0 ? (
            <p class="empty">No text matches. Change the filter to see others.</p>
          ) : (
            <div class="prompts-scroll">
              <table class="prompts-table">
                <thead>
                  <tr>
                    <th scope="col">Block</th>
                    <th scope="col">Kind</th>
                    <th scope="col">Text</th>
                    <th scope="col" class="prompts-length">
                      Length
                    </th>
                  </tr>
                </thead>
                <tbody ref={body}>
                  {shown.map((one) => (
                    <Row
                      key={one.key}
                      designer={designer}
                      text={one}
                      name={names.get(one.block.id) ?? one.block.title}
                      onShow={() => show(one.block.id)}
                      onNext={(from, step) => goOn(body.current, from, step)}
                    />
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </div>
      </FlowContext.Provider>
      <div class="dialogfoot">
        <p class="prompts-hint">
          What you type is applied as you go. <kbd>Tab</kbd> to the next cell, <kbd>Ctrl+Enter</kbd> to the
          next text.
        </p>
        {texts.length > 0 && <CsvTools designer={designer} texts={texts} />}
        <button type="button" class="button primary" onClick={onClose}>
          Close
        </button>
      </div>
    </Dialog>
  );
}

/** Puts the keyboard into the text before or after. */
function goOn(body: HTMLElement | null, from: HTMLElement, step: 1 | -1): void {
  const cells = [...(body?.querySelectorAll<HTMLElement>("td textarea") ?? [])];
  const next = cells[cells.indexOf(from) + step];
  if (next) next.focus();
  else from.blur();
}

interface FilterBarProps {
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
  readonly shown: number;
  readonly all: number;
}

function FilterBar({ filter, onFilter, shown, all }: FilterBarProps) {
  return (
    <search class="prompts-filter">
      <span class="prompts-search">
        <Icon name="search" />
        <input
          type="search"
          aria-label="Filter texts"
          placeholder="Filter by block, kind or text"
          spellcheck={false}
          value={filter.query}
          onInput={(event) => onFilter({ ...filter, query: event.currentTarget.value })}
        />
      </span>
      <label>
        <input
          type="checkbox"
          checked={filter.emptyOnly}
          onChange={(event) => onFilter({ ...filter, emptyOnly: event.currentTarget.checked })}
        />
        Only empty
      </label>
      <label>
        <input
          type="checkbox"
          checked={filter.ssmlOnly}
          onChange={(event) => onFilter({ ...filter, ssmlOnly: event.currentTarget.checked })}
        />
        Only SSML
      </label>
      <output class="prompts-count">
        {shown === all ? count(all, "text") : `${shown} of ${count(all, "text")}`}
      </output>
    </search>
  );
}
