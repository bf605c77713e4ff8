/**
 * Sizes of what is drawn, in canvas units. They are constants, so that
 * geometry never has to measure the DOM; canvas.css repeats them and a test
 * holds the two together.
 */

import type { Block } from "../model/types";

export const BLOCK_WIDTH = 240;
export const HEAD_HEIGHT = 48;
export const SETTING_HEIGHT = 20;
export const BRANCH_HEIGHT = 24;
/** Above and below the settings, and the branches, of a block. */
export const SECTION_PADDING = 6;
/** How many settings a block shows. */
export const MAX_SETTINGS = 3;

/** Height of the middle of the input port below the top of a block. */
export const INPUT_Y = HEAD_HEIGHT / 2;

/** The marker of the entry point. */
export const ENTRY_WIDTH = 84;
export const ENTRY_HEIGHT = 32;

/** The frame around the blocks of an unfolded group. */
export const FRAME_HEAD = 28;
export const FRAME_PADDING = 20;

/** A folded note. */
export const NOTE_FOLDED = 32;

/** How many settings a block draws. */
export function settingRows(block: Block): number {
  return Math.min(block.summary.length, MAX_SETTINGS);
}

function section(rows: number, height: number): number {
  return rows === 0 ? 0 : rows * height + 2 * SECTION_PADDING;
}

/** Height of a block with so many shown settings and branches. */
export function blockHeight(settings: number, branches: number): number {
  return HEAD_HEIGHT + section(settings, SETTING_HEIGHT) + section(branches, BRANCH_HEIGHT);
}

/** Height of the middle of an output port below the top of its block. */
export function outputY(settings: number, index: number): number {
  return (
    HEAD_HEIGHT +
    section(settings, SETTING_HEIGHT) +
    SECTION_PADDING +
    index * BRANCH_HEIGHT +
    BRANCH_HEIGHT / 2
  );
}
