/** What the fields of a form do to the flow: operations on the smallest path. */
import * as edits from "../../command/edits";
import { equalJson, type Json, objectAt } from "../../model/json";
import type { Op } from "../../model/op";
import type { FlowReader } from "../../model/types";
import { type Place, valueIn } from "./paths";

/** Sets a parameter; undefined clears it. Nothing when it is so already. */
export function setOps(flow: FlowReader, id: string, place: Place, to: Json | undefined, depth = 0): Op[] {
  const before = flow.parameter(id, place);
  if (before === to || (to !== undefined && equalJson(before, to))) return [];
  return to === undefined ? clearOps(flow, id, place, depth) : edits.setParameter(flow, id, place, to);
}

/**
 * Clears a parameter, with the objects that would stay behind empty: Connect
 * refuses some of those. The first `depth` steps stay: an item of a list does
 * not go because its last field was emptied.
 */
export function clearOps(flow: FlowReader, id: string, place: Place, depth = 0): Op[] {
  let clear = place;
  while (clear.length - 1 > depth) {
    const owner = flow.parameter(id, clear.slice(0, -1));
    if (!(owner instanceof Map) || owner.size > 1) break;
    clear = clear.slice(0, -1);
  }
  return edits.clearParameter(flow, id, clear);
}

/** Takes an item out of a list; the names of resources that the console keeps for its items move along. */
export function removeItemOps(flow: FlowReader, id: string, place: Place, index: number, depth = 0): Op[] {
  const list = flow.parameter(id, place);
  if (!Array.isArray(list)) return [];
  if (list.length === 1) return clearOps(flow, id, place, depth);
  return [
    { op: "clear_parameter", id, path: [...place, String(index)] },
    ...namesOps(flow, id, place, (names) => names.splice(index, 1)),
  ];
}

/** Moves an item of a list to another place in it. */
export function moveItemOps(flow: FlowReader, id: string, place: Place, from: number, to: number): Op[] {
  const list = flow.parameter(id, place);
  if (!Array.isArray(list)) return [];
  const move = (items: Json[]) => items.splice(to, 0, ...items.splice(from, 1));
  const moved = [...list];
  move(moved);
  return [{ op: "set_parameter", id, path: [...place], value: moved }, ...namesOps(flow, id, place, move)];
}

function namesOps(flow: FlowReader, id: string, place: Place, change: (names: Json[]) => void): Op[] {
  const names = valueIn(objectAt(flow.metadata(id), "parameters"), place);
  if (!Array.isArray(names)) return [];
  const length = (flow.parameter(id, place) as Json[]).length;
  const changed = Array.from({ length }, (_, index) => names[index] ?? null);
  change(changed);
  return [{ op: "set_metadata", id, path: ["parameters", ...place], value: changed }];
}

/** The name of a resource, which the console keeps beside the parameters. */
export function resourceName(flow: FlowReader, id: string, place: Place): string {
  const found = valueIn(objectAt(flow.metadata(id), "parameters"), [...place, "displayName"]);
  return typeof found === "string" ? found : "";
}

/** Chooses a resource: its ARN into the parameter, its name to where the console keeps it. */
export function resourceOps(flow: FlowReader, id: string, place: Place, value: string, name: string): Op[] {
  if (flow.parameter(id, place) === value && resourceName(flow, id, place) === name) return [];
  return [{ op: "set_parameter", id, path: [...place], value }, ...nameOps(flow, id, place, name)];
}

/** Within a list the console keeps a list of names, with null where an item has none. */
function nameOps(flow: FlowReader, id: string, place: Place, name: string): Op[] {
  const known = objectAt(flow.metadata(id), "parameters");
  for (let n = 1; n < place.length; n++) {
    const list = place.slice(0, n);
    const items = flow.parameter(id, list);
    if (!Array.isArray(items)) continue;
    const rest = place.slice(n + 1);
    // A name for an item that is a text itself has no place in what consoles write.
    if (rest.length === 0) return [];
    const names = valueIn(known, list);
    const index = Number(place[n]);
    const all = items.map((_, at) => (Array.isArray(names) ? (names[at] ?? null) : null));
    const own = all[index];
    const merged = new Map(own instanceof Map ? own : []);
    all[index] = withName(merged, rest, name);
    return [{ op: "set_metadata", id, path: ["parameters", ...list], value: all }];
  }
  return [{ op: "set_metadata", id, path: ["parameters", ...place, "displayName"], value: name }];
}

function withName(object: Map<string, Json>, path: Place, name: string): Json {
  const [step = "", ...rest] = path;
  const inner = object.get(step);
  const copy = new Map(inner instanceof Map ? inner : []);
  object.set(step, rest.length === 0 ? copy.set("displayName", name) : withName(copy, rest, name));
  return object;
}
