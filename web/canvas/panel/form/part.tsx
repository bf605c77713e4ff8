import { useEffect, useRef } from "preact/hooks";
import { addStyles } from "../later-styles";
import { Branches } from "./branches";
import { fieldOf } from "./field-of";
import { BlockForm, type FormProps } from "./form";
import css from "./forms.later.css";
import { FlowContext } from "./scope";

addStyles(css);

export { SeveralProperties } from "../several/several-properties";
export type { FormProps };

/** The settings of a block and where its branches lead. */
export function BlockSections(props: FormProps) {
  const { designer, block } = props;
  const root = useRef<HTMLDivElement>(null);
  const wanted = designer.wantedPath.value;
  useEffect(() => {
    if (wanted !== "" && root.current) fieldOf(root.current, wanted)?.focus();
  }, [wanted]);
  return (
    <FlowContext.Provider value={designer.session.flow}>
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
    </FlowContext.Provider>
  );
}
