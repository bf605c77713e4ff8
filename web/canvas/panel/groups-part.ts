/** Groups of blocks: what folds them, what draws them, and what people do with them. */
import { batch, effect, untracked } from "@preact/signals";
import * as groups from "../command/group-commands";
import { allTouched, type DrawnFlow } from "../geometry/drawn";
import { FoldedFlow } from "../geometry/folded";
import { groupNameAtMost } from "../model/block-group";
import { unfoldOps, unfoldWire } from "../tool/unfold-ops";
import type { FoldedCanvas } from "../view/folded-canvas";
import { FrameLayer } from "../view/frames";
import css from "../view/groups.later.css";
import { nameGroup } from "../view/name-field";
import type { Designer } from "./designer";
import { Folding } from "./folding";
import type { GroupTools } from "./group-tools";
import { addStyles } from "./later-styles";
import { count } from "./words";

addStyles(css);

/** Folds groups on a canvas from now on; one that is `blank` is drawn whole then. */
export function foldGroups(
  designer: Designer,
  canvas: FoldedCanvas,
  drawn: DrawnFlow,
  blank: boolean,
): GroupTools {
  const { session } = designer;
  const folding = new Folding(session);
  const fold = new FoldedFlow(session.flow, drawn.layout);
  drawn.fold(
    Object.assign(fold, {
      edits: (ops: Parameters<typeof unfoldOps>[2]) => unfoldOps(session.flow, fold, ops),
      branch: (wire: Parameters<typeof unfoldWire>[1]) => unfoldWire(fold, wire),
    }),
  );
  canvas.stage.drawFrames(new FrameLayer());
  let isBlank = blank;
  effect(() => {
    const list = folding.groups.value;
    untracked(() => {
      batch(() => {
        const touched = fold.regroup(list);
        canvas.update(isBlank ? allTouched() : touched);
      });
      isBlank = false;
      canvas.refreshDiagnostics();
    });
  });
  return toolsOf(designer, canvas, fold, folding);
}

function toolsOf(designer: Designer, canvas: FoldedCanvas, fold: FoldedFlow, folding: Folding): GroupTools {
  const { session, selection } = designer;
  const bench: groups.GroupBench = {
    session,
    selection,
    groups: () => folding.groups.value,
    notify: (message, action) => designer.notices.show("info", message, action),
    foldGroup: (id, folded) => {
      const problem = folding.fold(id, folded);
      if (problem === "") follow(designer, folding, id, folded);
      else designer.notify(problem);
    },
    nameGroup: (id) =>
      nameGroup(canvas, fold, id, groupNameAtMost, (name) => {
        groups.change(bench, { change: "rename", id, name });
      }),
  };
  return {
    can: (wish) => groups.can(bench, wish),
    run: (wish) => groups.run(bench, wish),
    chosen: () => groups.chosenNames(bench),
    open: (shown) => {
      const id = fold.groupOf(shown);
      if (id !== undefined) bench.foldGroup(id, false);
    },
    frame: (id, wish) => (wish === "fold" ? bench.foldGroup(id, true) : bench.nameGroup(id)),
    uncover: (block) => void folding.uncover(block),
  };
}

/** Selects the blocks of a group that was folded or unfolded, and leads the keyboard to it. */
function follow(designer: Designer, folding: Folding, id: string, folded: boolean): void {
  const group = folding.groups.value.find((one) => one.id === id);
  if (!group) return;
  const blocks = groups.blocksOf(designer.session.flow, group);
  designer.selection.set(blocks);
  const words = `${folded ? "Folded" : "Unfolded"} ${group.name}, ${count(blocks.length, "block")}`;
  designer.announcer.say(words, "canvas");
  if (blocks[0] !== undefined) designer.view.focus(blocks[0]);
}
