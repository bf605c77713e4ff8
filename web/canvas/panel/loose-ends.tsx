/** Error branches that lead nowhere: all of them are connected to one block in one step. */
import { useId, useState } from "preact/hooks";
import type { Op } from "../model/op";
import type { Diagnostic } from "../sync/types";
import type { Designer } from "./designer";
import { count } from "./words";

const codes = new Set(["unwired-branch", "dangling-target"]);

/** What connects each loose error branch, as its own finding would; the target is left to be chosen. */
export function looseEnds(findings: readonly Diagnostic[]): Op[] {
  return findings.flatMap((finding) => {
    if (!codes.has(finding.code)) return [];
    const op = finding.fixes[0]?.ops.findLast((one) => one.op === "set_target");
    return op?.branch?.kind === "error" ? [op] : [];
  });
}

/** Asks where they lead. One alone has its own fix beside it. */
export function LooseEnds({ designer }: { readonly designer: Designer }) {
  const loose = looseEnds(designer.findings.value.all);
  const [chosen, setChosen] = useState("");
  const id = useId();
  if (loose.length < 2 || !designer.editable) return null;
  const blocks = [...designer.names.value];
  const target = designer.names.value.has(chosen) ? chosen : usual(designer);
  if (target === undefined) return null;
  return (
    <form
      class="loose-ends"
      data-testid="loose-ends"
      onSubmit={(event) => {
        event.preventDefault();
        const ops = looseEnds(designer.findings.value.all).map((op) => ({ ...op, target }));
        designer.edit(ops, `Connect ${count(ops.length, "error branch", "error branches")}`);
      }}
    >
      <label for={id}>{loose.length} error branches lead nowhere. Connect all to</label>
      <select id={id} value={target} onChange={(event) => setChosen(event.currentTarget.value)}>
        {blocks.map(([block, name]) => (
          <option key={block} value={block}>
            {name}
          </option>
        ))}
      </select>
      <button type="submit" class="button small">
        Connect
      </button>
    </form>
  );
}

/** Where most flows lead them: a block that ends the flow; else the first there is. */
function usual(designer: Designer): string | undefined {
  designer.change.value;
  const blocks = [...designer.session.flow.blocks()];
  return (blocks.find((block) => block.type === "DisconnectParticipant") ?? blocks[0])?.id;
}
