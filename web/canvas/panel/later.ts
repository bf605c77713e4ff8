import { type Signal, signal } from "@preact/signals";

/** A part of the program that is fetched when it is needed, or when there is time. */
export class Later<T> {
  readonly part: Signal<T | undefined> = signal(undefined);
  readonly failed: Signal<boolean> = signal(false);
  private isLoading = false;

  constructor(private readonly fetch: () => Promise<T>) {}

  /** Fetches the part, once; after a failure, again. */
  async load(): Promise<void> {
    if (this.isLoading || this.part.value !== undefined) return;
    this.isLoading = true;
    this.failed.value = false;
    try {
      this.part.value = await this.fetch();
    } catch {
      this.failed.value = true;
    } finally {
      this.isLoading = false;
    }
  }
}

/** Runs when the browser has nothing better to do, or a little later. */
export function whenIdle(run: () => void): void {
  if (typeof window.requestIdleCallback === "function") window.requestIdleCallback(run, { timeout: 1500 });
  else setTimeout(run, 300);
}
