/** A later part of the program did not come. */
export function LaterFailed({ what, retry }: { readonly what: string; readonly retry: () => void }) {
  return (
    <div class="notices">
      <div class="notice danger" role="alert">
        <span class="notice-text">
          {what} can’t be fetched from the server. Check your connection; if Switchyard was updated while this
          page was open, reload it.
        </span>
        <button type="button" class="linklike" onClick={retry}>
          Try again
        </button>
      </div>
    </div>
  );
}
