package layout

import "slices"

// edge is a branch between two blocks that are arranged. Of several branches
// between the same two only the first counts.
type edge struct {
	from, to int // blocks of the picture
	portY    int
	port     int  // among its block's edges
	seen     int  // when the walk came by
	tree     bool // the walk found its target by it
}

// graph is what is arranged: no edge turns back, and a shared block has one
// edge into it at most.
type graph struct {
	picture *picture
	nodes   []int    // blocks in the order of the walk
	out     [][]edge // by block
	seen    []int    // by block: when the walk came by
	root    []int    // by block: where the walk that found it began
	state   []visit
	clock   int
}

type visit uint8

const (
	unseen visit = iota
	open
	done
)

func newGraph(p *picture) *graph {
	n := len(p.blocks)
	g := &graph{
		picture: p, out: make([][]edge, n), seen: make([]int, n), root: make([]int, n), state: make([]visit, n),
	}
	for _, at := range g.roots() {
		if g.state[at] == unseen {
			g.walk(at, at)
		}
	}
	return g
}

// roots are where walks begin: the start, what nothing leads to, and what only
// loops lead to.
func (g *graph) roots() []int {
	p := g.picture
	entered := make([]bool, len(p.blocks))
	for i := range p.blocks {
		for _, w := range p.blocks[i].ways {
			if p.blocks[i].moves && w.to != i {
				entered[w.to] = true
			}
		}
	}
	var first, free, rest []int
	for i := range p.blocks {
		switch {
		case !p.blocks[i].moves:
		case i == p.start:
			first = append(first, i)
		case !entered[i]:
			free = append(free, i)
		default:
			rest = append(rest, i)
		}
	}
	return slices.Concat(first, free, rest)
}

// walk goes depth first along the branches in their order and keeps the edges
// that count.
func (g *graph) walk(at, root int) {
	g.state[at], g.root[at], g.seen[at] = open, root, g.clock
	g.clock++
	g.nodes = append(g.nodes, at)
	for _, w := range g.picture.blocks[at].ways {
		target := &g.picture.blocks[w.to]
		found := g.state[w.to] == unseen
		if !target.moves || g.state[w.to] == open || target.isShared() && !found || g.hasEdge(at, w.to) {
			continue
		}
		g.out[at] = append(g.out[at], edge{at, w.to, w.portY, len(g.out[at]), g.clock, found})
		g.clock++
		if found {
			g.walk(w.to, root)
		}
	}
	g.state[at] = done
}

func (g *graph) hasEdge(from, to int) bool {
	return slices.ContainsFunc(g.out[from], func(e edge) bool { return e.to == to })
}

// parts splits the blocks into groups that no edge joins, in the order of the
// walk; the part of the start is the first.
func (g *graph) parts() [][]int {
	leader := make([]int, len(g.picture.blocks))
	for i := range leader {
		leader[i] = i
	}
	find := func(i int) int {
		for leader[i] != i {
			leader[i] = leader[leader[i]]
			i = leader[i]
		}
		return i
	}
	for _, at := range g.nodes {
		for _, e := range g.out[at] {
			leader[find(e.to)] = find(at)
		}
	}
	var parts [][]int
	number := map[int]int{}
	for _, at := range g.nodes {
		of := find(at)
		k, known := number[of]
		if !known {
			k = len(parts)
			number[of] = k
			parts = append(parts, nil)
		}
		parts[k] = append(parts[k], at)
	}
	return parts
}

// ranks gives each block of a part its column: one more than the last of those
// that lead to it. What is found from elsewhere than the part's first root
// stands just before what it leads to.
func (g *graph) ranks(part []int) map[int]int {
	order := g.topological(part)
	rank := make(map[int]int, len(part))
	for _, at := range order {
		for _, e := range g.out[at] {
			rank[e.to] = max(rank[e.to], rank[at]+1)
		}
	}
	for _, at := range slices.Backward(order) {
		if g.root[at] == part[0] || len(g.out[at]) == 0 {
			continue
		}
		nearest := rank[g.out[at][0].to]
		for _, e := range g.out[at] {
			nearest = min(nearest, rank[e.to])
		}
		rank[at] = nearest - 1
	}
	return rank
}

// topological puts every block before those that it leads to.
func (g *graph) topological(part []int) []int {
	waiting := make(map[int]int, len(part))
	for _, at := range part {
		for _, e := range g.out[at] {
			waiting[e.to]++
		}
	}
	order := make([]int, 0, len(part))
	for _, at := range part {
		if waiting[at] == 0 {
			order = append(order, at)
		}
	}
	for k := 0; k < len(order); k++ {
		for _, e := range g.out[order[k]] {
			if waiting[e.to]--; waiting[e.to] == 0 {
				order = append(order, e.to)
			}
		}
	}
	return order
}
