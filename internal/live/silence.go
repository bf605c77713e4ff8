package live

import (
	"context"
	"slices"

	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/lint"
	"switchyard.dev/switchyard/internal/sidecar"
	"switchyard.dev/switchyard/internal/store"
)

// Codes of rejections of silences.
const (
	RejectNoFinding = "no_finding" // the rule finds nothing at the block (any more)
	RejectIsError   = "is_error"   // an error can't be silenced
)

// Silence hides the findings of one rule at one block from everybody, for the
// reason that the silence gives, and returns once they were told.
// *RejectedError when there is nothing to hide, or when it is an error;
// *store.Invalid when the silence cannot be kept.
func (h *Hub) Silence(ctx context.Context, actor store.Actor, flowID, code, block, reason string) error {
	silence := sidecar.Silence{
		Code: code, Block: block, Reason: reason, User: sidecar.Person{ID: actor.UserID, Name: actor.Name}, At: h.opt.Now().UTC(),
	}
	found, err := h.Diagnostics(ctx, flowID)
	if err != nil {
		return err
	}
	if rejected := mayBeSilenced(found, code, block); rejected != nil {
		return &RejectedError{*rejected}
	}
	return h.changeSidecar(ctx, flowID, func(ctx context.Context, r *room) (sidecar.Document, error) {
		if !sidecar.Has(r.doc, block) {
			return r.sidecar, &RejectedError{*noFinding}
		}
		return h.store.Silence(ctx, actor, flowID, silence)
	})
}

// Unsilence shows findings again that were silenced. What is not silenced (any
// more) stays as it is.
func (h *Hub) Unsilence(ctx context.Context, actor store.Actor, flowID, code, block string) error {
	return h.changeSidecar(ctx, flowID, func(ctx context.Context, _ *room) (sidecar.Document, error) {
		return h.store.Unsilence(ctx, actor, flowID, code, block)
	})
}

// changeSidecar runs a change in the room, so that no rename comes in between,
// lints, and waits until everybody was told.
func (h *Hub) changeSidecar(ctx context.Context, flowID string, change func(context.Context, *room) (sidecar.Document, error)) error {
	var failed error
	asked := h.ask(ctx, flowID, func(r *room) {
		ctx, cancel := r.storeContext()
		defer cancel()
		beside, err := change(ctx, r)
		if err != nil {
			failed = err
			return
		}
		r.sidecar = beside
		r.startLint()
	})
	if asked != nil {
		return asked
	}
	if failed != nil {
		return failed
	}
	_, err := h.Diagnostics(ctx, flowID)
	return err
}

var noFinding = reject(RejectNoFinding, "This rule finds nothing at the block (any more), so there is nothing to silence.")

func mayBeSilenced(found Findings, code, block string) *flow.Rejection {
	matches := func(d lint.Diagnostic) bool { return d.Code == code && d.Block == block }
	isError := func(d lint.Diagnostic) bool { return matches(d) && d.Severity == lint.Error }
	isLess := func(d lint.Diagnostic) bool { return matches(d) && d.Severity != lint.Error }
	silenced := slices.ContainsFunc(found.Silenced, func(s sidecar.Silenced) bool { return s.Code == code && s.Block == block })
	switch {
	case silenced || slices.ContainsFunc(found.Items, isLess):
		return nil // of one that is silenced the reason changes
	case slices.ContainsFunc(found.Items, isError):
		return reject(RejectIsError, "An error keeps the flow from being published, so it can't be silenced. Mend it.")
	}
	return noFinding
}

// renames are those among operations.
func renames(ops []flow.Op) []sidecar.Rename {
	var found []sidecar.Rename
	for i := range ops {
		if ops[i].Kind == flow.RenameBlock {
			found = append(found, sidecar.Rename{From: ops[i].ID, To: ops[i].To})
		}
	}
	return found
}

// follow changes the sidecar as the store changed it with a committed batch.
func (r *room) follow(b *batch) {
	if b.row.Sidecar != nil {
		r.sidecar = *b.row.Sidecar
		return
	}
	r.sidecar = r.sidecar.Renamed(b.row.Renames)
}
