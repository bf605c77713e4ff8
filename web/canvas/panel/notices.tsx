import { signal } from "@preact/signals";

export interface Notice {
  readonly id: number;
  readonly tone: "info" | "success" | "warning" | "danger";
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void };
}

/** What the designer tells in passing: each notice stays until dismissed or, when it only informs, for a while. */
export class Notices {
  readonly items = signal<readonly Notice[]>([]);
  private next = 1;

  show(tone: Notice["tone"], text: string, action?: Notice["action"]): void {
    const notice: Notice = { id: this.next++, tone, text, ...(action ? { action } : {}) };
    this.items.value = [...this.items.value.slice(-3), notice];
    if (tone !== "danger") setTimeout(() => this.dismiss(notice.id), 8000);
  }

  dismiss(id: number): void {
    this.items.value = this.items.value.filter((notice) => notice.id !== id);
  }
}

export function NoticeList({ notices }: { readonly notices: Notices }) {
  return (
    <div class="notices" role="status" aria-live="polite">
      {notices.items.value.map((notice) => (
        <div key={notice.id} class={`notice ${notice.tone}`}>
          <span class="notice-text">{notice.text}</span>
          {notice.action && (
            <button
              type="button"
              class="linklike"
              onClick={() => {
                notice.action?.run();
                notices.dismiss(notice.id);
              }}
            >
              {notice.action.label}
            </button>
          )}
          <button
            type="button"
            class="button quiet icon-only small"
            aria-label="Dismiss"
            onClick={() => notices.dismiss(notice.id)}
          >
            ×
          </button>
        </div>
      ))}
    </div>
  );
}
