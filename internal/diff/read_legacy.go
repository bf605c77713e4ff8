package diff

import (
	"strconv"

	"switchyard.dev/switchyard/internal/flow"
)

// readLegacy takes an export of the old designer apart: modules with lists of
// named parameters and of branches (observed in exports).
func (s *side) readLegacy(root flow.Node) {
	s.start, s.startName = root.Get("start"), "start"
	s.fields = members(nil, root, "modules", "start", "metadata")
	meta := root.Get("metadata")
	s.entry = meta.Get("entryPointPosition")
	s.fields = append(s.fields, container([]string{"metadata"}, meta, "entryPointPosition")...)
	list := root.Get("modules")
	s.fields = append(s.fields, odd([]string{"modules"}, list)...)
	for _, m := range list.Elements() {
		if m.Kind() == flow.Object {
			s.blocks = append(s.blocks, legacyBlock(m))
		}
	}
}

func legacyBlock(m flow.Node) *block {
	b := &block{node: m, id: m.Get("id").Text(), kind: m.Get("type").Text(), meta: m.Get("metadata")}
	for _, name := range []string{"id", "type"} {
		if n := m.Get(name); n.Exists() && n.Kind() != flow.String {
			b.rest = append(b.rest, field{[]string{name}, n})
		}
	}
	b.rest = append(b.rest, members(nil, m, "id", "type", "parameters", "branches", "metadata")...)
	b.readMetadata([]string{"metadata"}, b.meta)
	b.readLegacyParameters(m.Get("parameters"))
	b.readLegacyBranches(m.Get("branches"))
	return b
}

func (b *block) readLegacyParameters(list flow.Node) {
	path := []string{"parameters"}
	b.rest = append(b.rest, odd(path, list)...)
	seen := map[string]int{}
	for _, p := range list.Elements() {
		if p.Kind() != flow.Object {
			continue
		}
		name := p.Get("name").Text()
		at := below(path, name)
		if seen[name]++; seen[name] > 1 {
			at = below(at, "#"+strconv.Itoa(seen[name]))
		}
		b.params = append(b.params, field{at, p})
	}
}

func (b *block) readLegacyBranches(list flow.Node) {
	path := []string{"branches"}
	b.rest = append(b.rest, odd(path, list)...)
	seen := map[string]int{}
	for _, e := range list.Elements() {
		if e.Kind() != flow.Object {
			continue
		}
		name := flow.Branch{Kind: flow.BranchError, Error: e.Get("condition").Text()}
		if name.Error == "Success" {
			name = flow.Branch{Kind: flow.BranchNext}
		}
		key := "branch " + canonical(e.Get("condition"))
		if kind := e.Get("conditionType"); kind.Exists() {
			name = flow.Branch{Kind: flow.BranchCondition, Operator: kind.Text(), Operands: []string{e.Get("conditionValue").Text()}}
			key += " " + canonical(kind) + " " + canonical(e.Get("conditionValue"))
		}
		name.Nth = seen[key]
		seen[key]++
		key += " " + strconv.Itoa(name.Nth)
		b.branches = append(b.branches, branch{key: key, path: "/branches", name: name, target: e.Get("transition")})
		b.rest = append(b.rest, members(below(path, key), e, "condition", "conditionType", "conditionValue", "transition")...)
	}
}
