/** What a block is called and the settings that it shows. */
import { blockOf, type CatalogueAction, type CatalogueBlock, lookup, type ShownParameter } from "./catalogue";
import { type Json, type JsonObject, textAt, valueAt } from "./json";
import { words } from "./outputs";
import { isUuid } from "./read";
import type { BlockInfo, Setting } from "./types";

/** Settings shown on a block at most. */
const shownAtMost = 3;
/** Characters of a setting at most: what is longer cannot be read on a block. */
const textAtMost = 160;
/** Characters of a label on a block at most: the value needs the room. */
const labelAtMost = 14;
/** Characters that one line of a block has room for. */
const lineAtMost = 34;

const infos = new WeakMap<CatalogueBlock, BlockInfo>();

/** What the action is, by its type and parameters. */
export function infoOf(type: string, parameters: Json | undefined): BlockInfo {
  const action = lookup(type);
  const block = action === undefined ? undefined : blockOf(action, parameters);
  if (action === undefined || block === undefined) return unknownInfo(type);
  let info = infos.get(block);
  if (info === undefined) {
    info = {
      key: block.key,
      name: block.name,
      category: block.category,
      icon: block.icon,
      status: "known",
      action,
      block,
    };
    infos.set(block, info);
  }
  return info;
}

function unknownInfo(type: string): BlockInfo {
  return {
    key: "unknown",
    name: type === "" ? "Unknown block" : words(type),
    category: "",
    icon: "circle-help",
    status: "unknown",
  };
}

/** The name that people gave the block, else the block's own. */
export function titleOf(id: string, metadata: JsonObject | undefined, info: BlockInfo): string {
  return metadata?.get("isFriendlyName") === true || !isUuid(id) ? id : info.name;
}

/** The two or three settings that matter. */
export function summaryOf(json: JsonObject, info: BlockInfo, metadata: JsonObject | undefined): Setting[] {
  const parameters = json.get("Parameters");
  const paths = info.block?.shown ?? (info.status === "unknown" ? scalarPaths(parameters) : []);
  const out: (Setting & { readonly prose: boolean })[] = [];
  for (const path of paths) {
    if (out.length === shownAtMost) break;
    const value = valueAt(parameters, path);
    if (value === undefined || value === null || value === "") continue;
    const parameter = parameterOf(info.action, path);
    const text = settingText(value, parameter, displayName(metadata, path));
    const label = parameter?.label ?? words(lastStep(path));
    const prose = parameter?.kind === "text" || parameter?.kind === "ssml";
    if (text !== "") out.push({ label, short: shortLabel(label), value: clip(text), prose });
  }
  return out.map(({ prose, ...setting }) => ({
    ...setting,
    short: (prose || out.length === 1) && isLong(setting) ? "" : setting.short,
  }));
}

/** What a line can't hold together with its label. */
function isLong({ short, value }: Setting): boolean {
  return short.length + 1 + value.length > lineAtMost;
}

/** "Text to speech" of "Text to speech or chat text": the words that come first and fit. */
export function shortLabel(label: string): string {
  const [head = ""] = label.split(/ (?:or|of|as|in) | \(/);
  if (head.length <= labelAtMost) return head;
  const fitting = head.slice(0, labelAtMost).replace(/\s\S*$/, "");
  return `${fitting.replace(/\s(?:a|an|the|to|for)$/, "")}…`;
}

function scalarPaths(parameters: Json | undefined): string[] {
  if (!(parameters instanceof Map)) return [];
  return [...parameters].filter(([, value]) => typeof value !== "object").map(([key]) => key);
}

function lastStep(path: string): string {
  return (path.split(".").at(-1) ?? path).replace("[]", "");
}

function parameterOf(action: CatalogueAction | undefined, path: string): ShownParameter | undefined {
  return action?.parameters.find((one) => one.path === path);
}

/** The console keeps names of resources beside the parameters; a name says more than an ARN. */
function displayName(metadata: JsonObject | undefined, path: string): string {
  return textAt(valueAt(metadata?.get("parameters"), path), "displayName");
}

function settingText(value: Json, parameter: ShownParameter | undefined, name: string): string {
  if (typeof value === "string") {
    if (name !== "" && (value.startsWith("arn:") || isUuid(value))) return name;
    const choice = parameter?.enum?.find((one) => one.value === value);
    return choice?.label ?? (value.startsWith("arn:") ? arnTail(value) : value.replace(/\s+/g, " ").trim());
  }
  if (Array.isArray(value)) return value.map((item) => plain(item)).join(", ");
  if (value instanceof Map) return [...value].map(([key, item]) => `${key} = ${plain(item)}`).join(", ");
  return String(value);
}

function plain(value: Json): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value) || value instanceof Map) return "…";
  return String(value);
}

/** "function:orders" of an ARN: the part that tells resources apart. */
function arnTail(arn: string): string {
  const tail = arn.split(":").slice(5).join(":");
  return tail === "" ? arn : (tail.split("/").at(-1) ?? tail);
}

function clip(text: string): string {
  return text.length <= textAtMost ? text : `${text.slice(0, textAtMost - 1).trimEnd()}…`;
}
