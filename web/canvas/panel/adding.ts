/** Adding blocks: from the palette, from a list where a wire was dropped, into a wire. */
import { connect, setStart } from "../command/edits";
import { below, freePlace } from "../command/free-place";
import { alone, newBlock } from "../command/new-block";
import type { WireName } from "../command/types";
import type { Op } from "../model/op";
import type { Block, FlowReader, Point } from "../model/types";
import type { CanvasView } from "../view/canvas";
import type { ScreenPoint } from "./chooser";
import type { Designer } from "./designer";
import type { PaletteItem } from "./palette-fit";

export class Adding {
  constructor(
    private readonly designer: Designer,
    private readonly canvas: () => CanvasView | undefined,
  ) {}

  /**
   * Adds a block at a place. `from` is the branch that leads to it; where that
   * led somewhere already, the new block stands in between, beside the wire
   * where there is no room in it. The new block's identifier; undefined, and a notice, where there is none.
   */
  at(item: PaletteItem, at: Point, from?: WireName): string | undefined {
    const { designer } = this;
    const { session } = designer;
    const sizeOf = this.canvas()?.sizeOf;
    const place = from && sizeOf ? below(session.flow, sizeOf, at) : at;
    const made = newBlock(session.flow, item.action, item.block, place);
    const wires = from ? wiresThrough(session.flow, from, made) : [];
    const rejection = session.edit([...made.ops, ...wires], `Add ${item.block.name}`);
    if (rejection) {
      designer.notices.show("danger", rejection.message);
      return undefined;
    }
    if (item.misfit !== "") designer.notices.show("warning", `${item.block.name} was added. ${item.misfit}`);
    designer.selection.set([made.id]);
    return made.id;
  }

  /** Adds a block where there is room: after the selected one, and wired to it. */
  inPlace(item: PaletteItem): void {
    const canvas = this.canvas();
    if (!canvas) return;
    const after = this.designer.selected.value;
    const at = freePlace({
      flow: this.designer.session.flow,
      sizeOf: canvas.sizeOf,
      after,
      centre: canvas.centre(),
    });
    const id = this.at(item, at, after && freeWay(after));
    if (id !== undefined) canvas.focus(id);
  }

  /** Offers the blocks where somebody pointed, and adds the one that is chosen there. */
  choose(screen: ScreenPoint, from?: WireName): void {
    const canvas = this.canvas();
    if (!canvas || !this.designer.editable) return;
    const at = canvas.dropAt(screen.clientX, screen.clientY);
    this.designer.over(({ askToAdd }) =>
      askToAdd(this.designer, screen, (item) => {
        const id = this.at(item, at, from);
        if (id !== undefined) canvas.focus(id);
      }),
    );
  }
}

/** The first way on of a block that leads nowhere yet. */
function freeWay(block: Block): WireName | undefined {
  const way = block.outputs.find((output) => output.target === "" && output.tone !== "error");
  return way && { source: block.id, key: way.key };
}

/** Leads a branch to the new block, and the new block on to where the branch led. */
function wiresThrough(
  flow: FlowReader,
  { source, key }: WireName,
  made: { readonly id: string; readonly ops: Op[] },
): Op[] {
  const output = flow.outputs(source).find((one) => one.key === key);
  const before = source === "" ? flow.start() : (output?.target ?? "");
  const ops = source === "" ? setStart(made.id) : output ? connect(source, output, made.id) : [];
  const on =
    before === ""
      ? undefined
      : alone(made)
          .outputs(made.id)
          .find(({ tone }) => tone !== "error");
  return on ? [...ops, ...connect(made.id, on, before)] : ops;
}
