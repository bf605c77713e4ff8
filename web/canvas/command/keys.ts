/**
 * Keys as commands name them: modifiers, then the character that the key
 * produces ("?", "/", "z") or the name of a key without one ("Delete",
 * "ArrowLeft", "F8"). Mod is Ctrl, or Cmd on a Mac. Matching the character
 * means that a binding works wherever a layout puts it.
 */

/** The part of a KeyboardEvent that counts. */
export interface KeyPress {
  readonly key: string;
  readonly code?: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

interface Binding {
  readonly mod: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
  readonly key: string;
}

function parse(keys: string): Binding {
  const parts = keys.split("+");
  // "Mod++" ends with the plus sign itself.
  const key = keys.endsWith("+") ? "+" : (parts.at(-1) ?? "");
  return { mod: parts.includes("Mod"), shift: parts.includes("Shift"), alt: parts.includes("Alt"), key };
}

/** Whether a key press is the binding. */
export function matches(keys: string, press: KeyPress, mac: boolean): boolean {
  const want = parse(keys);
  const mod = mac ? press.metaKey : press.ctrlKey;
  const other = mac ? press.ctrlKey : press.metaKey;
  if (mod !== want.mod || other || press.altKey !== want.alt) return false;
  return sameKey(want, press);
}

function sameKey(want: Binding, press: KeyPress): boolean {
  const digit = /^[0-9]$/.test(want.key);
  // Shift+1 produces "!" or something else by layout; digits sit on the same keys everywhere.
  if (digit && want.shift) return press.shiftKey && press.code === `Digit${want.key}`;
  if (isSymbol(want.key)) return press.key === want.key;
  if (press.shiftKey !== want.shift) return false;
  if (press.key.toLowerCase() === want.key.toLowerCase()) return true;
  return letterByPlace(want, press);
}

/** A sign is produced with Shift on one layout and without on another: Shift does not count. */
function isSymbol(key: string): boolean {
  return key.length === 1 && !/[a-z0-9]/i.test(key);
}

/** On a layout without Latin letters the key's place stands for the letter. */
function letterByPlace(want: Binding, press: KeyPress): boolean {
  if (!/^[a-z]$/i.test(want.key) || press.key.length !== 1) return false;
  return press.key.charCodeAt(0) > 0x7f && press.code === `Key${want.key.toUpperCase()}`;
}

const names = new Map<string, string>([
  ["ArrowLeft", "←"],
  ["ArrowRight", "→"],
  ["ArrowUp", "↑"],
  ["ArrowDown", "↓"],
  ["Delete", "Del"],
  ["Escape", "Esc"],
]);

/** The binding as people read it: "Ctrl+Shift+Z". */
export function keyLabel(keys: string, mac = false): string {
  const want = parse(keys);
  const key = names.get(want.key) ?? (want.key.length === 1 ? want.key.toUpperCase() : want.key);
  const parts = [
    want.mod ? (mac ? "⌘" : "Ctrl") : "",
    want.alt ? (mac ? "⌥" : "Alt") : "",
    want.shift ? (mac ? "⇧" : "Shift") : "",
    key,
  ].filter((part) => part !== "");
  return parts.join(mac ? "" : "+");
}

/** What an event's target must tell, so that no key is stolen from a field. */
export interface KeyTarget {
  readonly tagName?: string;
  readonly isContentEditable?: boolean;
  closest?(selector: string): unknown;
}

/** Whether the focused thing takes text: then all keys are its own. */
export function takesText(target: KeyTarget | null): boolean {
  if (target === null) return false;
  const tag = (target.tagName ?? "").toUpperCase();
  return tag === "INPUT" || tag === "TEXTAREA" || tag === "SELECT" || target.isContentEditable === true;
}
