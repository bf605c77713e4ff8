package lint

import (
	"slices"
	"strings"

	"switchyard.dev/switchyard/internal/catalog"
	"switchyard.dev/switchyard/internal/flow"
)

// pass is one run over one document: what every rule reads, worked out once.
type pass struct {
	doc      *flow.Document
	opt      Options
	flowType string
	actions  []action
	byID     map[string]int // index in actions of the first of that identifier; nothing leads to one without
	ways     *graph         // made by graph()
	reads    []reference    // made by references()
	rule     *Rule
	found    []Diagnostic
}

// action is an action of the flow with what the catalogue knows of its type.
type action struct {
	flow.Action
	known  *catalog.Action // nil for a type that the catalogue does not have
	schema *schema         // nil with known
}

func newPass(doc *flow.Document, opt Options) *pass {
	p := &pass{doc: doc, opt: opt, flowType: opt.FlowType}
	if p.flowType == "" {
		p.flowType = doc.Type()
	}
	list := doc.Actions()
	p.actions = make([]action, len(list))
	p.byID = make(map[string]int, len(list))
	for i, a := range list {
		p.actions[i] = action{Action: a}
		if known, ok := catalog.Lookup(a.Type); ok {
			p.actions[i].known = known
			p.actions[i].schema = schemaOf(known)
		}
		if _, taken := p.byID[a.ID]; !taken && a.ID != "" {
			p.byID[a.ID] = i
		}
	}
	return p
}

// exists reports whether a target names an action of this flow.
func (p *pass) exists(id string) bool {
	_, ok := p.byID[id]
	return ok
}

// report adds a finding of the running rule.
func (p *pass) report(a *action, path, message string, fixes ...Fix) {
	p.reportAs(p.rule.Severity, a, path, message, fixes...)
}

func (p *pass) reportAs(severity Severity, a *action, path, message string, fixes ...Fix) {
	if len(p.found) >= maxFindings {
		return
	}
	d := Diagnostic{Code: p.rule.Code, Severity: severity, Message: message, Path: path, Fixes: fixes}
	if a != nil {
		d.Fixes = p.ownFixes(a, fixes)
		d.Block = a.ID
		if block := a.block(); block != nil {
			d.Docs = block.Docs
		}
	}
	p.found = append(p.found, d)
}

// ownFixes leaves out the fixes of a block that another one of its identifier
// stands before: operations would change that one.
func (p *pass) ownFixes(a *action, fixes []Fix) []Fix {
	if len(fixes) == 0 || a.ID == "" || a == &p.actions[p.byID[a.ID]] {
		return fixes
	}
	return slices.DeleteFunc(fixes, func(f Fix) bool {
		return slices.ContainsFunc(f.Ops, func(op flow.Op) bool { return op.ID == a.ID || slices.Contains(op.IDs, a.ID) })
	})
}

// hasType reports whether the flow has an action of one of the types.
func (p *pass) hasType(kinds ...string) bool {
	return slices.ContainsFunc(p.actions, func(a action) bool { return slices.Contains(kinds, a.Type) })
}

// name is what a person calls the block: the name it was given, with what kind
// of block it is, or the kind alone.
func (a *action) name() string {
	kind := a.Type
	if block := a.block(); block != nil {
		kind = block.Name
	}
	if kind == "" {
		kind = "Block"
	}
	if a.ID != "" && (!flow.IsUUID(a.ID) || isFriendly(a)) {
		return kind + " “" + a.ID + "”"
	}
	return kind
}

func (a *action) block() *catalog.Block {
	if a.known == nil {
		return nil
	}
	return catalog.BlockOf(a.known, a.param)
}

func isFriendly(a *action) bool {
	return a.Metadata.Get("isFriendlyName").Text() == "true"
}

// param returns the text of the parameter at a dotted path, and whether it is there.
func (a *action) param(path string) (string, bool) {
	n := at(a.Parameters, path)
	return n.Text(), isSet(n)
}

// isSet reports whether a value is there; null is as good as absent.
func isSet(n flow.Node) bool { return n.Kind() > flow.Null }

// holds reports whether the parameters fulfil a condition of the catalogue; no
// condition is always fulfilled.
func (a *action) holds(w *catalog.When) bool { return w.Holds(a.param) }

// isOpen reports whether a template says whether a condition of the catalogue
// holds.
func (a *action) isOpen(w *catalog.When) bool {
	if w == nil || len(w.Equals) == 0 {
		return false
	}
	text, _ := a.param(w.Path)
	return isPlaceholder(text)
}

// need resolves a need that depends on parameters.
func (a *action) need(need catalog.Need, cases []catalog.Case) catalog.Need {
	if len(cases) == 0 {
		return need
	}
	for i := range cases {
		if a.isOpen(&cases[i].When) {
			return catalog.Optional
		}
	}
	return catalog.Resolve(need, cases, a.param)
}

// refusedIn are error branches that a type refuses in one type of flow,
// whatever its parameters (refusals.md, TransferParticipantToThirdParty).
var refusedIn = map[string]map[string][]string{
	"AGENT_TRANSFER": {"TransferParticipantToThirdParty": {"CallFailed", "ConnectionTimeLimitExceeded"}},
}

// errorNeed says how an error branch stands to a block of this flow.
func (p *pass) errorNeed(a *action, rule *catalog.ErrorRule) catalog.Need {
	if slices.Contains(refusedIn[p.flowType][a.Type], rule.Type) {
		return catalog.Refused
	}
	return a.need(rule.Need, rule.Cases)
}

// errorLabel is what the console calls an error branch.
func (a *action) errorLabel(errorType string) string {
	if a.known != nil {
		for i := range a.known.Errors {
			if a.known.Errors[i].Type == errorType {
				return a.known.Errors[i].Label
			}
		}
	}
	return catalog.ErrorLabel(errorType)
}

// mirrored returns the branch that NextAction only repeats (observed.md,
// NextAction mirrors), nil when NextAction is a way on of its own: also where
// the block has not that branch, as Store customer input.
func (a *action) mirrored() *flow.Target {
	if a.known == nil || a.known.Mirror == nil {
		return nil
	}
	mirror := a.known.Mirror
	for i := range a.Errors {
		if mirror.Error != "" && a.Errors[i].Type == mirror.Error {
			return &a.Errors[i].Target
		}
	}
	for i := range a.Conditions {
		c := &a.Conditions[i]
		if mirror.Condition != "" && len(c.Operands) == 1 && c.Operands[0].Text() == mirror.Condition {
			return &c.Target
		}
	}
	return nil
}

// eachBranch calls with every way on that the file holds: NextAction unless it
// only repeats another branch, then conditions, then errors. what names the
// way on in a message; it is made only when asked for.
func (a *action) eachBranch(visit func(t *flow.Target, e edge, what func() string)) {
	if mirrored := a.mirrored(); isSet(a.Transitions.Get("NextAction")) && (mirrored == nil || mirrored.ID != a.Next.ID) {
		visit(&a.Next, edge{kind: flow.BranchNext}, func() string { return "next step" })
	}
	for i := range a.Conditions {
		c := &a.Conditions[i]
		visit(&c.Target, edge{kind: flow.BranchCondition, index: i}, func() string {
			return "branch " + quoted(a.conditionLabel(c.Operator, operandTexts(c.Operands)))
		})
	}
	for i := range a.Errors {
		e := &a.Errors[i]
		visit(&e.Target, edge{kind: flow.BranchError, index: i}, func() string { return "branch " + quoted(a.errorLabel(e.Type)) })
	}
}

// at follows a dotted path of the catalogue from a node.
func at(n flow.Node, path string) flow.Node {
	for path != "" && n.Exists() {
		var key string
		key, path, _ = strings.Cut(path, ".")
		n = n.Get(key)
	}
	return n
}
