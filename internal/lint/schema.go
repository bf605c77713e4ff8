package lint

import (
	"strings"
	"sync"

	"switchyard.dev/switchyard/internal/catalog"
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
	items *field            // elements of a list of objects
	order []string          // names of members in the catalogue's order
}

// isOpen reports whether anything may stand under this place.
func (f *field) isOpen() bool {
	if len(f.under) > 0 {
		return false
	}
	if f.param == nil {
		return true
	}
	switch f.param.Kind {
	case catalog.KindMap, catalog.KindJSON, catalog.KindList, catalog.KindObject:
		return true
	default:
		return false
	}
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

func (f *field) member(name string) *field {
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
