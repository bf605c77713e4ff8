package live

import (
	"errors"
	"slices"

	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/sidecar"
	"switchyard.dev/switchyard/internal/store"
)

// RejectBadGroup is the code of changes of groups that cannot be made; the
// message says why.
const RejectBadGroup = "bad_group"

type groupsMessage struct {
	Type   string          `json:"type"`
	Groups []sidecar.Group `json:"groups"`
}

type groupRefusedMessage struct {
	Type    string `json:"type"`
	ID      string `json:"id"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

// regroup changes a group as a client asks, and tells everybody. It runs in the
// room, behind the edits that the client sent before. A refusal is followed by
// the groups as they are: the client shows its own change already.
func (r *room) regroup(c *conn, m clientMessage) {
	if !c.joined {
		return
	}
	refused := r.tryRegroup(c, m)
	r.tellGroups()
	if refused == nil {
		return
	}
	r.hub.stats.rejected.Add(1)
	c.send(frameOf(groupRefusedMessage{Type: "group_refused", ID: m.ID, Code: refused.Code, Message: refused.Message}))
	c.send(frameOf(r.groups()))
}

func (r *room) tryRegroup(c *conn, m clientMessage) *flow.Rejection {
	if !c.canEdit.Load() {
		return reject(RejectReadOnly, "You may look at this flow, but not change its groups.")
	}
	change := m.Regroup
	if len(change.Blocks) > 0 {
		if change.Blocks = r.known(c.client, m); len(change.Blocks) == 0 {
			return reject(flow.RejectUnknownBlock, "The blocks of the group are not there (any more).")
		}
	}
	ctx, cancel := r.storeContext()
	defer cancel()
	actor := store.Actor{UserID: c.visit.User.ID, Name: c.visit.User.Name, IP: c.visit.IP}
	beside, err := r.hub.store.Regroup(ctx, actor, r.flowID, change)
	var invalid *store.Invalid
	switch {
	case errors.Is(err, store.ErrArchived):
		return reject(RejectReadOnly, "This flow is archived. Restore it to change its groups.")
	case errors.As(err, &invalid):
		return reject(RejectBadGroup, "The group's "+invalid.Field+" "+invalid.Reason+".")
	case err != nil:
		r.log.Warn("live: groups cannot be changed", "error", err)
		return reject(RejectBadGroup, "The change of the group could not be stored. Try again.")
	}
	r.sidecar = beside
	return nil
}

// known are the blocks of a change that are there, each once, under the names
// that they have now.
func (r *room) known(client string, m clientMessage) []string {
	names := resolver{doc: r.doc, history: r.history, client: client, base: *m.Base}
	var found []string
	seen := map[string]bool{}
	for _, id := range m.Blocks {
		id = names.current(id)
		if _, exists := r.doc.Action(id); exists && !seen[id] {
			seen[id] = true
			found = append(found, id)
		}
	}
	return found
}

// groups are what clients are told of groups.
func (r *room) groups() groupsMessage {
	m := groupsMessage{Type: "groups", Groups: r.sidecar.Groups}
	if m.Groups == nil {
		m.Groups = []sidecar.Group{}
	}
	return m
}

// tellGroups shows the groups to everybody, when they changed since.
func (r *room) tellGroups() {
	if slices.EqualFunc(r.told, r.sidecar.Groups, sidecar.Group.Equal) {
		return
	}
	r.told = r.sidecar.Groups
	f := sharedFrame(r.groups())
	for _, c := range r.conns {
		c.send(f)
	}
}
