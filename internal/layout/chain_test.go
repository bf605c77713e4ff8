package layout_test

import (
	"math/rand/v2"
	"testing"

	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/layout"
)

// chain is a long flow of n blocks such as people write them: menus whose
// options rejoin after one to four blocks, now and then an option that skips a
// menu, and an error branch of every block into one of n/50 shared ends.
func chain(n int) sketch {
	random := rand.New(rand.NewPCG(7, 11))
	ends := max(1, n/50)
	s := make(sketch, n)
	next := func(i int) int { return min(i, n-ends-1) }
	for at := 0; at < n-ends; {
		options := 2 + random.IntN(3)
		lengths := make([]int, options)
		rejoin := at + 1
		for i := range lengths {
			lengths[i] = 1 + random.IntN(4)
			rejoin += lengths[i]
		}
		block := at + 1
		for i, length := range lengths {
			s.wire(at, next(block))
			for k := range length {
				to := block + 1
				if k == length-1 {
					to = rejoin
					if i > 0 && random.IntN(6) == 0 {
						to = rejoin + 1 // past the next menu, into its first option
					}
				}
				s.wire(block, next(to))
				block++
			}
		}
		at = rejoin
	}
	for i := range n - ends {
		s[i] = append(s[i], n-1-random.IntN(ends))
	}
	return s
}

func (s sketch) wire(from, to int) {
	if from < to && from < len(s) {
		s[from] = append(s[from], to)
	}
}

// straightCrossings counts the crossings of the wires that are drawn, each
// taken as a straight line.
func straightCrossings(doc *flow.Document) int {
	boxes, all := layout.Drawn(doc)
	var wires []layout.Wire
	for _, w := range all {
		if !boxes[w.To].Shared {
			wires = append(wires, w)
		}
	}
	count := 0
	for i, a := range wires {
		for _, b := range wires[i+1:] {
			if a.To != b.To && cross(a, b) {
				count++
			}
		}
	}
	return count
}

func cross(a, b layout.Wire) bool {
	side := func(w layout.Wire, x, y float64) float64 { return (w.X2-w.X1)*(y-w.Y1) - (w.Y2-w.Y1)*(x-w.X1) }
	return side(a, b.X1, b.Y1)*side(a, b.X2, b.Y2) < 0 && side(b, a.X1, a.Y1)*side(b, a.X2, a.Y2) < 0
}

func TestLongChainHasFewCrossings(t *testing.T) {
	for _, c := range []struct{ blocks, most int }{{100, 10}, {250, 30}, {1000, 130}} {
		doc := chain(c.blocks).document()
		arrange(t, doc, layout.Options{})
		if broken := fault(doc); broken != "" {
			t.Error(broken)
		}
		if n := straightCrossings(doc); n > c.most {
			t.Errorf("%d blocks: %d crossings, at most %d", c.blocks, n, c.most)
		} else {
			t.Logf("%d blocks: %d crossings", c.blocks, n)
		}
	}
}

func BenchmarkLayout(b *testing.B) {
	for _, n := range []int{250, 1000} {
		b.Run(name(n)[1:], func(b *testing.B) {
			src := chain(n).document().String()
			for b.Loop() {
				if len(layout.Ops(flow.ParseString(src), layout.Options{})) < n {
					b.Fatal("not every block was placed")
				}
			}
		})
	}
}
