package flow

import (
	"slices"
	"testing"
)

// checkTree asserts that the tree which an edit left is the one that reading
// its text gives.
func checkTree(t testing.TB, d *Document) {
	t.Helper()
	fresh := parse(d.t.src)
	if !slices.Equal(fresh.nodes, d.t.nodes) {
		for i := range min(len(fresh.nodes), len(d.t.nodes)) {
			if fresh.nodes[i] != d.t.nodes[i] {
				t.Fatalf("node %d is %+v, read anew %+v", i, d.t.nodes[i], fresh.nodes[i])
			}
		}
		t.Fatalf("the edited tree has %d nodes, read anew %d", len(d.t.nodes), len(fresh.nodes))
	}
	if (d.t.ascii && !fresh.ascii) || fresh.broken != d.t.broken || len(fresh.problems) != len(d.t.problems) {
		t.Fatalf("the edited tree's notes are not those of its text:\n%s", d.t.src)
	}
}

// CheckTree lets the package's outer tests look at the tree after an edit.
var CheckTree = checkTree
