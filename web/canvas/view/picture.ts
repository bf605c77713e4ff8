/**
 * A flow as an SVG picture, for documents and tickets: the same places,
 * colours and words as on the canvas, and nothing that needs a browser to
 * show. Everything from the flow is written as text, never as markup.
 */

import {
  BLOCK_WIDTH,
  FRAME_HEAD,
  HEAD_HEIGHT,
  MAX_SETTINGS,
  outputY,
  SETTING_HEIGHT,
} from "../geometry/metrics";
import { around, type Rect } from "../geometry/rect";
import type { Scene } from "../geometry/scene";
import { ENTRY, type FrameShape, outputPort, type Shape, type Wire } from "../geometry/shape";
import { subtitleOf } from "../geometry/source";
import { pathData } from "../geometry/wire";
import { iconNode } from "./icons";
import type { Palette } from "./theme";
import { titleOf } from "./words";

/** The width of a text in a CSS font. */
export type Measure = (text: string, font: string) => number;

export interface PictureOptions {
  readonly scene: Scene;
  readonly palette: Palette;
  readonly background: string;
  readonly measure: Measure;
  /** Only these blocks; absent: the whole flow. */
  readonly ids?: ReadonlySet<string>;
}

export interface Picture {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

const PADDING = 32;
const INSET = 12;
const SMALL = "11px";

/** Draws the flow, or some blocks of it with the wires between them. */
export function drawPicture(options: PictureOptions): Picture {
  const { scene, ids, palette } = options;
  const shapes = [...scene.shapes.values()].filter((shape) => (ids ? ids.has(shape.id) : true));
  const notes = ids ? [] : scene.notes;
  const frames = scene.frames().filter(({ blocks }) => !ids || blocks.every((id) => ids.has(id)));
  const bounds = around([...shapes, ...notes, ...frames].map(({ rect }) => rect)) ?? {
    x: 0,
    y: 0,
    w: 1,
    h: 1,
  };
  const shown = new Set(shapes.map((shape) => shape.id));
  const wires = shapes
    .flatMap((shape) => shape.wires)
    .filter((wire) => wire.course && shown.has(wire.target));
  const width = Math.ceil(bounds.w + 2 * PADDING);
  const height = Math.ceil(bounds.h + 2 * PADDING);
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${bounds.x - PADDING} ${bounds.y - PADDING} ${width} ${height}" font-family="${escaped(palette.font)}" font-size="12">`,
    `<rect x="${bounds.x - PADDING}" y="${bounds.y - PADDING}" width="${width}" height="${height}" fill="${options.background}"/>`,
    ...frames.map((frame) => framePart(frame, options)),
    ...notes.map(({ rect, note }) => notePart(rect, note.text, options)),
    ...wires.map((wire) => wirePart(wire, palette)),
    ...shapes.map((shape) => shapePart(shape, options)),
    "</svg>",
  ];
  return { svg: parts.join("\n"), width, height };
}

function wirePart(wire: Wire, palette: Palette): string {
  const isError = wire.tone === "error";
  const dash = isError ? ' stroke-dasharray="4 3"' : "";
  return `<path d="${pathData(wire.course!)}" fill="none" stroke="${isError ? palette.wireError : palette.wire}" stroke-width="1.75"${dash}/>`;
}

function shapePart(shape: Shape, options: PictureOptions): string {
  const { palette } = options;
  const { x, y, w, h } = shape.rect;
  const tint = palette.tint[shape.tint];
  if (shape.id === ENTRY) {
    return [
      box(shape.rect, h / 2, tint.fill, palette.wire),
      text("Start", x + w / 2, y + h / 2, palette.text, 'text-anchor="middle" font-weight="600"'),
      port(shape, shape.wires[0], palette),
    ].join("");
  }
  return [
    box(shape.rect, 8, palette.surface, palette.wire),
    `<path d="M${x + 8} ${y}H${x + w - 8}Q${x + w} ${y} ${x + w} ${y + 8}V${y + HEAD_HEIGHT}H${x}V${y + 8}Q${x} ${y} ${x + 8} ${y}Z" fill="${tint.fill}"/>`,
    `<rect x="${x}" y="${y + 6}" width="4" height="${h - 12}" fill="${tint.line}"/>`,
    iconPart(shape, tint.line),
    titlePart(shape, options),
    ...settingParts(shape, options),
    ...shape.wires.map((wire) => branchPart(shape, wire, options)),
  ].join("");
}

function box({ x, y, w, h }: Rect, radius: number, fill: string, line: string): string {
  return `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="${radius}" fill="${fill}" stroke="${line}"/>`;
}

function iconPart(shape: Shape, colour: string): string {
  const { x, y } = shape.rect;
  const shapes = iconNode(shape.block?.kind.icon ?? "")
    .map(([tag, attributes]) => {
      const list = Object.entries(attributes).map(([name, value]) => `${name}="${escaped(String(value))}"`);
      return `<${tag} ${list.join(" ")}/>`;
    })
    .join("");
  return `<g transform="translate(${x + INSET} ${y + 15}) scale(0.75)" fill="none" stroke="${colour}" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${shapes}</g>`;
}

function titlePart(shape: Shape, options: PictureOptions): string {
  const { x, y } = shape.rect;
  const { palette } = options;
  const left = x + INSET + 26;
  const room = BLOCK_WIDTH - INSET * 2 - 26;
  const title = fitted(shape.block?.title ?? "", room, "600 12px", options);
  const subtitle = shape.block ? subtitleOf(shape.block) : "";
  if (subtitle === "") return text(title, left, y + HEAD_HEIGHT / 2, palette.text, 'font-weight="600"');
  return (
    text(title, left, y + 17, palette.text, 'font-weight="600"') +
    text(fitted(subtitle, room, SMALL, options), left, y + 33, palette.muted, 'font-size="11"')
  );
}

function settingParts(shape: Shape, options: PictureOptions): string[] {
  const { x, y } = shape.rect;
  const { palette } = options;
  return (shape.block?.summary ?? []).slice(0, MAX_SETTINGS).map((setting, row) => {
    const at = y + HEAD_HEIGHT + 6 + row * SETTING_HEIGHT + SETTING_HEIGHT / 2;
    const label = fitted(setting.short, 70, SMALL, options);
    const left = x + INSET + options.measure(label, `${SMALL} ${palette.font}`) + 8;
    const value = fitted(setting.value, x + BLOCK_WIDTH - INSET - left, SMALL, options);
    return (
      text(label, x + INSET, at, palette.muted, 'font-size="11"') +
      text(value, left, at, palette.text, 'font-size="11"')
    );
  });
}

function branchPart(shape: Shape, wire: Wire, options: PictureOptions): string {
  const { palette, scene } = options;
  const y = shape.rect.y + outputY(shape.settings, wire.index);
  const right = shape.rect.x + BLOCK_WIDTH - 16;
  const isNamed = wire.stub && scene.shapes.has(wire.target);
  const label = isNamed
    ? `${wire.output?.label ?? ""} → ${titleOf(scene, wire.target)}`
    : (wire.output?.label ?? "");
  const colour = wire.tone === "error" ? palette.danger : palette.text;
  const shown = fitted(label, BLOCK_WIDTH - 2 * INSET - 8, SMALL, options);
  return text(shown, right, y, colour, 'font-size="11" text-anchor="end"') + port(shape, wire, palette);
}

function port(shape: Shape, wire: Wire | undefined, palette: Palette): string {
  if (!wire) return "";
  const { x, y } = outputPort(shape, wire.index);
  const colour = wire.tone === "error" ? palette.wireError : palette.wire;
  const fill = wire.target === "" ? palette.surface : colour;
  return `<circle cx="${x}" cy="${y}" r="4.5" fill="${fill}" stroke="${colour}"/>`;
}

function framePart({ rect, name }: FrameShape, options: PictureOptions): string {
  const { muted } = options.palette;
  const title = fitted(name, rect.w - 2 * INSET, "600 12px", options);
  return (
    `<rect x="${rect.x}" y="${rect.y}" width="${rect.w}" height="${rect.h}" rx="10" fill="${muted}" fill-opacity="0.06" stroke="${muted}" stroke-dasharray="4 3"/>` +
    text(title, rect.x + INSET, rect.y + FRAME_HEAD / 2, muted, 'font-weight="600"')
  );
}

function notePart(rect: Rect, content: string, options: PictureOptions): string {
  const { palette } = options;
  const lines = wrapped(content, rect.w - 2 * INSET, options).slice(
    0,
    Math.max(1, Math.floor((rect.h - 12) / 16)),
  );
  const rows = lines.map((line, row) => text(line, rect.x + INSET, rect.y + 18 + row * 16, palette.text, ""));
  return box(rect, 6, palette.note, palette.warning) + rows.join("");
}

function wrapped(content: string, room: number, options: PictureOptions): string[] {
  const font = `12px ${options.palette.font}`;
  const lines: string[] = [];
  for (const paragraph of content.split("\n")) {
    let line = "";
    for (const word of paragraph.split(/\s+/)) {
      const longer = line === "" ? word : `${line} ${word}`;
      if (line !== "" && options.measure(longer, font) > room) {
        lines.push(line);
        line = word;
      } else line = longer;
    }
    lines.push(fitted(line, room, "12px", options));
  }
  return lines;
}

/** A text that has the room: its beginning and three dots where all of it does not. */
function fitted(content: string, room: number, size: string, { measure, palette }: PictureOptions): string {
  const font = `${size} ${palette.font}`;
  const line = content.replace(/\s+/g, " ").trim();
  if (measure(line, font) <= room) return line;
  const letters = [...line].slice(0, 200);
  while (letters.length > 0 && measure(`${letters.join("")}…`, font) > room) letters.pop();
  return `${letters.join("").trimEnd()}…`;
}

function text(content: string, x: number, y: number, fill: string, more: string): string {
  return `<text x="${x}" y="${y}" fill="${fill}" dominant-baseline="central" ${more}>${escaped(content)}</text>`;
}

/** What no XML may hold, and what would be read as markup. */
function escaped(content: string): string {
  return (
    content
      // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what XML refuses
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd")
      .replace(/\p{Surrogate}/gu, "\ufffd")
      .replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
  );
}
