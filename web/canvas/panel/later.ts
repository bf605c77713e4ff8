import { type Signal, signal } from "@preact/signals";

/** A part of the program that is fetched when it is needed, or when there is time. */
export class Later<T> {
  readonly part: Signal<T | undefined> = signal(undefined);
  readonly failed: Signal<boolean> = signal(false);
  private loading: Promise<void> | undefined;
  private tries = 0;
  private lost = "";

  constructor(private readonly fetch: () => Promise<T>) {}

  /** Fetches the part, once; after a failure, again. Resolves when it is there, or when it could not be fetched. */
  load(): Promise<void> {
    if (this.part.value !== undefined) return Promise.resolve();
    this.loading ??= this.begin();
    return this.loading;
  }

  private async begin(): Promise<void> {
    this.failed.value = false;
    try {
      this.part.value = this.lost === "" ? await this.fetch() : await fetchAnew<T>(this.lost, ++this.tries);
    } catch (error) {
      this.lost ||= moduleIn(error);
      this.failed.value = true;
    } finally {
      this.loading = undefined;
    }
  }
}

/** Browsers remember that a module could not be fetched, by its address: another address is asked for anew. */
function fetchAnew<T>(address: string, tries: number): Promise<T> {
  return import(`${address}?again=${tries}`) as Promise<T>;
}

/** The address of our own module that an error names; "" where the browser does not say. */
function moduleIn(error: unknown): string {
  const found = /https?:\/\/\S+\.js/.exec(error instanceof Error ? error.message : "")?.[0];
  if (!found || !URL.canParse(found)) return "";
  const { origin, pathname } = new URL(found);
  return origin === location.origin && pathname.startsWith("/static/") ? pathname : "";
}

/** Runs when the browser has nothing better to do, or a little later. */
export function whenIdle(run: () => void): void {
  if (typeof window.requestIdleCallback === "function") window.requestIdleCallback(run, { timeout: 1500 });
  else setTimeout(run, 300);
}
