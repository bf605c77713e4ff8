package layout

import (
	"cmp"
	"slices"
)

// sweeps is how often the order of all columns is drawn anew, alternately from
// the left and from the right; patience how many times in a row that may bring
// nothing. Of a flow with very many places fewer sweeps must do: work is how
// many places are looked at in all.
const (
	sweeps   = 16
	patience = 4
	work     = 400_000
)

// order puts the columns into the order with the fewest crossings that it
// finds. It begins with the order of the walk, and of equals the first stays.
func (c *columns) order() {
	best, fewest := c.copyOrder(), c.crossings()
	rounds := max(2, min(sweeps, work/len(c.places)))
	for round, idle := 0, 0; round < rounds && fewest > 0 && idle < patience; round++ {
		c.sweep(round%2 == 0)
		c.exchange()
		if now := c.crossings(); now < fewest {
			best, fewest, idle = c.copyOrder(), now, 0
		} else {
			idle++
		}
	}
	c.lists = best
	c.number()
}

func (c *columns) copyOrder() [][]int {
	out := make([][]int, len(c.lists))
	for i, list := range c.lists {
		out[i] = slices.Clone(list)
	}
	return out
}

// sweep sorts column after column by the mean of the neighbours on one side.
func (c *columns) sweep(rightwards bool) {
	for k := range c.lists {
		if rightwards {
			c.sortBy(c.lists[k], c.meanIn)
		} else {
			c.sortBy(c.lists[len(c.lists)-1-k], c.meanOut)
		}
	}
}

// sortBy sorts the places of a column that have neighbours among their own
// seats; the others keep theirs.
func (c *columns) sortBy(list []int, mean func(*place) (float64, bool)) {
	type seat struct {
		place int
		mean  float64
	}
	var free []int
	var moving []seat
	for i, at := range list {
		if m, ok := mean(&c.places[at]); ok {
			free = append(free, i)
			moving = append(moving, seat{at, m})
		}
	}
	slices.SortStableFunc(moving, func(a, b seat) int { return cmp.Compare(a.mean, b.mean) })
	for k, i := range free {
		list[i] = moving[k].place
		c.places[list[i]].index = i
	}
}

func (c *columns) meanIn(p *place) (float64, bool) {
	sum := 0.0
	for _, s := range p.in {
		sum += float64(c.places[s.from].index) + s.fraction
	}
	return sum / float64(len(p.in)), len(p.in) > 0
}

func (c *columns) meanOut(p *place) (float64, bool) {
	sum := 0.0
	for _, s := range p.out {
		sum += float64(c.places[s.to].index)
	}
	return sum / float64(len(p.out)), len(p.out) > 0
}

// exchange swaps neighbours as long as that saves crossings.
func (c *columns) exchange() {
	for round, better := 0, true; better && round < patience; round++ {
		better = false
		for _, list := range c.lists {
			for i := 1; i < len(list); i++ {
				upper, lower := &c.places[list[i-1]], &c.places[list[i]]
				if c.between(lower, upper) >= c.between(upper, lower) {
					continue
				}
				upper.index, lower.index = i, i-1
				list[i-1], list[i] = list[i], list[i-1]
				better = true
			}
		}
	}
}

// between counts the crossings of two neighbours' segments when the first
// stands above the second.
func (c *columns) between(upper, lower *place) int {
	count := 0
	for _, u := range upper.in {
		for _, l := range lower.in {
			if c.leaves(u) > c.leaves(l) {
				count++
			}
		}
	}
	for _, u := range upper.out {
		for _, l := range lower.out {
			if c.places[u.to].index > c.places[l.to].index {
				count++
			}
		}
	}
	return count
}

// leaves is how far down its column a segment begins.
func (c *columns) leaves(s *segment) float64 { return float64(c.places[s.from].index) + s.fraction }

// crossings counts the crossings of all segments: inversions, with a tree of
// partial sums over each column's seats.
func (c *columns) crossings() int {
	total := 0
	var sums []int
	for k := 1; k < len(c.lists); k++ {
		size := len(c.lists[k])
		sums = append(sums[:0], make([]int, size+1)...)
		ended := 0
		for _, at := range c.lists[k-1] {
			for _, s := range c.places[at].out {
				seat := c.places[s.to].index + 1
				total += ended
				for i := seat; i > 0; i -= i & -i {
					total -= sums[i]
				}
				for i := seat; i <= size; i += i & -i {
					sums[i]++
				}
				ended++
			}
		}
	}
	return total
}
