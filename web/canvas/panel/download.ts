/** Hands data to the person as a file. */
export function download(file: Blob, name: string, extension: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = url;
  link.download = `${fileName(name)}.${extension}`;
  link.click();
  // The download has its own hold on the data from here on.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** A name that every file system takes. */
function fileName(name: string): string {
  const plain = name.replace(/[^\p{L}\p{N} ._-]+/gu, "-").replace(/^[.\s-]+|[.\s-]+$/g, "");
  return plain.slice(0, 80) || "flow";
}
