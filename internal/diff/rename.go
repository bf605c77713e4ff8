package diff

import (
	"cmp"
	"slices"
	"strings"
)

// renames pairs removed with added blocks of the same type by what they say
// and what they are wired to. It is symmetric: exchanging the flows gives the
// same pairs, because scores are and ties are broken by places that are.
type renames struct {
	c          *comparer
	old, now   links
	saidBefore []map[string]string
	saidNow    []map[string]string
}

// pair is an old block that may have become a new one.
type pair struct {
	old, now int
	content  int // of 100: how much of what they say is the same
	score    int // with the neighbourhood, at most 250
}

// The levels of certainty, from sure to likely. Identical content alone is
// likely; so is the same neighbourhood with the same parameters of other values,
// or the same place with nothing else to go by.
var levels = []int{150, 120, 100}

// Pairs and the looks at their branches are bounded: a hostile file may hold thousands of blocks
// of one type, all renamed. Beyond the bounds blocks are removed and added.
const (
	maxPairs = 20_000
	maxLooks = 5_000_000 // at branches
)

func newRenames(c *comparer) *renames {
	return &renames{c: c}
}

func (r *renames) find() {
	byType := map[string][]int{}
	for i, j := range r.c.toNew {
		if j < 0 {
			kind := r.c.old.blocks[i].kind
			byType[kind] = append(byType[kind], i)
		}
	}
	if len(byType) == 0 || !slices.Contains(r.c.toOld, -1) {
		return
	}
	r.old, r.now = linksOf(r.c.old), linksOf(r.c.now)
	r.identical()
	pairs := r.pairs(byType)
	for looks := r.looks(pairs); len(pairs) > 0 && looks < maxLooks; looks += r.looks(pairs) {
		if pairs = r.round(pairs); pairs == nil {
			return
		}
	}
}

// looks is what one scoring of the pairs costs.
func (r *renames) looks(pairs []pair) int {
	n := 0
	for i := range pairs {
		n += 8 + len(r.old.out[pairs[i].old]) + len(r.now.out[pairs[i].now])
	}
	return n
}

// identical pairs blocks that say the same when no other block says it.
func (r *renames) identical() {
	alike := map[string][2][]int{}
	r.saidBefore = r.collect(r.c.old, r.c.toNew, alike, 0)
	r.saidNow = r.collect(r.c.now, r.c.toOld, alike, 1)
	for _, found := range alike {
		if len(found[0]) == 1 && len(found[1]) == 1 {
			r.accept(found[0][0], found[1][0])
		}
	}
}

func (r *renames) collect(s *side, taken []int, alike map[string][2][]int, which int) []map[string]string {
	said := make([]map[string]string, len(s.blocks))
	for i, b := range s.blocks {
		if taken[i] >= 0 {
			continue
		}
		said[i] = b.leaves()
		if len(said[i]) == 0 {
			continue
		}
		parts := make([]string, 0, len(said[i])+1)
		for path, text := range said[i] {
			parts = append(parts, path+"\x00"+text)
		}
		slices.Sort(parts)
		key := strings.Join(append(parts, b.kind), "\x01")
		group := alike[key]
		group[which] = append(group[which], i)
		alike[key] = group
	}
	return said
}

func (r *renames) accept(i, j int) { r.c.toNew[i], r.c.toOld[j] = j, i }

func (r *renames) pairs(byType map[string][]int) []pair {
	var out []pair
	for j, i := range r.c.toOld {
		if i >= 0 {
			continue
		}
		for _, was := range byType[r.c.now.blocks[j].kind] {
			if r.c.toNew[was] >= 0 {
				continue
			}
			if len(out) == maxPairs {
				return nil
			}
			out = append(out, pair{old: was, now: j, content: likeness(r.saidBefore[was], r.saidNow[j])})
		}
	}
	return out
}

// likeness is 100 for the same parameters, 50 where there are none to compare.
// A parameter that both have with other values counts a little.
func likeness(a, b map[string]string) int {
	if len(a)+len(b) == 0 {
		return 50
	}
	points := 0
	for path, text := range a {
		switch other, both := b[path]; {
		case both && other == text:
			points += 100
		case both:
			points += 30
		}
	}
	return 2 * points / (len(a) + len(b))
}

// round accepts the pairs of the highest level that has some and returns those
// that are left; nil when none was sure enough.
func (r *renames) round(pairs []pair) []pair {
	for i := range pairs {
		p := &pairs[i]
		p.score = p.content + r.neighbourhood(p.old, p.now)
		if p.content < 25 {
			p.score = 0
		}
	}
	slices.SortFunc(pairs, func(a, b pair) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(r.distance(a), r.distance(b)), cmp.Compare(r.first(a), r.first(b)))
	})
	best := pairs[0].score
	for n, level := range levels {
		if best < level {
			continue
		}
		for i, p := range pairs {
			// On the last level one acceptance may make the others surer.
			if p.score < level || n == len(levels)-1 && i > 0 && !r.tied(p, pairs[0]) {
				break
			}
			if r.c.toNew[p.old] < 0 && r.c.toOld[p.now] < 0 {
				r.accept(p.old, p.now)
			}
		}
		return slices.DeleteFunc(pairs, func(p pair) bool { return r.c.toNew[p.old] >= 0 || r.c.toOld[p.now] >= 0 })
	}
	return nil
}

func (r *renames) tied(a, b pair) bool {
	return a.score == b.score && r.distance(a) == r.distance(b) && r.first(a) == r.first(b)
}

func (r *renames) distance(p pair) int {
	d := r.c.old.place[p.old] - r.c.now.place[p.now]
	return max(d, -d)
}

func (r *renames) first(p pair) int { return min(r.c.old.place[p.old], r.c.now.place[p.now]) }

// neighbourhood is of 100 how many branches in and out lead between the same
// blocks, and 50 more when the block stands where the other one stood.
func (r *renames) neighbourhood(i, j int) int {
	points := 0
	if p := r.c.old.blocks[i].position; p.Exists() && equal(p, r.c.now.blocks[j].position) {
		points = 50
	}
	total := len(r.old.out[i]) + len(r.now.out[j]) + min(len(r.old.in[i]), maxEdges) + min(len(r.now.in[j]), maxEdges)
	if total == 0 {
		return points
	}
	same := 0
	for key, to := range r.old.out[i] {
		if other, ok := r.now.out[j][key]; ok && r.c.toNew[to] == other {
			same += 2
		}
	}
	same += sameEdges(r.old.in[i], r.c.toNew, r.now.out, j) + sameEdges(r.now.in[j], r.c.toOld, r.old.out, i)
	if started(r.old.in[i]) && started(r.now.in[j]) {
		same += 2
	}
	return points + min(100, 100*same/total)
}

// maxEdges bounds the look at shared ends, to which hundreds of branches lead.
const maxEdges = 32

func sameEdges(in []edge, match []int, out []map[string]int, to int) int {
	n := 0
	for _, e := range in[:min(len(in), maxEdges)] {
		if e.from < 0 || match[e.from] < 0 {
			continue
		}
		if led, ok := out[match[e.from]][e.key]; ok && led == to {
			n++
		}
	}
	return n
}

func started(in []edge) bool { return len(in) > 0 && in[0].from < 0 }
