package publish

import (
	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/store"
)

// CountChanges counts actions by identifier: added, removed, and those whose
// own JSON differs. Where blocks stand on the canvas, layout of the text and
// order of members do not count. Actions that share an identifier are compared
// in the order of the file.
func CountChanges(before, after *flow.Document) store.Changes {
	var c store.Changes
	old := byIdentifier(before)
	for id, now := range byIdentifier(after) {
		was := old[id]
		delete(old, id)
		shared := min(len(was), len(now))
		c.Added += len(now) - shared
		c.Removed += len(was) - shared
		for i := range shared {
			if meaning(was[i]) != meaning(now[i]) {
				c.Changed++
			}
		}
	}
	for _, gone := range old {
		c.Removed += len(gone)
	}
	return c
}

func byIdentifier(d *flow.Document) map[string][]flow.Action {
	actions := map[string][]flow.Action{}
	for _, a := range d.Actions() {
		actions[a.ID] = append(actions[a.ID], a)
	}
	return actions
}

// meaning is an action's text with everything that says nothing taken out; what
// has no canonical form is compared as it is.
func meaning(a flow.Action) string {
	raw := a.Node.Raw()
	canonical, err := flow.Canonical([]byte(raw))
	if err != nil {
		return raw
	}
	return string(canonical)
}
