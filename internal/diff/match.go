package diff

import (
	"slices"

	"switchyard.dev/switchyard/internal/flow"
)

// match finds out which block of the old flow is which of the new one: those
// of one identifier are the same, and of the rest those that are alike.
func (c *comparer) match() {
	c.toNew, c.toOld = unmatched(len(c.old.blocks)), unmatched(len(c.now.blocks))
	c.renamed = map[string]string{}
	type key struct {
		id  string
		nth int
	}
	now := make(map[key]int, len(c.now.blocks))
	for i, b := range c.now.blocks {
		now[key{b.id, b.nth}] = i
	}
	for i, b := range c.old.blocks {
		if j, ok := now[key{b.id, b.nth}]; ok {
			c.toNew[i], c.toOld[j] = j, i
		}
	}
	newRenames(c).find()
	for i, j := range c.toNew {
		if j >= 0 && c.old.blocks[i].id != c.now.blocks[j].id && c.old.blocks[i].nth == 0 {
			c.renamed[c.old.blocks[i].id] = c.now.blocks[j].id
		}
	}
}

func unmatched(n int) []int { return slices.Repeat([]int{-1}, n) }

// edge is a branch seen from the block that it leads to; from is -1 for the
// start.
type edge struct {
	from int
	key  string
}

// links is what leads where in one flow, by index.
type links struct {
	out []map[string]int
	in  [][]edge
}

func linksOf(s *side) links {
	l := links{make([]map[string]int, len(s.blocks)), make([][]edge, len(s.blocks))}
	if i, ok := s.target(s.start); ok {
		l.in[i] = append(l.in[i], edge{-1, "start"})
	}
	for i, b := range s.blocks {
		l.out[i] = make(map[string]int, len(b.branches))
		for _, br := range b.branches {
			if to, ok := s.target(br.target); ok {
				l.out[i][br.key] = to
				l.in[to] = append(l.in[to], edge{i, br.key})
			}
		}
	}
	return l
}

// leaves lists the scalar parameters of a block by path; more than most are
// not looked at.
func (b *block) leaves() map[string]string {
	const most = 64
	out := map[string]string{}
	var walk func(path []string, n flow.Node)
	walk = func(path []string, n flow.Node) {
		if len(out) >= most {
			return
		}
		if list := members(path, n); len(list) > 0 {
			for _, f := range list {
				walk(f.path, f.node)
			}
			return
		}
		out[flow.Pointer(path...)] = canonical(n)
	}
	for _, f := range b.params {
		walk(f.path, f.node)
	}
	return out
}
