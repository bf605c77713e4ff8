/**
 * Makes sure that two tabs never are the same client. A duplicated tab gets a
 * copy of session storage, and would send the other's batches again. A page
 * that goes away properly says so in its storage; where it did not, the other
 * tabs are asked whether one of them is that client: if none is, the page
 * crashed and goes on with what it kept.
 */

export interface TabGuard {
  /** Whether another tab is this client. */
  heldElsewhere(client: string): Promise<boolean>;
  /** Answers for this client until the returned function is called. */
  hold(client: string): () => void;
}

/** How long another tab has to answer, in milliseconds. */
const answerWithin = 150;

/** Asks over a BroadcastChannel, and looks at Web Locks where they exist (a frozen tab keeps its locks and does not answer). */
export class BrowserTabGuard implements TabGuard {
  async heldElsewhere(client: string): Promise<boolean> {
    if (await lockHeld(lockName(client))) return true;
    return typeof BroadcastChannel !== "undefined" && askOthers(client);
  }

  hold(client: string): () => void {
    const dropLock = takeLock(lockName(client));
    if (typeof BroadcastChannel === "undefined") return dropLock;
    const channel = new BroadcastChannel(channelName);
    channel.onmessage = (event: MessageEvent<unknown>) => {
      if (event.data === `who:${client}`) channel.postMessage(`me:${client}`);
    };
    return () => {
      channel.close();
      dropLock();
    };
  }
}

const channelName = "switchyard.clients";

function lockName(client: string): string {
  return `switchyard.client.${client}`;
}

function askOthers(client: string): Promise<boolean> {
  const channel = new BroadcastChannel(channelName);
  return new Promise<boolean>((resolve) => {
    const timer = setTimeout(() => resolve(false), answerWithin);
    channel.onmessage = (event: MessageEvent<unknown>) => {
      if (event.data !== `me:${client}`) return;
      clearTimeout(timer);
      resolve(true);
    };
    channel.postMessage(`who:${client}`);
  }).finally(() => channel.close());
}

/** Web Locks exist on https and localhost only. */
function locks(): LockManager | undefined {
  return "locks" in navigator ? navigator.locks : undefined;
}

async function lockHeld(name: string): Promise<boolean> {
  const state = await locks()?.query();
  return state?.held?.some((lock) => lock.name === name) ?? false;
}

function takeLock(name: string): () => void {
  let drop = (): void => {};
  const until = new Promise<void>((resolve) => {
    drop = resolve;
  });
  locks()
    ?.request(name, { ifAvailable: true }, (lock) => (lock === null ? undefined : until))
    .catch(() => undefined);
  return drop;
}
