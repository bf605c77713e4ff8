import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { command, enabled } from "../command/commands";
import { isMac } from "../command/keyboard";
import { keyLabel } from "../command/keys";
import type { ScreenPoint } from "./chooser";
import type { Designer } from "./designer";
import { useRoving } from "./roving";

/** Where a menu was asked for, and over what: a block, or "" over nothing. */
export interface MenuRequest {
  readonly id: string;
  readonly at: ScreenPoint;
}

/** What the menus offer, in groups: commands by name. */
const overBlocks = [
  ["properties", "rename", "connect", "replace", "add-note"],
  ["cut", "copy", "duplicate"],
  ["group", "ungroup"],
  ["tidy", "zoom-selection"],
  ["delete-reconnect", "delete"],
];
const overNothing = [["add-note", "paste", "select-all"], ["tidy", "fit"], ["commands"]];

/** The menu of a right click, a long press, or the menu key: the commands that make sense there. */
export function ContextMenu({ designer }: { readonly designer: Designer }) {
  const request = designer.menu.value;
  if (!request) return null;
  return <Menu key={`${request.at.clientX} ${request.at.clientY}`} designer={designer} request={request} />;
}

function Menu({ designer, request }: { readonly designer: Designer; readonly request: MenuRequest }) {
  const list = useRoving<HTMLDivElement>({ items: "[role=menuitem]", open: true });
  const before = useRef(document.activeElement);
  const groups = request.id === "" ? overNothing : overBlocks;
  const close = (focusBack: boolean) => {
    if (designer.menu.value === request) designer.menu.value = null;
    if (focusBack && before.current instanceof HTMLElement) before.current.focus({ preventScroll: true });
  };
  useLayoutEffect(() => {
    const menu = list.ref.current;
    if (!menu) return;
    keepInside(menu, request.at);
    menu.querySelector<HTMLElement>("[role=menuitem]:enabled")?.focus();
  }, [request.at, list.ref]);
  useEffect(() => {
    const onPress = (event: PointerEvent) => {
      if (!list.ref.current?.contains(event.target as Node)) close(false);
    };
    const leave = () => close(false);
    document.addEventListener("pointerdown", onPress, true);
    window.addEventListener("blur", leave);
    return () => {
      document.removeEventListener("pointerdown", onPress, true);
      window.removeEventListener("blur", leave);
    };
  });
  return (
    <div
      class="menuitems context-menu"
      role="menu"
      aria-label={request.id === "" ? "Canvas" : "Block"}
      tabIndex={-1}
      ref={list.ref}
      onFocusIn={list.onFocusIn}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        list.onKeyDown(event);
        if (event.key !== "Escape" && event.key !== "Tab") return;
        event.preventDefault();
        event.stopPropagation();
        close(true);
      }}
    >
      {groups.map((ids, index) => (
        <MenuGroup key={ids[0]} designer={designer} ids={ids} ruled={index > 0} onRun={() => close(true)} />
      ))}
    </div>
  );
}

interface MenuGroupProps {
  readonly designer: Designer;
  readonly ids: readonly string[];
  readonly ruled: boolean;
  readonly onRun: () => void;
}

function MenuGroup({ designer, ids, ruled, onRun }: MenuGroupProps) {
  const mac = isMac();
  const found = ids.flatMap((id) => command(id) ?? []);
  return (
    <>
      {ruled && <hr />}
      {found.map((one) => (
        <button
          key={one.id}
          type="button"
          role="menuitem"
          data-command={one.id}
          disabled={!enabled(one, designer.context)}
          onClick={() => {
            onRun();
            one.run(designer.context);
          }}
        >
          <span class="menu-title">{one.title}</span>
          {one.keys[0] && <kbd>{keyLabel(one.keys[0], mac)}</kbd>}
        </button>
      ))}
    </>
  );
}

/** Moves a menu so that all of it is in the window. */
function keepInside(menu: HTMLElement, { clientX, clientY }: MenuRequest["at"]): void {
  const { offsetWidth, offsetHeight } = menu;
  const left = Math.min(clientX, window.innerWidth - offsetWidth - 8);
  const top = Math.min(clientY, window.innerHeight - offsetHeight - 8);
  menu.style.left = `${Math.max(8, left)}px`;
  menu.style.top = `${Math.max(8, top)}px`;
}
