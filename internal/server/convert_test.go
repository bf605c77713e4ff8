package server_test

import (
	"strings"
	"testing"

	"switchyard.dev/switchyard/internal/auth"
)

const oldFlow = `{
  "modules": [
    {"id": "a", "type": "PlayPrompt", "branches": [{"condition": "Success", "transition": "b"}],
     "parameters": [{"name": "Text", "value": "Hello <b>", "namespace": null}, {"name": "TextToSpeechType", "value": "text"}],
     "metadata": {"position": {"x": 10, "y": 20}}},
    {"id": "b", "type": "NoSuchBlock", "branches": [], "parameters": [], "metadata": {"position": {"x": 300, "y": 20}}}
  ],
  "version": "1", "type": "contactFlow", "start": "a",
  "metadata": {"entryPointPosition": {"x": 0, "y": 0}, "name": "Old"}
}`

func TestConvertingADraft(t *testing.T) {
	w := newWorld(t)
	dora := w.signedIn(auth.Designer)
	f := w.makeFlow("Old", oldFlow)
	at := "/flows/" + f.ID
	page := dora.get(at + "/convert").is(200)
	if got := page.text("notes"); !strings.Contains(got, "NoSuchBlock") {
		t.Errorf("the block that cannot be carried is not named: %q", got)
	}
	revision, _ := page.page().Find("input[name=revision]").Attr("value")

	dora.post(at + "/convert").is(428)
	dora.post(at+"/convert", "revision", "77").is(409)
	dora.post(at+"/convert", "revision", revision).leadsTo(at)
	got := string(dora.get(at + "/export").is(200).Body)
	if !strings.Contains(got, `"MessageParticipant"`) || !strings.Contains(got, `"Hello <b>"`) || strings.Contains(got, `"modules"`) {
		t.Errorf("the draft is now %s", got)
	}
	if converted, err := w.store.Flow(t.Context(), f.ID); err != nil || converted.Format != "flow" {
		t.Errorf("the flow's format is %q, %v", converted.Format, err)
	}
	if old, err := w.store.Version(t.Context(), f.ID, 1); err != nil || old.Content != oldFlow {
		t.Errorf("the old text is kept as %q, %v", old.Content, err)
	}
	dora.get(at + "/convert").is(409)
	dora.post(at+"/convert", "revision", "2").is(409)

	archived := w.makeFlow("Away", oldFlow)
	dora.post("/flows/" + archived.ID + "/archive")
	dora.post("/flows/"+archived.ID+"/convert", "revision", "1").is(409)
}
