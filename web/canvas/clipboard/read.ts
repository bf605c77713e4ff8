/** Reads what somebody pastes: whole flows, parts of them, single actions. Says plainly what cannot be pasted. */
import { arrayAt, type Json, type JsonObject, objectAt, parseJson, textAt } from "../model/json";

/** Pasted text larger than a flow may be is not looked at. */
const bytesAtMost = 2 * 1024 * 1024;
/** Deeper than any flow may be. */
const depthAtMost = 64;

export interface Pasted {
  readonly actions: readonly JsonObject[];
  readonly start: string;
  readonly metadata: JsonObject | undefined;
  readonly notes: readonly JsonObject[];
}

export interface Unpasteable {
  /** For a person: why, and what to do. */
  readonly problem: string;
}

export function readPasted(text: string): Pasted | Unpasteable {
  if (text.trim() === "") return refuse("The clipboard holds no text.");
  if (text.length > bytesAtMost) return refuse("The clipboard holds more than a flow may have (2 MiB).");
  let json: Json;
  try {
    json = parseJson(text);
  } catch {
    return refuse("The clipboard holds no Connect blocks: its text is not JSON.");
  }
  if (tooDeep(json, depthAtMost))
    return refuse("The clipboard holds JSON that is nested too deeply for a flow.");
  return fromJson(json);
}

function fromJson(json: Json): Pasted | Unpasteable {
  if (Array.isArray(json)) return fromList(json, undefined);
  if (!(json instanceof Map)) return refuse("The clipboard holds JSON, but no Connect blocks.");
  const wrapped = textAt(objectAt(json, "ContactFlow") ?? objectAt(json, "ContactFlowModule"), "Content");
  if (wrapped !== "") return readPasted(wrapped);
  const actions = json.get("Actions");
  if (Array.isArray(actions)) return fromList(actions, json);
  if (Array.isArray(json.get("modules"))) {
    return refuse("This is a flow in the old export format. Import it as a flow of its own.");
  }
  if (json.has("Type")) return fromList([json], undefined);
  return refuse("The clipboard holds JSON, but no Connect blocks: it has neither “Actions” nor “Type”.");
}

function fromList(list: readonly Json[], document: JsonObject | undefined): Pasted | Unpasteable {
  if (list.length === 0) return refuse("The clipboard holds a flow without blocks.");
  const actions: JsonObject[] = [];
  for (const [i, item] of list.entries()) {
    if (!(item instanceof Map)) return refuse(`Block ${i + 1} on the clipboard is no JSON object.`);
    if (textAt(item, "Type") === "") return refuse(`Block ${i + 1} on the clipboard has no “Type”.`);
    actions.push(item);
  }
  const metadata = objectAt(document, "Metadata");
  return {
    actions,
    start: textAt(document, "StartAction"),
    metadata: objectAt(metadata, "ActionMetadata"),
    notes: (arrayAt(metadata, "Annotations") ?? []).filter((note): note is JsonObject => note instanceof Map),
  };
}

function tooDeep(json: Json, left: number): boolean {
  if (Array.isArray(json)) return left === 0 || json.some((item) => tooDeep(item, left - 1));
  if (json instanceof Map) return left === 0 || [...json.values()].some((item) => tooDeep(item, left - 1));
  return false;
}

function refuse(problem: string): Unpasteable {
  return { problem };
}
