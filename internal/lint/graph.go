package lint

import (
	"slices"

	"switchyard.dev/switchyard/internal/catalog"
	"switchyard.dev/switchyard/internal/flow"
)

// edge is one way on that leads to a block: index counts within the errors or
// the conditions of the action that it leaves.
type edge struct {
	kind  flow.BranchKind
	index int
	to    int // index in pass.actions
}

// graph is the flow as blocks and the ways between them. A NextAction that
// only repeats another branch is no way of its own.
type graph struct {
	out   [][]edge
	edges int   // how many ways there are
	start int   // -1 when the flow starts nowhere
	order []int // the blocks that the start reaches, in reverse post-order
}

// graph is made when the first rule asks for it.
func (p *pass) graph() *graph {
	if p.ways != nil {
		return p.ways
	}
	g := &graph{out: make([][]edge, len(p.actions)), start: -1}
	for i := range p.actions {
		g.out[i] = p.edgesOf(&p.actions[i])
		g.edges += len(g.out[i])
	}
	if i, ok := p.byID[p.doc.StartAction().Text()]; ok {
		g.start = i
		g.order = g.reversePostOrder(i)
	}
	p.ways = g
	return g
}

func (p *pass) edgesOf(a *action) []edge {
	if a.known != nil && a.known.Terminal {
		return nil
	}
	edges := make([]edge, 0, 1+len(a.Errors)+len(a.Conditions))
	if mirrored := a.mirrored(); mirrored == nil || mirrored.ID != a.Next.ID {
		edges = p.addEdge(edges, flow.BranchNext, 0, a.Next.ID)
	}
	for i := range a.Conditions {
		edges = p.addEdge(edges, flow.BranchCondition, i, a.Conditions[i].Target.ID)
	}
	for i := range a.Errors {
		edges = p.addEdge(edges, flow.BranchError, i, a.Errors[i].Target.ID)
	}
	return edges
}

func (p *pass) addEdge(edges []edge, kind flow.BranchKind, index int, id string) []edge {
	if to, ok := p.byID[id]; ok {
		return append(edges, edge{kind, index, to})
	}
	return edges
}

func (g *graph) reversePostOrder(start int) []int {
	seen := make([]bool, len(g.out))
	order := make([]int, 0, len(g.out))
	seen[start] = true
	frames := []frame{{at: start}}
	for len(frames) > 0 {
		f := &frames[len(frames)-1]
		if f.next == len(g.out[f.at]) {
			order = append(order, f.at)
			frames = frames[:len(frames)-1]
			continue
		}
		to := g.out[f.at][f.next].to
		f.next++
		if !seen[to] {
			seen[to] = true
			frames = append(frames, frame{at: to})
		}
	}
	slices.Reverse(order)
	return order
}

// failed reports whether an edge is taken when the block could not do its
// work. “No match” is a result, not a failure.
func (a *action) failed(e edge) bool {
	return e.kind == flow.BranchError && a.Errors[e.index].Type != "NoMatchingCondition"
}

// branch names an edge for an operation; mirrored tells whether NextAction
// follows it.
func (a *action) branch(e edge) (branch *flow.Branch, mirrored bool) {
	mirror := catalog.BranchRef{}
	if a.known != nil && a.known.Mirror != nil {
		mirror = *a.known.Mirror
	}
	switch e.kind {
	case flow.BranchError:
		kind := a.Errors[e.index].Type
		return &flow.Branch{Kind: flow.BranchError, Error: kind}, kind != "" && kind == mirror.Error
	case flow.BranchCondition:
		c := &a.Conditions[e.index]
		branch = &flow.Branch{Kind: flow.BranchCondition, Operator: c.Operator, Operands: operandTexts(c.Operands)}
		for i := range a.Conditions[:e.index] {
			if earlier := &a.Conditions[i]; earlier.Operator == c.Operator && slices.Equal(operandTexts(earlier.Operands), branch.Operands) {
				branch.Nth++
			}
		}
		return branch, len(branch.Operands) == 1 && branch.Operands[0] != "" && branch.Operands[0] == mirror.Condition
	default:
		return &flow.Branch{Kind: flow.BranchNext}, false
	}
}
