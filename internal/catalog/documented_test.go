package catalog_test

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"switchyard.dev/switchyard/internal/catalog"
)

// shared is where the facts of the service and the real flows lie, beside the
// checkout; nothing of it is part of this repository.
const shared = "../../../shared/"

// readShared reads a file of facts; false when they are not there.
func readShared(t *testing.T, path string, into any) bool {
	t.Helper()
	text, err := os.ReadFile(shared + path)
	if os.IsNotExist(err) {
		t.Logf("%s is not beside this checkout: nothing was checked against it", path)
		return false
	}
	if err == nil {
		err = json.Unmarshal(text, into)
	}
	if err != nil {
		t.Fatal(err)
	}
	return true
}

// publishedCheck holds the schema to flows that the service published: a
// parameter that is not known would be reported as an error.
func publishedCheck(t *testing.T) func(a *catalog.Action, find finding) {
	t.Helper()
	var index []struct{ File, Status string }
	if !readShared(t, "corpus/index.json", &index) {
		return func(*catalog.Action, finding) {}
	}
	unknown, seen := map[string]map[string]string{}, 0
	for _, e := range index {
		if !strings.HasPrefix(e.File, "flows/real/") || !strings.EqualFold(e.Status, "published") {
			continue
		}
		var flow struct {
			Actions []struct {
				Type       string
				Parameters map[string]any
			}
		}
		readShared(t, "corpus/"+e.File, &flow)
		for _, action := range flow.Actions {
			a, ok := catalog.Lookup(action.Type)
			if !ok || a.OpenParams {
				continue
			}
			eachMember("", action.Parameters, func(path string, _ any) {
				seen++
				if param, _ := resolve(a, path); param == nil {
					if unknown[a.Type] == nil {
						unknown[a.Type] = map[string]string{}
					}
					unknown[a.Type][path] = e.File
				}
			})
		}
	}
	if seen < 2000 {
		t.Errorf("only %d parameters in published flows: the corpus has changed", seen)
	}
	return func(a *catalog.Action, find finding) {
		for path, file := range unknown[a.Type] {
			find("%s is not known, yet %s has it", path, file)
		}
	}
}

// documentedAction is an entry of the facts that were gathered from AWS's
// pages, exports and probes of the service.
type documentedAction struct {
	Type       string
	Parameters []struct {
		Path     string
		JSONType string   `json:"json_type"`
		Excludes []string `json:"mutually_exclusive_with"`
	}
}

// renamed are types that the service knows by another name than AWS's page.
var renamed = map[string]string{"CheckSegmentMembership": "CheckSegmentMembershipForCustomerProfile"}

// notTaken are documented parameters that the catalogue lacks or has in
// another form, with the reason.
var notTaken = map[string]string{
	"GetCustomerProfile ProfileRequestData.IdentifierValue":       "goes with IdentifierName; its cases refuse it beside SearchCriteria",
	"GetCustomerProfileObject ProfileRequestData.IdentifierValue": "goes with IdentifierName; its cases refuse it beside UseLatest",
	"GetCustomerProfileObject ProfileRequestData.UseLatest":       "of a form that nothing confirms: text and JSON are both taken",
}

// documentedCheck holds the schema to what is documented: the parameters, the
// form of their values and what excludes what.
func documentedCheck(t *testing.T) func(a *catalog.Action, find finding) {
	t.Helper()
	var facts []documentedAction
	if !readShared(t, "connect/actions.json", &facts) {
		return func(*catalog.Action, finding) {}
	}
	byType := map[string]documentedAction{}
	for _, d := range facts {
		name := d.Type
		if renamed[name] != "" {
			name = renamed[name]
		}
		if _, known := catalog.Lookup(name); !known && !strings.HasPrefix(name, "(unknown") {
			t.Errorf("%s is not in the catalogue", name)
		}
		byType[name] = d
	}
	return func(a *catalog.Action, find finding) {
		for _, d := range byType[a.Type].Parameters {
			_, excused := notTaken[a.Type+" "+d.Path]
			param, known := a.Parameter(d.Path)
			switch {
			case excused, strings.ContainsAny(d.Path, "(<?"): // in words: no page tells the name
			case !known:
				find("%s is documented and not in the catalogue", d.Path)
			case !slices.Contains(formOf(param), strings.SplitN(d.JSONType, "<", 2)[0]):
				find("%s is documented as %s and in the catalogue as %s", d.Path, d.JSONType, param.Kind)
			}
			for _, other := range d.Excludes {
				if known && !excused && !excludes(a, d.Path, other) {
					find("%s and %s exclude each other: no group says so", d.Path, other)
				}
			}
		}
	}
}

// formOf are the documented types of values that a kind stands for.
func formOf(p *catalog.Parameter) []string {
	switch p.Kind {
	case catalog.KindBool:
		return []string{"string(bool)", "string"}
	case catalog.KindInteger, catalog.KindDuration:
		return []string{"string(int)", "number", "integer", "string"}
	case catalog.KindList:
		return []string{"array"}
	case catalog.KindMap, catalog.KindObject:
		return []string{"map", "object"}
	case catalog.KindJSON:
		return []string{"object", "map", "array", "unknown", "any"}
	default:
		return []string{"string"}
	}
}

func excludes(a *catalog.Action, one, other string) bool {
	return slices.ContainsFunc(a.OneOf, func(g catalog.Group) bool {
		return slices.Contains(g.Paths, one) && slices.Contains(g.Paths, other)
	})
}
