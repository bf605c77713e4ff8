import { useEffect, useRef } from "preact/hooks";
import { Branches } from "./branches";
import { BlockForm, type FormProps } from "./form";

export type { FormProps };

/** The settings of a block and where its branches lead. */
export function BlockSections(props: FormProps) {
  const { designer, block } = props;
  const root = useRef<HTMLDivElement>(null);
  const wanted = designer.wantedPath.value;
  useEffect(() => {
    if (wanted !== "" && root.current) focusField(root.current, wanted);
  }, [wanted]);
  return (
    <div ref={root}>
      <section>
        <h3>Settings</h3>
        <BlockForm {...props} />
      </section>
      <section>
        <h3>Branches</h3>
        <Branches designer={designer} block={block} />
      </section>
    </div>
  );
}

function focusField(root: HTMLElement, pointer: string): void {
  const path = pointer.split("/Parameters/")[1]?.replaceAll("/", ".");
  if (!path) return;
  for (const field of root.querySelectorAll<HTMLElement>("[data-path]")) {
    if (field.dataset.path !== path) continue;
    field.querySelector<HTMLElement>("input, select, textarea")?.focus();
    return;
  }
}
