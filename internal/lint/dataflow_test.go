package lint

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"switchyard.dev/switchyard/internal/flow"
)

// randomFlow is a flow of n prompts whose ways on are drawn at random: loops,
// islands and blocks that lead to themselves included.
func randomFlow(r *rand.Rand, n int) string {
	var actions []string
	for i := range n {
		actions = append(actions, fmt.Sprintf(`{"Identifier":"%d","Type":"MessageParticipant","Parameters":{},"Transitions":{"NextAction":"%d","Errors":[{"ErrorType":"NoMatchingError","NextAction":"%d"}]}}`, i, r.IntN(n), r.IntN(n)))
	}
	return `{"StartAction":"0","Actions":[` + strings.Join(actions, ",") + `]}`
}

// TestSolveAgreesWithPaths: what holds on some path (a block was gone through)
// and on every path is what a search that leaves the block out says.
func TestSolveAgreesWithPaths(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 11))
	for range 200 {
		n := 1 + r.IntN(12)
		p := newPass(flow.ParseString(randomFlow(r, n)), Options{})
		through := func(from int, _ edge, now set) { now.add(from) }
		some := p.solve(analysis{facts: n, cross: through})
		every := p.solve(analysis{facts: n, must: true, cross: through})
		g := p.graph()
		for at := range n {
			if (some[at] != nil) != slices.Contains(g.order, at) {
				t.Fatalf("block %d: reached differs", at)
			}
			if some[at] == nil {
				continue
			}
			for via := range n {
				if got, want := some[at].has(via), slices.Contains(g.order, via) && reaches(g, via, at); got != want {
					t.Fatalf("some path to %d through %d: %t, want %t\n%s", at, via, got, want, p.doc.String())
				}
				if got, want := every[at].has(via), !avoids(g, via, at); got != want {
					t.Fatalf("every path to %d through %d: %t, want %t\n%s", at, via, got, want, p.doc.String())
				}
			}
		}
	}
}

func TestSolveGivesUpOnWhatIsTooLarge(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 5))
	for _, c := range []struct{ blocks, facts int }{{mostAnalysed + 1, 1}, {100, 64 * mostWork}} {
		p := newPass(flow.ParseString(randomFlow(r, c.blocks)), Options{})
		for _, at := range p.solve(analysis{facts: c.facts, cross: func(int, edge, set) { t.Fatal("analysed") }}) {
			if at != nil {
				t.Fatal("facts of a flow that was not analysed")
			}
		}
	}
}

// reaches reports whether a way of at least one edge leads from one block to another.
func reaches(g *graph, from, to int) bool {
	return walks(g, g.out[from], to, -1)
}

// avoids reports whether some path leads from the start to a block without
// leaving another before.
func avoids(g *graph, via, to int) bool {
	return to == g.start || via != g.start && walks(g, g.out[g.start], to, via)
}

func walks(g *graph, edges []edge, to, without int) bool {
	seen := map[int]bool{}
	var visit func(edges []edge) bool
	visit = func(edges []edge) bool {
		for _, e := range edges {
			if e.to == to {
				return true
			}
			if !seen[e.to] && e.to != without {
				seen[e.to] = true
				if visit(g.out[e.to]) {
					return true
				}
			}
		}
		return false
	}
	return visit(edges)
}
