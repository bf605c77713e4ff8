import type { Designer } from "../designer";
import { ReferenceInput } from "../form/controls/reference-input";
import { setOps } from "../form/edit";
import { itemDepth } from "../form/paths";
import { Icon } from "../icon";
import { type FlowText, kindOf } from "./texts";

interface RowProps {
  readonly designer: Designer;
  readonly text: FlowText;
  readonly name: string;
  readonly onShow: () => void;
  readonly onNext: (from: HTMLElement, step: 1 | -1) => void;
}

/** One text: whose it is, and the text itself to be edited. */
export function Row({ designer, text: one, name, onShow, onNext }: RowProps) {
  const { block, parameter, place, text, key } = one;
  const most = parameter.max_len ?? 0;
  const length = [...text].length;
  const isTooLong = most > 0 && length > most;
  const kind = kindOf(one);
  const commit = (typed: string) => {
    const to = typed === "" ? undefined : typed;
    const ops = setOps(designer.session.flow, block.id, place, to, itemDepth(parameter.path));
    if (ops.length > 0) designer.edit(ops, `Change ${parameter.label.toLowerCase()}`);
  };
  return (
    <tr data-testid="prompt" data-block={block.id}>
      <th scope="row">
        <button
          type="button"
          class="linklike prompts-block"
          title="Show this block on the canvas"
          onClick={onShow}
        >
          <span class={`prompts-icon cat-${block.kind.category.toLowerCase() || "unknown"}`}>
            <Icon name={block.kind.icon} />
          </span>
          <span>
            {name}
            <span class="prompts-kind">{block.kind.name}</span>
          </span>
        </button>
      </th>
      <td>{kind}</td>
      <td
        onKeyDown={(event) => {
          const isOn = event.key === "Enter" && (event.ctrlKey || event.metaKey);
          if (!isOn || !(event.target instanceof HTMLElement)) return;
          event.preventDefault();
          onNext(event.target, event.shiftKey ? -1 : 1);
        }}
      >
        <ReferenceInput
          name={key}
          label={`${kind} of ${name}`}
          value={text}
          readOnly={!designer.editable}
          invalid={isTooLong}
          placeholder={designer.editable ? "Nothing is said" : ""}
          long
          code={parameter.kind !== "text"}
          onCommit={commit}
        />
      </td>
      <td class={isTooLong ? "prompts-length severity-error" : "prompts-length"}>
        {length.toLocaleString("en")}
        {most > 0 && <span class="prompts-most"> of {most.toLocaleString("en")}</span>}
      </td>
    </tr>
  );
}
