import assert from "node:assert/strict";
import { test } from "node:test";
import { Flow } from "../../model/flow";
import { fromCsv, toCsv } from "./csv";
import { type FlowText, textsOf } from "./texts";

function textsSaying(...said: string[]): FlowText[] {
  const actions = said.map((Text, index) => ({
    Identifier: `Block, ${index}`,
    Type: "MessageParticipant",
    Parameters: { Text },
    Transitions: { NextAction: said[index + 1] === undefined ? "" : `Block, ${index + 1}` },
  }));
  return textsOf(Flow.parse(JSON.stringify({ StartAction: "Block, 0", Actions: actions })));
}

const nasty = [
  "plain",
  'with "quotes", and commas',
  "two\nlines",
  "=1+1",
  "'=kept",
  "''-twice",
  "+49",
  "-5",
  "@SUM",
  "\ttab",
  "'quoted'",
  "a;b",
  "",
];

test("what is written is read back as it was", () => {
  const texts = textsSaying(...nasty);
  assert.equal(texts.length, nasty.length);
  const csv = toCsv(texts);
  assert.deepEqual(fromCsv(csv, texts), { changed: [], unknown: 0 });
  const other = textsSaying(...nasty.map(() => "something else"));
  assert.deepEqual(
    fromCsv(csv, other)?.changed.map((one) => one.text),
    nasty.filter((text) => text !== ""),
  );
});

test("no cell begins as a formula does", () => {
  for (const text of nasty) {
    const [, line = ""] = toCsv(textsSaying(text)).split("\r\n");
    const last = line.split(",Text,")[1] ?? "";
    assert.doesNotMatch(last, /^"?[=+\-@\t\r]/, text);
  }
});

test("translations come back in any order, from any spreadsheet", () => {
  const texts = textsSaying("Hello", "Goodbye\nfor now");
  const csv =
    'Text;Block;Setting\r\n"Au revoir\r\npour l\'instant";Block, 1;Text\r\nBonjour;Block, 0;Text\r\nx;Nobody;Text\r\n';
  const read = fromCsv(csv, texts);
  assert.deepEqual(
    read?.changed.map((one) => [one.one.block.id, one.text]),
    [
      ["Block, 1", "Au revoir\npour l'instant"],
      ["Block, 0", "Bonjour"],
    ],
  );
  assert.equal(read?.unknown, 1);
});

test("a table of something else is not taken", () => {
  for (const csv of ["", "a,b\n1,2", '{"Block": 1}', '"Block'])
    assert.equal(fromCsv(csv, textsSaying("x")), undefined);
});
