package diff_test

import (
	"testing"

	"switchyard.dev/switchyard/internal/diff"
)

func TestCount(t *testing.T) {
	const before = `{"StartAction":"a","Metadata":{"name":"x","Annotations":[{"id":"n","content":"old"}]},"Actions":[
		{"Identifier":"a","Type":"MessageParticipant","Parameters":{"Text":"Hi","SSML":"x"},"Transitions":{"NextAction":"b"}},
		{"Identifier":"b","Type":"Wait","Parameters":{},"Transitions":{"NextAction":"a"}},
		{"Identifier":"gone","Type":"Loop","Parameters":{"LoopCount":"3"}}]}`
	const after = `{"StartAction":"b","Metadata":{"name":"y","Annotations":[{"id":"m","content":"new"},{"id":"n","content":"newer"}]},"Actions":[
		{"Identifier":"a","Type":"MessageParticipant","Parameters":{"Text":"Hello","SSML":"y"},"Transitions":{"NextAction":""}},
		{"Identifier":"b","Type":"Wait","Parameters":{},"Transitions":{"NextAction":"b"}},
		{"Identifier":"fresh","Type":"DisconnectParticipant"}]}`
	// Changed: a, the flow's name, the note n. Rewired: the start, a, b.
	want := diff.Counts{Added: 2, Removed: 1, Changed: 3, Rewired: 3, Altered: 4}
	if got := compare(before, after).Count(); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	back := compare(after, before).Count()
	if back.Added != want.Removed || back.Removed != want.Added || back.Altered != want.Altered {
		t.Errorf("the other way round: %+v", back)
	}
	if same := compare(before, before).Count(); same != (diff.Counts{}) {
		t.Errorf("nothing changed: %+v", same)
	}
}
