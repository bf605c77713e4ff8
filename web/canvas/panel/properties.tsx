import { useEffect, useRef } from "preact/hooks";
import { rename } from "../command/edits";
import type { Block } from "../model/types";
import { BlockForms, SeveralForms } from "./block-forms";
import type { Designer } from "./designer";
import { DraftInput } from "./draft-input";
import { type FindingGroup, grouped, shortMessage } from "./findings";
import { Icon } from "./icon";
import { useKeptPlace } from "./keep-place";
import { ModuleCall } from "./module-call";
import { SilenceFields, SilenceForm } from "./silences";
import { Source } from "./source";
import { count } from "./words";

/** The panel on the right: the settings of the selected block. */
export function Properties({ designer }: { readonly designer: Designer }) {
  const block = designer.selected.value;
  const panel = useRef<HTMLElement>(null);
  const requests = designer.propertiesRequests.value;
  useEffect(() => {
    // Here and not in the block's own part: that may be drawn for the first time by this request.
    if (requests > 0) panel.current?.querySelector<HTMLElement>("input, select, textarea")?.focus();
  }, [requests]);
  useKeptPlace(panel, block ? designer.keyOf(block.id) : "", block?.type ?? "");
  return (
    <aside
      class="properties"
      aria-label="Properties"
      tabIndex={-1}
      ref={panel}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.isComposing || !designer.selected.value) return;
        event.preventDefault();
        // Leaving the field sends it first: a new name makes it another block.
        if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
        designer.focusCanvas();
      }}
    >
      {block ? (
        <BlockProperties key={designer.keyOf(block.id)} designer={designer} block={block} />
      ) : (
        <Nothing designer={designer} />
      )}
    </aside>
  );
}

function Nothing({ designer }: { readonly designer: Designer }) {
  designer.change.value;
  const { flow } = designer.session;
  const blocks = [...designer.selection.ids.value].flatMap((id) => flow.block(id) ?? []);
  if (blocks.length > 1) return <Several designer={designer} blocks={blocks} />;
  return (
    <div class="properties-empty">
      <h2>{designer.page.flow.name}</h2>
      <p>
        {designer.page.flow.type_name} · {count(flow.size, "block")}
      </p>
      {designer.page.flow.description && <p>{designer.page.flow.description}</p>}
      <p class="quiet">Select a block to see and change its settings.</p>
    </div>
  );
}

/** Several selected blocks: what they are, and the settings that all of them have. */
function Several({ designer, blocks }: { readonly designer: Designer; readonly blocks: readonly Block[] }) {
  const kinds = [...new Set(blocks.map((block) => block.kind.name))];
  return (
    <div>
      <div class="properties-empty">
        <h2>{count(blocks.length, "block")} selected</h2>
        <p>{kinds.length > 3 ? `${kinds.slice(0, 3).join(", ")} and others` : kinds.join(", ")}</p>
        <p>Drag to move them, Delete to remove them, Ctrl+C to copy them as Connect JSON.</p>
      </div>
      <SeveralForms designer={designer} blocks={blocks} />
    </div>
  );
}

function BlockProperties({ designer, block }: { readonly designer: Designer; readonly block: Block }) {
  const { flow } = designer.session;
  const actions = block.members.flatMap((id) => flow.action(id) ?? []);
  const findings = (designer.findings.value.byBlock.get(block.id) ?? []).map((finding) => ({
    ...finding,
    message: shortMessage(finding, flow.action(finding.block) ?? block),
  }));
  const general = findings.filter((finding) => !finding.path.includes("/Parameters/"));
  return (
    <div>
      <header class={`properties-head cat-${block.kind.category.toLowerCase() || "unknown"}`}>
        <span class="properties-icon">
          <Icon name={block.kind.icon} />
        </span>
        <div>
          <h2 class="properties-kind">{block.kind.name}</h2>
          <p class="properties-type">
            {actions.map((action) => action.type).join(" + ")}
            {block.kind.block?.docs && (
              <>
                {" · "}
                <a href={block.kind.block.docs} target="_blank" rel="noreferrer noopener">
                  AWS page
                </a>
              </>
            )}
          </p>
        </div>
      </header>
      {block.kind.status === "unknown" && (
        <p class="note">
          Switchyard does not know this action. It is kept exactly as it is in the file; you can wire it and
          change its settings as JSON.
        </p>
      )}
      {block.kind.status === "legacy" && (
        <p class="note">
          This is the old export format, shown for reading. It is exported exactly as it came in.
        </p>
      )}
      {general.length > 0 && (
        <ul class="properties-findings">
          {grouped(general, block).map((group) => (
            <FindingLine
              key={`${group.code} ${group.findings[0]?.path}`}
              designer={designer}
              group={group}
              block={block}
            />
          ))}
        </ul>
      )}
      <Name designer={designer} block={block} />
      {block.type === "InvokeFlowModule" && <ModuleCall designer={designer} block={block} />}
      <BlockForms designer={designer} block={block} findings={findings} />
      <SilenceFields designer={designer} findings={findings} />
      {actions.map((action) => (
        <Source
          key={designer.keyOf(action.id)}
          designer={designer}
          block={action}
          label={actions.length > 1 ? `JSON of ${action.type}` : "JSON of this block"}
        />
      ))}
    </div>
  );
}

interface FindingLineProps {
  readonly designer: Designer;
  readonly group: FindingGroup;
  readonly block: Block;
}

/** One line; the whole of it, with what to do, on request. */
function FindingLine({ designer, group, block }: FindingLineProps) {
  const messages = group.findings.map((finding) => shortMessage(finding, block));
  return (
    <li class={`severity-${group.severity}`} data-testid="block-finding">
      <SilenceForm designer={designer} finding={group.findings[0]}>
        <details>
          <summary title={messages.join("\n")}>{group.line}</summary>
          {messages.map((message, index) => (
            <p key={group.findings[index]?.path}>{message}</p>
          ))}
        </details>
      </SilenceForm>
    </li>
  );
}

function Name({ designer, block }: { readonly designer: Designer; readonly block: Block }) {
  const input = useRef<HTMLInputElement>(null);
  const requests = designer.renameRequests.value;
  const seen = useRef(requests);
  useEffect(() => {
    if (requests !== seen.current) input.current?.select();
    seen.current = requests;
  }, [requests]);
  return (
    <div class="field">
      <div class="field-head">
        <label for="block-name">Block name</label>
      </div>
      <DraftInput
        id="block-name"
        inputRef={input}
        name={`${block.id}/name`}
        value={block.title === block.kind.name ? "" : block.title}
        placeholder={block.kind.name}
        readOnly={!designer.editable}
        onBlurOnly
        onCommit={(text) => renameTo(designer, block, text.trim())}
        onEnter={() => designer.focusCanvas()}
      />
    </div>
  );
}

/** A block's name is its identifier, so that logs show it; every place that names the block follows. */
function renameTo(designer: Designer, block: Block, to: string): void {
  if (to === "" || to === block.id || to === block.title) return;
  const rejection = designer.session.edit(rename(designer.session.flow, block.id, to), "Rename a block");
  if (rejection) designer.notices.show("danger", rejection.message);
  else designer.selection.set([to]);
}
