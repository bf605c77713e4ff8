package catalog_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"switchyard.dev/switchyard/internal/catalog"
)

// finding reports what is wrong with the action that is being checked.
type finding func(format string, args ...any)

func TestSchemas(t *testing.T) {
	checks := []func(a *catalog.Action, find finding){checkForms, checkDefaults, checkOpen, publishedCheck(t), documentedCheck(t)}
	perform(t, func(t *testing.T, a *catalog.Action) {
		for _, check := range checks {
			check(a, t.Errorf)
		}
	})
}

// unformed are parameters that no form has, with the reason: they stay in the
// file and are shown as they are.
var unformed = map[string]string{
	"GetParticipantInput StoreInput":                                             "it makes the block: stored input or a menu",
	"ConnectParticipantWithLexBot LexBot.AliasArn":                               "in one export only; Lex V1 has no such ARN",
	"CreateTask TemplateId":                                                      "in one export only; AWS's page names TaskTemplateId",
	"StartOutboundChatContact SourceEndpoint.Type":                               "it has one value, with which new blocks begin",
	"StartOutboundChatContact DestinationEndpoint.Type":                          "it has one value, with which new blocks begin",
	"UpdateContactRecordingBehavior AnalyticsBehavior.AnalyticsMode":             "older exports only: now a list for each channel",
	"UpdateContactRecordingBehavior AnalyticsBehavior.AnalyticsCustomVocabulary": "older exports only",
	"UpdateContactRecordingAndAnalyticsBehavior EmailBehavior":                   "no page tells its members",
	"UpdateContactMediaStreamingBehavior MediaStreamingState":                    "it makes the block: start or stop",
	"UpdateContactMediaStreamingBehavior MediaStreamType":                        "it has one value, with which new blocks begin",
	"UpdateFlowAttributes FlowAttributes.*.Type":                                 "String is all that it was seen to hold",
	"UpdateContactEventHooks EventHooksConfiguration.*.DisableExecution":         "consoles write it, the API refused it",
	"InvokeFlowModule FlowModuleType":                                            "in one export only, and no page has it",
	"GetCustomerProfile ProfileRequestData.PhoneNumber":                          "exports of earlier years name the search key so; consoles no longer do",
	"GetCustomerProfile ProfileRequestData.EmailAddress":                         "as PhoneNumber",
	"GetCustomerProfile ProfileRequestData.AccountNumber":                        "as PhoneNumber",
}

// TestReasonsAreOfParameters keeps the tables of reasons free of what is gone.
func TestReasonsAreOfParameters(t *testing.T) {
	for key := range unformed {
		kind, path, _ := strings.Cut(key, " ")
		a, ok := catalog.Lookup(kind)
		if !ok {
			t.Errorf("%s: there is no such type", key)
		} else if _, ok := a.Parameter(path); !ok {
			t.Errorf("%s: there is no such parameter", key)
		}
	}
	for kind := range openFor {
		if _, ok := catalog.Lookup(kind); !ok {
			t.Errorf("%s: there is no such type", kind)
		}
	}
}

func checkForms(a *catalog.Action, find finding) {
	inForms := map[string]bool{}
	for _, b := range a.Blocks {
		if len(b.Form) == 0 && len(a.Parameters) > 0 {
			find("%s has no form", b.Key)
		}
		checkOrder(a, b, find)
		for _, path := range b.Form {
			inForms[path] = true
		}
	}
	for _, p := range a.Parameters {
		_, excused := unformed[a.Type+" "+p.Path]
		switch {
		case p.Kind == catalog.KindObject || hasMembers(a, p.Path):
		case !inForms[p.Path] && !excused:
			find("%s is in no form", p.Path)
		case inForms[p.Path] && excused:
			find("%s is in a form: the reason why it is in none is void", p.Path)
		}
	}
}

// checkOrder holds a form to its contract: nothing twice; members follow
// their owner when the owner is in the form, with nothing else between; the
// members of lists and maps of objects always have their owner.
func checkOrder(a *catalog.Action, b catalog.Block, find finding) {
	for i, path := range b.Form {
		if slices.Contains(b.Form[:i], path) {
			find("the form of %s has %s twice", b.Key, path)
		}
		for owner, _, nested := cutLast(path); nested; owner, _, nested = cutLast(owner) {
			param, known := a.Parameter(owner)
			switch at := slices.Index(b.Form, owner); {
			case known && param.Kind != catalog.KindObject && at < 0:
				find("the form of %s has %s without %s", b.Key, path, owner)
			case at > i:
				find("the form of %s has %s before %s", b.Key, path, owner)
			case at >= 0 && slices.ContainsFunc(b.Form[at+1:i], func(between string) bool { return !isUnder(between, owner) }):
				find("the form of %s has something between %s and %s", b.Key, owner, path)
			}
		}
	}
}

func isUnder(path, owner string) bool {
	return strings.HasPrefix(path, owner+".") || strings.HasPrefix(path, owner+"[]")
}

func hasMembers(a *catalog.Action, owner string) bool {
	return slices.ContainsFunc(a.Parameters, func(p catalog.Parameter) bool { return isUnder(p.Path, owner) })
}

// eachMember calls with every member of a value that lies under a place of
// the catalogue, by the dotted path that the catalogue would give it.
func eachMember(path string, value any, visit func(path string, value any)) {
	switch v := value.(type) {
	case map[string]any:
		for name, member := range v {
			under := name
			if path != "" {
				under = path + "." + name
			}
			visit(under, member)
			eachMember(under, member, visit)
		}
	case []any:
		for _, item := range v {
			eachMember(path+"[]", item, visit)
		}
	}
}

// resolve finds the parameter of a member: nil when the catalogue does not
// know it, inside when it lies in a parameter whose content is free.
func resolve(a *catalog.Action, path string) (param *catalog.Parameter, inside bool) {
	known := ""
	for name := range strings.SplitSeq(path, ".") {
		next := name
		if known != "" {
			next = known + "." + name
		}
		p, ok := a.Parameter(strings.TrimSuffix(next, "[]"))
		if !ok {
			next = known + ".*"
			p, ok = a.Parameter(next)
		}
		if !ok {
			return nil, false
		}
		if p.Kind == catalog.KindJSON || p.Kind == catalog.KindMap && !hasMembers(a, p.Path) {
			return p, p.Path != path
		}
		known, param = next, p
	}
	return param, false
}

func checkDefaults(a *catalog.Action, find finding) {
	for _, b := range a.Blocks {
		var defaults map[string]any
		if json.Unmarshal([]byte(b.Defaults), &defaults) != nil {
			find("the defaults of %s are no object", b.Key)
			continue
		}
		eachMember("", defaults, func(path string, value any) {
			switch param, inside := resolve(a, path); {
			case param == nil:
				find("the defaults of %s have %s, which is no parameter", b.Key, path)
			case !inside:
				checkDefault(b.Key, param, value, find)
			}
		})
		checkRequired(a, b, defaults, find)
	}
}

// checkDefault: scalars are strings on the wire, unless the parameter is
// native, and those of a closed set are of it.
func checkDefault(key string, p *catalog.Parameter, value any, find finding) {
	switch v := value.(type) {
	case string:
		if v != "" && len(p.Enum) > 0 && p.Kind != catalog.KindList && !slices.ContainsFunc(p.Enum, func(c catalog.Choice) bool { return c.Value == v }) {
			find("a new %s has %s %q, which is not offered", key, p.Path, v)
		}
		if p.Kind == catalog.KindObject || p.Kind == catalog.KindList || p.Kind == catalog.KindMap {
			find("a new %s has text as %s", key, p.Path)
		}
	case []any:
		if p.Kind != catalog.KindList && p.Kind != catalog.KindJSON {
			find("a new %s has a list as %s", key, p.Path)
		}
	case map[string]any:
		if p.Kind != catalog.KindObject && p.Kind != catalog.KindMap && p.Kind != catalog.KindJSON {
			find("a new %s has an object as %s", key, p.Path)
		}
	default:
		if !p.Native {
			find("a new %s has %s %v, not as text", key, p.Path, v)
		}
	}
}

// checkRequired: what a new block must have is there, if empty, so that its
// form says what to fill in.
func checkRequired(a *catalog.Action, b catalog.Block, defaults map[string]any, find finding) {
	values := map[string]string{}
	eachMember("", defaults, func(path string, value any) {
		text, _ := value.(string)
		values[path] = text
	})
	params := func(path string) (string, bool) {
		text, ok := values[path]
		return text, ok
	}
	if catalog.BlockOf(a, params).Key != b.Key {
		find("a new %s would be a %s", b.Key, catalog.BlockOf(a, params).Key)
	}
	for _, p := range a.Parameters {
		owner, _, nested := cutLast(p.Path)
		if _, present := params(owner); nested && !present || strings.ContainsAny(p.Path, "[*") {
			continue
		}
		need := catalog.Resolve(p.Need, p.Cases, params)
		switch _, present := params(p.Path); {
		case need == catalog.Required && !present:
			find("a new %s lacks %s, which is required", b.Key, p.Path)
		case need == catalog.Refused && present:
			find("a new %s has %s, which is refused", b.Key, p.Path)
		}
	}
	for _, g := range a.OneOf {
		set := 0
		for _, path := range g.Paths {
			if _, present := params(path); present {
				set++
			}
		}
		if g.When.Holds(params) && set > g.Max {
			find("a new %s has %d of %q", b.Key, set, g.Label)
		}
	}
}

// openFor says why the parameters of an action are not known well enough to
// call one unknown.
var openFor = map[string]string{
	"ConnectParticipantWithAgenticCX": "one export is all that shows it",
	"CreateTask":                      "nothing tells how fields of task templates are written",
	"CreateContact":                   "known from exports only, of email",
	"StartOutboundChatContact":        "WhatsApp and message templates are not documented",
	"StartOutboundEmailContact":       "known from exports only",
	"UpdateContactData":               "the designer also sets a task template and an expiry: nothing tells their names",
	"CreateWisdomSession":             "the block also chooses an AI agent: exports have it in the metadata, no page says that it is only there",
	"GetCase":                         "the block also finds the case of another contact: nothing tells how that is written",
	"CheckSegmentMembership":          "AWS's page names no parameters",
	"RenderMessageTemplate":           "known from exports and one probe only",
	"Loop":                            "AWS's pages tell of looping over an array, not how it is written",
	"RouteContactToAgent":             "only the admin guide shows it, without a parameter",
}

func checkOpen(a *catalog.Action, find finding) {
	if _, reason := openFor[a.Type]; reason != a.OpenParams {
		find("open: %v, a reason is given: %v", a.OpenParams, reason)
	}
}
