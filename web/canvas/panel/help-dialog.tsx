import { commands } from "../command/commands";
import { keyLabel } from "../command/keys";
import { Dialog } from "./dialog";

/** Every command with its keys, from the table that the keyboard itself uses. */
export function HelpDialog({ onClose }: { readonly onClose: () => void }) {
  const groups = [...new Set(commands.map((command) => command.group))];
  return (
    <Dialog title="Keyboard shortcuts" onClose={onClose} wide>
      <div class="dialogbody help">
        {groups.map((group) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {commands
                .filter((command) => command.group === group && command.keys.length > 0)
                .map((command) => (
                  <div key={command.id}>
                    <dt>{command.title}</dt>
                    <dd>
                      {command.keys.map((key) => (
                        <kbd key={key}>{keyLabel(key)}</kbd>
                      ))}
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
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
