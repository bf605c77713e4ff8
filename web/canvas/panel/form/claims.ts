/** Which field shows which finding: the one whose place is nearest to what the finding is about. */
import type { Diagnostic } from "../../sync/types";
import { nameOf, type Place, placeOfPointer } from "./paths";

/** The findings about parameters, with their places. */
export interface Placed {
  readonly finding: Diagnostic;
  readonly place: Place;
}

export function placed(findings: readonly Diagnostic[]): Placed[] {
  return findings.flatMap((finding) => {
    const place = placeOfPointer(finding.path);
    return place === undefined ? [] : [{ finding, place }];
  });
}

/**
 * Gives each finding to the field of the deepest place that it is at or below;
 * what is left over is under "".
 */
export function claim(
  found: readonly Placed[],
  names: ReadonlyMap<string, string>,
): Map<string, Diagnostic[]> {
  const out = new Map<string, Diagnostic[]>();
  for (const { finding, place } of found) {
    let name = "";
    for (let n = place.length; n > 0 && name === ""; n--) {
      name = names.get(nameOf(place.slice(0, n))) ?? "";
    }
    const list = out.get(name);
    if (list) list.push(finding);
    else out.set(name, [finding]);
  }
  return out;
}
