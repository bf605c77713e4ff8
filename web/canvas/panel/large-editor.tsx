import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { Dialog } from "./dialog";
import { Icon } from "./icon";

interface LargeEditorProps {
  /** What is edited: the label of the field. */
  readonly title: string;
  /**
   * Draws the field again, with room. It has to have the same draft name, so
   * that both are one draft, and another id.
   */
  readonly children: () => ComponentChildren;
}

/** A button beside a field of several lines that opens the same field in a large dialog. */
export function LargeEditor({ title, children }: LargeEditorProps) {
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <button
        type="button"
        class="button quiet icon-only small"
        aria-label="Edit with more room"
        aria-description={title}
        title="Edit with more room"
        onClick={() => setOpen(true)}
      >
        <Icon name="expand" />
      </button>
      {isOpen && (
        // biome-ignore lint/a11y/noStaticElementInteractions: keys of the dialog are not those of the panel around it.
        <div onKeyDown={(event) => event.stopPropagation()}>
          <Dialog title={title} onClose={close} wide>
            <div class="dialogbody large-editor">{children()}</div>
            <div class="dialogfoot">
              <button type="button" class="button primary" onClick={close}>
                Done
              </button>
            </div>
          </Dialog>
        </div>
      )}
    </>
  );
}
