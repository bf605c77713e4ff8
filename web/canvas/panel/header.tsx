import type { Designer } from "./designer";
import { Icon } from "./icon";
import { count } from "./words";

/** The bar above the canvas: where you are, whether it is saved, and what to do with it. */
export function Header({ designer }: { readonly designer: Designer }) {
  const { page, session } = designer;
  const { errors } = designer.findings.value;
  return (
    <header class="designer-header">
      <a class="button quiet icon-only small" href={page.urls.flows} aria-label="All flows" title="All flows">
        <Icon name="arrow-left" />
      </a>
      {page.caller && (
        <nav class="header-caller" aria-label="Where you came from">
          <a href={page.caller.url} title={`Back to ${page.caller.name}`}>
            {page.caller.name}
          </a>
          <Icon name="chevron-right" />
        </nav>
      )}
      <div class="header-flow">
        <h1 title={page.flow.name}>{page.flow.name}</h1>
        <p>
          <span>{page.flow.type_name}</span>
          <VersionState designer={designer} />
        </p>
      </div>
      <SaveState designer={designer} />
      <div class="header-tools">
        <button
          type="button"
          class="button quiet icon-only small"
          aria-label="Undo"
          title="Undo (Ctrl+Z)"
          disabled={!session.canUndo.value}
          onClick={() => session.undo()}
        >
          <Icon name="undo-2" />
        </button>
        <button
          type="button"
          class="button quiet icon-only small"
          aria-label="Redo"
          title="Redo (Ctrl+Shift+Z)"
          disabled={!session.canRedo.value}
          onClick={() => session.redo()}
        >
          <Icon name="redo-2" />
        </button>
        {errors > 0 && (
          <button
            type="button"
            class="button quiet"
            onClick={() => {
              designer.problemsOpen.value = true;
            }}
          >
            <span class="badge danger">{count(errors, "error")}</span>
          </button>
        )}
        {page.flow.type === "MODULE" && (
          <a class="button" href={page.urls.contract}>
            <Icon name="package" /> Module settings
          </a>
        )}
        <a class="button" href={page.urls.versions}>
          <Icon name="history" /> Versions
        </a>
        <a class="button" href={`${page.urls.export}?at=draft`} download>
          <Icon name="download" /> Export
        </a>
        {page.user.can_edit && (
          <button type="button" class="button" onClick={() => designer.saveVersion()}>
            <Icon name="bookmark" /> Save version
          </button>
        )}
        {page.user.can_publish && (
          <button
            type="button"
            class="button primary"
            onClick={() => {
              designer.dialog.value = "publish";
            }}
          >
            <Icon name="rocket" /> Publish
          </button>
        )}
        <button
          type="button"
          class="button quiet icon-only small"
          aria-label="All prompts and texts"
          title="All prompts and texts (Shift+P)"
          onClick={() => designer.toggle("prompts")}
        >
          <Icon name="message-square-text" />
        </button>
        <button
          type="button"
          class="button quiet icon-only small"
          aria-label="Edit as JSON"
          aria-pressed={designer.parts.jsonOpen.value}
          title="Edit as JSON (Shift+J)"
          onClick={() => designer.toggle("json")}
        >
          <Icon name="braces" />
        </button>
        <button
          type="button"
          class="button quiet icon-only small"
          aria-label="Keyboard shortcuts"
          title="Keyboard shortcuts (?)"
          onClick={() => designer.help()}
        >
          <Icon name="keyboard" />
        </button>
      </div>
    </header>
  );
}

function VersionState({ designer }: { readonly designer: Designer }) {
  const published = designer.publishedVersion.value;
  const latest = designer.latestVersion.value;
  if (published !== null) {
    const differs = published !== latest || designer.savedRevision.value !== designer.session.revision.value;
    return (
      <>
        <span class="badge live">v{published} live</span>
        {differs && (
          <span class="badge draft" title="What you see here is not what is live">
            Draft differs
          </span>
        )}
      </>
    );
  }
  if (latest !== null) return <span class="badge">v{latest} saved, none live</span>;
  return <span class="badge">Never published</span>;
}

const stateIcons = {
  connecting: "loader",
  saved: "check",
  saving: "loader",
  offline: "cloud-off",
  "read-only": "lock",
  ended: "log-out",
  gone: "circle-x",
} as const;

/** Whether what is on the screen is on the server's disk, in words. */
function SaveState({ designer }: { readonly designer: Designer }) {
  const { status, statusText, peers } = designer.session;
  const others = new Map(
    peers.value.filter((peer) => peer.id !== designer.page.user.id).map((peer) => [peer.id, peer.name]),
  );
  return (
    <div class="header-state">
      <output class={`save-state save-${status.value}`} data-testid="save-state">
        <Icon name={stateIcons[status.value]} />
        <span>{statusText.value}</span>
      </output>
      {others.size > 0 && (
        <span class="badge" title={[...others.values()].join(", ")}>
          {count(others.size, "other person", "other people")} here
        </span>
      )}
    </div>
  );
}
