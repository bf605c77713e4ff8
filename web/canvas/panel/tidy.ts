import { arrayAt, parseJson } from "../model/json";
import { decodeOps, type Op } from "../model/op";
import { ApiProblem, sendJson } from "./api";
import type { Designer } from "./designer";

/**
 * Arranges the flow, or some of its blocks, as the server proposes: one edit,
 * undone as one. The server reads the draft, so what is typed here is sent
 * first.
 */
export async function tidy(designer: Designer, ids: readonly string[] | undefined): Promise<void> {
  if (!(await designer.session.settled())) {
    designer.notices.show(
      "danger",
      "Tidy needs the server. Wait until the changes here are saved, then try again.",
    );
    return;
  }
  const ops = await proposal(designer, ids);
  if (ops === undefined) return;
  if (ops.length === 0) designer.notify("Everything stands where Tidy would put it.");
  else designer.edit(ops, "Tidy");
}

async function proposal(designer: Designer, ids: readonly string[] | undefined): Promise<Op[] | undefined> {
  try {
    const answer = await sendJson<unknown>("POST", designer.page.urls.layout, ids ? { ids } : {});
    const ops = decodeOps(arrayAt(parseJson(JSON.stringify(answer)), "ops"));
    if (ops === undefined) throw new ApiProblem("", "Reload the page: the server is of another version.", 0);
    return ops;
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    designer.notices.show("danger", `Tidy: ${error.message}`);
    return undefined;
  }
}
