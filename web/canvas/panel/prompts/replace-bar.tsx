import { useState } from "preact/hooks";
import type { Op } from "../../model/op";
import type { Designer } from "../designer";
import { setOps } from "../form/edit";
import { itemDepth } from "../form/paths";
import { count } from "../words";
import { type FlowText, type Replaced, replacedIn } from "./texts";

interface ReplaceProps {
  readonly designer: Designer;
  /** The texts that are shown: others stay as they are. */
  readonly texts: readonly FlowText[];
}

/** Finds a text in all that are shown, and puts another in its place: one step to undo. */
export function ReplaceBar({ designer, texts }: ReplaceProps) {
  const [find, setFind] = useState("");
  const [by, setBy] = useState("");
  const [matchCase, setMatchCase] = useState(false);
  const found = replacedIn(texts, find, by, matchCase);
  const total = found.reduce((sum, one) => sum + one.count, 0);
  const replace = () => {
    designer.session.flush();
    const ops = opsFor(designer, found);
    if (ops.length > 0) designer.edit(ops, `Replace “${find}” in ${count(found.length, "text")}`);
  };
  return (
    <form
      class="prompts-replace"
      onSubmit={(event) => {
        event.preventDefault();
        replace();
      }}
    >
      <input
        aria-label="Find"
        placeholder="Find"
        spellcheck={false}
        value={find}
        onInput={(event) => setFind(event.currentTarget.value)}
      />
      <input
        aria-label="Replace by"
        placeholder="Replace by"
        spellcheck={false}
        value={by}
        onInput={(event) => setBy(event.currentTarget.value)}
      />
      <label>
        <input
          type="checkbox"
          checked={matchCase}
          onChange={(event) => setMatchCase(event.currentTarget.checked)}
        />
        Match case
      </label>
      <button type="submit" class="button small" disabled={total === 0}>
        Replace all
      </button>
      <output class="prompts-count">
        {find === "" ? "" : total === 0 ? "Not found" : `${total} in ${count(found.length, "text")}`}
      </output>
    </form>
  );
}

function opsFor({ session: { flow } }: Designer, found: readonly Replaced[]): Op[] {
  return found.flatMap(({ one, text }) =>
    setOps(flow, one.block.id, one.place, text === "" ? undefined : text, itemDepth(one.parameter.path)),
  );
}
