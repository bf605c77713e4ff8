/** A server for the benchmark's pages, in memory, on a free port of this machine. */

import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { join } from "node:path";

const types: Readonly<Record<string, string>> = {
  js: "text/javascript",
  css: "text/css",
  html: "text/html",
  json: "application/json",
};

export interface Site {
  readonly url: string;
  /** The flow that /flow.json answers with. */
  flow: string;
  close(): Promise<void>;
}

/** Serves `built` (the bundles), the page frame and the tokens of `root`. */
export async function serve(built: string, root: string): Promise<Site> {
  const frame = await readFile(join(root, "bench/canvas/page.html"), "utf8");
  const site = { flow: "{}" };
  const bodyOf = async (path: string): Promise<string | Buffer> => {
    if (path === "/flow.json") return site.flow;
    if (path === "/tokens.css") return readFile(join(root, "static/css/tokens.css"));
    if (path.endsWith(".html")) return frame.replaceAll("{{page}}", path.slice(1, -5));
    return readFile(join(built, path.slice(1)));
  };
  const server: Server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    bodyOf(path).then(
      (body) => {
        const ending = path.split(".").at(-1) ?? "";
        response
          .writeHead(200, { "Content-Type": `${types[ending] ?? "text/plain"}; charset=utf-8` })
          .end(body);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return Object.assign(site, {
    url: `http://127.0.0.1:${port}`,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  });
}
