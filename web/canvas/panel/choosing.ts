/** Lists of blocks to choose from: to add one, or to put one in another's place. */
import { replaceBlock } from "../command/replace";
import type { Choice, ChooserRequest, ScreenPoint } from "./chooser";
import type { Designer } from "./designer";
import { type PaletteItem, paletteItems } from "./palette-fit";
import { matching } from "./palette-search";

/** Offers the blocks of the palette at a place of the window. */
export function askToAdd(designer: Designer, at: ScreenPoint, add: (item: PaletteItem) => void): void {
  designer.chooser.value = { ...blockChooser(designer, "Add a block", add), at };
}

/** Offers the blocks that can stand for one, and replaces it by the one that is chosen. */
export function askToReplace(designer: Designer, id: string): void {
  const { flow } = designer.session;
  const block = flow.block(id);
  if (!block) return;
  designer.chooser.value = blockChooser(designer, `Replace ${block.title}`, (item) => {
    const ops = replaceBlock(flow, id, item.action, item.block);
    designer.edit(ops, `Replace ${block.title} by ${item.block.name}`);
    designer.view.focus(id);
  });
}

function blockChooser(
  designer: Designer,
  label: string,
  choose: (item: PaletteItem) => void,
): ChooserRequest {
  const items = paletteItems(designer.page.flow.type).filter((item) => item.misfit === "");
  return {
    label,
    placeholder: "Type the name of a block",
    find: (query) => (query === "" ? items : matching(items, query)).map(choiceOf),
    choose: (key) => {
      const item = items.find((one) => one.block.key === key);
      if (item) choose(item);
    },
  };
}

function choiceOf({ block, channels }: PaletteItem): Choice {
  return {
    key: block.key,
    title: block.name,
    detail: channels,
    icon: block.icon,
    tint: block.category.toLowerCase(),
  };
}
