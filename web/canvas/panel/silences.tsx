/** Findings that may stay as they are: silencing one with a reason, and the list of those that are. */
import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Diagnostic, Silenced } from "../sync/types";
import { ApiProblem, sendDelete, sendJson } from "./api";
import type { Designer } from "./designer";
import { count } from "./words";

/** How many findings are silenced now. */
export function silencedCount(designer: Designer): number {
  return designer.session.silenced.value.reduce((sum, one) => sum + one.findings.length, 0);
}

interface SilenceFormProps {
  readonly designer: Designer;
  readonly finding: Diagnostic | undefined;
  readonly children: ComponentChildren;
}

/** What it is about, beside it the way to silence it, below it the reason being asked for. Errors have no such way. */
export function SilenceForm({ designer, finding, children }: SilenceFormProps) {
  const [asking, setAsking] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  if (!finding || finding.severity === "error" || !designer.editable) {
    return <div class="finding-line">{children}</div>;
  }
  return (
    <>
      <div class="finding-line">
        {children}
        <button
          ref={opener}
          type="button"
          class="button small quiet"
          aria-expanded={asking}
          aria-label={`Silence ${finding.code}…`}
          data-testid="silence"
          onClick={() => setAsking(!asking)}
        >
          Silence…
        </button>
      </div>
      {asking && (
        <Reason
          designer={designer}
          finding={finding}
          onCancel={() => {
            setAsking(false);
            opener.current?.focus();
          }}
        />
      )}
    </>
  );
}

interface ReasonProps {
  readonly designer: Designer;
  readonly finding: Diagnostic;
  readonly onCancel: () => void;
}

function Reason({ designer, finding, onCancel }: ReasonProps) {
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  // Before the next key comes: none of what is typed may get lost.
  useLayoutEffect(() => input.current?.focus(), []);
  const submit = async (reason: string) => {
    setBusy(true);
    const why = reason === "" ? "Say why it may stay." : await silence(designer, finding, reason);
    setBusy(false);
    setProblem(why);
    if (why !== "") input.current?.focus();
  };
  return (
    <form
      class="silence-form"
      data-testid="silence-form"
      onSubmit={(event) => {
        event.preventDefault();
        void submit(input.current?.value.trim() ?? "");
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.isComposing) return;
        event.preventDefault();
        event.stopPropagation();
        onCancel();
      }}
    >
      <label for={id}>Why may it stay?</label>
      <input
        id={id}
        ref={input}
        maxLength={500}
        autocomplete="off"
        aria-invalid={problem !== ""}
        aria-describedby={`${id}-problem`}
      />
      <button type="submit" class="button small primary" disabled={busy}>
        Silence
      </button>
      <button type="button" class="button small" onClick={onCancel}>
        Cancel
      </button>
      <p id={`${id}-problem`} class="error" role="alert">
        {problem}
      </p>
    </form>
  );
}

/** Silences a finding for everybody; says why when that was refused. */
async function silence(designer: Designer, finding: Diagnostic, reason: string): Promise<string> {
  const { code, block } = finding;
  try {
    // The server must know the block by the name that it has here.
    await designer.session.settled();
    await sendJson("POST", designer.page.urls.silences, { code, block, reason });
  } catch (error) {
    return messageOf(error);
  }
  // The latest version was saved without it.
  designer.savedRevision.value = null;
  designer.notices.show("success", "Silenced for everybody. The problems list keeps it under “Silenced”.", {
    label: "Show again",
    run: () => void showAgain(designer, code, block),
  });
  // What had the keyboard is gone: a block's finding from its panel, a row from the list.
  if (document.activeElement === document.body) focusList();
  return "";
}

async function showAgain(designer: Designer, code: string, block: string): Promise<void> {
  try {
    await designer.session.settled();
    await sendDelete(`${designer.page.urls.silences}?${new URLSearchParams({ code, block })}`);
    designer.savedRevision.value = null;
    if (document.activeElement === document.body) focusList();
  } catch (error) {
    designer.notices.show("danger", messageOf(error));
  }
}

function messageOf(error: unknown): string {
  return error instanceof ApiProblem ? error.message : "The server could not do this. Try again.";
}

function focusList(): void {
  document.querySelector<HTMLElement>(".problems-bar")?.focus();
}

interface SilenceFieldsProps {
  readonly designer: Designer;
  readonly findings: readonly Diagnostic[];
}

/** Silencing what is said at the fields of a block: one line for each rule. */
export function SilenceFields({ designer, findings }: SilenceFieldsProps) {
  const rules = new Map<string, Diagnostic[]>();
  for (const finding of findings) {
    if (!finding.path.includes("/Parameters/") || finding.severity === "error") continue;
    rules.set(finding.code, [...(rules.get(finding.code) ?? []), finding]);
  }
  if (rules.size === 0 || !designer.editable) return null;
  return (
    <section class="silence-fields" aria-label="Warnings at fields">
      <h3>Warnings at fields</h3>
      <ul>
        {[...rules].map(([code, same]) => (
          <li key={code}>
            <SilenceForm designer={designer} finding={same[0]}>
              <span>
                <code>{code}</code> {same.length > 1 && count(same.length, "finding")}
              </span>
            </SilenceForm>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What is silenced, with the reason, and the way back. */
export function SilencedList({ designer }: { readonly designer: Designer }) {
  const all = designer.session.silenced.value;
  if (all.length === 0) return null;
  return (
    <details class="silenced" data-testid="silenced">
      <summary>Silenced ({all.length})</summary>
      <ul>
        {all.map((one) => (
          <Row key={`${one.code} ${one.block}`} designer={designer} silenced={one} />
        ))}
      </ul>
    </details>
  );
}

function Row({ designer, silenced }: { readonly designer: Designer; readonly silenced: Silenced }) {
  const { code, block, reason, user, at, findings } = silenced;
  const name = designer.names.value.get(block) ?? "Flow";
  return (
    <li class="silenced-row" data-testid="silenced-row">
      <div class="silenced-what">
        <span class="problem-block" title={name}>
          {name}
        </span>
        <div>
          {findings.length === 0 && <p class="quiet">Not found at present.</p>}
          {findings.map((finding) => (
            <p key={finding.path}>{finding.message}</p>
          ))}
          <p class="silenced-why">
            “{reason}” — {user || "Switchyard"}, <time dateTime={at}>{dateOf(at)}</time>
          </p>
        </div>
        <code class="problem-code">{code}</code>
      </div>
      {designer.editable && (
        <button
          type="button"
          class="button small"
          aria-label={`Show again: ${code}, ${name}`}
          onClick={() => void showAgain(designer, code, block)}
        >
          Show again
        </button>
      )}
    </li>
  );
}

/** The day, as this browser's people write it. */
function dateOf(iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? "" : date.toLocaleDateString(undefined, { dateStyle: "medium" });
}
