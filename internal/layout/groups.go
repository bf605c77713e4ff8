package layout

import (
	"slices"

	"switchyard.dev/switchyard/internal/catalog"
	"switchyard.dev/switchyard/internal/flow"
)

// member is an action with its ports as a block of its own.
type member struct {
	action *flow.Action
	known  *catalog.Action
	ports  []port
}

// grouping finds the actions that are drawn as one block: consoles write some
// blocks as several. It is the twin of web/canvas/model/groups.ts, which tells
// how they are known; testdata/blocks.json holds the two together.
type grouping struct {
	members []member
	byID    map[string]int
	start   string
	claims  map[int][]int  // by action: the others that it says are its block; -1 for what does not exist
	by      map[int]string // parts that go by their names → the error branch that leads to them
	sources [][]int        // by action: those that lead to it, each once; nil when nothing is claimed
}

func newGrouping(list []*flow.Action, byID map[string]int, start string) *grouping {
	g := &grouping{members: make([]member, len(list)), byID: byID, start: start, claims: map[int][]int{}, by: map[int]string{}}
	for i, a := range list {
		known, _ := catalog.Lookup(a.Type)
		g.members[i] = member{a, known, ports(a, known)}
		for _, child := range children(a) {
			to, ok := byID[child.Text()]
			if !ok || child.Kind() != flow.String {
				to = -1
			}
			g.claims[i] = append(g.claims[i], to)
		}
	}
	for i, a := range list {
		g.claimByName(i, a)
	}
	if len(g.claims) > 0 {
		g.noteSources()
	}
	return g
}

func (g *grouping) noteSources() {
	g.sources = make([][]int, len(g.members))
	for i, m := range g.members {
		g.noteTarget(i, m.action.Next.ID)
		for _, e := range m.action.Errors {
			g.noteTarget(i, e.ID)
		}
		for _, c := range m.action.Conditions {
			g.noteTarget(i, c.ID)
		}
	}
}

func (g *grouping) noteTarget(from int, target string) {
	if to, ok := g.byID[target]; ok && !slices.Contains(g.sources[to], from) {
		g.sources[to] = append(g.sources[to], from)
	}
}

func children(a *flow.Action) []flow.Node {
	list := a.Metadata.Get("children")
	if list.Kind() != flow.Array {
		return nil
	}
	out := make([]flow.Node, 0, list.Len())
	for _, child := range list.Elements() {
		out = append(out, child)
	}
	return out
}

// claimByName lets an action whose metadata list no children claim one that is
// named after it.
func (g *grouping) claimByName(i int, a *flow.Action) {
	head, ok := g.byID[nameBefore(a.ID)]
	if !ok || g.members[head].known == nil || len(children(g.members[head].action)) > 0 {
		return
	}
	for _, b := range g.members[head].known.Blocks {
		for _, p := range b.Parts {
			if p.By != "" && p.Type == a.Type && p.When.Holds(reader(a)) {
				g.claims[head], g.by[i] = append(g.claims[head], i), p.By
				return
			}
		}
	}
}

// nameBefore takes the ending off "<block>-<10 random characters>".
func nameBefore(id string) string {
	at := len(id) - 11
	if at < 1 || id[at] != '-' {
		return ""
	}
	for _, c := range []byte(id[at+1:]) {
		if (c < '0' || c > '9') && (c|' ' < 'a' || c|' ' > 'z') {
			return ""
		}
	}
	return id[:at]
}

// blocks lists the actions of each block, in the file order of its first, with
// the ways out that are drawn.
func (g *grouping) blocks() (list [][]member, out [][]port) {
	inside := make([]bool, len(g.members))
	merged := make([][]port, len(g.members))
	chains := make([][]member, len(g.members))
	for i := range g.members {
		chains[i], merged[i] = g.members[i:i+1], g.members[i].ports
		chain := g.chain(i)
		if all, ok := mergedPorts(chain); chain != nil && ok {
			chains[i], merged[i] = chain, all
			for _, m := range chain[1:] {
				inside[g.byID[m.action.ID]] = true
			}
		}
	}
	for i := range g.members {
		if !inside[i] {
			list, out = append(list, chains[i]), append(out, merged[i])
		}
	}
	return list, out
}

// chain is an action with those that it claims, when each is entered from the
// one before and nowhere else; nil otherwise.
func (g *grouping) chain(i int) []member {
	if len(g.claims[i]) == 0 {
		return nil
	}
	chain, last := []member{g.members[i]}, i
	for _, to := range g.claims[i] {
		if to < 0 || len(g.claims[to]) > 0 || g.members[to].action.ID == g.start || !slices.Equal(g.sources[to], []int{last}) {
			return nil
		}
		way := branchKey{kind: flow.BranchNext}
		if by, named := g.by[to]; named {
			way = branchKey{flow.BranchError, by}
		}
		inner := slices.DeleteFunc(slices.Clone(g.members[last].ports), func(p port) bool { return p.target != g.members[to].action.ID })
		if len(inner) != 1 || inner[0].key != way {
			return nil
		}
		chain, last = append(chain, g.members[to]), to
	}
	return chain
}

// mergedPorts are the ways out of several actions that are one block, as
// web/canvas/model/merge.ts has them; false when one of them could not stand
// for all of its name.
func mergedPorts(chain []member) ([]port, bool) {
	var out []port
	for i, m := range chain {
		for _, p := range m.ports {
			if i+1 < len(chain) && p.target == chain[i+1].action.ID {
				continue
			}
			at := indexOf(out, p.key)
			switch {
			case at < 0 || p.key.kind == flow.BranchCondition:
				out = append(out, p)
			case p.key.kind != flow.BranchError || out[at].target != p.target:
				return nil, false
			}
		}
	}
	order := []flow.BranchKind{flow.BranchNext, flow.BranchCondition, flow.BranchError}
	slices.SortStableFunc(out, func(a, b port) int { return slices.Index(order, a.key.kind) - slices.Index(order, b.key.kind) })
	return out, true
}

// settingsOf counts the settings drawn on a block of several actions: none of
// those that are the same in every such block.
func settingsOf(chain []member) int {
	parts := partsOf(chain)
	count := 0
	for i, m := range chain {
		if parts == nil || !parts[i].Fixed {
			count += settings(m.action, m.known)
		}
	}
	return min(count, maxSettings)
}

// partsOf finds the parts of the catalogue's block that these actions are.
func partsOf(chain []member) []catalog.Part {
	same := func(p catalog.Part, m member) bool { return p.Type == m.action.Type }
	for _, m := range chain {
		if m.known == nil {
			continue
		}
		for _, b := range m.known.Blocks {
			if len(b.Parts) > 0 && slices.EqualFunc(b.Parts, chain, same) {
				return b.Parts
			}
		}
	}
	return nil
}
