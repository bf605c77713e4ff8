package live

import (
	"context"
	"strings"
)

// RelintCallers checks the open flows again that invoke modules: after a module
// changed what it declares.
func (h *Hub) RelintCallers(ctx context.Context) error {
	h.mu.Lock()
	rooms := make([]*room, 0, len(h.rooms))
	for _, r := range h.rooms {
		rooms = append(rooms, r)
	}
	h.mu.Unlock()
	for _, r := range rooms {
		err := r.post(ctx, item{do: func() {
			if strings.Contains(r.doc.String(), "InvokeFlowModule") {
				r.startLint()
			}
		}})
		if err != nil && ctx.Err() != nil {
			return err
		}
	}
	return nil
}
