package main

import (
	"bytes"
	"reflect"

	"switchyard.dev/switchyard/internal/catalog"
)

// actionForms is what the forms of an action type need beyond the core.
type actionForms struct {
	Type       string              `json:"type"`
	Forms      map[string][]string `json:"forms"` // the paths of a block's form, by the block's key
	Parameters []catalog.Parameter `json:"parameters"`
	OneOf      []catalog.Group     `json:"one_of,omitempty"`
	OpenParams bool                `json:"open,omitempty"`
	Operands   *operands           `json:"operands,omitempty"`
}

// operands is how the operands of an action's conditions are edited.
type operands struct {
	Hint string              `json:"hint,omitempty"`
	Kind catalog.OperandKind `json:"kind,omitempty"`
	When *catalog.When       `json:"when,omitempty"` // where Kind counts; nil: always
}

func forms() *module {
	return &module{
		from: "../../catalogue.gen",
		known: []named{
			{"Case", reflect.TypeFor[catalog.Case]()},
			{"Choice", reflect.TypeFor[catalog.Choice]()},
			{"Kind", reflect.TypeFor[catalog.Kind]()},
			{"Need", reflect.TypeFor[catalog.Need]()},
			{"When", reflect.TypeFor[catalog.When]()},
		},
		unions: []union{
			unionOf("OperandKind", catalog.OperandKinds()),
			unionOf("Unit", catalog.Units()),
		},
		interfaces: []named{
			{"Limit", reflect.TypeFor[catalog.Limit]()},
			{"Parameter", reflect.TypeFor[catalog.Parameter]()},
			{"Group", reflect.TypeFor[catalog.Group]()},
			{"Operands", reflect.TypeFor[operands]()},
			{"ActionForms", reflect.TypeFor[actionForms]()},
			{"Attribute", reflect.TypeFor[catalog.Attribute]()},
		},
		data: writeForms,
	}
}

func writeForms(b *bytes.Buffer) error {
	all := make([]actionForms, 0, len(catalog.Actions()))
	for _, a := range catalog.Actions() {
		all = append(all, formsOf(a))
	}
	b.WriteString("\nexport const actionForms: readonly ActionForms[] = [\n")
	if err := writeLines(b, "  ", all); err != nil {
		return err
	}
	b.WriteString("];\n\nexport const attributes: readonly Attribute[] = [\n")
	if err := writeLines(b, "  ", catalog.Attributes()); err != nil {
		return err
	}
	b.WriteString("];\n")
	return nil
}

func formsOf(a catalog.Action) actionForms {
	out := actionForms{Type: a.Type, Forms: map[string][]string{}, Parameters: a.Parameters, OneOf: a.OneOf, OpenParams: a.OpenParams}
	for _, block := range a.Blocks {
		if len(block.Form) > 0 {
			out.Forms[block.Key] = block.Form
		}
	}
	if c := a.Conditions; c.Hint != "" || c.Operand != "" {
		out.Operands = &operands{Hint: c.Hint, Kind: c.Operand, When: c.OperandIn}
	}
	return out
}
