import { iconNode } from "../view/icons";

/** A lucide icon by name; decoration only, so hidden from assistive technology. */
export function Icon({ name }: { readonly name: string }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {iconNode(name).map(([Tag, attributes], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an icon's shapes never change places.
        <Tag key={index} {...attributes} />
      ))}
    </svg>
  );
}
