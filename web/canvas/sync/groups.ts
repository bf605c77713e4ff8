/** The groups of blocks as this client knows them: the server's, with what was just asked for. */
import { type Signal, signal } from "@preact/signals";
import type { BlockGroup, GroupChange } from "../model/block-group";
import { arrayAt, type Json, member, textAt } from "../model/json";

export class GroupList {
  readonly list: Signal<readonly BlockGroup[]> = signal([]);
  /** Changes that wait for the edits before them to be sent. */
  private waiting: string[] = [];

  /** Applies a change at once; the server says what became of it. */
  change(change: GroupChange, after: readonly BlockGroup[], base: number): void {
    this.list.value = after;
    this.waiting.push(groupFrame(change, base));
  }

  /** Sends what waits; what cannot be sent now stays. */
  send(send: (frame: string) => boolean): void {
    while (this.waiting[0] !== undefined && send(this.waiting[0])) this.waiting.shift();
  }

  /** What the server says: all that was not sent is void. */
  told(groups: readonly BlockGroup[], anew = false): void {
    if (anew) this.waiting = [];
    if (JSON.stringify(groups) !== JSON.stringify(this.list.value)) this.list.value = groups;
  }

  /** Blocks were renamed, here or by others. */
  follow(renamed: ReadonlyMap<string, string>): void {
    const groups = this.list.value;
    if (renamed.size === 0 || !groups.some(({ blocks }) => blocks.some((id) => renamed.has(id)))) return;
    this.list.value = groups.map((one) => ({
      ...one,
      blocks: one.blocks.map((id) => renamed.get(id) ?? id),
    }));
  }
}

export function groupsOf(json: Json): BlockGroup[] {
  return (arrayAt(json, "groups") ?? []).map((item) => ({
    id: textAt(item, "id"),
    name: textAt(item, "name"),
    blocks: (arrayAt(item, "blocks") ?? []).filter((id) => typeof id === "string"),
    folded: member(item, "folded") === true,
  }));
}

function groupFrame(change: GroupChange, base: number): string {
  return JSON.stringify({ type: "group", base, ...change });
}
