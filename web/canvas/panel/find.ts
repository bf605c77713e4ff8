/** Searching a flow: words anywhere in a block, and filters that say where. */
import { reachedFrom } from "../geometry/walk";
import type { Json } from "../model/json";
import type { Block, FlowReader } from "../model/types";
import { inFlowOrder } from "./flow-order";

interface Finding {
  readonly severity: string;
  readonly code: string;
}

export type FindingsByBlock = ReadonlyMap<string, readonly Finding[]>;

/** What of a block is searched, all in lower case. */
interface Searched {
  readonly names: string;
  readonly type: string;
  /** Names and values of its settings. */
  readonly settings: string;
  /** Values of its settings and operands only: attributes, ARNs, texts. */
  readonly values: string;
  readonly branches: string;
  readonly findings: readonly Finding[];
  readonly isReached: boolean;
}

type Filter = (block: Searched, text: string) => boolean;

/** The filters, by what stands before the colon. */
const filters: ReadonlyMap<string, Filter> = new Map<string, Filter>([
  ["type", ({ type }, text) => type.includes(text)],
  ["uses", ({ values }, text) => values.includes(text)],
  ["name", ({ names }, text) => names.includes(text)],
  ["is", is],
]);

/** What one may look for with a filter, for people. */
export const filterHelp: readonly (readonly [string, string])[] = [
  ["type:prompt", "blocks of a kind"],
  ["uses:$.Attributes.language", "blocks that use a value, an attribute or an ARN"],
  ["is:error", "blocks with errors; also is:warning, is:problem, is:unreached"],
  ["name:welcome", "only in names"],
];

/**
 * The blocks that match every term of a query, as a caller meets them. A term
 * is a word, a "quoted text", or a filter such as is:error.
 */
export function findBlocks(flow: FlowReader, query: string, findings: FindingsByBlock): string[] {
  const terms = termsOf(query);
  if (terms.length === 0) return [];
  const reached = reachedFrom([flow.start()], (id) =>
    (flow.block(id)?.outputs ?? []).map((output) => output.target),
  );
  return inFlowOrder([...flow.blocks()], flow.start())
    .filter((block) => {
      const searched = searchedOf(flow, block, findings.get(block.id) ?? [], reached.has(block.id));
      return terms.every((term) => matches(searched, term));
    })
    .map((block) => block.id);
}

interface Term {
  readonly filter: Filter | undefined;
  readonly text: string;
}

/** The terms of a query: what stands in quotes is one. */
export function termsOf(query: string): Term[] {
  const terms: Term[] = [];
  for (const [, prefix, quoted, bare] of query.matchAll(/(?:(\w+):)?(?:"([^"]*)"?|(\S+))/gu)) {
    const filter = prefix === undefined ? undefined : filters.get(prefix.toLowerCase());
    const value = quoted ?? bare ?? "";
    // A word with a colon that is no filter is searched as it stands: an ARN has many.
    const text = filter === undefined && prefix !== undefined ? `${prefix}:${value}` : value;
    if (text !== "") terms.push({ filter, text: text.toLowerCase() });
  }
  return terms;
}

function matches(block: Searched, { filter, text }: Term): boolean {
  if (filter) return filter(block, text);
  return [block.names, block.type, block.settings, block.branches].some((part) => part.includes(text));
}

function is({ findings, isReached }: Searched, text: string): boolean {
  if (text === "unreached" || text === "unreachable") return !isReached;
  if (text === "problem") return findings.length > 0;
  return findings.some(({ severity, code }) => severity === text || code === text);
}

function searchedOf(
  flow: FlowReader,
  block: Block,
  findings: readonly Finding[],
  isReached: boolean,
): Searched {
  const values: string[] = [];
  const names: string[] = [];
  for (const id of block.members) collect(flow.actionJson(id)?.get("Parameters"), names, values);
  for (const output of block.outputs) values.push(...(output.branch.operands ?? []));
  return {
    names: [block.title, ...block.members].join("\n").toLowerCase(),
    type: [block.kind.name, ...typesOf(flow, block)].join("\n").toLowerCase(),
    settings: `${names.join("\n")}\n${values.join("\n")}`.toLowerCase(),
    values: values.join("\n").toLowerCase(),
    branches: block.outputs
      .map((output) => output.label)
      .join("\n")
      .toLowerCase(),
    findings,
    isReached,
  };
}

function typesOf(flow: FlowReader, block: Block): string[] {
  return block.members.flatMap((id) => flow.action(id)?.type ?? []);
}

function collect(value: Json | undefined, names: string[], values: string[]): void {
  if (value instanceof Map) {
    for (const [name, member] of value) {
      names.push(name);
      collect(member, names, values);
    }
  } else if (Array.isArray(value)) {
    for (const item of value) collect(item, names, values);
  } else if (value !== undefined) {
    values.push(String(value));
  }
}
