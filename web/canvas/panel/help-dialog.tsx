import { commands } from "../command/commands";
import { gestures } from "../command/gestures";
import { isMac } from "../command/keyboard";
import { keyLabel } from "../command/keys";
import { Dialog } from "./dialog";

interface Entry {
  readonly title: string;
  readonly keys: readonly string[];
}

/** Every command with its keys, from the table that the keyboard itself uses, and what else the canvas understands. */
export function HelpDialog({ onClose }: { readonly onClose: () => void }) {
  const groups = [...new Set(commands.map((command) => command.group))];
  return (
    <Dialog title="Keyboard shortcuts" onClose={onClose} wide>
      <div class="dialogbody help">
        {groups.map((group) => (
          <Section
            key={group}
            title={group}
            entries={commands.filter((command) => command.group === group && command.keys.length > 0)}
          />
        ))}
        {gestures.map((group) => (
          <Section key={group.title} title={group.title} entries={group.gestures} />
        ))}
      </div>
      <div class="dialogfoot">
        <button type="button" class="button primary" onClick={onClose}>
          Close
        </button>
      </div>
    </Dialog>
  );
}

function Section({ title, entries }: { readonly title: string; readonly entries: readonly Entry[] }) {
  const mac = isMac();
  return (
    <section>
      <h3>{title}</h3>
      <dl>
        {entries.map((entry) => (
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
