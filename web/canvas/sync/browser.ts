/** A session wired to the browser: its websocket, storage, timers and the events of the page. */
import { newUuid } from "../command/new-block";
import type { Socket, Timers } from "./link";
import { Session } from "./session";
import { BrowserTabGuard } from "./tab";

/** Opens the live session of the designer page. The url is the path that the server gave. */
export function openSession(url: string, flowId: string): Session {
  const session: Session = new Session({
    url,
    flowId,
    storage: safeStorage(),
    socketFactory: (path) => browserSocket(absolute(path)),
    timers: browserTimers,
    tabs: new BrowserTabGuard(),
    newId: newUuid,
    refused: () => void probe(session, url),
  });
  followPage(session);
  void session.start();
  return session;
}

function absolute(path: string): string {
  const url = new URL(path, location.href);
  url.protocol = location.protocol === "https:" ? "wss:" : "ws:";
  return url.href;
}

function browserSocket(url: string): Socket {
  const inner = new WebSocket(url);
  const socket: Socket = {
    onopen: null,
    onmessage: null,
    onclose: null,
    send: (text) => inner.send(text),
    close: () => inner.close(),
  };
  inner.onopen = () => socket.onopen?.();
  inner.onmessage = (event: MessageEvent<unknown>) => {
    if (typeof event.data === "string") socket.onmessage?.(event.data);
  };
  inner.onclose = (event) => socket.onclose?.(event.code);
  return socket;
}

const browserTimers: Timers = {
  set: (callback, ms) => setTimeout(callback, ms),
  clear: (handle) => clearTimeout(handle as ReturnType<typeof setTimeout> | undefined),
  random: () => Math.random(),
};

/** Session storage, or nothing at all where it is switched off. */
function safeStorage(): Pick<Storage, "getItem" | "setItem" | "removeItem"> {
  try {
    return sessionStorage;
  } catch {
    return { getItem: () => null, setItem: () => {}, removeItem: () => {} };
  }
}

function followPage(session: Session): void {
  addEventListener("pagehide", () => session.suspend());
  addEventListener("pageshow", (event) => {
    if (event.persisted) session.resume();
  });
  addEventListener("online", () => session.hurry());
  addEventListener("offline", () => session.lost());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") session.flush();
    else session.hurry();
  });
  addEventListener("beforeunload", (event) => {
    if (session.status.value === "offline" && session.pendingCount.value > 0) event.preventDefault();
  });
}

/**
 * A refused upgrade tells a page nothing but that it failed. A plain request
 * tells more: whether the sign-in ended or the flow is gone.
 */
async function probe(session: Session, url: string): Promise<void> {
  let response: Response;
  try {
    response = await fetch(url, { redirect: "manual", headers: { Accept: "application/json" } });
  } catch {
    return;
  }
  if (response.status === 401 || response.type === "opaqueredirect") session.end("ended");
  else if (response.status === 404) session.end("gone");
}
