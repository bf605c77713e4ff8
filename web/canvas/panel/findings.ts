/** Findings of one block in few words: its name stands above them, and what is found often is said once. */
import type { Block } from "../model/types";
import type { Diagnostic } from "../sync/types";

/** Findings of one code and severity, as one line. */
export interface FindingGroup {
  readonly code: string;
  readonly severity: Diagnostic["severity"];
  readonly line: string;
  readonly findings: readonly Diagnostic[];
}

/** What several findings of one code say together, before the names of the branches. */
const together = new Map<string, string>([
  ["unwired-branch", "branches lead nowhere"],
  ["missing-branch", "branches are missing"],
  ["dangling-target", "branches lead to blocks that are not there"],
]);

const rank = { error: 0, warning: 1, info: 2 } as const;

/** The findings of a block by what they are about: the gravest first, else in the order in which they came. */
export function grouped(findings: readonly Diagnostic[], block: Block): FindingGroup[] {
  const groups = new Map<string, Diagnostic[]>();
  for (const finding of findings) {
    const key = `${finding.severity} ${finding.code}`;
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  const lines = [...groups.values()].flatMap((group) => {
    const line = lineOf(group, block);
    if (line === undefined)
      return group.map((one) => groupOf([one], firstSentence(shortMessage(one, block))));
    return [groupOf(group, line)];
  });
  return lines.sort((a, b) => rank[a.severity] - rank[b.severity]);
}

function groupOf(findings: Diagnostic[], line: string): FindingGroup {
  const [first] = findings;
  return { code: first?.code ?? "", severity: first?.severity ?? "info", line, findings };
}

/** One line for several; undefined when each has to be said by itself. */
function lineOf(findings: readonly Diagnostic[], block: Block): string | undefined {
  const phrase = together.get(findings[0]?.code ?? "");
  if (phrase === undefined || findings.length < 2) return undefined;
  // Several actions of a block may have one branch.
  const names = [...new Set(findings.map((one) => branchIn(shortMessage(one, block))))];
  if (names.length < 2) return firstSentence(shortMessage(findings[0] as Diagnostic, block));
  return `${names.length} ${phrase}: ${names.join(", ")}`;
}

/** The branch that a message is about: it is the first thing in quotes, else the way on. */
function branchIn(message: string): string {
  return (
    /branch “([^”]*)”|“([^”]*)” branch/
      .exec(message)
      ?.slice(1)
      .find((name) => name) ?? "next step"
  );
}

/** The message without the name of its block: most begin with it. */
export function shortMessage({ message }: Diagnostic, block: Block): string {
  const { kind, type, id } = block;
  for (const name of [`${kind.name} “${id}”`, `${type} “${id}”`, kind.name, type]) {
    if (name === "") continue;
    if (message.startsWith(`${name}: `)) return capitalised(message.slice(name.length + 2));
    if (message.startsWith(`${name} `)) return capitalised(message.slice(name.length + 1));
    if (message.includes(` to ${name},`)) return message.replace(` to ${name},`, " to this block,");
  }
  return message;
}

function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function firstSentence(message: string): string {
  return /^(.+?)[.](?:\s|$)/.exec(message)?.[1] ?? message;
}
