/** From places in a flow's JSON text to what stands there, and back. */
import { type Member, memberOf, type Node } from "./scan";

/** What a finding marks. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What a JSON pointer leads to: the node, and the member that it is the value of. */
interface Found {
  readonly node: Node;
  readonly member: Member | undefined;
}

/** Follows a pointer as far as the text goes along. */
function follow(root: Node, pointer: string): Found {
  let found: Found = { node: root, member: undefined };
  for (const part of pointer.split("/").slice(1)) {
    const step = part.replaceAll("~1", "/").replaceAll("~0", "~");
    const { node } = found;
    const member = memberOf(node, step);
    const next = node.kind === "array" ? node.items[Number(step)] : member?.value;
    if (next === undefined) break;
    found = { node: next, member };
  }
  return found;
}

/**
 * What to mark for a finding at a pointer: a plain value whole; of an object or
 * a list its name, else its block's identifier, else its opening bracket.
 */
export function spanOf(root: Node, pointer: string): Span {
  const { node, member } = follow(root, pointer);
  if (node.kind === "scalar") return node;
  if (member) return { from: member.from, to: member.nameTo };
  const id = memberOf(node, "Identifier")?.value;
  return id?.kind === "scalar" ? id : { from: node.from, to: node.from + 1 };
}

/** The text of a block's action; undefined when the flow has no such block. */
export function actionSpan(root: Node, id: string): Span | undefined {
  return actionsOf(root).find((action) => idOf(action) === id);
}

/** The block whose action, metadata or place in the text this is; "" for none. */
export function blockAt(root: Node, at: number): string {
  const action = actionsOf(root).find((one) => one.from <= at && at <= one.to);
  if (action) return idOf(action);
  const metadata = memberOf(memberOf(root, "Metadata")?.value, "ActionMetadata")?.value;
  if (metadata?.kind !== "object") return "";
  return metadata.members.find((one) => one.from <= at && at <= one.to)?.name ?? "";
}

function actionsOf(root: Node): readonly Node[] {
  const actions = memberOf(root, "Actions")?.value;
  return actions?.kind === "array" ? actions.items : [];
}

function idOf(action: Node): string {
  const id = memberOf(action, "Identifier")?.value;
  return id?.kind === "scalar" && typeof id.value === "string" ? id.value : "";
}

/** Line and column of an offset, both counted from 1, the column in code points. */
export function lineAndColumn(text: string, at: number): { line: number; column: number } {
  const before = text.slice(0, at);
  const start = before.lastIndexOf("\n") + 1;
  return { line: before.split("\n").length, column: [...before.slice(start)].length + 1 };
}
