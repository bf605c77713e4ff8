package server_test

import (
	"strings"
	"testing"

	"switchyard.dev/switchyard/internal/auth"
)

type diffAnswer struct {
	Same    bool
	Moves   int
	Changes []struct{ Kind string }
}

// threeStates makes a flow with version 1, version 2 (renamed in its
// metadata), of which the first is live, and a draft in which a block moved.
func threeStates(t *testing.T, w *world) (id string, p *person) {
	t.Helper()
	p = w.withToken(auth.Admin)
	f := w.makeFlow("Compared", tinyFlow)
	at := "/api/v1/flows/" + f.ID
	put := func(text string) {
		tag := p.get(at + "/content").Header.Get("ETag")
		p.do("PUT", at+"/content", strings.NewReader(text), header("If-Match", tag)).is(200)
	}
	p.json("POST", at+"/versions", map[string]any{"message": "one"}).is(201)
	put(strings.Replace(tinyFlow, `"Type":"DisconnectParticipant"`, `"Type":"EndFlowExecution"`, 1))
	p.json("POST", at+"/versions", map[string]any{"message": "two"}).is(201)
	p.json("POST", at+"/publications", map[string]any{"version": 1, "environment": "Local"}).is(201)
	put(strings.Replace(tinyFlow, `{"x":100,"y":0}`, `{"x":200,"y":0}`, 1))
	return f.ID, p
}

func TestDiffOfStates(t *testing.T) {
	w := newWorld(t)
	id, p := threeStates(t, w)
	at := "/api/v1/flows/" + id + "/diff?"
	for query, want := range map[string]struct {
		same  bool
		moves int
		kind  string
	}{
		"from=version:1&to=version:2":         {false, 0, "type_changed"},
		"from=version:1&to=version:1":         {true, 0, ""},
		"from=environment:Local&to=version:1": {true, 0, ""},
		"from=version:1&to=draft":             {false, 1, ""},
		"from=version:1":                      {false, 1, ""},
		"from=draft&to=version:2":             {false, 1, "type_changed"},
	} {
		var got diffAnswer
		p.get(at + query).is(200).into(&got)
		kind := ""
		if len(got.Changes) > 0 {
			kind = got.Changes[0].Kind
		}
		if got.Same != want.same || got.Moves != want.moves || kind != want.kind {
			t.Errorf("%s: %+v, want %+v", query, got, want)
		}
	}
	for query, want := range map[string]struct {
		status      int
		code, field string
	}{
		"":                                     {422, "invalid", "from"},
		"to=version:1":                         {422, "invalid", "from"},
		"from=version:x":                       {422, "invalid", "from"},
		"from=draft&to=nonsense":               {422, "invalid", "to"},
		"from=version:9":                       {404, "not_found", ""},
		"from=version:99999999999999&to=draft": {404, "not_found", ""},
		"from=draft&to=environment:Nowhere":    {404, "not_found", ""},
	} {
		var problem struct{ Code, Field string }
		p.get(at + query).is(want.status).into(&problem)
		if problem.Code != want.code || problem.Field != want.field {
			t.Errorf("%s: %+v, want %+v", query, problem, want)
		}
	}
	p.get("/api/v1/flows/00000000-0000-4000-8000-000000000000/diff?from=draft").is(404)
}

func TestDiffTellsModuleSettings(t *testing.T) {
	w := newWorld(t)
	p := w.withToken(auth.Designer)
	module := p.do("POST", "/api/v1/flows?name=M", strings.NewReader(`{"Version":"2019-10-30","StartAction":"a","Settings":{},"Actions":[{"Identifier":"a","Type":"EndFlowModuleExecution","Parameters":{},"Transitions":{}}],"Metadata":{}}`)).is(201)
	var made struct{ ID string }
	module.into(&made)
	at := "/api/v1/flows/" + made.ID
	p.json("POST", at+"/versions", map[string]any{}).is(201)
	tag := p.get(at + "/settings").is(200).Header.Get("ETag")
	p.json("PUT", at+"/settings", map[string]any{"settings": `{"Transitions":["Yes"]}`}, header("If-Match", tag)).is(200)
	var got diffAnswer
	p.get(at + "/diff?from=version:1").is(200).into(&got)
	if len(got.Changes) != 1 || got.Changes[0].Kind != "settings_changed" || got.Same {
		t.Errorf("got %+v", got)
	}
	got = diffAnswer{}
	if p.get(at + "/diff?from=version:1&to=version:1").is(200).into(&got); !got.Same {
		t.Errorf("a version differs from itself: %+v", got)
	}
}
