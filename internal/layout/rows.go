package layout

import (
	"cmp"
	"slices"
)

// rows joins places into straight rows and finds each row's height. Rows cross
// nothing, so "above" is an order of them.
type rows struct {
	columns *columns
	of      []int // by place
	lists   [][]int
	y       []int
	over    [][]rest // by row: what it stands on top of it
	under   [][]rest
	order   []int // from top to bottom
}

// rest is a row beside another one and the least distance of their lines.
type rest struct{ row, distance int }

func newRows(c *columns) *rows {
	r := &rows{columns: c, of: make([]int, len(c.places))}
	for i := range r.of {
		r.of[i] = -1
	}
	next := make([]int, len(c.places))
	for k := 1; k < len(c.lists); k++ {
		r.straighten(k, next)
	}
	for _, list := range c.lists {
		for _, at := range list {
			if r.of[at] < 0 {
				r.gather(at, next)
			}
		}
	}
	r.stack()
	return r
}

// straighten chooses which segments into a column are straight: the ways on
// first, at most one from and to a place, none across another. next holds one
// more than the place that follows.
func (r *rows) straighten(column int, next []int) {
	c := r.columns
	var all []*segment
	for _, at := range c.lists[column-1] {
		all = append(all, c.places[at].out...)
	}
	slices.SortStableFunc(all, func(a, b *segment) int { return cmp.Compare(a.rank, b.rank) })
	type pair struct{ from, to int }
	var chosen []pair // by from, and so by to
	for _, s := range all {
		one := pair{c.places[s.from].index, c.places[s.to].index}
		at, taken := slices.BinarySearchFunc(chosen, one, func(a, b pair) int { return cmp.Compare(a.from, b.from) })
		if taken || at > 0 && chosen[at-1].to >= one.to || at < len(chosen) && chosen[at].to <= one.to {
			continue
		}
		chosen = slices.Insert(chosen, at, one)
		next[s.from] = s.to + 1
	}
}

func (r *rows) gather(at int, next []int) {
	var list []int
	for {
		r.of[at] = len(r.lists)
		list = append(list, at)
		if next[at] == 0 {
			break
		}
		at = next[at] - 1
	}
	r.lists = append(r.lists, list)
}

// stack puts every row as high as those above it let it.
func (r *rows) stack() {
	n := len(r.lists)
	r.y, r.over, r.under = make([]int, n), make([][]rest, n), make([][]rest, n)
	waiting := make([]int, n)
	for _, list := range r.columns.lists {
		for i := 1; i < len(list); i++ {
			upper, lower := r.of[list[i-1]], r.of[list[i]]
			d := distance(&r.columns.places[list[i-1]], &r.columns.places[list[i]])
			r.under[upper] = append(r.under[upper], rest{lower, d})
			r.over[lower] = append(r.over[lower], rest{upper, d})
			waiting[lower]++
		}
	}
	for row := range n {
		if waiting[row] == 0 {
			r.order = append(r.order, row)
		}
	}
	for k := 0; k < len(r.order); k++ {
		row := r.order[k]
		for _, u := range r.under[row] {
			r.y[u.row] = max(r.y[u.row], r.y[row]+u.distance)
			if waiting[u.row]--; waiting[u.row] == 0 {
				r.order = append(r.order, u.row)
			}
		}
	}
}

// distance is the least one between the lines of two places of a column.
func distance(upper, lower *place) int {
	between := gap
	switch {
	case upper.block < 0 && lower.block < 0:
		between = 0
	case upper.block < 0 || lower.block < 0:
		between = laneGap
	}
	return upper.below + between + lower.above
}

// settle moves rows within their room to where their wires are short.
func (r *rows) settle() {
	for range 6 {
		for _, row := range slices.Backward(r.order) {
			r.pull(row)
		}
		for _, row := range r.order {
			r.pull(row)
		}
	}
}

func (r *rows) pull(row int) {
	wanted, ok := r.wanted(row)
	if !ok {
		return
	}
	for _, u := range r.under[row] {
		wanted = min(wanted, r.y[u.row]-u.distance)
	}
	for _, o := range r.over[row] {
		wanted = max(wanted, r.y[o.row]+o.distance)
	}
	r.y[row] = wanted
}

// wanted is the median of the heights at which one of the row's wires would be
// straight, on the grid.
func (r *rows) wanted(row int) (int, bool) {
	var all []int
	for _, at := range r.lists[row] {
		p := &r.columns.places[at]
		for _, s := range p.in {
			if from := r.of[s.from]; from != row {
				all = append(all, r.y[from]+s.portY-inputY)
			}
		}
		for _, s := range p.out {
			if to := r.of[s.to]; to != row {
				all = append(all, r.y[to]+inputY-s.portY)
			}
		}
	}
	if len(all) == 0 {
		return 0, false
	}
	slices.Sort(all)
	return floorTo(all[(len(all)-1)/2]), true
}

// floorTo rounds down to the grid.
func floorTo(n int) int {
	if n < 0 {
		return -upTo(-n)
	}
	return n / snap * snap
}
