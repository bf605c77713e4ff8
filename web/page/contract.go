package page

import (
	"fmt"
	"strings"

	"github.com/a-h/templ"
)

// ContractProps are for what a module declares: its input, its result and its
// branches, as tables and as the JSON that they stand for.
type ContractProps struct {
	Frame
	Flow     FlowRow
	CanEdit  bool
	Known    bool // it is known what the module declares, be it nothing
	Revision int64
	Types    []string
	Input    []ContractValue
	Result   []ContractValue
	Branches []ContractBranch
	Most     int // branches
	JSON     string
	Problems []ContractProblem // of the JSON
	Errors   Errors            // by field; "table" and "json" are about a whole side
	Focus    string            // the field to go to
}

// ContractValue is one value of a schema. Raw is what the JSON says of its type
// where no single word does.
type ContractValue struct {
	Was         string // its name in the JSON; empty: it is new
	Name        string
	Type        string
	Raw         string
	Description string
	Required    bool
}

// ContractBranch is one branch of the module's own.
type ContractBranch struct {
	Was         string
	Name        string
	Description string
}

// ContractProblem is what is wrong in the JSON, with its line.
type ContractProblem struct {
	Line    int
	Message string
}

// Declares counts what a module declares.
type Declares struct{ Input, Result, Branches int }

func (d Declares) summary() string {
	return fmt.Sprintf("%s, %s, %s", plural(d.Input, "input", "inputs"), plural(d.Result, "result", "results"), plural(d.Branches, "branch of its own", "branches of its own"))
}

// part is one of the two tables of values.
type part struct {
	Name   string // of its fields
	Noun   string // of one row: Input
	Title  string
	About  string
	Empty  string
	Values []ContractValue
}

func (p ContractProps) parts() []part {
	return []part{
		{"input", "Input", "Input", "What a flow gives the module when it invokes it. The module reads a value as $.Modules.Input.NAME.", "The module takes no input.", p.Input},
		{"result", "Result", "Result", "What the module gives back. The flow reads a value as $.Modules.ResultData.NAME.", "The module gives nothing back.", p.Result},
	}
}

func lower(text string) string { return strings.ToLower(text) }

// cellAttributes are those of a field with its message, and of the one that the
// page goes to.
func (p ContractProps) cellAttributes(name, label string) templ.Attributes {
	attrs := templ.Attributes{"aria-label": label}
	if p.Errors[name] != "" {
		attrs["aria-invalid"], attrs["aria-describedby"] = "true", name+"-note"
	}
	if p.Focus == name {
		attrs["autofocus"] = true
	}
	return attrs
}

func (p ContractProps) jsonAttributes() templ.Attributes {
	if len(p.Problems) == 0 {
		return nil
	}
	return templ.Attributes{"aria-invalid": "true", "aria-describedby": "settings-note", "autofocus": p.Focus == "settings"}
}

// typeLabel is what the table calls a type that no word names.
func typeLabel(raw string) string {
	if raw == "" {
		return "any"
	}
	return raw
}
