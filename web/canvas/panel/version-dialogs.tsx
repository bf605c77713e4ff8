import { useEffect, useState } from "preact/hooks";
import { ApiProblem, sendJson } from "./api";
import type { Designer } from "./designer";
import { Dialog } from "./dialog";
import { HelpDialog } from "./help-dialog";
import { count } from "./words";

/** Whichever dialog is open. */
export function FlowDialogs({ designer }: { readonly designer: Designer }) {
  switch (designer.dialog.value) {
    case "save-version":
      return <SaveVersionDialog designer={designer} />;
    case "publish":
      return <PublishDialog designer={designer} />;
    case "help":
      return <HelpDialog onClose={() => designer.dismiss()} />;
    case null:
      return null;
  }
}

interface SavedVersion {
  readonly number: number;
}

/** Waits until the server has all of what is on the screen; resolves to its revision. */
async function settled({ session }: Designer): Promise<number> {
  session.flush();
  if (!(await session.settled())) {
    throw new ApiProblem(
      "offline",
      "Not everything has reached the server yet. Try again when you are online.",
      0,
    );
  }
  return session.revision.value;
}

/** Saves what is on the screen, once the server has all of it. */
async function saveVersion(designer: Designer, message: string): Promise<number> {
  const revision = await settled(designer);
  const saved = await sendJson<SavedVersion>("POST", designer.page.urls.versions, { message, revision });
  designer.latestVersion.value = saved.number;
  designer.savedRevision.value = revision;
  return saved.number;
}

function SaveVersionDialog({ designer }: { readonly designer: Designer }) {
  const [message, setMessage] = useState("");
  const task = useTask(async () => {
    const number = await saveVersion(designer, message.trim());
    designer.dismiss();
    designer.notices.show("success", `Version ${number} saved.`);
  });
  return (
    <Dialog title="Save a version" onClose={() => designer.dismiss()}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          task.run();
        }}
      >
        <div class="dialogbody">
          <p>A version never changes: it can be published, compared, and restored at any time.</p>
          <label class="field">
            <span>What changed?</span>
            <input
              value={message}
              maxLength={500}
              onInput={(event) => setMessage(event.currentTarget.value)}
            />
          </label>
          {task.problem && <p class="field-finding severity-error">{task.problem}</p>}
        </div>
        <Buttons designer={designer} confirm="Save version" busy={task.busy} />
      </form>
    </Dialog>
  );
}

interface Publication {
  readonly version: number;
  readonly environment: string;
}

function PublishDialog({ designer }: { readonly designer: Designer }) {
  const { errors, warnings } = designer.findings.value;
  const { environment } = designer.page.published;
  const live = designer.publishedVersion.value;
  const [message, setMessage] = useState("");
  const task = useTask(async () => {
    const version = await versionToPublish(designer, message.trim());
    const done = await sendJson<Publication>("POST", designer.page.urls.publish, {
      version,
      environment,
      replaces: live,
    });
    designer.publishedVersion.value = done.version;
    designer.dismiss();
    designer.notices.show("success", `Version ${done.version} is live in ${done.environment}.`);
  });
  return (
    <Dialog title={`Publish to ${environment}`} onClose={() => designer.dismiss()}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          task.run();
        }}
      >
        <div class="dialogbody">
          <p>
            The draft as you see it is saved as a version and becomes the live one.{" "}
            {live === null
              ? "Nothing is live yet."
              : `It replaces version ${live}; you can roll back at any time.`}
          </p>
          {errors > 0 && (
            <p class="note danger">
              Amazon Connect would refuse this flow: {count(errors, "error")}
              {warnings > 0 ? ` and ${count(warnings, "warning")}` : ""}. Publish anyway?
            </p>
          )}
          {errors === 0 && warnings > 0 && (
            <p class="note">{count(warnings, "warning")}: Connect accepts them, callers may notice.</p>
          )}
          <label class="field">
            <span>What changed?</span>
            <input
              value={message}
              maxLength={500}
              onInput={(event) => setMessage(event.currentTarget.value)}
            />
          </label>
          {task.problem && <p class="field-finding severity-error">{task.problem}</p>}
        </div>
        <Buttons
          designer={designer}
          confirm={errors > 0 ? "Publish with errors" : "Publish"}
          busy={task.busy}
          danger={errors > 0}
        />
      </form>
    </Dialog>
  );
}

/** The newest version where the draft is no different, else a new one of the draft. */
async function versionToPublish(designer: Designer, message: string): Promise<number> {
  const { latestVersion, savedRevision } = designer;
  const revision = await settled(designer);
  if (latestVersion.value !== null && savedRevision.value === revision) return latestVersion.value;
  try {
    return await saveVersion(designer, message);
  } catch (problem) {
    // Edited and changed back: the bytes are those of the newest version.
    const latest = latestVersion.value;
    if (problem instanceof ApiProblem && problem.code === "unchanged" && latest !== null) return latest;
    throw problem;
  }
}

interface ButtonsProps {
  readonly designer: Designer;
  readonly confirm: string;
  readonly busy: boolean;
  readonly danger?: boolean;
}

function Buttons({ designer, confirm, busy, danger }: ButtonsProps) {
  return (
    <div class="dialogfoot">
      <button type="button" class="button" onClick={() => designer.dismiss()}>
        Cancel
      </button>
      <button type="submit" class={danger ? "button danger primary" : "button primary"} disabled={busy}>
        {busy ? "One moment…" : confirm}
      </button>
    </div>
  );
}

/** Runs something that may fail once at a time, and keeps the sentence to show when it does. */
function useTask(work: () => Promise<void>) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const [alive] = useState({ current: true });
  useEffect(
    () => () => {
      alive.current = false;
    },
    [alive],
  );
  const run = () => {
    if (busy) return;
    setBusy(true);
    setProblem("");
    work()
      .catch((reason: unknown) => {
        if (!(reason instanceof ApiProblem)) throw reason;
        if (alive.current) setProblem(reason.message);
      })
      .finally(() => {
        if (alive.current) setBusy(false);
      });
  };
  return { busy, problem, run };
}
