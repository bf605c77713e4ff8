package catalog_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"switchyard.dev/switchyard/internal/catalog"
)

// perform runs a check over every action as a subtest of its own.
func perform(t *testing.T, check func(t *testing.T, a *catalog.Action)) {
	t.Helper()
	actions := catalog.Actions()
	if len(actions) < 70 {
		t.Fatalf("only %d actions are known", len(actions))
	}
	for i := range actions {
		t.Run(actions[i].Type, func(t *testing.T) { check(t, &actions[i]) })
	}
}

func TestTypesAndKeysAreUnique(t *testing.T) {
	types, keys := map[string]bool{}, map[string]bool{}
	perform(t, func(t *testing.T, a *catalog.Action) {
		if types[a.Type] {
			t.Error("the type is in the catalogue twice")
		}
		types[a.Type] = true
		if found, ok := catalog.Lookup(a.Type); !ok || found.Type != a.Type {
			t.Error("Lookup does not find the type")
		}
		for _, b := range a.Blocks {
			if keys[b.Key] {
				t.Errorf("the block key %s is used twice", b.Key)
			}
			keys[b.Key] = true
		}
	})
}

var (
	kebab = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	docs  = regexp.MustCompile(`^https://docs\.aws\.amazon\.com/connect/latest/(adminguide|devguide)/[a-z0-9-]+\.html$`)
)

func TestBlocksAreComplete(t *testing.T) {
	icons := "../../node_modules/lucide/dist/esm/icons/"
	_, err := os.Stat(icons)
	haveIcons := err == nil
	perform(t, func(t *testing.T, a *catalog.Action) {
		if len(a.Blocks) == 0 {
			t.Fatal("no block: nobody could see the action")
		}
		for i, b := range a.Blocks {
			if last := i == len(a.Blocks)-1; last != (b.When == nil) {
				t.Errorf("%s: the last block and only the last has no When", b.Key)
			}
			if !kebab.MatchString(b.Key) || !kebab.MatchString(b.Icon) {
				t.Errorf("key %q or icon %q is not kebab case", b.Key, b.Icon)
			}
			if _, err := os.Stat(icons + b.Icon + ".mjs"); haveIcons && err != nil {
				t.Errorf("%s: there is no icon %s", b.Key, b.Icon)
			}
			if b.Name == "" || !strings.HasSuffix(b.Summary, ".") {
				t.Errorf("%s: name %q or summary %q is incomplete", b.Key, b.Name, b.Summary)
			}
			if !docs.MatchString(b.Docs) || !docs.MatchString(a.Docs) {
				t.Errorf("%s: %q or %q is no page of AWS", b.Key, b.Docs, a.Docs)
			}
			if !slices.Contains(catalog.Categories(), b.Category) {
				t.Errorf("%s: %q is no category", b.Key, b.Category)
			}
		}
	})
}

func TestPathsNameParameters(t *testing.T) {
	perform(t, func(t *testing.T, a *catalog.Action) {
		known := map[string]bool{}
		for _, p := range a.Parameters {
			if known[p.Path] {
				t.Errorf("%s is listed twice", p.Path)
			}
			known[p.Path] = true
			if owner, _, nested := cutLast(p.Path); nested && !known[owner] {
				t.Errorf("%s does not follow its owner %s", p.Path, owner)
			}
		}
		check := func(what, path string) {
			if !known[path] {
				t.Errorf("%s names %s, which is no parameter", what, path)
			}
		}
		for _, b := range a.Blocks {
			for _, path := range b.Form {
				check("the form of "+b.Key, path)
			}
			for _, path := range b.Shown {
				check("what "+b.Key+" shows", path)
			}
			if b.When != nil {
				check("the condition of "+b.Key, b.When.Path)
			}
		}
		for _, g := range a.OneOf {
			if g.Label == "" || g.Max < g.Min || g.Max > len(g.Paths) {
				t.Errorf("group %q takes %d to %d of %d", g.Label, g.Min, g.Max, len(g.Paths))
			}
			for _, path := range g.Paths {
				check("the group "+g.Label, path)
			}
			if g.When != nil {
				check("the condition of "+g.Label, g.When.Path)
			}
		}
		for _, path := range casePaths(a) {
			check("a case", path)
		}
	})
}

func cutLast(path string) (owner, name string, nested bool) {
	i := strings.LastIndexByte(path, '.')
	if i < 0 {
		return "", path, false
	}
	return strings.TrimSuffix(path[:i], "[]"), path[i+1:], true
}

func casePaths(a *catalog.Action) []string {
	var paths []string
	add := func(cases []catalog.Case) {
		for _, c := range cases {
			paths = append(paths, c.When.Path)
		}
	}
	for _, e := range a.Errors {
		add(e.Cases)
	}
	for _, p := range a.Parameters {
		add(p.Cases)
	}
	add(a.Conditions.Cases)
	for _, f := range a.Conditions.Fixed {
		if f.When != nil {
			paths = append(paths, f.When.Path)
		}
	}
	return paths
}

func TestParametersAreComplete(t *testing.T) {
	perform(t, func(t *testing.T, a *catalog.Action) {
		for _, p := range a.Parameters {
			switch {
			case p.Label == "":
				t.Errorf("%s has no label", p.Path)
			case p.Kind == catalog.KindEnum && len(p.Enum) == 0:
				t.Errorf("%s has no values to choose from", p.Path)
			case p.Kind == catalog.KindBool && len(p.Enum) != 2:
				t.Errorf("%s is a switch with %d values", p.Path, len(p.Enum))
			case p.Kind == catalog.KindResource && p.Resource == "":
				t.Errorf("%s does not say what resource it names", p.Path)
			case !slices.Contains(catalog.Kinds(), p.Kind):
				t.Errorf("%s is of the unknown kind %q", p.Path, p.Kind)
			case p.Max > 0 && p.Min > p.Max:
				t.Errorf("%s ranges from %d to %d", p.Path, p.Min, p.Max)
			}
			for _, c := range p.Enum {
				if c.Value == "" || c.Label == "" {
					t.Errorf("%s offers %+v", p.Path, c)
				}
			}
			if _, err := regexp.Compile(p.Pattern); err != nil {
				t.Errorf("%s: %v", p.Path, err)
			}
		}
	})
}

func TestBranchesAreComplete(t *testing.T) {
	perform(t, func(t *testing.T, a *catalog.Action) {
		errors := map[string]bool{}
		for _, e := range a.Errors {
			if e.Type == "" || e.Label == "" || errors[e.Type] {
				t.Errorf("the error branch %+v is incomplete or listed twice", e)
			}
			errors[e.Type] = true
		}
		fixed := map[string]bool{}
		for _, f := range a.Conditions.Fixed {
			if f.Operand == "" || f.Label == "" || fixed[f.Operand] {
				t.Errorf("the condition %+v is incomplete or listed twice", f)
			}
			fixed[f.Operand] = true
		}
		if a.Conditions.Need != catalog.Refused && len(a.Conditions.Operators) == 0 {
			t.Error("conditions without operators")
		}
		if a.Mirror != nil && !errors[a.Mirror.Error] && !fixed[a.Mirror.Condition] {
			t.Errorf("NextAction mirrors %+v, which is no branch", a.Mirror)
		}
		if a.Terminal && (a.Next != catalog.Refused || len(errors) > 0 || a.Conditions.Need != catalog.Refused) {
			t.Error("the action ends the flow and has branches")
		}
		for _, b := range a.Blocks {
			for _, e := range b.Errors {
				if !errors[e] {
					t.Errorf("a new %s has the branch %s, which is not known", b.Key, e)
				}
			}
			for _, operand := range b.Conditions {
				if len(fixed) > 0 && !fixed[operand] {
					t.Errorf("a new %s has the condition %s, which is not known", b.Key, operand)
				}
			}
		}
	})
}

func TestFlowTypesAreKnown(t *testing.T) {
	known := map[string]bool{}
	for _, f := range catalog.FlowTypes() {
		if f.API == "" || f.Name == "" || f.Summary == "" || known[f.API] {
			t.Errorf("the flow type %+v is incomplete or listed twice", f)
		}
		known[f.API] = true
	}
	if len(known) != 11 {
		t.Errorf("%d flow types, not ten and MODULE", len(known))
	}
	perform(t, func(t *testing.T, a *catalog.Action) {
		for _, f := range append(slices.Clone(a.FlowTypes), a.FlowTypesDisputed...) {
			if !known[f] {
				t.Errorf("%q is no flow type", f)
			}
		}
		if len(a.FlowTypes) > 0 && !slices.Contains(a.FlowTypes, "MODULE") {
			t.Error("a module may hold any action")
		}
	})
}

func TestBlockOfGoesByParameters(t *testing.T) {
	cases := []struct{ kind, path, value, want string }{
		{"GetParticipantInput", "StoreInput", "True", "store-customer-input"},
		{"GetParticipantInput", "StoreInput", "False", "get-customer-input"},
		{"GetParticipantInput", "", "", "get-customer-input"},
		{"GetParticipantInput", "EnableDTMFBuffer", "false", "set-touchtone-buffer"},
		{"CheckMetricData", "MetricType", "NumberOfAgentsStaffed", "check-staffing"},
		{"CheckMetricData", "MetricType", "NumberOfContactsInQueue", "check-queue-status"},
		{"UpdateContactEventHooks", "EventHooks.CustomerQueue", "flow", "set-customer-queue-flow"},
		{"UpdateContactEventHooks", "EventHooks.DefaultAgentUI", "flow", "set-event-flow"},
		{"UpdateContactMediaStreamingBehavior", "MediaStreamingState", "Disabled", "stop-media-streaming"},
	}
	for _, c := range cases {
		a, _ := catalog.Lookup(c.kind)
		got := catalog.BlockOf(a, func(path string) (string, bool) { return c.value, path == c.path })
		if got.Key != c.want {
			t.Errorf("%s with %s=%s is %s, not %s", c.kind, c.path, c.value, got.Key, c.want)
		}
	}
}

func TestDidYouMean(t *testing.T) {
	for wrong, want := range map[string]string{
		"PlayPrompt": "MessageParticipant", "CheckStaffing": "CheckMetricData", "UnTagContact": "UntagContact",
		"MessageParticpant": "MessageParticipant", "transferContactToQueue": "TransferContactToQueue",
		"BrandNewDesignerBlock2030": "", "X": "", "": "",
	} {
		if got, ok := catalog.DidYouMean(wrong); got != want || ok != (want != "") {
			t.Errorf("DidYouMean(%q) = %q, %v; want %q", wrong, got, ok, want)
		}
	}
	if _, ok := catalog.DidYouMean(strings.Repeat("a", 1<<20)); ok {
		t.Error("a megabyte of a name has a suggestion")
	}
}

func TestAllows(t *testing.T) {
	cases := []struct {
		kind, flowType    string
		allowed, disputed bool
	}{
		{"DisconnectParticipant", "CONTACT_FLOW", true, false},
		{"DisconnectParticipant", "AGENT_WHISPER", false, false},
		{"DisconnectParticipant", "MODULE", true, false},
		{"DisconnectParticipant", "CAMPAIGN", true, false},
		{"GetParticipantInput", "OUTBOUND_WHISPER", true, true},
		{"Compare", "AGENT_HOLD", true, false},
		{"EndFlowModuleExecution", "CONTACT_FLOW", false, false},
		{"Wait", "CUSTOMER_HOLD", true, true},
		// Against one of AWS's pages, as published exports have it:
		{"UpdateContactMediaStreamingBehavior", "AGENT_WHISPER", true, false},
		{"InvokeLambdaFunction", "OUTBOUND_WHISPER", true, false},
	}
	for _, c := range cases {
		a, _ := catalog.Lookup(c.kind)
		if allowed, disputed := a.Allows(c.flowType); allowed != c.allowed || disputed != c.disputed {
			t.Errorf("%s in %s: allowed %v, disputed %v", c.kind, c.flowType, allowed, disputed)
		}
	}
}
