/**
 * Texts as a table for translators (RFC 4180). A spreadsheet runs a cell that
 * begins like a formula: such a cell gets an apostrophe before it, as OWASP
 * advises, which reading takes away again.
 */
import { nameOf } from "../form/paths";
import { type FlowText, kindOf } from "./texts";

const head = ["Block", "Setting", "Kind", "Text"] as const;

/** What a spreadsheet takes for a formula, and what already has the apostrophe. */
const risky = /^'*[=+\-@\t\r]/;

function cell(text: string): string {
  const safe = risky.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The texts as CSV, with the mark by which spreadsheets know UTF-8. */
export function toCsv(texts: readonly FlowText[]): string {
  const rows = texts.map((one) => [one.block.id, nameOf(one.place), kindOf(one), one.text]);
  return `\uFEFF${[head, ...rows].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

/** What a table says: the texts that it changes, and how many of its rows belong to no text here. */
export interface Imported {
  readonly changed: readonly { readonly one: FlowText; readonly text: string }[];
  readonly unknown: number;
}

/** Reads a table that was written by toCsv, in whatever order; undefined when it is none. */
export function fromCsv(csv: string, texts: readonly FlowText[]): Imported | undefined {
  const [names, ...rows] = readRows(csv.replace(/^\uFEFF/, ""));
  const [block, setting, text] = ["Block", "Setting", "Text"].map((name) => names?.indexOf(name) ?? -1);
  if (block === undefined || setting === undefined || text === undefined) return undefined;
  if (block < 0 || setting < 0 || text < 0) return undefined;
  const byKey = new Map(texts.map((one) => [one.key, one]));
  const plain = (row: readonly string[], at: number): string => {
    const value = row[at] ?? "";
    return value.startsWith("'") && risky.test(value) ? value.slice(1) : value;
  };
  let unknown = 0;
  const changed = rows.flatMap((row) => {
    const one = byKey.get(`${plain(row, block)}/${plain(row, setting)}`);
    if (!one) unknown++;
    // Spreadsheets end the lines within a cell in their own way.
    const to = plain(row, text).replaceAll("\r\n", "\n");
    // An empty cell is one that nobody translated: it does not take a text away.
    return one && to !== "" && to !== one.text.replaceAll("\r\n", "\n") ? [{ one, text: to }] : [];
  });
  return { changed, unknown };
}

/** Spreadsheets of some countries write semicolons. */
function readRows(csv: string): string[][] {
  const separator = /^[^\n"]*;/.test(csv) && !/^[^\n;]*,/.test(csv) ? ";" : ",";
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < csv.length) {
    const { text, end } = readCell(csv, at, separator);
    row.push(text);
    at = end + 1;
    if (csv[end] === separator) continue;
    if (csv[end] === "\r" && csv[at] === "\n") at++;
    if (row.some((one) => one !== "")) rows.push(row);
    row = [];
  }
  return rows;
}

/** One cell from an offset on, and the offset of the sign that ends it. */
function readCell(csv: string, from: number, separator: string): { text: string; end: number } {
  if (csv[from] !== '"') {
    let end = from;
    while (end < csv.length && csv[end] !== separator && csv[end] !== "\n" && csv[end] !== "\r") end++;
    return { text: csv.slice(from, end), end };
  }
  let text = "";
  let at = from + 1;
  for (;;) {
    const quote = csv.indexOf('"', at);
    if (quote < 0) return { text: text + csv.slice(at), end: csv.length };
    text += csv.slice(at, quote);
    if (csv[quote + 1] !== '"') return { text, end: quote + 1 };
    text += '"';
    at = quote + 2;
  }
}
