/**
 * The connection: opens, notices when it is dead, and comes back, each failed
 * try later than the one before. It knows nothing of flows.
 */

/** A websocket, or what stands for one in a test. */
export interface Socket {
  onopen: (() => void) | null;
  onmessage: ((text: string) => void) | null;
  onclose: ((code: number) => void) | null;
  send(text: string): void;
  close(): void;
}

export type SocketFactory = (url: string) => Socket;

/** Time, so that tests can make it pass. */
export interface Timers {
  /** Calls back once after so many milliseconds. */
  set(callback: () => void, ms: number): unknown;
  clear(handle: unknown): void;
  /** 0 ≤ x < 1. */
  random(): number;
}

/** First and last wait between tries, in milliseconds. */
const firstWait = 300;
const lastWait = 5000;
/** A connection that says nothing for so long is asked, and given up when it does not answer. */
const quietFor = 20_000;
const answerWithin = 10_000;
/** A connection that is not healthy after so long is given up. */
const healthyWithin = 15_000;

export interface LinkEvents {
  /** Where to connect now. */
  url(): string;
  message(text: string): void;
  /** The connection is gone; return false to stay down. Opened: whether it ever stood. */
  down(code: number, opened: boolean): boolean;
  /** What to send when the connection has been quiet. */
  ping: string;
}

export class Link {
  private socket: Socket | undefined;
  private opened = false;
  private stopped = true;
  private failures = 0;
  private retry: unknown;
  private watch: unknown;
  private deadline: unknown;

  constructor(
    private readonly factory: SocketFactory,
    private readonly timers: Timers,
    private readonly events: LinkEvents,
  ) {}

  start(): void {
    this.stopped = false;
    this.open();
  }

  stop(): void {
    this.stopped = true;
    this.timers.clear(this.retry);
    this.abandon();
  }

  /** The other side works, and said so: the next failure is the first again. */
  healthy(): void {
    this.failures = 0;
    this.timers.clear(this.deadline);
  }

  /** Tries at once instead of waiting: the network is back, or somebody looks at the page again. */
  hurry(): void {
    if (this.stopped || this.socket !== undefined) return;
    this.timers.clear(this.retry);
    this.failures = 0;
    this.open();
  }

  /** The network is gone: the connection would only notice later. */
  lost(): void {
    if (!this.stopped && this.socket !== undefined) this.giveUp();
  }

  /** Drops the connection and makes a new one. */
  again(): void {
    if (this.stopped) return;
    this.abandon();
    this.timers.clear(this.retry);
    this.later();
  }

  send(text: string): boolean {
    if (this.socket === undefined || !this.opened) return false;
    this.socket.send(text);
    return true;
  }

  private open(): void {
    const socket = this.factory(this.events.url());
    this.socket = socket;
    this.opened = false;
    this.deadline = this.timers.set(() => this.giveUp(), healthyWithin);
    socket.onopen = () => {
      this.opened = true;
    };
    socket.onmessage = (text) => {
      this.listen();
      this.events.message(text);
    };
    socket.onclose = (code) => this.closed(code);
    this.listen();
  }

  /** Starts waiting anew for a sign of life. */
  private listen(): void {
    this.timers.clear(this.watch);
    this.watch = this.timers.set(() => this.ask(), quietFor);
  }

  private ask(): void {
    this.send(this.events.ping);
    this.watch = this.timers.set(() => this.giveUp(), answerWithin);
  }

  private giveUp(): void {
    this.abandon();
    this.closed(1006);
  }

  private closed(code: number): void {
    const opened = this.opened;
    this.forget();
    if (this.stopped) return;
    if (this.events.down(code, opened)) this.later();
    else this.stopped = true;
  }

  private later(): void {
    const wait = Math.min(lastWait, firstWait * 2 ** this.failures) * (0.5 + this.timers.random() / 2);
    this.failures++;
    this.retry = this.timers.set(() => this.open(), wait);
  }

  /** Lets go of the socket without hearing from it again. */
  private abandon(): void {
    const socket = this.socket;
    this.forget();
    if (socket === undefined) return;
    socket.onopen = null;
    socket.onmessage = null;
    socket.onclose = null;
    socket.close();
  }

  private forget(): void {
    this.timers.clear(this.watch);
    this.timers.clear(this.deadline);
    this.socket = undefined;
    this.opened = false;
  }
}
