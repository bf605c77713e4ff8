import type { Block } from "../model/types";

/** Characters of a setting after a name at most. */
const settingAtMost = 30;

/**
 * What lists call each block, by its actions. A name that several blocks have says the first
 * setting that the block shows too: "Set contact attributes — reason = lost".
 */
export function namesOf(blocks: Iterable<Block>): Map<string, string> {
  const all = [...blocks];
  const count = new Map<string, number>();
  for (const block of all) count.set(block.title, (count.get(block.title) ?? 0) + 1);
  return new Map(
    all.flatMap((block) => {
      const name = (count.get(block.title) ?? 0) > 1 ? withSetting(block) : block.title;
      return block.members.map((id): [string, string] => [id, name]);
    }),
  );
}

function withSetting(block: Block): string {
  const setting = block.summary[0]?.value ?? "";
  return setting === "" ? block.title : `${block.title} — ${clip(setting)}`;
}

function clip(text: string): string {
  return text.length <= settingAtMost ? text : `${text.slice(0, settingAtMost - 1).trimEnd()}…`;
}
