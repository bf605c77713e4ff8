package lint

import "math/bits"

// analysis asks which facts hold when a block begins. Facts are numbers from
// 0; the rule says what crossing an edge does to them. It is the classic
// forward analysis to a fixed point: visited in reverse post-order it settles
// in a few rounds, each linear in blocks and edges.
type analysis struct {
	facts int
	// must: a fact holds at a block when it holds on every path to it. Else
	// when it holds on some path.
	must  bool
	start []int                           // facts that hold at the entry point
	cross func(from int, e edge, now set) // changes now to what holds after the edge
}

// set is a set of facts.
type set []uint64

func newSet(facts int) set { return make(set, (facts+63)/64) }

func (s set) has(fact int) bool { return s[fact/64]&(1<<(fact%64)) != 0 }
func (s set) add(fact int)      { s[fact/64] |= 1 << (fact % 64) }

func (s set) remove(fact int) { s[fact/64] &^= 1 << (fact % 64) }

// join adds the facts of another set.
func (s set) join(other set) {
	for i, word := range other {
		s[i] |= word
	}
}

func (s set) len() int {
	n := 0
	for _, word := range s {
		n += bits.OnesCount64(word)
	}
	return n
}

// What is analysed at most: four times the actions that a flow may have, and
// so much work a round. A text made to be costly must not hold up every edit.
const (
	mostAnalysed = 4 * maxActions
	mostWork     = 1 << 18
)

// solve returns the facts at the beginning of every block, nil for a block
// that the start does not reach, and for all of a flow that is too large.
func (p *pass) solve(a analysis) []set {
	g := p.graph()
	in := make([]set, len(p.actions))
	if g.start < 0 || len(p.actions) > mostAnalysed || g.edges*(1+a.facts/64) > mostWork {
		return in
	}
	in[g.start] = newSet(a.facts)
	for _, fact := range a.start {
		in[g.start].add(fact)
	}
	after := newSet(a.facts)
	for changed := true; changed; {
		changed = false
		for _, from := range g.order {
			for _, e := range g.out[from] {
				copy(after, in[from])
				a.cross(from, e, after)
				if a.meet(in, e.to, after) {
					changed = true
				}
			}
		}
	}
	return in
}

// meet joins what comes over an edge with what is known, and reports whether
// that changed anything.
func (a *analysis) meet(in []set, to int, after set) bool {
	if in[to] == nil {
		in[to] = append(make(set, 0, len(after)), after...) // nil is “not reached”, also where there are no facts
		return true
	}
	changed := false
	for i, word := range after {
		joined := in[to][i] | word
		if a.must {
			joined = in[to][i] & word
		}
		changed = changed || joined != in[to][i]
		in[to][i] = joined
	}
	return changed
}
