/** The one table of commands. Keyboard, toolbar, menus and help read it; nothing else binds keys. */
import { copyDocument } from "../clipboard/copy";
import { type PasteResult, pasteOps } from "../clipboard/paste";
import { readPasted } from "../clipboard/read";
import { toText } from "../model/json";
import type { Diagnostic } from "../sync/types";
import { arrangeCommands } from "./arrange-commands";
import { blocks, canChange, canEdit, edit, hasBlocks, single } from "./context";
import { deleteAndReconnect, deleteBlocks, disconnect, moveBy, outputOf, setStart } from "./edits";
import { freePlace } from "./free-place";
import { newUuid } from "./new-block";
import { addNote, noteProblem } from "./notes";
import { panelCommands } from "./panel-commands";
import type { Command, CommandContext, GroupWish } from "./types";

/** A nudge, in canvas units; with Shift ten times as far. */
const nudgeStep = 10;
const zoomStep = 1.25;

export const commands: readonly Command[] = [
  {
    id: "undo",
    title: "Undo",
    group: "Edit",
    keys: ["Mod+z"],
    when: ({ session }) => session.canUndo.value,
    run: ({ session }) => session.undo(),
  },
  {
    id: "redo",
    title: "Redo",
    group: "Edit",
    keys: ["Mod+Shift+z", "Mod+y"],
    when: ({ session }) => session.canRedo.value,
    run: ({ session }) => session.redo(),
  },
  {
    id: "cut",
    title: "Cut",
    group: "Edit",
    keys: ["Mod+x"],
    onBlocks: true,
    native: true,
    when: canChange,
    run: byBrowser("cut"),
  },
  {
    id: "copy",
    title: "Copy",
    group: "Edit",
    keys: ["Mod+c"],
    onBlocks: true,
    native: true,
    when: hasBlocks,
    run: byBrowser("copy"),
  },
  {
    id: "paste",
    title: "Paste",
    group: "Edit",
    keys: ["Mod+v"],
    native: true,
    when: canEdit,
    run: ({ panels }) =>
      panels.notify("Press Ctrl+V (on a Mac ⌘V) to paste: browsers keep this to the keyboard."),
  },
  {
    id: "duplicate",
    title: "Duplicate",
    group: "Edit",
    keys: ["Mod+d"],
    onBlocks: true,
    when: canChange,
    run: duplicate,
  },
  {
    id: "delete",
    title: "Delete",
    group: "Edit",
    keys: ["Delete", "Backspace"],
    onBlocks: true,
    when: (context) => canChange(context) || (canEdit(context) && context.selection.wire.value !== undefined),
    run: remove,
  },
  {
    id: "delete-reconnect",
    title: "Delete and reconnect",
    group: "Edit",
    keys: ["Mod+Delete", "Mod+Backspace"],
    onBlocks: true,
    when: canChange,
    run: (context) => {
      const ids = [...context.selection.ids.value];
      edit(
        context,
        deleteAndReconnect(context.session.flow, ids),
        `Delete ${blocks(ids.length)} and reconnect`,
      );
    },
  },
  {
    id: "rename",
    title: "Rename block or group",
    group: "Edit",
    keys: ["F2"],
    onBlocks: true,
    when: (context) => canEdit(context) && (single(context) !== undefined || context.panels.canGroup("name")),
    run: (context) => {
      if (context.panels.canGroup("name")) context.panels.group("name");
      else withSingle(context, (id) => context.panels.rename(id));
    },
  },
  {
    id: "connect",
    title: "Connect a branch",
    group: "Edit",
    keys: ["Alt+c"],
    onBlocks: true,
    when: (context) => canEdit(context) && single(context) !== undefined,
    run: (context) => withSingle(context, (id) => context.panels.connectBlock(id)),
  },
  {
    id: "replace",
    title: "Replace by another block",
    group: "Edit",
    keys: ["Alt+r"],
    onBlocks: true,
    when: (context) => canEdit(context) && single(context) !== undefined,
    run: (context) => withSingle(context, (id) => context.panels.replaceBlock(id)),
  },
  {
    id: "properties",
    title: "Edit properties",
    group: "Edit",
    keys: ["Enter"],
    onBlocks: true,
    when: (context) => single(context) !== undefined,
    run: (context) => withSingle(context, (id) => context.panels.showProperties(id)),
  },
  {
    id: "select-all",
    title: "Select all",
    group: "Selection",
    keys: ["Mod+a"],
    run: ({ session, selection }) => selection.set([...session.flow.blocks()].map((block) => block.id)),
  },
  {
    id: "escape",
    title: "Close, or select nothing",
    group: "Selection",
    keys: ["Escape"],
    unlisted: true,
    run: ({ panels, selection }) => {
      if (!panels.dismiss()) selection.clear();
    },
  },
  grouping("group", "Fold into a group", "Mod+g", "fold"),
  grouping("ungroup", "Unfold the group, or ungroup", "Mod+Shift+g", "unfold"),
  ...nudges(),
  ...arrangeCommands,
  { id: "fit", title: "Zoom to fit", group: "View", keys: ["Shift+1"], run: ({ view }) => view.fit() },
  {
    id: "zoom-selection",
    title: "Zoom to selection",
    group: "View",
    keys: ["Shift+2"],
    onBlocks: true,
    when: hasBlocks,
    run: ({ view, selection }) => view.zoomTo(selection.ids.value),
  },
  {
    id: "zoom-100",
    title: "Zoom to 100 %",
    group: "View",
    keys: ["Mod+0"],
    run: ({ view }) => view.zoomSet(1),
  },
  {
    id: "zoom-in",
    title: "Zoom in",
    group: "View",
    keys: ["Mod++", "Mod+="],
    run: ({ view }) => view.zoomBy(zoomStep),
  },
  {
    id: "zoom-out",
    title: "Zoom out",
    group: "View",
    keys: ["Mod+-"],
    run: ({ view }) => view.zoomBy(1 / zoomStep),
  },
  {
    id: "map",
    title: "Show or hide the map in the corner",
    group: "View",
    keys: [],
    run: ({ view }) => {
      view.hasMap = !view.hasMap;
    },
  },
  {
    id: "find",
    title: "Find in flow",
    group: "View",
    keys: ["Mod+f"],
    inFields: true,
    run: ({ panels }) => panels.openFind(),
  },
  {
    id: "trace",
    title: "Highlight the paths to and from the selection",
    group: "View",
    keys: ["Alt+p"],
    onBlocks: true,
    run: ({ panels }) => panels.trace(),
  },
  ...panelCommands,
  {
    id: "next-problem",
    title: "Next problem",
    group: "Problems",
    keys: ["F8"],
    inFields: true,
    when: hasProblems,
    run: (context) => goToProblem(context, 1),
  },
  {
    id: "previous-problem",
    title: "Previous problem",
    group: "Problems",
    keys: ["Shift+F8"],
    inFields: true,
    when: hasProblems,
    run: (context) => goToProblem(context, -1),
  },
  {
    id: "commands",
    title: "Search commands and blocks",
    group: "Help",
    keys: ["Mod+k"],
    inFields: true,
    unlisted: true,
    run: ({ panels }) => panels.searchCommands(),
  },
  {
    id: "add-block",
    title: "Search blocks to add",
    group: "Flow",
    keys: ["/"],
    when: canEdit,
    run: ({ panels }) => panels.searchPalette(),
  },
  {
    id: "add-note",
    title: "Add a note, to the selected block or to the canvas",
    group: "Flow",
    keys: ["Alt+n"],
    onBlocks: true,
    when: canEdit,
    run: newNote,
  },
  {
    id: "tidy",
    title: "Tidy: arrange the selected blocks, or all",
    group: "Flow",
    keys: ["Shift+t"],
    when: canEdit,
    run: ({ selection, panels }) => {
      const ids = [...selection.ids.value];
      panels.tidy(ids.length > 1 ? ids : undefined);
    },
  },
  {
    id: "picture-svg",
    title: "Save a picture of the flow or selection (SVG)",
    group: "Flow",
    keys: [],
    run: ({ panels }) => panels.savePicture("svg"),
  },
  {
    id: "picture-png",
    title: "Save a picture of the flow or selection (PNG)",
    group: "Flow",
    keys: [],
    run: ({ panels }) => panels.savePicture("png"),
  },
  {
    id: "save-version",
    title: "Save a version",
    group: "Flow",
    keys: ["Mod+s"],
    inFields: true,
    run: ({ session, panels }) => {
      session.flush();
      panels.saveVersion();
    },
  },
  { id: "help", title: "Keyboard shortcuts", group: "Help", keys: ["?"], run: ({ panels }) => panels.help() },
];

const byId: ReadonlyMap<string, Command> = new Map(commands.map((command) => [command.id, command]));

/** The command of that name. */
export function command(id: string): Command | undefined {
  return byId.get(id);
}

/** Whether a command can run now. */
export function enabled(one: Command, context: CommandContext): boolean {
  return one.when === undefined || one.when(context);
}

/** Runs a command by name when it can run; false when it cannot. */
export function runCommand(id: string, context: CommandContext): boolean {
  const one = byId.get(id);
  if (one === undefined || !enabled(one, context)) return false;
  one.run(context);
  return true;
}

function hasProblems({ session }: CommandContext): boolean {
  return session.diagnostics.value.length > 0;
}

function withSingle(context: CommandContext, act: (id: string) => void): void {
  const id = single(context);
  if (id !== undefined) act(id);
}

/** The browser's own clipboard events do the work (clipboard/events.ts). */
function byBrowser(name: "copy" | "cut"): () => void {
  return () => {
    document.execCommand(name);
  };
}

function remove(context: CommandContext): void {
  const { session, selection, panels } = context;
  const wire = selection.wire.value;
  if (wire !== undefined) {
    const output = outputOf(session.flow, wire.source, wire.key);
    const ops =
      wire.source === "" ? setStart("") : output === undefined ? [] : disconnect(wire.source, output);
    const from = session.flow.block(wire.source)?.title;
    const label = from === undefined ? "the entry point" : `${output?.label ?? ""} of ${from}`;
    if (edit(context, ops, `Disconnect ${label}`)) selection.clear();
    return;
  }
  const ids = [...selection.ids.value];
  const groups = panels.chosenGroups();
  if (!edit(context, deleteBlocks(session.flow, ids), `Delete ${blocks(ids.length)}`)) return;
  selection.clear();
  if (groups === "") return;
  panels.notify(`Deleted ${blocks(ids.length)}, those of ${groups} among them.`, {
    label: "Undo",
    run: () => session.undo(),
  });
}

function duplicate(context: CommandContext): void {
  const { session, selection } = context;
  const document = copyDocument(session.flow, selection.ids.value);
  const pasted = document === undefined ? undefined : readPasted(toText(document));
  if (pasted === undefined || "problem" in pasted) return;
  land(context, pasteOps(session.flow, pasted, "beside"), "Duplicate");
}

/** Beside the one selected block, else in the middle of what is seen. */
function newNote(context: CommandContext): void {
  const { session, view, panels } = context;
  const block = session.flow.block(single(context) ?? "");
  const problem = noteProblem(session.flow, block?.id ?? "");
  if (problem !== "") {
    panels.notify(problem);
    return;
  }
  const at = block
    ? { x: block.x, y: block.y + view.sizeOf(block).height + 20 }
    : freePlace({ flow: session.flow, sizeOf: view.sizeOf, centre: view.centre() });
  const id = newUuid();
  if (edit(context, addNote(id, at, block?.id ?? ""), "Add a note")) view.editNote(id);
}

/** Applies a paste and selects what came. */
export function land(context: CommandContext, result: PasteResult, verb: string): void {
  if (edit(context, result.ops, `${verb} ${blocks(result.ids.length)}`)) context.selection.set(result.ids);
}

function grouping(id: string, title: string, key: string, wish: GroupWish): Command {
  return {
    id,
    title,
    group: "Selection",
    keys: [key],
    onBlocks: true,
    when: ({ panels }) => panels.canGroup(wish),
    run: ({ panels }) => panels.group(wish),
  };
}

function nudges(): Command[] {
  const directions = [
    ["left", "ArrowLeft", -1, 0],
    ["right", "ArrowRight", 1, 0],
    ["up", "ArrowUp", 0, -1],
    ["down", "ArrowDown", 0, 1],
  ] as const;
  return directions.flatMap(([name, key, dx, dy]) => [
    nudge(`nudge-${name}`, `Move ${name}`, `Alt+${key}`, dx * nudgeStep, dy * nudgeStep),
    nudge(
      `nudge-${name}-far`,
      `Move ${name}, further`,
      `Alt+Shift+${key}`,
      dx * nudgeStep * 10,
      dy * nudgeStep * 10,
    ),
  ]);
}

function nudge(id: string, title: string, key: string, dx: number, dy: number): Command {
  return {
    id,
    title,
    group: "Selection",
    keys: [key],
    onBlocks: true,
    when: canChange,
    run: (context) => {
      const ids = [...context.selection.ids.value];
      edit(context, moveBy(context.session.flow, ids, dx, dy), `Move ${blocks(ids.length)}`);
    },
  };
}

/** The finding that was shown last, per session, so that the next one follows it. */
const shown = new WeakMap<object, Diagnostic>();

function goToProblem({ session, panels }: CommandContext, direction: 1 | -1): void {
  const list = session.diagnostics.value;
  const last = shown.get(session);
  const at = list.findIndex((one) => one.code === last?.code && one.path === last.path);
  const from = at < 0 && direction < 0 ? 0 : at;
  const found = list[(from + direction + list.length) % list.length];
  if (found === undefined) return;
  shown.set(session, found);
  panels.goTo(found);
}
