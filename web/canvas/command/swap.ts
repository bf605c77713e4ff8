/** Making another block of one where one of the two is several actions: a new one in its place, under its identifier. */
import type { CatalogueAction, CatalogueBlock } from "../model/catalogue";
import type { Op } from "../model/op";
import type { FlowReader, Output } from "../model/types";
import { connect, deleteBlocks, setStart } from "./edits";
import { alone, newBlock } from "./new-block";

/** The operations, as one edit. Wires in stay, wires out go on where the new block has such a branch. */
export function swapBlock(
  flow: FlowReader,
  id: string,
  action: CatalogueAction,
  block: CatalogueBlock,
): Op[] {
  const old = flow.block(id);
  if (old === undefined) return [];
  const { ops } = newBlock(flow, action, block, old, id);
  const notes = flow.notes().filter((note) => note.block === id);
  const tie = (to: string): Op[] =>
    notes.map((note) => ({ op: "set_note", id: note.id, path: ["actionId"], value: to }));
  return [
    ...tie(""),
    ...deleteBlocks(flow, [id]),
    ...ops,
    ...keepName(flow, id),
    ...tie(id),
    ...wiresIn(flow, id),
    ...wiresOut(old.outputs, id, alone({ ops }).outputs(id)),
  ];
}

/** That the identifier is a name which somebody gave. */
function keepName(flow: FlowReader, id: string): Op[] {
  if (flow.metadata(id)?.get("isFriendlyName") !== true) return [];
  return [{ op: "set_metadata", id, path: ["isFriendlyName"], value: true }];
}

function wiresIn(flow: FlowReader, id: string): Op[] {
  const from = flow.inbound(id).filter(({ source }) => source !== id);
  const wires = from.flatMap(({ source, output }) => connect(source, output, id));
  return flow.start() === id ? [...wires, ...setStart(id)] : wires;
}

/** Branches of the same name keep their targets, as does the first way on. */
function wiresOut(before: readonly Output[], id: string, after: readonly Output[]): Op[] {
  const on = before.find((output) => output.tone !== "error" && output.target !== "");
  const firstOn = after.find((output) => output.tone !== "error");
  return after.flatMap((output) => {
    const same = before.find((one) => one.key === output.key);
    const target = (same?.target || undefined) ?? (output === firstOn ? on?.target : undefined);
    return target === undefined ? [] : connect(id, output, target);
  });
}
