package catalog_test

import (
	"strings"
	"testing"

	"switchyard.dev/switchyard/internal/catalog"
)

// TestConditionsStayWithinTheirItem: what a parameter in a list depends on is
// in the same item or outside of the list, never in another list; the paths
// of a group are in one list, or in none.
func TestConditionsStayWithinTheirItem(t *testing.T) {
	perform(t, func(t *testing.T, a *catalog.Action) {
		for _, p := range a.Parameters {
			for _, c := range p.Cases {
				if !strings.HasPrefix(p.Path, listOf(c.When.Path)) {
					t.Errorf("%s depends on %s, of which there may be many", p.Path, c.When.Path)
				}
			}
		}
		for _, g := range a.OneOf {
			for _, path := range g.Paths {
				if listOf(path) != listOf(g.Paths[0]) {
					t.Errorf("the group %s is over %s and %s", g.Label, g.Paths[0], path)
				}
			}
		}
	})
}

func TestTypedValuesAreNative(t *testing.T) {
	perform(t, func(t *testing.T, a *catalog.Action) {
		for _, p := range a.Parameters {
			if p.Typed && !p.Native {
				t.Errorf("%s is written as a JSON value, which it does not take", p.Path)
			}
		}
	})
}

// listOf is the part of a path up to the items of its innermost list or map,
// "" outside of both.
func listOf(path string) string {
	items, members := strings.LastIndex(path, "[]."), strings.LastIndex(path, "*.")
	return path[:max(items, members, 0)]
}
