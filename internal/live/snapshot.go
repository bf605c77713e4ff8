package live

import "context"

// A snapshot shortens what has to be replayed when the flow is opened next. It
// follows from the log, so one that is missing or old costs time and nothing
// else.

type snapshotState struct {
	revision int64 // of the newest one kept
	keeping  bool
}

type keptSnapshot struct{ revision int64 }

// snapshotIfDue keeps a snapshot in the background once enough batches came
// after the last one.
func (r *room) snapshotIfDue() {
	if r.snapshot.keeping || r.revision-r.snapshot.revision < int64(r.hub.opt.SnapshotEvery) {
		return
	}
	r.snapshot.keeping = true
	revision, content := r.revision, r.doc.String()
	go func() {
		kept := keptSnapshot{}
		if r.keepSnapshot(revision, content) {
			kept.revision = revision
		}
		r.kept <- kept
	}()
}

func (r *room) keepSnapshot(revision int64, content string) bool {
	ctx, cancel := context.WithTimeout(r.hub.life, storeTimeout)
	defer cancel()
	if err := r.hub.store.SaveSnapshot(ctx, r.flowID, revision, content); err != nil {
		r.log.Warn("live: snapshot not kept", "revision", revision, "error", err)
		return false
	}
	return true
}
