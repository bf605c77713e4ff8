package live

import (
	"context"
	"strings"
)

// RelintCallers checks the open flows again that invoke modules: after a module
// changed what it declares.
func (h *Hub) RelintCallers(ctx context.Context) error {
	return h.everyRoom(ctx, func(r *room) {
		if strings.Contains(r.doc.String(), "InvokeFlowModule") {
			r.startLint()
		}
	})
}
