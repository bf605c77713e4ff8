import { useRef, useState } from "preact/hooks";
import type { Designer } from "../designer";
import { download } from "../download";
import { setOps } from "../form/edit";
import { itemDepth } from "../form/paths";
import { Icon } from "../icon";
import { count } from "../words";
import { fromCsv, toCsv } from "./csv";
import type { FlowText } from "./texts";

interface CsvProps {
  readonly designer: Designer;
  readonly texts: readonly FlowText[];
}

/** A table of texts that is read is at most this large. */
const bytesAtMost = 4 * 1024 * 1024;

/** The texts as a table for translators, and back: what comes back is one step to undo. */
export function CsvTools({ designer, texts }: CsvProps) {
  const file = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState("");
  const save = () => {
    const csv = new Blob([toCsv(texts)], { type: "text/csv;charset=utf-8" });
    download(csv, `${designer.page.flow.name} texts`, "csv");
  };
  return (
    <>
      <output class="prompts-count">{said}</output>
      <button type="button" class="button" onClick={save}>
        <Icon name="download" /> Save as CSV
      </button>
      {designer.editable && (
        <>
          <button type="button" class="button" onClick={() => file.current?.click()}>
            <Icon name="upload" /> Take texts from CSV
          </button>
          <input
            ref={file}
            class="visually-hidden"
            type="file"
            accept=".csv,text/csv"
            aria-label="CSV file of texts"
            tabIndex={-1}
            onChange={(event) => {
              const [chosen] = event.currentTarget.files ?? [];
              event.currentTarget.value = "";
              if (chosen) void take(designer, texts, chosen).then(setSaid);
            }}
          />
        </>
      )}
    </>
  );
}

/** Takes the texts of a table over; says what came of it. */
async function take(designer: Designer, texts: readonly FlowText[], file: File): Promise<string> {
  const read = file.size > bytesAtMost ? undefined : fromCsv(await file.text(), texts);
  if (!read) {
    return `${file.name} is no table of texts. Save the texts as CSV here, change the column Text, and take that file.`;
  }
  const { flow } = designer.session;
  const ops = read.changed.flatMap(({ one, text }) =>
    setOps(flow, one.block.id, one.place, text, itemDepth(one.parameter.path)),
  );
  const lost = read.unknown > 0 ? ` ${count(read.unknown, "row")} belong to no text of this flow.` : "";
  if (ops.length > 0) designer.edit(ops, `Take ${count(read.changed.length, "text")} from CSV`);
  return `${count(read.changed.length, "text")} changed.${lost}`;
}
