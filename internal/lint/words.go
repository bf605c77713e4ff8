package lint

import (
	"maps"
	"slices"
	"strconv"
	"strings"
)

// quoted sets a text from a flow apart in a message; long ones are shortened.
func quoted(text string) string {
	const most = 60
	if r := []rune(text); len(r) > most {
		text = string(r[:most]) + "…"
	}
	return "“" + text + "”"
}

// list joins names for a sentence: "A, B and C".
func list(names []string, last string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " " + last + " " + names[len(names)-1]
}

func itoa(n int) string { return strconv.Itoa(n) }

// blockAt returns the identifier of the action that a pointer leads into.
func blockAt(p *pass, pointer string) string {
	rest, ok := strings.CutPrefix(pointer, "/Actions/")
	if !ok {
		return ""
	}
	number, _, _ := strings.Cut(rest, "/")
	index, err := strconv.Atoi(number)
	if err != nil {
		return ""
	}
	for i := range p.actions {
		if p.actions[i].Index == index {
			return p.actions[i].ID
		}
	}
	return ""
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
