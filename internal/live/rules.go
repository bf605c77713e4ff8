package live

import (
	"context"
	"fmt"
)

// RulesChanged checks all open flows again by the severities that the server's
// rules have now.
func (h *Hub) RulesChanged(ctx context.Context) error {
	decided, err := h.store.RuleSeverities(ctx)
	if err != nil {
		return fmt.Errorf("read the severities of rules: %w", err)
	}
	return h.everyRoom(ctx, func(r *room) {
		r.severities = decided
		r.startLint()
	})
}

// everyRoom runs fn in each room that is open. One that closes meanwhile needs
// nothing.
func (h *Hub) everyRoom(ctx context.Context, fn func(*room)) error {
	h.mu.Lock()
	rooms := make([]*room, 0, len(h.rooms))
	for _, r := range h.rooms {
		rooms = append(rooms, r)
	}
	h.mu.Unlock()
	for _, r := range rooms {
		if err := r.post(ctx, item{do: func() { fn(r) }}); err != nil && ctx.Err() != nil {
			return err
		}
	}
	return nil
}
