/** Saves a picture of the flow or of the selection as a file. Loaded when it is asked for. */
import type { Picture } from "../view/picture";
import { download } from "./download";

export type PictureFormat = "svg" | "png";

/** No side of a PNG is longer, in pixels: browsers refuse larger bitmaps. */
const longest = 8192;
/** A PNG is drawn so much finer than the screen, where it fits. */
const finer = 2;

/** Hands the picture to the person as a download. Rejects when the browser cannot draw it. */
export async function savePicture(picture: Picture, name: string, format: PictureFormat): Promise<void> {
  const file = format === "svg" ? new Blob([picture.svg], { type: "image/svg+xml" }) : await toPng(picture);
  download(file, name, format);
}

async function toPng({ svg, width, height }: Picture): Promise<Blob> {
  const scale = Math.min(finer, longest / width, longest / height);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  if (!blob) throw new Error("The browser made no PNG of this size.");
  return blob;
}
