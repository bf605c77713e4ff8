/**
 * What the canvas understands besides commands: keys that only mean something
 * where the focus is, and the mouse. For people to read; tool/ and the panels
 * do it.
 */

export interface GestureHelp {
  readonly title: string;
  /** Key descriptions as commands have them, or words for the mouse. */
  readonly keys: readonly string[];
}

export interface GestureGroup {
  readonly title: string;
  readonly gestures: readonly GestureHelp[];
}

export const gestures: readonly GestureGroup[] = [
  {
    title: "On the canvas",
    gestures: [
      { title: "Follow a wire on or back", keys: ["ArrowRight", "ArrowLeft"] },
      { title: "Block of the next branch", keys: ["ArrowUp", "ArrowDown"] },
      { title: "Next or previous block", keys: ["Tab", "Shift+Tab"] },
      { title: "First block", keys: ["Home"] },
      { title: "Select, or select no more", keys: ["Space"] },
      { title: "Leave the canvas", keys: ["Escape", "Tab"] },
    ],
  },
  {
    title: "Lists and fields",
    gestures: [
      { title: "Go through blocks and outline", keys: ["ArrowUp", "ArrowDown"] },
      { title: "First or last of the list", keys: ["Home", "End"] },
      { title: "Add the block, go to the block", keys: ["Enter"] },
      { title: "From the settings to the block", keys: ["Escape"] },
    ],
  },
  {
    title: "Mouse",
    gestures: [
      { title: "Add a block", keys: ["Drag it here", "Double-click it"] },
      { title: "Move blocks", keys: ["Drag"] },
      { title: "Move without the grid", keys: ["Alt+Drag"] },
      { title: "Connect a branch", keys: ["Drag from its port"] },
      { title: "Connect a branch to a new block", keys: ["Drag from its port over nothing"] },
      { title: "Put a block into a wire", keys: ["Drop it on the wire"] },
      { title: "Edit a note", keys: ["Double-click", "Enter"] },
      { title: "Fold a note", keys: ["f"] },
      { title: "Go to the other end of a wire", keys: ["Double-click the wire"] },
      { title: "Cut wires", keys: ["Alt+Drag over them"] },
      { title: "Unfold a group", keys: ["Double-click", "Enter"] },
      { title: "Move or rename an unfolded group", keys: ["Drag its name", "Double-click its name"] },
      { title: "Select several", keys: ["Drag over nothing"] },
      { title: "Add to the selection", keys: ["Shift+Click"] },
      { title: "Edit properties", keys: ["Double-click"] },
      { title: "Pan", keys: ["Wheel", "Drag with Space", "Middle button"] },
      { title: "Zoom", keys: ["Mod+Wheel"] },
    ],
  },
];
