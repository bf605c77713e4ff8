import { createContext } from "preact";

/** What fields need to keep and send what is being typed. */
export interface DraftKeeper {
  /** Something was typed: send it after a pause and when the page goes, or (onFlushOnly) not before flush. */
  type(name: string, text: string, send: (text: string) => void, onFlushOnly: boolean): void;
  /** Text typed in this field before a crash and never sent; given once. */
  recovered(name: string): string | undefined;
  /** Sends one field now. */
  flush(name: string): void;
}

/** Fields outside of a designer send at once. */
export const Drafts = createContext<DraftKeeper>({
  type: (_name, text, send) => send(text),
  recovered: () => undefined,
  flush: () => {},
});
