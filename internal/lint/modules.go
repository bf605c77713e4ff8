package lint

import (
	"strings"

	"switchyard.dev/switchyard/internal/contract"
	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/near"
)

// ModuleRef is how a block names the module that it invokes: the id or ARN of
// its FlowModuleId without a qualifier such as “:$LATEST”, and the names that
// the console keeps in the block's metadata or that stand in place of the id.
type ModuleRef struct {
	ID    string
	Names []string
}

// Module is a module that is at hand. Contract is nil when it is not known
// what the module declares: its settings are kept apart from its content, and
// an import of the content alone does not bring them.
type Module struct {
	Name     string
	Contract *contract.Contract
}

// Modules finds the module that a block invokes. It may be called from several
// goroutines at once.
type Modules func(ModuleRef) (Module, bool)

const invokeModule = "InvokeFlowModule"

// NewModuleRef reads how a block names a module: its FlowModuleId and the names
// in its metadata, which may be older than the id. ok is false where only the running contact knows which
// module it is, or where a template fills it in and no name is told.
func NewModuleRef(id string, names ...string) (ref ModuleRef, ok bool) {
	id = strings.TrimSpace(id)
	if isReference(id) && !isPlaceholder(id) {
		return ModuleRef{}, false
	}
	bare := withoutQualifier(id)
	switch {
	case isPlaceholder(id):
	case strings.HasPrefix(id, "arn:") || flow.IsUUID(bare):
		ref.ID = bare
	default:
		names = append([]string{id}, names...)
	}
	for _, name := range names {
		if name != "" && !isPlaceholder(name) {
			ref.Names = append(ref.Names, name)
		}
	}
	return ref, ref.ID != "" || len(ref.Names) > 0
}

// moduleRef is how a call names its module; the console keeps the name in two
// places of the block's metadata (facts.md §1).
func (a *action) moduleRef() (ModuleRef, bool) {
	return NewModuleRef(a.Parameters.Get("FlowModuleId").Text(),
		a.Metadata.Get("parameters").Get("FlowModuleId").Get("displayName").Text(),
		a.Metadata.Get("contactFlowModuleName").Text())
}

// withoutQualifier takes version or alias from an id or ARN of a module:
// arn:aws:connect:R:A:instance/I/flow-module/ID:$LATEST (facts.md §4).
func withoutQualifier(id string) string {
	at := strings.LastIndexByte(id, '/') + 1
	bare, _, _ := strings.Cut(id[at:], ":")
	if strings.HasPrefix(id, "arn:") && at == 0 {
		return id
	}
	return id[:at] + bare
}

// call is a block that invokes a module of which it is known what it declares.
type call struct {
	*action
	module   string
	contract *contract.Contract
}

// eachCall visits the calls of modules that are at hand.
func (p *pass) eachCall(visit func(c call)) {
	if p.opt.Modules == nil {
		return
	}
	for i := range p.actions {
		a := &p.actions[i]
		if a.Type != invokeModule {
			continue
		}
		ref, ok := a.moduleRef()
		if !ok {
			continue
		}
		if m, found := p.opt.Modules(ref); found && m.Contract != nil {
			visit(call{a, m.Name, m.Contract})
		}
	}
}

// values are what a block gives for a schema: the inputs of a call, the data
// that a module returns.
type values struct {
	*action
	at     flow.Node // Missing when none are given
	path   []string  // of them within the parameters
	schema *contract.Schema
	owner  string // who has the schema: the module “Lookup”
	noun   string // what one value is called: input
}

// checkValues holds values against their schema. That a required one is
// missing is a warning: the service was seen to check names and types.
func (p *pass) checkValues(v *values) {
	if isSet(v.at) && v.at.Kind() != flow.Object {
		return
	}
	for name, value := range v.at.Members() {
		property, known := v.schema.Property(name)
		switch {
		case known:
			p.checkType(v, property, value)
		case !v.schema.Open:
			p.reportUnknownValue(v, name, value)
		}
	}
	for i := range v.schema.Properties {
		property := &v.schema.Properties[i]
		if property.Required && !v.at.Get(property.Name).Exists() {
			p.reportAs(Warning, v.action, v.pointer(property.Name), v.name()+": the "+v.noun+" "+quoted(property.Name)+" is missing, which "+v.owner+" requires. Add it.", v.add(property))
		}
	}
}

func (v *values) pointer(name string) string {
	return v.Pointer + "/Parameters" + flow.Pointer(append(v.path, name)...)
}

func (v *values) to(name string) []string {
	return append(append([]string(nil), v.path...), name)
}

// add is the fix that gives an empty value, for the designer to fill in.
func (v *values) add(property *contract.Property) Fix {
	op := flow.Op{Kind: flow.SetParameter, ID: v.ID, Path: v.to(property.Name), Value: []byte(property.Empty())}
	return Fix{Title: "Add the " + v.noun + " " + quoted(property.Name), Ops: []flow.Op{op}, Asks: true}
}

func (p *pass) reportUnknownValue(v *values, name string, value flow.Node) {
	message := v.name() + ": " + v.owner + " has no " + v.noun + " " + quoted(name) + "."
	gone := flow.Op{Kind: flow.ClearParameter, ID: v.ID, Path: v.to(name)}
	fixes := []Fix{{Title: "Remove the " + v.noun + " " + quoted(name), Ops: []flow.Op{gone}}}
	names := v.schema.Names()
	meant, isNear := near.Match(name, names)
	switch {
	case isNear && !v.at.Get(meant).Exists():
		message += " Did you mean " + quoted(meant) + "?"
		put := flow.Op{Kind: flow.SetParameter, ID: v.ID, Path: v.to(meant), Value: []byte(value.Raw())}
		fixes = []Fix{{Title: "Rename it to " + quoted(meant), Ops: []flow.Op{gone, put}}}
	case len(names) == 0:
		message += " Remove it."
	default:
		message += " Use " + list(quotedAll(names), "or") + "."
	}
	p.report(v.action, value.Pointer(), message, fixes...)
}

func (p *pass) checkType(v *values, property *contract.Property, value flow.Node) {
	text := value.Text()
	if property.Takes(value) || value.Kind() == flow.String && isPlaceholder(text) {
		return
	}
	message := v.name() + ": the " + v.noun + " " + quoted(property.Name) + " must be " + words[property.Type]
	if value.Kind() == flow.String && isReference(text) {
		p.report(v.action, value.Pointer(), message+", and a reference such as "+quoted(text)+" can stand only where text is expected. Give a value, or let "+v.owner+" take text.")
		return
	}
	p.report(v.action, value.Pointer(), message+", not "+words[value.Kind().String()]+".", v.convert(property, value)...)
}

// convert is the fix that writes the same value in the type that is asked for.
func (v *values) convert(property *contract.Property, value flow.Node) []Fix {
	raw := string(quote(value.Raw()))
	if value.Kind() == flow.String {
		raw = value.Text()
	}
	doc := flow.ParseString(raw)
	if doc.Unsound() != nil || !property.Takes(doc.Root()) {
		return nil
	}
	op := flow.Op{Kind: flow.SetParameter, ID: v.ID, Path: v.to(property.Name), Value: []byte(raw)}
	return []Fix{{Title: "Write it as " + words[property.Type], Ops: []flow.Op{op}}}
}

// words are types of JSON values in a sentence.
var words = map[string]string{
	"string": "text", "number": "a number", "integer": "a whole number", "boolean": "true or false", "object": "an object", "array": "a list", "null": "null",
}

func quotedAll(names []string) []string {
	const most = 8
	var out []string
	for i, name := range names {
		if i == most {
			return append(out, "another")
		}
		out = append(out, quoted(name))
	}
	return out
}
