import type { Status } from "./types";

/** The state of saving in words, never better than the truth. */
export function statusWords(status: Status, pending: number): string {
  switch (status) {
    case "connecting":
      return "Connecting…";
    case "saved":
      return "Saved";
    case "saving":
      return "Saving…";
    case "offline":
      return pending === 0 ? "Offline" : `Offline — ${changes(pending)} kept here`;
    case "read-only":
      return "Read only";
    case "ended":
      return "Session ended — sign in again";
    case "gone":
      return "This flow cannot be reached any more — reload the page";
  }
}

function changes(count: number): string {
  return count === 1 ? "1 change" : `${count} changes`;
}
