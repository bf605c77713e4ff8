package diff

import "switchyard.dev/switchyard/internal/flow"

// SettingsChanged is a change of a module's settings, which are kept beside
// its content. Path leads into them.
const SettingsChanged Kind = "settings_changed"

// Settings adds what changed between two texts of module settings to the
// result, before all else. Nil is a flow, which has none.
func (r *Result) Settings(old, now *string) {
	a, b := settingsRoot(old), settingsRoot(now)
	var changes []Change
	values(nil, a, b, func(path []string, x, y flow.Node) {
		label := "Module settings"
		if len(path) > 0 {
			label += " › " + pathLabel(append([]string{""}, path...))
		}
		changes = append(changes, Change{Kind: SettingsChanged, Name: flowName, Path: flow.Pointer(path...), Label: label, Old: value(x), New: value(y)})
	})
	if len(changes) == 0 && (old == nil) != (now == nil) {
		changes = []Change{{Kind: SettingsChanged, Name: flowName, Label: "Module settings", Old: value(a), New: value(b)}}
	}
	r.Changes = append(changes, r.Changes...)
	r.Same = r.Same && len(changes) == 0
}

func settingsRoot(text *string) flow.Node {
	if text == nil {
		return flow.Node{}
	}
	return flow.ParseString(*text).Root()
}
