/** What the palette says of each block in a type of flow: whether it fits, and in words why it does not. */
import { type CatalogueAction, type CatalogueBlock, catalogue } from "../model/catalogue";

/** One entry of the palette: a block and the action that it writes. */
export interface PaletteItem {
  readonly action: CatalogueAction;
  readonly block: CatalogueBlock;
  /** Why it does not fit this flow's type, or is offered no longer; "" when it fits. */
  readonly misfit: string;
  /** What to know although it fits; "" when there is nothing. */
  readonly note: string;
  /** The channels that it works on where that is not all of them: "Voice only", "Voice, chat"; else "". */
  readonly channels: string;
}

/** Every block of the catalogue as the palette of a flow of this type shows it. */
export function paletteItems(type: string): PaletteItem[] {
  return catalogue.actions.flatMap((action) =>
    action.blocks.map((block) => ({
      action,
      block,
      misfit: misfitOf(action, block, type),
      note: noteOf(action, type),
      channels: channelsOf(action),
    })),
  );
}

/** Above the blocks, where the type of the flow says little about them. */
export function typeNote(type: string): string {
  if (type === "CAMPAIGN") return "AWS does not say which blocks campaign flows take: all are offered.";
  return "";
}

/** "customer queue flows": a flow type in a sentence. */
export function typesInWords(type: string): string {
  const known = catalogue.flow_types.find((one) => one.api === type);
  return known ? `${known.name.toLowerCase()}s` : "flows of this type";
}

function misfitOf(action: CatalogueAction, block: CatalogueBlock, type: string): string {
  if (block.retired) return retirements[block.key] ?? "Amazon Connect offers this block no longer.";
  if (allows(action, type)) return "";
  return `Not in ${typesInWords(type)}: Amazon Connect refuses it.`;
}

/**
 * Whether an action may stand in a flow of this type, as the linter sees it
 * (catalog.Action.Allows). A module takes every action: called from a flow
 * where it does not work, the block takes its Error branch. Of campaign flows
 * AWS says nothing.
 */
function allows(action: CatalogueAction, type: string): boolean {
  if (type === "" || type === "MODULE" || type === "CAMPAIGN") return true;
  return action.flow_types.length === 0 || action.flow_types.includes(type) || isDisputed(action, type);
}

function isDisputed(action: CatalogueAction, type: string): boolean {
  return (action.flow_types_disputed ?? []).includes(type);
}

function noteOf(action: CatalogueAction, type: string): string {
  if (!isDisputed(action, type)) return "";
  return `AWS’s two pages disagree about this block in ${typesInWords(type)}. Test it before you rely on it.`;
}

const voiceID = "Retired on 2026-05-20, when AWS ended Voice ID: the block takes its Error branch.";

/** Why blocks are offered no longer, by key. */
const retirements: Readonly<Record<string, string>> = {
  "check-voice-id": voiceID,
  "set-voice-id": voiceID,
  "start-voice-id-stream": voiceID,
  "check-segment-membership-documented":
    "The name on AWS’s page, which Amazon Connect refuses: use the block without “as documented”.",
};

/** The keys that have a reason of their own, for the test of the catalogue. */
export const retiredKeys = Object.keys(retirements);

const channelNames: Readonly<Record<string, string>> = {
  VOICE: "voice",
  CHAT: "chat",
  TASK: "task",
  EMAIL: "email",
};

function channelsOf({ channels }: CatalogueAction): string {
  if (channels.length === 0 || channels.length === Object.keys(channelNames).length) return "";
  const names = channels.map((channel) => channelNames[channel] ?? channel.toLowerCase());
  const text = names.length === 1 ? `${names[0]} only` : names.join(", ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}
