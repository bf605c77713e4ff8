/** "Prompts" → "Prompt", "Rows to write" → "Row to write": what one item of a list is called. */
export function one(label: string): string {
  const [head = "", ...rest] = label.split(/(?= (?:to|of|in|for|from) )/);
  return singular(head) + rest.join("");
}

function singular(word: string): string {
  if (/ies$/.test(word)) return word.replace(/ies$/, "y");
  return /[^s]s$/.test(word) ? word.slice(0, -1) : word;
}
