package lint

import (
	"encoding/json"
	"strings"

	"switchyard.dev/switchyard/internal/catalog"
	"switchyard.dev/switchyard/internal/flow"
)

var missingParameter = Rule{
	Code: "missing-parameter", Severity: Error,
	Title:    "A block lacks a setting that Connect asks for",
	About:    "Connect refuses a block without a parameter that its type requires. Fill it in.",
	Evidence: "refusals.md: “Action is missing required property. Path: Actions[N].Parameters.X”.",
	Service:  []string{"Action is missing required property. Path: Actions[N].Parameters.X"},
	check: func(p *pass) {
		for i := range p.actions {
			a := &p.actions[i]
			if a.known != nil {
				p.missing(a, &a.schema.root, a.Parameters, a.Pointer+"/Parameters")
			}
		}
	},
}

// missing looks for required members under a place that is in the file.
func (p *pass) missing(a *action, place *field, n flow.Node, path string) {
	for _, name := range place.order {
		under := place.under[name]
		if isSet(n.Get(name)) || under.param == nil || a.needOf(under.param, n) != catalog.Required {
			continue
		}
		p.report(a, path+"/"+name, a.name()+" has no "+quoted(under.param.Label)+" ("+under.param.Path+"). Fill it in; Connect will not publish this flow without.", a.setDefault(under.param, path+"/"+name)...)
	}
	a.eachObject(place, n, func(under *field, value flow.Node) { p.missing(a, under, value, value.Pointer()) })
}

// setDefault is the fix that fills in what a new block of the kind has.
func (a *action) setDefault(param *catalog.Parameter, pointer string) []Fix {
	value := quote(param.Default)
	if param.Default == "" {
		value = json.RawMessage(a.newBlockHas(param.Path))
	}
	path, ok := a.pathOf(pointer)
	if len(value) == 0 || !ok {
		return nil
	}
	return []Fix{{Title: "Set it to " + string(value), Ops: []flow.Op{{Kind: flow.SetParameter, ID: a.ID, Path: path, Value: value}}}}
}

// newBlockHas is the JSON that a fresh block has at a dotted path, "" when it
// has nothing there or nothing yet.
func (a *action) newBlockHas(path string) string {
	block := a.block()
	if block == nil || strings.ContainsAny(path, "[*") {
		return ""
	}
	n := at(flow.ParseString(block.Defaults).Root(), path)
	if !isSet(n) || n.Kind() == flow.Object || n.Kind() == flow.Array || n.Text() == "" {
		return ""
	}
	return n.Raw()
}
