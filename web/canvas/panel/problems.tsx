import type { Diagnostic } from "../sync/types";
import type { Designer } from "./designer";
import { Icon } from "./icon";
import { LooseEnds } from "./loose-ends";
import { SilencedList, SilenceForm, silencedCount } from "./silences";
import { count } from "./words";

const icons = { error: "circle-x", warning: "triangle-alert", info: "info" } as const;

/** What the linter found, most severe first; a row leads to the block and the field. */
export function Problems({ designer }: { readonly designer: Designer }) {
  const { all, errors, warnings } = designer.findings.value;
  const open = designer.problemsOpen;
  const silenced = silencedCount(designer);
  return (
    <section class={open.value ? "problems problems-open" : "problems"} aria-label="Problems">
      <button
        type="button"
        class="problems-bar"
        aria-expanded={open.value}
        onClick={() => {
          open.value = !open.value;
        }}
      >
        <Icon name={open.value ? "chevron-down" : "chevron-up"} />
        <span>Problems</span>
        <span class={errors > 0 ? "badge danger" : "badge"} data-testid="error-count">
          {count(errors, "error")}
        </span>
        <span class={warnings > 0 ? "badge warning" : "badge"} data-testid="warning-count">
          {count(warnings, "warning")}
        </span>
        {silenced > 0 && (
          <span class="badge" data-testid="silenced-count">
            {silenced} silenced
          </span>
        )}
        <span class="problems-hint">F8 goes to the next</span>
      </button>
      {open.value && (
        <div class="problems-list">
          <LooseEnds designer={designer} />
          {all.length === 0 ? (
            <p class="empty">
              Nothing found. What Amazon Connect is known to refuse would be listed here, with the place.
            </p>
          ) : (
            <ul>
              {all.map((finding) => (
                <Row key={`${finding.code} ${finding.path}`} designer={designer} finding={finding} />
              ))}
            </ul>
          )}
          <SilencedList designer={designer} />
        </div>
      )}
    </section>
  );
}

function Row({ designer, finding }: { readonly designer: Designer; readonly finding: Diagnostic }) {
  const name = designer.names.value.get(finding.block) ?? "Flow";
  return (
    <li class="problem-row">
      <SilenceForm designer={designer} finding={finding}>
        <button type="button" class="problem" data-testid="problem" onClick={() => designer.goTo(finding)}>
          <span class={`severity severity-${finding.severity}`}>
            <Icon name={icons[finding.severity]} />
            <span class="visually-hidden">{finding.severity}</span>
          </span>
          <span class="problem-block" title={name}>
            {name}
          </span>
          <span class="problem-text">{finding.message}</span>
          <code class="problem-code">{finding.code}</code>
        </button>
      </SilenceForm>
      {designer.editable &&
        finding.fixes.map((fix) => (
          <button
            key={fix.title}
            type="button"
            class="button small problem-fix"
            data-testid="fix"
            onClick={() => designer.applyFix(fix)}
          >
            {fix.title}
          </button>
        ))}
    </li>
  );
}
