package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// What the audit says was done.
const (
	AuditUserCreated      = "user.created"
	AuditUserRenamed      = "user.renamed"
	AuditUserRole         = "user.role_changed"
	AuditUserDisabled     = "user.disabled"
	AuditUserEnabled      = "user.enabled"
	AuditPasswordSet      = "user.password_set"
	AuditLinkCreated      = "link.created"
	AuditLinkUsed         = "link.used"
	AuditSignIn           = "session.signed_in"
	AuditSignInFailed     = "session.sign_in_failed"
	AuditSignOut          = "session.signed_out"
	AuditSessionsEnded    = "session.all_ended"
	AuditTokenCreated     = "token.created"
	AuditTokenRevoked     = "token.revoked"
	AuditFlowCreated      = "flow.created"
	AuditFlowUpdated      = "flow.updated"
	AuditFlowType         = "flow.type_changed"
	AuditFlowArchived     = "flow.archived"
	AuditFlowRestored     = "flow.restored"
	AuditDraftReplaced    = "draft.replaced"
	AuditSettingsChanged  = "draft.settings_changed"
	AuditFindingSilenced  = "finding.silenced"
	AuditFindingShown     = "finding.shown_again"
	AuditGroupMade        = "group.made"
	AuditGroupRenamed     = "group.renamed"
	AuditGroupBlocks      = "group.blocks_changed"
	AuditGroupFolded      = "group.folded"
	AuditGroupUnfolded    = "group.unfolded"
	AuditGroupDissolved   = "group.dissolved"
	AuditRuleSeverity     = "rule.severity_changed"
	AuditVersionCreated   = "version.created"
	AuditVersionPublished = "version.published"
)

// AuditEntry is one line of the audit.
type AuditEntry struct {
	ID         int64           `json:"id"`
	At         time.Time       `json:"at"`
	ActorID    string          `json:"actor_id"` // "" when nobody was signed in
	ActorName  string          `json:"actor_name"`
	IP         string          `json:"ip"`
	Action     string          `json:"action"`
	ObjectKind string          `json:"object_kind"` // user, link, session, token, flow
	ObjectID   string          `json:"object_id"`
	ObjectName string          `json:"object_name"`
	Detail     json.RawMessage `json:"detail"` // an object; its members depend on Action
}

// AuditFilter narrows the audit; empty fields do not.
type AuditFilter struct {
	ObjectKind string
	ObjectID   string
	ActorID    string
	Action     string
	Page
}

// object is what an audit row is about.
type object struct{ kind, id, name string }

// detail is what an audit row says beyond who, what and which.
type detail map[string]any

// record writes one audit row in the transaction of the change itself.
func record(ctx context.Context, tx pgx.Tx, actor Actor, action string, about object, more detail) error {
	if more == nil {
		more = detail{}
	}
	text, err := json.Marshal(more)
	if err != nil {
		return fmt.Errorf("write the audit of %s: %w", action, err)
	}
	_, err = tx.Exec(ctx, `
		insert into audit (actor_id, actor_name, ip, action, object_kind, object_id, object_name, detail)
		values (nullif($1, '')::uuid, $2, $3, $4, $5, $6, $7, $8)`,
		actor.UserID, actor.Name, actor.IP, action, about.kind, about.id, about.name, string(text))
	if err != nil {
		return fmt.Errorf("write the audit of %s: %w", action, err)
	}
	return nil
}

// Audit lists what was done, newest first, with the cursor of the next page.
func (s *Store) Audit(ctx context.Context, filter AuditFilter) ([]AuditEntry, string, error) {
	var before struct{ ID int64 }
	if err := decodeCursor(filter.Cursor, &before); err != nil {
		return nil, "", err
	}
	rows, err := s.pool.Query(ctx, `
		select id, at, coalesce(actor_id::text, ''), actor_name, ip, action, object_kind, object_id, object_name, detail
		from audit
		where ($1 = '' or object_kind = $1)
		  and ($2 = '' or object_id = $2)
		  and ($3 = '' or actor_id = nullif($3, '')::uuid)
		  and ($4 = '' or action = $4)
		  and ($5::bigint = 0 or id < $5)
		order by id desc limit $6`,
		filter.ObjectKind, filter.ObjectID, filter.ActorID, filter.Action, before.ID, filter.limit()+1)
	if err != nil {
		return nil, "", mapError(err)
	}
	entries, err := pgx.CollectRows(rows, scanAudit)
	if err != nil {
		return nil, "", mapError(err)
	}
	entries, next := cut(entries, filter.limit(), func(e AuditEntry) any { return struct{ ID int64 }{e.ID} })
	return entries, next, nil
}

func scanAudit(row pgx.CollectableRow) (AuditEntry, error) {
	var e AuditEntry
	var text string
	err := row.Scan(&e.ID, &e.At, &e.ActorID, &e.ActorName, &e.IP, &e.Action, &e.ObjectKind, &e.ObjectID, &e.ObjectName, &text)
	e.Detail = json.RawMessage(text)
	return e, err
}
