package lint

import (
	"strconv"
	"strings"
	"sync"

	"switchyard.dev/switchyard/internal/catalog"
	"switchyard.dev/switchyard/internal/flow"
)

// schema is an action type's parameters as a tree, so that a file's members
// are looked up as they are met.
type schema struct {
	root field
}

// field is one place in the tree: the parameter of that path when the
// catalogue has one, and what may stand under it.
type field struct {
	param *catalog.Parameter
	under map[string]*field // members of an object
	any   *field            // "*": members of names that the designer chooses
	items *field            // elements of a list of objects
	order []string          // names of members in the catalogue's order
}

var schemas = sync.OnceValue(func() map[string]*schema {
	all := map[string]*schema{}
	for _, known := range catalog.Actions() {
		all[known.Type] = buildSchema(known.Parameters)
	}
	return all
})

func schemaOf(known *catalog.Action) *schema {
	return schemas()[known.Type]
}

func buildSchema(params []catalog.Parameter) *schema {
	s := &schema{}
	for i := range params {
		place := &s.root
		for part := range strings.SplitSeq(params[i].Path, ".") {
			name, isList := strings.CutSuffix(part, "[]")
			place = place.member(name)
			if isList {
				if place.items == nil {
					place.items = &field{}
				}
				place = place.items
			}
		}
		place.param = &params[i]
	}
	return s
}

// isDescribed reports whether the catalogue says what may stand under a place.
func (f *field) isDescribed() bool { return len(f.under) > 0 || f.any != nil }

// root is the place of the parameters; nil of an action that is not known.
func (a *action) root() *field {
	if a.schema == nil {
		return nil
	}
	return &a.schema.root
}

// label is the catalogue's word for a place, else the name that it has.
func (f *field) label(name string) string {
	if f != nil && f.param != nil {
		return quoted(f.param.Label)
	}
	return quoted(name)
}

// item is the place of a list's items: the list's own where they are scalars.
func (f *field) item() *field {
	if f != nil && f.items != nil {
		return f.items
	}
	return f
}

// find returns the place of a member, nil when the catalogue does not know it.
func (f *field) find(name string) *field {
	if f == nil {
		return nil
	}
	if under, ok := f.under[name]; ok {
		return under
	}
	return f.any
}

func (f *field) member(name string) *field {
	if name == "*" {
		if f.any == nil {
			f.any = &field{}
		}
		return f.any
	}
	if f.under == nil {
		f.under = map[string]*field{}
	}
	next, ok := f.under[name]
	if !ok {
		next = &field{}
		f.under[name] = next
		f.order = append(f.order, name)
	}
	return next
}

// eachObject calls with the objects directly under a place that the catalogue
// describes: members, and elements of lists.
func (a *action) eachObject(place *field, n flow.Node, visit func(under *field, value flow.Node)) {
	for name, value := range n.Members() {
		under := place.find(name)
		if under == nil {
			continue
		}
		if under.isDescribed() && value.Kind() == flow.Object {
			visit(under, value)
		}
		if under.items == nil {
			continue
		}
		for _, item := range value.Elements() {
			if item.Kind() == flow.Object {
				visit(under.items, item)
			}
		}
	}
}

// needOf resolves the need of a parameter whose owner is n. In a case "[]"
// stands for the item of the list that n lies in, "*" for its own member.
func (a *action) needOf(param *catalog.Parameter, n flow.Node) catalog.Need {
	if len(param.Cases) == 0 {
		return param.Need
	}
	return catalog.Resolve(param.Need, param.Cases, func(path string) (string, bool) {
		value := a.beside(n, path)
		return value.Text(), isSet(value)
	})
}

// beside follows a dotted path of the catalogue from the parameters, through
// the same items and members as the way to n.
func (a *action) beside(n flow.Node, path string) flow.Node {
	if !strings.ContainsAny(path, "[*") {
		return at(a.Parameters, path)
	}
	way := flow.PointerParts(strings.TrimPrefix(n.Pointer(), a.Parameters.Pointer()))
	value := a.Parameters
	for part := range strings.SplitSeq(path, ".") {
		name, isList := strings.CutSuffix(part, "[]")
		if len(way) > 0 && (name == "*" || name == way[0]) {
			name, way = way[0], way[1:]
		} else {
			way = nil
		}
		value = value.Get(name)
		if !isList {
			continue
		}
		if len(way) == 0 {
			return flow.Node{}
		}
		index, err := strconv.Atoi(way[0])
		if err != nil {
			return flow.Node{}
		}
		value, way = value.At(index), way[1:]
	}
	return value
}

// eachSetting calls with every parameter of every block that the catalogue
// knows, objects and lists included, null not.
func (p *pass) eachSetting(visit func(a *action, param *catalog.Parameter, value flow.Node)) {
	for i := range p.actions {
		if a := &p.actions[i]; a.known != nil {
			a.settings(&a.schema.root, a.Parameters, func(param *catalog.Parameter, value flow.Node) { visit(a, param, value) })
		}
	}
}

func (a *action) settings(place *field, n flow.Node, visit func(param *catalog.Parameter, value flow.Node)) {
	for name, value := range n.Members() {
		if under := place.find(name); under != nil && under.param != nil && isSet(value) {
			visit(under.param, value)
		}
	}
	a.eachObject(place, n, func(under *field, value flow.Node) { a.settings(under, value, visit) })
}
