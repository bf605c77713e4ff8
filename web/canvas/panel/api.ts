/** A refusal by the server in its own words (RFC 9457), or a failed connection in ours. */
export class ApiProblem extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly status: number,
  ) {
    super(message);
  }
}

interface ProblemDetails {
  readonly title?: string;
  readonly detail?: string;
  readonly code?: string;
}

/** Sends JSON to one of the page's own endpoints and returns what it answers. */
export async function sendJson<T>(method: "POST" | "PATCH", url: string, body: unknown): Promise<T> {
  const headers = { "Content-Type": "application/json", Accept: "application/json" };
  const response = await send(url, { method, headers, body: JSON.stringify(body) });
  return (await response.json()) as T;
}

/** Asks one of the page's own endpoints. */
export async function getJson<T>(url: string): Promise<T> {
  const response = await send(url, { method: "GET", headers: { Accept: "application/json" } });
  return (await response.json()) as T;
}

/** Asks one of the page's own endpoints to take something away. */
export async function sendDelete(url: string): Promise<void> {
  await send(url, { method: "DELETE", headers: { Accept: "application/json" } });
}

async function send(url: string, request: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, request);
  } catch {
    throw new ApiProblem("offline", "Switchyard can't be reached. Check the connection and try again.", 0);
  }
  if (!response.ok) throw await problemOf(response);
  return response;
}

async function problemOf(response: Response): Promise<ApiProblem> {
  const isProblem = response.headers.get("Content-Type")?.includes("json") ?? false;
  const details = isProblem ? ((await response.json()) as ProblemDetails) : {};
  const message = details.detail ?? details.title ?? "The server could not do this. Try again.";
  return new ApiProblem(details.code ?? "", message, response.status);
}
