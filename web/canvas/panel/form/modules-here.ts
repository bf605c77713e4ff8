import { useEffect, useState } from "preact/hooks";
import { ApiProblem, getJson } from "../api";
import type { Module } from "../modules";
import type { Resource } from "./resources";

/** The modules of this Switchyard, asked for when they are wanted; none until the server answered. */
export function useModulesHere(url: string, wanted: boolean): readonly Resource[] {
  const [modules, setModules] = useState<readonly Resource[]>([]);
  useEffect(() => {
    if (!wanted) return;
    getJson<{ readonly items: readonly Module[] }>(url)
      .then(({ items }) =>
        setModules(
          items
            .filter((one) => !one.archived)
            .map(({ id, name }) => ({ value: id, name, about: "A module of this Switchyard" })),
        ),
      )
      .catch((reason: unknown) => {
        // The picker offers what the flow names; an ARN can always be typed.
        if (!(reason instanceof ApiProblem)) throw reason;
      });
  }, [url, wanted]);
  return modules;
}
