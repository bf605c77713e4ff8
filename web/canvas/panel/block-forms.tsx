import { useEffect } from "preact/hooks";
import type { Block } from "../model/types";
import type { Designer } from "./designer";
import type { FormProps } from "./form/part";
import { Later } from "./later";

/** Forms, branches, and what the catalogue says of every parameter: too much for the page's first load. */
export const forms = new Later(() => import("./form/part"));

/** The settings and branches of a block, as soon as they are there. */
export function BlockForms(props: FormProps) {
  useEffect(() => void forms.load(), []);
  const part = forms.part.value;
  if (part) return <part.BlockSections {...props} />;
  return forms.failed.value ? <Missing /> : <Skeleton />;
}

/** The settings that several blocks have in common, as soon as they are there. */
export function SeveralForms(props: { readonly designer: Designer; readonly blocks: readonly Block[] }) {
  useEffect(() => void forms.load(), []);
  const part = forms.part.value;
  if (part) return <part.SeveralProperties {...props} />;
  return forms.failed.value ? <Missing /> : <Skeleton />;
}

function Skeleton() {
  return (
    <section class="form-skeleton" aria-busy="true" aria-label="Settings are being fetched">
      {[72, 40, 56].map((width) => (
        <div key={width}>
          <span style={{ width: `${width}%` }} />
          <span />
        </div>
      ))}
    </section>
  );
}

function Missing() {
  return (
    <section>
      <div class="form-missing" role="alert">
        <p>The settings of blocks can’t be fetched from the server.</p>
        <p>
          Check your connection and try again. If Switchyard was updated while this page was open, reload it.
        </p>
        <p class="actions">
          <button type="button" class="button small" onClick={() => void forms.load()}>
            Try again
          </button>
          <button type="button" class="button quiet small" onClick={() => location.reload()}>
            Reload the page
          </button>
        </p>
      </div>
    </section>
  );
}
