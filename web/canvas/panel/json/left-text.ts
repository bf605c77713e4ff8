/** Text that was typed and is no JSON yet: it waits for the editor to be opened again, over a reload too. */

/** What was typed and not applied, and what it was typed over. */
export interface LeftText {
  readonly text: string;
  readonly base: string;
}

const key = (flowId: string): string => `switchyard.json.${flowId}`;

/** Keeps it for this tab; nothing when there is no room. */
export function keepLeft(flowId: string, { text, base }: LeftText): void {
  try {
    sessionStorage.setItem(key(flowId), JSON.stringify({ text, base }));
  } catch {
    // Storage is full or off.
  }
}

/** Gives it once. */
export function takeLeft(flowId: string): LeftText | undefined {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key(flowId)) ?? "null");
    sessionStorage.removeItem(key(flowId));
    if (typeof kept !== "object" || kept === null) return undefined;
    const { text, base } = kept as Record<string, unknown>;
    return typeof text === "string" && typeof base === "string" ? { text, base } : undefined;
  } catch {
    return undefined;
  }
}
