// Package lint finds what Amazon Connect would refuse in a flow, and mistakes
// that it lets through. It knows the flow (package flow) and Connect (package
// catalog) and nothing else.
//
// Policy: an error means that the service refuses to publish; everything else
// is a warning. Rules report mistakes, never taste. Where AWS's pages and the
// service disagree, the service counts; where the evidence is thin, or
// published exports contradict it, a rule warns.
//
// One rule is one file with one stable code and its evidence, and one line in
// the list of rules.go.
package lint

import (
	"cmp"
	"fmt"
	"slices"

	"switchyard.dev/switchyard/internal/flow"
)

// Severity says what a finding means to the service.
type Severity string

// The severities, most severe first.
const (
	Error   Severity = "error"   // the service refuses to publish this
	Warning Severity = "warning" // the service takes it, callers may suffer
	Info    Severity = "info"
)

// Diagnostic is one finding. Path is a JSON pointer to the value that is
// wrong, or to where the missing one should be; Block is the Identifier of the
// action it is about, empty for the flow itself. Line and Column are 1-based,
// columns in code points.
type Diagnostic struct {
	Code     string   `json:"code"`
	Severity Severity `json:"severity"`
	Message  string   `json:"message"`
	Block    string   `json:"block"`
	Path     string   `json:"path"`
	Line     int      `json:"line"`
	Column   int      `json:"column"`
	Docs     string   `json:"docs"`
	Fixes    []Fix    `json:"fixes"`
}

// Fix is a way to mend a finding: operations to apply. Asks marks one after
// which something is left to fill in or to decide: nothing applies it unasked.
type Fix struct {
	Title string    `json:"title"`
	Ops   []flow.Op `json:"ops,omitempty"`
	Asks  bool      `json:"asks,omitempty"`
}

// Options say what the text alone does not tell.
type Options struct {
	// FlowType is the API's type of the flow, or MODULE. Empty: what the file
	// itself tells, and the rules about flow types are silent when it does not.
	FlowType string
	// Settings is the contract of a module, a JSON text kept beside the content.
	Settings string
	// Modules finds the modules that the flow invokes; nil: none is at hand, and
	// nothing is said of calls.
	Modules Modules
}

// maxFindings bounds what one document can report: a text made to be wrong
// everywhere must not cost megabytes at every edit. Rules run in the order of
// their list, so what is dropped is what matters least.
const maxFindings = 2000

// docsLanguage is AWS's page on the flow language, for findings that are not
// about a known block.
const docsLanguage = "https://docs.aws.amazon.com/connect/latest/devguide/flow-language.html"

// Run returns the findings of all rules, in the order of the file. The same
// document and options give the same findings. A rule that fails is reported
// as a finding of its own and does not stop the others.
func Run(doc *flow.Document, opt Options) []Diagnostic {
	return runRules(rules, doc, opt)
}

func runRules(rules []Rule, doc *flow.Document, opt Options) []Diagnostic {
	p := newPass(doc, opt)
	for i := range rules {
		p.run(&rules[i])
	}
	return p.finish()
}

// Count returns how many findings there are of each severity.
func Count(ds []Diagnostic) (errors, warnings, infos int) {
	for i := range ds {
		switch ds[i].Severity {
		case Error:
			errors++
		case Warning:
			warnings++
		case Info:
			infos++
		}
	}
	return errors, warnings, infos
}

// CodeInternal marks a finding about Switchyard: a rule failed.
const CodeInternal = "internal"

func (p *pass) run(rule *Rule) {
	defer func() {
		if r := recover(); r != nil {
			p.found = append(p.found, Diagnostic{
				Code: CodeInternal, Severity: Info, Path: "",
				Message: fmt.Sprintf("The rule %q failed on this flow; the other rules ran. Please report it.", rule.Code),
			})
		}
	}()
	if rule.anyFormat || p.doc.Editable() {
		p.rule = rule
		rule.check(p)
	}
}

// finish places the findings in the file, sorts them, and drops repeats.
func (p *pass) finish() []Diagnostic {
	for i := range p.found {
		d := &p.found[i]
		if d.Line == 0 {
			pos, _ := p.doc.Position(d.Path)
			d.Line, d.Column = pos.Line, pos.Column
		}
		if d.Docs == "" {
			d.Docs = docsLanguage
		}
		if d.Fixes == nil {
			d.Fixes = []Fix{}
		}
	}
	slices.SortStableFunc(p.found, func(a, b Diagnostic) int {
		return cmp.Or(
			cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column),
			cmp.Compare(a.Code, b.Code), cmp.Compare(a.Path, b.Path), cmp.Compare(a.Message, b.Message),
		)
	})
	found := slices.CompactFunc(p.found, func(a, b Diagnostic) bool {
		return a.Code == b.Code && a.Path == b.Path && a.Message == b.Message
	})
	if found == nil {
		return []Diagnostic{}
	}
	return found
}
