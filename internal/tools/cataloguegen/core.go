package main

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"

	"switchyard.dev/switchyard/internal/catalog"
)

// The core is what the canvas needs to draw, wire and make blocks: it comes
// with the page. Everything that only forms need is a part of its own.

type coreCatalogue struct {
	Categories []catalog.Category `json:"categories"`
	FlowTypes  []catalog.FlowType `json:"flow_types"`
	Actions    []coreAction       `json:"actions"`
}

type coreAction struct {
	catalog.Action
	Blocks     []coreBlock      `json:"blocks"`
	Conditions coreConditions   `json:"conditions"`
	Parameters []shownParameter `json:"parameters"` // those that blocks show
	OneOf      dropped          `json:"one_of,omitempty"`
	OpenParams dropped          `json:"open,omitempty"`
	Docs       dropped          `json:"docs,omitempty"`
}

type coreBlock struct {
	catalog.Block
	Form dropped `json:"form,omitempty"`
}

type coreConditions struct {
	catalog.Conditions
	Pattern   dropped `json:"pattern,omitempty"`
	Hint      dropped `json:"hint,omitempty"`
	Operand   dropped `json:"operand,omitempty"`
	OperandIn dropped `json:"operand_when,omitempty"`
}

// shownParameter is what a block on the canvas says about a setting.
type shownParameter struct {
	Path  string           `json:"path"`
	Label string           `json:"label"`
	Kind  catalog.Kind     `json:"kind"`
	Enum  []catalog.Choice `json:"enum,omitempty"`
}

func core() *module {
	return &module{
		unions: []union{
			unionOf("Category", catalog.Categories()),
			unionOf("Need", []catalog.Need{catalog.Required, catalog.Optional, catalog.Refused}),
			unionOf("Kind", catalog.Kinds()),
		},
		interfaces: []named{
			{"When", reflect.TypeFor[catalog.When]()},
			{"Case", reflect.TypeFor[catalog.Case]()},
			{"Part", reflect.TypeFor[catalog.Part]()},
			{"CatalogueBlock", reflect.TypeFor[coreBlock]()},
			{"ErrorRule", reflect.TypeFor[catalog.ErrorRule]()},
			{"BranchRef", reflect.TypeFor[catalog.BranchRef]()},
			{"FixedBranch", reflect.TypeFor[catalog.FixedBranch]()},
			{"Conditions", reflect.TypeFor[coreConditions]()},
			{"Choice", reflect.TypeFor[catalog.Choice]()},
			{"ShownParameter", reflect.TypeFor[shownParameter]()},
			{"CatalogueAction", reflect.TypeFor[coreAction]()},
			{"FlowType", reflect.TypeFor[catalog.FlowType]()},
			{"Catalogue", reflect.TypeFor[coreCatalogue]()},
		},
		data: writeCore,
	}
}

func writeCore(b *bytes.Buffer) error {
	categories, err := encode(catalog.Categories())
	if err != nil {
		return err
	}
	types, err := encode(catalog.FlowTypes())
	if err != nil {
		return err
	}
	fmt.Fprintf(b, "\nexport const catalogue: Catalogue = {\n  categories: %s,\n  flow_types: %s,\n  actions: [\n", categories, types)
	actions := make([]coreAction, 0, len(catalog.Actions()))
	for _, a := range catalog.Actions() {
		actions = append(actions, coreOf(a))
	}
	if err := writeLines(b, "    ", actions); err != nil {
		return err
	}
	b.WriteString("  ],\n};\n")
	return nil
}

func coreOf(a catalog.Action) coreAction {
	out := coreAction{Action: a, Conditions: coreConditions{Conditions: a.Conditions}, Blocks: []coreBlock{}, Parameters: []shownParameter{}}
	for _, block := range a.Blocks {
		out.Blocks = append(out.Blocks, coreBlock{Block: block})
	}
	for _, p := range a.Parameters {
		if slices.ContainsFunc(a.Blocks, func(b catalog.Block) bool { return slices.Contains(b.Shown, p.Path) }) {
			out.Parameters = append(out.Parameters, shownParameter{Path: p.Path, Label: p.Label, Kind: p.Kind, Enum: p.Enum})
		}
	}
	return out
}
