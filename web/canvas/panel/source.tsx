import { useEffect, useState } from "preact/hooks";
import type { Block } from "../model/types";
import type { Designer } from "./designer";

/** The JSON of a block, folded until somebody wants it: its editor is fetched then. */
export function Source({ designer, block }: { readonly designer: Designer; readonly block: Block }) {
  const [isOpen, setOpen] = useState(false);
  const { json } = designer.parts;
  useEffect(() => {
    if (isOpen) void json.load();
  }, [isOpen, json]);
  const part = json.part.value;
  return (
    <details class="source" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>JSON of this block</summary>
      {isOpen && part && <part.BlockJson designer={designer} block={block} />}
      {isOpen && !part && (
        <p class="field-help" role="status">
          {json.failed.value
            ? "The editor can’t be fetched from the server. Check your connection, close this and open it again."
            : "Fetching the editor…"}
        </p>
      )}
    </details>
  );
}
