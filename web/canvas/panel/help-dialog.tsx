import { useState } from "preact/hooks";
import { commands } from "../command/commands";
import { gestures } from "../command/gestures";
import { isMac } from "../command/keyboard";
import { keyLabel } from "../command/keys";
import { Dialog } from "./dialog";

interface Entry {
  readonly title: string;
  readonly keys: readonly string[];
}

interface Group {
  readonly title: string;
  readonly entries: readonly Entry[];
}

/** What has no keys of its own is run by its name. */
const byName = ["Mod+k"];

/** Every command with its keys, from the table that the keyboard itself uses, and what else the canvas understands. */
function allGroups(): Group[] {
  const titles = [...new Set(commands.map((command) => command.group))];
  const ofCommands = titles.map((title) => ({
    title,
    entries: commands
      .filter((command) => command.group === title)
      .map((command) => ({ title: command.title, keys: command.keys.length > 0 ? command.keys : byName })),
  }));
  return [...ofCommands, ...gestures.map((group) => ({ title: group.title, entries: group.gestures }))];
}

/** The groups with what a query finds, in titles or keys as they are read. */
function found(groups: readonly Group[], query: string, mac: boolean): Group[] {
  const wanted = query.trim().toLowerCase();
  const matches = ({ title, keys }: Entry) =>
    [title, ...keys.map((key) => keyLabel(key, mac))].some((text) => text.toLowerCase().includes(wanted));
  return groups.flatMap(({ title, entries }) => {
    const kept = entries.filter(matches);
    return kept.length > 0 ? [{ title, entries: kept }] : [];
  });
}

export function HelpDialog({ onClose }: { readonly onClose: () => void }) {
  const [query, setQuery] = useState("");
  const mac = isMac();
  const groups = found(allGroups(), query, mac);
  return (
    <Dialog title="Keyboard shortcuts" onClose={onClose} wide>
      <div class="help-search">
        <input
          type="search"
          aria-label="Search the shortcuts"
          placeholder="Search, for example: note, or Ctrl+D"
          spellcheck={false}
          value={query}
          onInput={(event) => setQuery(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== "Escape" || event.isComposing) return;
            // Browsers would first empty a search field.
            event.preventDefault();
            onClose();
          }}
        />
      </div>
      <div class="dialogbody help">
        {groups.map((group) => (
          <Section key={group.title} group={group} mac={mac} />
        ))}
        {groups.length === 0 && <p>Nothing here is called “{query.trim()}”.</p>}
      </div>
      <div class="dialogfoot">
        <button type="button" class="button primary" onClick={onClose}>
          Close
        </button>
      </div>
    </Dialog>
  );
}

function Section({ group, mac }: { readonly group: Group; readonly mac: boolean }) {
  return (
    <section>
      <h3>{group.title}</h3>
      <dl>
        {group.entries.map((entry) => (
          <div key={entry.title}>
            <dt>{entry.title}</dt>
            <dd>
              {entry.keys.map((key) => (
                <kbd key={key}>{keyLabel(key, mac)}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
