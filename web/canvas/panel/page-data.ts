/** What the server says to the designer page in its one JSON script tag. */
export interface PageData {
  readonly flow: {
    readonly id: string;
    readonly name: string;
    readonly type: string;
    readonly type_name: string;
    readonly format: "flow" | "module" | "legacy" | "unknown";
    readonly description: string;
    readonly archived: boolean;
  };
  readonly user: {
    readonly id: string;
    readonly name: string;
    readonly role: "viewer" | "designer" | "admin";
    readonly can_edit: boolean;
    readonly can_publish: boolean;
  };
  readonly urls: {
    readonly live: string;
    readonly flows: string;
    readonly versions: string;
    readonly publish: string;
    readonly export: string;
    readonly update: string;
    readonly layout: string;
    readonly convert: string;
    readonly contract: string;
    readonly modules: string;
    readonly silences: string;
  };
  /** What style elements of this page must carry. */
  readonly style_nonce: string;
  readonly published: { readonly version: number | null; readonly environment: string };
  /** The flow that this module was opened from. */
  readonly caller: { readonly name: string; readonly url: string } | null;
  readonly latest_version: number | null;
  /** The revision that is the same as the latest version; null where the draft differs. */
  readonly saved_revision: number | null;
}

/** Reads the script tag; a page without it is not the designer's. */
export function readPageData(root: Document): PageData {
  const tag = root.getElementById("designer-data");
  if (!tag?.textContent) throw new Error("The page holds no designer data.");
  return JSON.parse(tag.textContent) as PageData;
}
