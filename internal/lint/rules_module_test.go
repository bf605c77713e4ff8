package lint_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"switchyard.dev/switchyard/internal/contract"
	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/lint"
)

// declared is what the module "Lookup" of these tests declares.
const declared = `{"input":{"schema":{"type":"object","properties":{"account":{"type":"string"},"retries":{"type":"integer"},"strict":{"type":"boolean"},"any":{}},"required":["account"]}},` +
	`"resultData":{"schema":{"type":"object","properties":{"tier":{"type":"string"},"points":{"type":"number"}},"required":["tier"]}},` +
	`"transitions":{"results":[{"name":"VIP","description":""},{"name":"Blocked","description":""}]}}`

const lookupID = "1bc263e9-09cf-432c-971c-32da62c784af"

// modulesOf has one module, Lookup, by its name and by its id.
func modulesOf(settings string) lint.Modules {
	declares, _ := contract.Read(settings)
	return func(ref lint.ModuleRef) (lint.Module, bool) {
		return lint.Module{Name: "Lookup", Contract: &declares}, ref.ID == lookupID || slices.Contains(ref.Names, "Lookup")
	}
}

// unknownSettings has Lookup too, and does not know what it declares.
func unknownSettings(lint.ModuleRef) (lint.Module, bool) { return lint.Module{Name: "Lookup"}, true }

var (
	knows        = lint.Options{Modules: modulesOf(declared)}
	declaresNone = lint.Options{Modules: modulesOf(`{}`)}
	module       = lint.Options{FlowType: "MODULE", Settings: declared}
)

// lookUp is a call of Lookup with an input and both branches of it.
func lookUp(input string) string { return callOf(lookupID, input, "VIP", "Blocked") }

func callOf(id, input string, branches ...string) string {
	return flowOf(block("InvokeFlowModule", fmt.Sprintf(`{"FlowModuleId":%q,"Input":%s}`, id, input), waysIf(branches, sorry, nothing)))
}

// named gives the block of a flow a name for the module in its metadata.
func named(source, metadata string) string {
	return strings.Replace(source, `"Metadata":{}`, `"Metadata":{"ActionMetadata":{"a":`+metadata+`}}`, 1)
}

// returning is a module that ends with these parameters.
func returning(parameters string) string {
	return strings.Replace(flowOf(block("EndFlowModuleExecution", parameters, `{}`)), `"Metadata":{}`, settings, 1)
}

var moduleCases = []ruleCase{
	{"module-contract", "broken", returning(`{}`), lint.Options{FlowType: "MODULE", Settings: "{"}, lint.Error},
	{"module-contract", "no object", returning(`{}`), lint.Options{FlowType: "MODULE", Settings: "[]"}, lint.Error},
	{"module-contract", "a reserved branch", returning(`{}`), lint.Options{FlowType: "MODULE", Settings: `{"transitions":{"results":[{"name":"Success"}]}}`}, lint.Error},
	{"module-contract", "sound", returning(`{}`), module, ""},
	{"module-contract", "not known", returning(`{}`), lint.Options{FlowType: "MODULE"}, ""},

	{"module-call", "an unknown input", lookUp(`{"account":"1","region":"EU"}`), knows, lint.Error},
	{"module-call", "a mistyped input", lookUp(`{"acount":"1"}`), knows, lint.Error},
	{"module-call", "text for a number", lookUp(`{"account":"1","retries":"3"}`), knows, lint.Error},
	{"module-call", "a number for text", lookUp(`{"account":1}`), knows, lint.Error},
	{"module-call", "a fraction for a whole number", lookUp(`{"account":"1","retries":1.5}`), knows, lint.Error},
	{"module-call", "a reference for a number", lookUp(`{"account":"1","retries":"$.Attributes.n"}`), knows, lint.Error},
	{"module-call", "a required input missing", lookUp(`{"retries":3}`), knows, lint.Warning},
	{"module-call", "no input at all", flowOf(block("InvokeFlowModule", `{"FlowModuleId":"`+lookupID+`"}`, waysIf([]string{"VIP", "Blocked"}, sorry, nothing))), knows, lint.Warning},
	{"module-call", "by the name in the metadata", named(callOf("${Module}", `{"account":"1","x":"1"}`), `{"contactFlowModuleName":"Lookup"}`), knows, lint.Error},
	{"module-call", "by the name of the resource", named(callOf("${Module}", `{"account":"1","x":"1"}`), `{"parameters":{"FlowModuleId":{"displayName":"Lookup"}}}`), knows, lint.Error},
	{"module-call", "by an ARN with an alias", callOf("arn:aws:connect:eu-west-2:1:instance/i/flow-module/"+lookupID+":live", `{"account":"1","x":"1"}`), arnOnly, lint.Error},
	{"module-call", "a module that declares nothing", lookUp(`{"account":"1"}`), declaresNone, lint.Error},
	{"module-call", "all as declared", lookUp(`{"account":"$.Attributes.id","retries":3,"strict":true,"any":[]}`), knows, ""},
	{"module-call", "a placeholder for a number", lookUp(`{"account":"1","retries":"${Retries}"}`), knows, ""},
	{"module-call", "the input comes at run time", lookUp(`"$.Attributes.input"`), knows, ""},
	{"module-call", "the module is chosen at run time", named(callOf("$.Attributes.module", `{"x":"1"}`), `{"contactFlowModuleName":"Lookup"}`), knows, ""},
	{"module-call", "another module", callOf("00000000-0000-4000-8000-000000000000", `{"x":"1"}`), knows, ""},
	{"module-call", "a module of which nothing is known", lookUp(`{"x":"1"}`), lint.Options{Modules: unknownSettings}, ""},
	{"module-call", "no modules at hand", lookUp(`{"x":"1"}`), lint.Options{}, ""},
	{"module-call", "a schema that takes more", lookUp(`{"x":"1"}`), lint.Options{Modules: modulesOf(`{"input":{"schema":{"additionalProperties":true}}}`)}, ""},

	{"module-branches", "an undeclared branch", callOf(lookupID, `{"account":"1"}`, "VIP", "Blocked", "Gone"), knows, lint.Error},
	{"module-branches", "a mistyped branch", callOf(lookupID, `{"account":"1"}`, "VIP", "Bloked"), knows, lint.Error},
	{"module-branches", "a branch of a module without any", callOf(lookupID, `{}`, "VIP"), declaresNone, lint.Error},
	{"module-branches", "no match missing", flowOf(block("InvokeFlowModule", `{"FlowModuleId":"`+lookupID+`","Input":{"account":"1"}}`, waysIf([]string{"VIP", "Blocked"}, sorry))), knows, lint.Error},
	{"module-branches", "a branch of the module left out", callOf(lookupID, `{"account":"1"}`, "VIP"), knows, lint.Warning},
	{"module-branches", "all of them", lookUp(`{"account":"1"}`), knows, ""},
	{"module-branches", "a template's branch", callOf(lookupID, `{"account":"1"}`, "VIP", "Blocked", "${Branch}"), knows, ""},
	{"module-branches", "a module without branches needs no match not", flowOf(block("InvokeFlowModule", `{"FlowModuleId":"`+lookupID+`"}`, ways(sorry))), declaresNone, ""},

	{"module-return", "an undeclared branch", returning(`{"Result":"Gone","ResultData":{"tier":"x"}}`), module, lint.Error},
	{"module-return", "a mistyped branch", returning(`{"Result":"vip","ResultData":{"tier":"x"}}`), module, lint.Error},
	{"module-return", "undeclared data", returning(`{"ResultData":{"tier":"x","level":"y"}}`), module, lint.Error},
	{"module-return", "text for a number", returning(`{"ResultData":{"tier":"x","points":"7"}}`), module, lint.Error},
	{"module-return", "a required value missing", returning(`{"Result":"VIP"}`), module, lint.Warning},
	{"module-return", "Success by name", returning(`{"Result":"Success","ResultData":{"tier":"x"}}`), module, lint.Warning},
	{"module-return", "as declared", returning(`{"Result":"VIP","ResultData":{"tier":"$.External.tier","points":7.5}}`), module, ""},
	{"module-return", "chosen at run time", returning(`{"Result":"$.Attributes.way","ResultData":{"tier":"x"}}`), module, ""},
	{"module-return", "settings not known", returning(`{"Result":"Gone"}`), lint.Options{FlowType: "MODULE"}, ""},
	{"module-return", "settings that are broken", returning(`{"Result":"Gone"}`), lint.Options{FlowType: "MODULE", Settings: "{"}, ""},
}

// arnOnly knows Lookup by its ARN alone.
var arnOnly = func() lint.Options {
	byID := modulesOf(declared)
	return lint.Options{Modules: func(ref lint.ModuleRef) (lint.Module, bool) {
		if ref.ID != "arn:aws:connect:eu-west-2:1:instance/i/flow-module/"+lookupID {
			return lint.Module{}, false
		}
		return byID(lint.ModuleRef{ID: lookupID})
	}}
}()

func TestModuleFindingsSayWhatIsMeant(t *testing.T) {
	cases := []struct{ name, source, code, message, path, fix string }{
		{
			"a mistyped input", lookUp(`{"acount":"1"}`), "module-call",
			"Invoke module “a”: the module “Lookup” has no input “acount”. Did you mean “account”?", "/Actions/0/Parameters/Input/acount", "Rename it to “account”",
		},
		{
			"text for a number", lookUp(`{"account":"1","retries":"3"}`), "module-call",
			"Invoke module “a”: the input “retries” must be a whole number, not text.", "/Actions/0/Parameters/Input/retries", "Write it as a whole number",
		},
		{
			"a required input", lookUp(`{}`), "module-call",
			"Invoke module “a”: the input “account” is missing, which the module “Lookup” requires. Add it.", "/Actions/0/Parameters/Input/account", "Add the input “account”",
		},
		{
			"a mistyped branch", callOf(lookupID, `{"account":"1"}`, "VIP", "Bloked"), "module-branches",
			"Invoke module “a” branches on “Bloked”, which the module “Lookup” does not declare. Did you mean “Blocked”?", "/Actions/0/Transitions/Conditions/1/Condition/Operands/0", "Change it to “Blocked”",
		},
	}
	for _, c := range cases {
		var got []lint.Diagnostic
		for _, d := range lint.Run(flow.ParseString(c.source), knows) {
			if d.Code == c.code && d.Path == c.path {
				got = append(got, d)
			}
		}
		if len(got) != 1 || got[0].Message != c.message || got[0].Block != "a" || len(got[0].Fixes) != 1 || got[0].Fixes[0].Title != c.fix {
			t.Errorf("%s: %+v", c.name, got)
		}
	}
}

func TestModuleRef(t *testing.T) {
	const arn = "arn:aws:connect:eu-west-2:1:instance/i/flow-module/" + lookupID
	cases := []struct {
		id    string
		names []string
		want  string
	}{
		{lookupID, nil, lookupID + " []"},
		{lookupID + ":$LATEST", []string{"A", ""}, lookupID + " [A]"},
		{arn, nil, arn + " []"},
		{arn + ":$LATEST", nil, arn + " []"},
		{"arn:aws:connect", nil, "arn:aws:connect []"},
		{" Look it: up ", []string{"Old"}, " [Look it: up Old]"},
		{"${Module}", []string{"B", "A"}, " [B A]"},
		{"${Module}", []string{"${Name}"}, ""},
		{"", nil, ""},
		{"$.Attributes.x", []string{"A"}, ""},
	}
	for _, c := range cases {
		got := ""
		if ref, ok := lint.NewModuleRef(c.id, c.names...); ok {
			got = ref.ID + " " + fmt.Sprint(ref.Names)
		}
		if got != c.want {
			t.Errorf("%q, %q: %q, want %q", c.id, c.names, got, c.want)
		}
	}
}
