package layout

import (
	"slices"

	"switchyard.dev/switchyard/internal/catalog"
	"switchyard.dev/switchyard/internal/flow"
)

// port is one way out as the canvas draws it.
type port struct {
	target  string // "" when it is not wired
	present bool   // in the file, not only required by the catalogue
	key     branchKey
}

// branchKey tells branches of one block apart: an error's type or the operand
// of a plain Equals.
type branchKey struct {
	kind flow.BranchKind
	name string
}

// ports lists the ways out of a block in the order in which they are drawn:
// the twin of web/canvas/model/outputs.ts.
func ports(a *flow.Action, known *catalog.Action) []port {
	conditions := conditionPorts(a)
	if known != nil && known.Terminal {
		return wired(slices.Concat(nextPort(a), conditions, errorPorts(a)))
	}
	params := reader(a)
	rest := slices.Concat(withRequired(conditions, known, params), orderedErrors(errorPorts(a), known, params))
	if drawsNext(a, known, rest) {
		return append([]port{{a.Next.ID, a.Next.Present, branchKey{kind: flow.BranchNext}}}, rest...)
	}
	return rest
}

// reader answers the catalogue's questions about parameters.
func reader(a *flow.Action) func(string) (string, bool) {
	return func(path string) (string, bool) {
		n := valueAt(a.Parameters, path)
		return n.Text(), n.Exists()
	}
}

func nextPort(a *flow.Action) []port {
	if !a.Next.Present {
		return nil
	}
	return []port{{a.Next.ID, true, branchKey{kind: flow.BranchNext}}}
}

func wired(list []port) []port {
	return slices.DeleteFunc(list, func(p port) bool { return p.target == "" })
}

func conditionPorts(a *flow.Action) []port {
	out := make([]port, 0, len(a.Conditions))
	for _, c := range a.Conditions {
		p := port{c.ID, true, branchKey{kind: flow.BranchCondition}}
		if c.Operator == "Equals" && len(c.Operands) == 1 {
			p.key.name = c.Operands[0].Text()
		}
		out = append(out, p)
	}
	return out
}

func errorPorts(a *flow.Action) []port {
	out := make([]port, 0, len(a.Errors))
	for _, e := range a.Errors {
		out = append(out, port{e.ID, true, branchKey{flow.BranchError, e.Type}})
	}
	return out
}

// withRequired adds the conditions that the block must have and lacks.
func withRequired(found []port, known *catalog.Action, params func(string) (string, bool)) []port {
	if known == nil || !known.Conditions.All {
		return found
	}
	if catalog.Resolve(known.Conditions.Need, known.Conditions.Cases, params) != catalog.Required {
		return found
	}
	for _, fixed := range known.Conditions.Fixed {
		key := branchKey{flow.BranchCondition, fixed.Operand}
		if fixed.When.Holds(params) && indexOf(found, key) < 0 {
			found = append(found, port{key: key})
		}
	}
	return found
}

// orderedErrors puts error branches in the catalogue's order, with those that
// are required and missing; what the catalogue does not know comes last.
func orderedErrors(found []port, known *catalog.Action, params func(string) (string, bool)) []port {
	if known == nil {
		return found
	}
	out := make([]port, 0, len(found))
	for i := range known.Errors {
		rule := &known.Errors[i]
		key := branchKey{flow.BranchError, rule.Type}
		if at := indexOf(found, key); at >= 0 {
			out = append(out, found[at])
			found = slices.Delete(found, at, at+1)
		} else if catalog.Resolve(rule.Need, rule.Cases, params) == catalog.Required {
			out = append(out, port{key: key})
		}
	}
	return append(out, found...)
}

func indexOf(list []port, key branchKey) int {
	return slices.IndexFunc(list, func(p port) bool { return p.key == key })
}

// drawsNext tells whether NextAction is a port of its own: not where it only
// mirrors another branch.
func drawsNext(a *flow.Action, known *catalog.Action, rest []port) bool {
	need := catalog.Optional
	if known != nil {
		need = known.Next
		if at := mirrorOf(known, rest); at >= 0 {
			m := rest[at]
			if a.Next.ID == "" || m.present && m.target == a.Next.ID {
				return false
			}
		}
	}
	if !a.Next.Present {
		return need == catalog.Required
	}
	return need != catalog.Refused || a.Next.ID != ""
}

func mirrorOf(known *catalog.Action, list []port) int {
	switch {
	case known.Mirror == nil:
		return -1
	case known.Mirror.Error != "":
		return indexOf(list, branchKey{flow.BranchError, known.Mirror.Error})
	default:
		return indexOf(list, branchKey{flow.BranchCondition, known.Mirror.Condition})
	}
}
