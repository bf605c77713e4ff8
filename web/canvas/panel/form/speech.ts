/** How a prompt sounds: its words and pauses, for the browser's own voice. */

/** Words to say, or milliseconds of silence. */
export type Spoken = { readonly say: string } | { readonly wait: number };

/** What is said of a prompt: SSML without its tags, with its breaks as pauses. */
export function spokenOf(text: string, isSsml: boolean): Spoken[] {
  const out: Spoken[] = [];
  const say = (words: string) => {
    const said = sayable(isSsml ? decoded(words) : words);
    if (said !== "") out.push({ say: said });
  };
  if (!isSsml) {
    say(text);
    return out;
  }
  let from = 0;
  for (const tag of text.matchAll(tags)) {
    say(text.slice(from, tag.index));
    from = tag.index + tag[0].length;
    const wait = pauseOf(tag[0]);
    if (wait > 0) out.push({ wait });
  }
  say(text.slice(from));
  return joined(out);
}

const tags = /<!--[\s\S]*?-->|<[^<>]*>/g;

/** Pauses of AWS's speech markup, by strength (Amazon Polly's guide). */
const strengths: Readonly<Record<string, number>> = {
  none: 0,
  "x-weak": 0,
  weak: 100,
  medium: 250,
  strong: 500,
  "x-strong": 800,
};

function pauseOf(tag: string): number {
  const name = /^<\/?\s*([\w:-]+)/.exec(tag)?.[1];
  if (name === "p" && tag.startsWith("</")) return 400;
  if (name !== "break") return 0;
  const time = /time\s*=\s*["']\s*([\d.]+)(ms|s)/.exec(tag);
  if (time) return Math.min(10_000, Number(time[1]) * (time[2] === "s" ? 1000 : 1));
  const strength = /strength\s*=\s*["']([\w-]+)/.exec(tag)?.[1];
  return strength === undefined ? 250 : (strengths[strength] ?? 250);
}

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function decoded(text: string): string {
  return text.replace(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole);
}

/** References are read by their last name: "$.Attributes.firstName" as "first name". */
function sayable(text: string): string {
  return text
    .replace(/\$(?:\.?\[['"][^'"]*['"]\]|\.\w+)+/g, (path) => {
      const name = path.split(/[.[\]'"]+/).findLast((part) => part !== "") ?? "";
      return name
        .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
        .replaceAll("_", " ")
        .toLowerCase();
    })
    .replace(/\s+/g, " ")
    .trim();
}

/** Words between which no pause stands are one sentence. */
function joined(parts: readonly Spoken[]): Spoken[] {
  const out: Spoken[] = [];
  for (const part of parts) {
    const last = out.at(-1);
    if (last && "say" in last && "say" in part) out[out.length - 1] = { say: `${last.say} ${part.say}` };
    else out.push(part);
  }
  return out;
}

/** Why speech markup is not well-formed, in one sentence; "" when it is. */
export function markupProblem(text: string): string {
  if (text.trim() === "" || text.trim().startsWith("$")) return "";
  const open: string[] = [];
  let from = 0;
  for (const tag of text.matchAll(tags)) {
    if (text.slice(from, tag.index).includes("<"))
      return "A < here begins no tag: write &lt; for the sign itself.";
    from = tag.index + tag[0].length;
    const [, closing = "", name = ""] = /^<(\/?)\s*([\w:-]+)/.exec(tag[0]) ?? [];
    if (name === "" || tag[0].endsWith("/>")) continue;
    if (closing === "") open.push(name);
    else if (open.pop() !== name) return `</${name}> closes a tag that is not open there.`;
  }
  if (text.slice(from).includes("<")) return "The last tag is not closed with >.";
  const last = open.pop();
  if (last !== undefined) return `<${last}> is never closed: add </${last}>.`;
  return /^\s*(<\?xml[^>]*>\s*)?<speak[\s>]/.test(text)
    ? ""
    : "Speech markup stands between <speak> and </speak>.";
}
