/** The names and values of lines that all read "name=value"; none when one does not. */
export function linesOf(text: string): [string, string][] {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  const entries = lines.map((line): [string, string] => {
    const at = line.indexOf("=");
    return [line.slice(0, Math.max(at, 0)).trim(), line.slice(at + 1).trim()];
  });
  return entries.every(([name]) => name !== "") ? entries : [];
}
