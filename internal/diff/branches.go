package diff

import (
	"slices"
	"strings"

	"switchyard.dev/switchyard/internal/flow"
)

func (c *comparer) branches(a, b *block) {
	was := make(map[string]flow.Node, len(a.branches))
	for _, br := range a.branches {
		was[br.key] = br.target
	}
	silent := a.nextOnlyMirrors() && b.nextOnlyMirrors() && a.kind == b.kind
	for _, br := range b.branches {
		target, there := was[br.key]
		delete(was, br.key)
		switch {
		case !there:
			c.add(change(BranchAdded, b, c.wire(b, br, flow.Node{}, br.target)))
		case !c.sameTarget(target, br.target) && !(silent && br.key == "next"):
			c.add(change(Rewired, b, c.wire(b, br, target, br.target)))
		}
	}
	for _, br := range a.branches {
		if target, gone := was[br.key]; gone {
			c.add(change(BranchRemoved, b, c.wire(a, br, target, flow.Node{})))
		}
	}
	c.reordered(a, b)
}

func (c *comparer) wire(owner *block, br branch, old, now flow.Node) Change {
	return Change{
		Path: br.path, Label: owner.branchLabel(&br.name), Branch: &br.name,
		Old: value(old), New: value(now), OldName: c.old.nameOf(old), NewName: c.now.nameOf(now),
	}
}

// nextOnlyMirrors reports whether NextAction says nothing of its own: it
// repeats the branch that the catalogue names for the type, as the console
// writes it. What changed is then told once, of that branch.
func (b *block) nextOnlyMirrors() bool {
	if b.known == nil || b.known.Mirror == nil {
		return false
	}
	mirror := b.known.Mirror
	var next, mirrored flow.Node
	for _, br := range b.branches {
		switch n := &br.name; {
		case n.Kind == flow.BranchNext:
			next = br.target
		case n.Nth > 0:
		case n.Kind == flow.BranchError && mirror.Error != "" && n.Error == mirror.Error,
			n.Kind == flow.BranchCondition && mirror.Condition != "" && slices.Equal(n.Operands, []string{mirror.Condition}):
			mirrored = br.target
		}
	}
	return next.Exists() && equal(next, mirrored)
}

// reordered tells when conditions of which more than one can match stand in
// another order: the first that matches wins.
func (c *comparer) reordered(a, b *block) {
	shared := map[string]int{}
	for _, br := range a.branches {
		shared[br.key]++
	}
	for _, br := range b.branches {
		shared[br.key] += 2
	}
	was, is := decisive(a.branches, shared), decisive(b.branches, shared)
	if !slices.Equal(was, is) {
		c.add(change(Reordered, b, Change{
			Path: "/Transitions/Conditions", Label: "Order of the conditions",
			Old: a.conditionLabels(), New: b.conditionLabels(),
		}))
	}
}

// decisive lists the keys of the conditions that both have, in an order that
// is equal exactly when no two that can match together changed places. Of
// comparisons for equality with different constants at most one matches, so
// each run of them is sorted.
func decisive(branches []branch, shared map[string]int) []string {
	var keys []string
	run := 0
	for _, br := range branches {
		if br.name.Kind != flow.BranchCondition || shared[br.key] != 3 {
			continue
		}
		keys = append(keys, br.key)
		if !br.constant() {
			slices.Sort(keys[run : len(keys)-1])
			run = len(keys)
		}
	}
	slices.Sort(keys[min(run, len(keys)):])
	return keys
}

// constant reports whether a condition compares for equality with a text that
// the flow itself holds, not with a value of the contact.
func (br *branch) constant() bool {
	return br.name.Operator == "Equals" && !slices.ContainsFunc(br.name.Operands, func(o string) bool { return strings.HasPrefix(o, "$") })
}
