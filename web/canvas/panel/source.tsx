import { useEffect } from "preact/hooks";
import type { Block } from "../model/types";
import type { Designer } from "./designer";

interface SourceProps {
  readonly designer: Designer;
  /** One action as a block of its own. */
  readonly block: Block;
  readonly label: string;
}

/** The JSON of an action, folded until somebody wants it: its editor is fetched then. */
export function Source({ designer, block, label }: SourceProps) {
  const { json, sourceOpen } = designer.parts;
  const isOpen = sourceOpen.value;
  useEffect(() => {
    if (isOpen) void json.load();
  }, [isOpen, json]);
  const part = json.part.value;
  return (
    <details
      class="source"
      open={isOpen}
      onToggle={(event) => {
        sourceOpen.value = event.currentTarget.open;
      }}
    >
      <summary>{label}</summary>
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
