import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { Icon } from "./icon";
import { stepTo } from "./roving";

/** One thing that can be chosen. */
export interface Choice {
  readonly key: string;
  readonly title: string;
  /** What is said beside the title: a description, or where it is. */
  readonly detail?: string;
  readonly icon?: string;
  /** Lower-case category, for the icon's colour. */
  readonly tint?: string;
  /** Keys that do the same, as people read them. */
  readonly keys?: string;
  readonly disabled?: boolean;
}

/** A place in the window, in pixels. */
export interface ScreenPoint {
  readonly clientX: number;
  readonly clientY: number;
}

/** What a chooser asks. */
export interface ChooserRequest {
  /** What is chosen: the name of the dialog and of its field. */
  readonly label: string;
  readonly placeholder: string;
  /** What a query finds, best first; "" is before anything was typed. */
  readonly find: (query: string) => readonly Choice[];
  readonly choose: (key: string) => void;
  /** Where it opens, in pixels of the window; absent: above the middle. */
  readonly at?: ScreenPoint;
}

/** More are not shown: who wants those types another letter. */
const shownAtMost = 60;

/**
 * A field with a list below it: type, go through the list with the arrows,
 * choose with Enter. Escape or a press outside leaves things as they are.
 */
export function Chooser({
  request,
  onClose,
}: {
  readonly request: ChooserRequest;
  readonly onClose: () => void;
}) {
  const element = useRef<HTMLDialogElement>(null);
  const id = useId();
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  const found = useMemo(() => request.find(query.trim()).slice(0, shownAtMost), [request, query]);
  const chosen = found[Math.min(at, found.length - 1)];
  // Before it is painted: who types on at once types into it.
  useLayoutEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  useEffect(() => {
    element.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  });
  const choose = (choice: Choice | undefined) => {
    if (!choice || choice.disabled) return;
    // Closed first: the focus returns to where it was, and what is chosen may move it on.
    element.current?.close();
    onClose();
    request.choose(choice.key);
  };
  return (
    <dialog
      ref={element}
      class="chooser"
      aria-label={request.label}
      style={request.at && placeBeside(request.at)}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onPointerDown={(event) => {
        if (event.target === element.current) onClose();
      }}
    >
      <div class="chooser-box">
        <label class="search">
          <span class="visually-hidden">{request.label}</span>
          <Icon name="search" />
          <input
            type="search"
            // biome-ignore lint/a11y/noRedundantRoles: without a list of the browser's own it would be a searchbox
            role="combobox"
            list={undefined}
            aria-expanded="true"
            aria-controls={`${id}-list`}
            aria-autocomplete="list"
            aria-activedescendant={chosen ? `${id}-${chosen.key}` : undefined}
            placeholder={request.placeholder}
            autocomplete="off"
            spellcheck={false}
            value={query}
            onInput={(event) => {
              setQuery(event.currentTarget.value);
              setAt(0);
            }}
            onKeyDown={(event) => {
              if (event.isComposing) return;
              if (event.key === "Escape") {
                // Browsers would first empty a search field.
                event.preventDefault();
                onClose();
                return;
              }
              if (event.key === "Enter") {
                event.preventDefault();
                choose(chosen);
                return;
              }
              const to = upOrDown.has(event.key)
                ? stepTo(event.key, Math.min(at, found.length - 1), found.length)
                : undefined;
              if (to === undefined) return;
              event.preventDefault();
              setAt(to);
            }}
          />
        </label>
        <div class="chooser-list" role="listbox" id={`${id}-list`} aria-label={request.label}>
          {found.map((choice) => (
            <Row
              key={choice.key}
              id={`${id}-${choice.key}`}
              choice={choice}
              isChosen={choice === chosen}
              onChoose={() => choose(choice)}
            />
          ))}
        </div>
        <div role="status">
          {found.length === 0 && <p class="empty">Nothing is called “{query.trim()}”.</p>}
        </div>
      </div>
    </dialog>
  );
}

const upOrDown: ReadonlySet<string> = new Set(["ArrowUp", "ArrowDown"]);

interface RowProps {
  readonly id: string;
  readonly choice: Choice;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function Row({ id, choice, isChosen, onChoose }: RowProps) {
  return (
    <div
      id={id}
      role="option"
      class={`chooser-row ${choice.tint ? `cat-${choice.tint}` : ""}`}
      tabIndex={-1}
      aria-selected={isChosen}
      aria-disabled={choice.disabled}
      data-key={choice.key}
      onPointerDown={(event) => event.preventDefault()}
      onPointerUp={onChoose}
    >
      <span class="chooser-icon">{choice.icon && <Icon name={choice.icon} />}</span>
      <span class="chooser-title" title={choice.title}>
        {choice.title}
      </span>
      {choice.detail && <span class="chooser-detail">{choice.detail}</span>}
      {choice.keys && <kbd>{choice.keys}</kbd>}
    </div>
  );
}

/** Room that is kept for the box, in pixels: it must not leave the window. */
const box = { width: 340, height: 440 };

function placeBeside({ clientX, clientY }: ScreenPoint) {
  const left = Math.max(8, Math.min(clientX, window.innerWidth - box.width - 8));
  const top = Math.max(8, Math.min(clientY, window.innerHeight - box.height - 8));
  return { left: `${left}px`, top: `${top}px`, margin: "0", width: `${box.width}px` };
}
