/** A selection as a small flow in Connect's own language: what other tabs, flows and AWS's designer can paste. */
import { arrayAt, cloneJson, type Json, object, objectAt, textAt, toPretty } from "../model/json";
import type { FlowReader } from "../model/types";

/** The selected blocks as flow JSON; "" when there are none that can be copied. */
export function copyText(flow: FlowReader, ids: Iterable<string>): string {
  const document = copyDocument(flow, ids);
  return document === undefined ? "" : toPretty(document);
}

/** The selected blocks as a flow document. Branches that lead outside stay as they are; paste drops them. */
export function copyDocument(flow: FlowReader, ids: Iterable<string>): Json | undefined {
  if (!flow.editable) return undefined;
  const blocks = new Set(ids);
  const picked = [...flow.blocks()].filter((block) => blocks.has(block.id));
  if (picked.length === 0) return undefined;
  const wanted = new Set(picked.flatMap((block) => block.members));
  const actions: Json[] = [];
  const metadata = new Map<string, Json>();
  for (const { members, x, y } of picked) {
    for (const id of members) {
      const json = flow.actionJson(id);
      if (json === undefined) continue;
      actions.push(cloneJson(json));
      const own = cloneJson(flow.metadata(id) ?? new Map<string, Json>());
      own.set("position", object(["x", Math.round(x)], ["y", Math.round(y)]));
      metadata.set(id, own);
    }
  }
  const start = wanted.has(flow.start()) ? flow.start() : (picked[0]?.id ?? "");
  const about = object(["ActionMetadata", metadata]);
  const notes = attachedNotes(flow, wanted);
  if (notes.length > 0) about.set("Annotations", notes);
  return object(["Version", "2019-10-30"], ["StartAction", start], ["Metadata", about], ["Actions", actions]);
}

function attachedNotes(flow: FlowReader, ids: ReadonlySet<string>): Json[] {
  const notes = arrayAt(objectAt(flow.toJson(), "Metadata"), "Annotations") ?? [];
  return notes.filter((note) => ids.has(textAt(note, "actionId"))).map((note) => cloneJson(note));
}
