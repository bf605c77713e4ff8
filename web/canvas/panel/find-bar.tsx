import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { foundWords } from "./announce-words";
import type { Designer } from "./designer";
import { filterHelp } from "./find";
import { Icon } from "./icon";

/** Find in flow: what it finds stands out on the canvas, and Enter goes from one to the next. */
export function FindBar({ designer }: { readonly designer: Designer }) {
  const state = designer.find.value;
  if (!state) return null;
  return <OpenFindBar designer={designer} asked={state.asked} />;
}

function OpenFindBar({ designer, asked }: { readonly designer: Designer; readonly asked: number }) {
  const input = useRef<HTMLInputElement>(null);
  const [at, setAt] = useState(-1);
  const query = designer.find.value?.query ?? "";
  const found = designer.found.value ?? [];
  // Before it is painted: who types on at once types into it. Asked again, that replaces what was typed.
  useLayoutEffect(() => {
    if (asked > 0) input.current?.select();
  }, [asked]);
  useEffect(() => {
    if (query.trim() !== "") designer.announcer.say(foundWords(found.length), "find");
  }, [designer, query, found.length]);
  const go = (step: 1 | -1) => {
    if (found.length === 0) return;
    const next = at < 0 && step < 0 ? found.length - 1 : (at + step + found.length) % found.length;
    const id = found[next];
    if (id === undefined) return;
    setAt(next);
    designer.selection.set([id]);
    designer.view.center(id);
    designer.announcer.say(`${next + 1} of ${found.length}: ${designer.names.value.get(id) ?? id}`, "find");
  };
  const close = () => {
    designer.find.value = null;
    designer.focusCanvas();
  };
  return (
    <search class="find-bar" aria-label="Find in flow">
      <Icon name="search" />
      <input
        ref={input}
        type="search"
        aria-label="Find in flow"
        aria-describedby="find-filters"
        placeholder="Name, text, attribute, ARN; is:error"
        value={query}
        spellcheck={false}
        onInput={(event) => {
          setAt(-1);
          designer.find.value = { query: event.currentTarget.value, asked };
        }}
        onKeyDown={(event) => {
          if (event.isComposing) return;
          if (event.key === "Enter") {
            event.preventDefault();
            go(event.shiftKey ? -1 : 1);
          }
          if (event.key === "Escape") {
            event.preventDefault();
            event.stopPropagation();
            close();
          }
        }}
      />
      <output class="find-count" aria-live="off">
        {countText(query, found.length, at)}
      </output>
      <button
        type="button"
        class="button quiet icon-only small"
        aria-label="Previous (Shift+Enter)"
        title="Previous (Shift+Enter)"
        disabled={found.length === 0}
        onClick={() => go(-1)}
      >
        <Icon name="arrow-up" />
      </button>
      <button
        type="button"
        class="button quiet icon-only small"
        aria-label="Next (Enter)"
        title="Next (Enter)"
        disabled={found.length === 0}
        onClick={() => go(1)}
      >
        <Icon name="arrow-down" />
      </button>
      <button
        type="button"
        class="button quiet icon-only small"
        aria-label="Close (Escape)"
        title="Close (Escape)"
        onClick={close}
      >
        <Icon name="x" />
      </button>
      <dl class={query === "" ? "find-filters" : "find-filters visually-hidden"} id="find-filters">
        {filterHelp.map(([filter, meaning]) => (
          <div key={filter}>
            <dt>
              <code>{filter}</code>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </search>
  );
}

function countText(query: string, length: number, at: number): string {
  if (query.trim() === "") return "";
  if (length === 0) return "Nothing found";
  return at < 0 ? `${length} found` : `${at + 1} of ${length}`;
}
