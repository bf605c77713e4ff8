package layout

import (
	"strings"

	"switchyard.dev/switchyard/internal/catalog"
	"switchyard.dev/switchyard/internal/flow"
)

// settings counts the settings that the canvas draws on a block: the twin of
// summaryOf in web/canvas/model/summary.ts, which also words them.
func settings(a *flow.Action, known *catalog.Action) int {
	count := 0
	if known == nil {
		for _, value := range a.Parameters.Members() {
			if value.Kind() != flow.Array && value.Kind() != flow.Object && isShown(value) {
				count++
			}
		}
		return min(count, maxSettings)
	}
	for _, path := range catalog.BlockOf(known, reader(a)).Shown {
		if isShown(valueAt(a.Parameters, path)) {
			count++
		}
	}
	return min(count, maxSettings)
}

// isShown tells whether a value reads as some text.
func isShown(value flow.Node) bool {
	switch value.Kind() {
	case flow.Missing, flow.Null:
		return false
	case flow.String:
		return strings.TrimSpace(value.Text()) != ""
	case flow.Array:
		return value.Len() > 1 || value.Len() == 1 && (value.At(0).Kind() != flow.String || value.At(0).Text() != "")
	case flow.Object:
		return value.Len() > 0
	default:
		return true
	}
}

// valueAt follows a dotted path such as "Media.Uri"; "Messages[].Text" looks
// into the first element.
func valueAt(n flow.Node, path string) flow.Node {
	for step := range strings.SplitSeq(path, ".") {
		name, isList := strings.CutSuffix(step, "[]")
		n = n.Get(name)
		if isList {
			n = n.At(0)
		}
	}
	return n
}
