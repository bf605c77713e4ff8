package layout_test

import (
	"testing"

	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/layout"
)

// noted is a column of three blocks with a note attached to the second, one
// that stands by the third, and one that stands by none.
const noted = `{"StartAction":"a","Metadata":{"ActionMetadata":{
"a":{"position":{"x":0,"y":0}},"b":{"position":{"x":0,"y":50}},"c":{"position":{"x":0,"y":300}}},
"Annotations":[
{"id":"attached","actionId":"b","position":{"x":9000,"y":9000},"size":{"width":300,"height":200}},
{"id":"beside","position":{"x":0,"y":400},"size":{"width":200,"height":100}},
{"id":"elsewhere","position":{"x":5000,"y":5000}}]},
"Actions":[
{"Identifier":"a","Type":"MessageParticipant","Parameters":{"Text":"Hi"},"Transitions":{"NextAction":"b"}},
{"Identifier":"b","Type":"MessageParticipant","Parameters":{"Text":"Hi"},"Transitions":{"NextAction":"c"}},
{"Identifier":"c","Type":"DisconnectParticipant","Parameters":{},"Transitions":{}}]}`

func TestNotesFollowTheirBlocks(t *testing.T) {
	doc := flow.ParseString(noted)
	before := byID(layout.Notes(doc))
	arrange(t, doc, layout.Options{})
	boxes, _ := layout.Drawn(doc)
	notes := layout.Notes(doc)
	if pair := overlap(append(notes, boxes...)); pair != "" {
		t.Error(pair)
	}
	blocks, after := byID(boxes), byID(notes)
	b, attached := blocks["b"], after["attached"]
	if below := b.Y - attached.Y - attached.H; attached.X != b.X || below < 0 || below > 50 {
		t.Errorf("the attached note is at %+v, its block at %+v", attached, b)
	}
	c, beside := blocks["c"], after["beside"]
	if beside.X < c.X-200 || beside.X > c.X+400 || beside.Y < c.Y-300 || beside.Y > c.Y+500 {
		t.Errorf("the note by c is at %+v, c at %+v", beside, c)
	}
	if after["elsewhere"] != before["elsewhere"] {
		t.Errorf("a note by no block was moved to %+v", after["elsewhere"])
	}
	if n := arrange(t, doc, layout.Options{}); n > 0 {
		t.Errorf("arranging again moves %d things", n)
	}
}

func byID(boxes []layout.Box) map[string]layout.Box {
	out := map[string]layout.Box{}
	for _, b := range boxes {
		out[b.ID] = b
	}
	return out
}
