package store

import (
	"context"

	"github.com/jackc/pgx/v5"

	"switchyard.dev/switchyard/internal/sidecar"
)

// auditOf is what the audit calls a change of a group.
var auditOf = map[sidecar.RegroupKind]string{
	sidecar.MakeGroup:   AuditGroupMade,
	sidecar.RenameGroup: AuditGroupRenamed,
	sidecar.SetGroup:    AuditGroupBlocks,
	sidecar.FoldGroup:   AuditGroupFolded,
	sidecar.UnfoldGroup: AuditGroupUnfolded,
	sidecar.Ungroup:     AuditGroupDissolved,
}

// Regroup changes a group in the sidecar of a flow's draft and returns the
// sidecar as it is then. *Invalid when the change cannot be made, ErrArchived
// for a flow that was put away. What is so already changes nothing.
func (s *Store) Regroup(ctx context.Context, actor Actor, flowID string, change sidecar.Regroup) (sidecar.Document, error) {
	return s.changeSidecar(ctx, flowID, func(tx pgx.Tx, f Flow, before sidecar.Document) (sidecar.Document, error) {
		after, field, reason := before.Regrouped(change)
		if field != "" {
			return before, &Invalid{Field: field, Reason: reason}
		}
		if after.Equal(before) {
			return before, nil
		}
		about, ok := after.Group(change.ID)
		if !ok {
			about, _ = before.Group(change.ID)
		}
		return after, record(ctx, tx, actor, auditOf[change.Change], f.object(),
			detail{"group": about.ID, "name": about.Name, "blocks": len(about.Blocks)})
	})
}
