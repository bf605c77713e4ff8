package live

import (
	"encoding/json"
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"switchyard.dev/switchyard/internal/flow"
)

// follower is a client that knows what everybody is told and nothing else.
type follower struct {
	desk     *desk
	doc      *flow.Document
	revision int64
}

func newFollower(d *desk) *follower {
	return &follower{desk: d, doc: flow.ParseString(d.text()), revision: d.room.revision}
}

// follow applies what was broadcast since and holds the flow against the
// server's (law 6 of the design).
func (f *follower) follow() {
	d := f.desk
	d.t.Helper()
	for _, row := range d.store.rows(testFlow) {
		if row.Revision <= f.revision {
			continue
		}
		var ops []flow.Op
		if err := json.Unmarshal(row.Ops, &ops); err != nil {
			d.t.Fatal(err)
		}
		if _, rejected := f.doc.Apply(ops); rejected != nil {
			d.t.Fatalf("revision %d does not apply: %+v\n%s", row.Revision, *rejected, row.Ops)
		}
		f.revision = row.Revision
	}
	mine, err := flow.Canonical(f.doc.Bytes())
	if err != nil {
		d.t.Fatal(err)
	}
	servers, err := flow.Canonical(d.room.doc.Bytes())
	if err != nil {
		d.t.Fatal(err)
	}
	if f.revision != d.room.revision || string(mine) != string(servers) {
		d.t.Fatalf("a client at %d holds\n%s\nthe server at %d\n%s", f.revision, mine, d.room.revision, servers)
	}
}

// bareFlow has blocks without Parameters, Transitions, Errors, Conditions, and
// neither Metadata nor notes: nearly every edit has to make a container.
const bareFlow = `{"StartAction":"b0","Actions":[{"Identifier":"b0"},{"Identifier":"b1","Transitions":{}},` +
	`{"Identifier":"b2","Parameters":{},"Transitions":{"NextAction":"b0","Errors":[],"Conditions":[]}}]}`

func condition(id, operand, target string) flow.Op {
	return flow.Op{Kind: flow.AddCondition, ID: id, Operator: "Equals", Operands: []string{operand}, Target: target}
}

func setError(id, kind, target string, mirror bool) flow.Op {
	return flow.Op{Kind: flow.SetTarget, ID: id, Branch: &flow.Branch{Kind: flow.BranchError, Error: kind}, Target: target, Mirror: mirror}
}

func addNote(id, block string) flow.Op {
	return flow.Op{Kind: flow.AddNote, ID: id, Value: json.RawMessage(fmt.Sprintf(`{"id":%q,"content":"hi","actionId":%q}`, id, block))}
}

func addPlaced(id, next string) flow.Op {
	op := addPrompt(id, next)
	op.Metadata = json.RawMessage(`{"position":{"x":1,"y":2}}`)
	return op
}

func TestClientsFollowAnUndo(t *testing.T) {
	batches := map[string][]flow.Op{
		"condition":             {condition("b0", "1", "b1")},
		"condition, Conditions": {condition("b1", "1", "b1")},
		"next":                  {setNext("b0", "b1")},
		"error":                 {setError("b0", "E", "b1", false)},
		"error, mirrored":       {setError("b0", "E", "b1", true)},
		"error, mirrored too":   {setError("b1", "E", "b1", true)},
		"parameter":             {setText("b0", "hi")},
		"parameter, deep":       {{Kind: flow.SetParameter, ID: "b0", Path: []string{"A", "B"}, Value: quoted("x")}},
		"position":              {move("b0", 3, 4)},
		"entry point":           {move("", 3, 4)},
		"metadata":              {{Kind: flow.SetMetadata, ID: "b0", Path: []string{"queue", "text"}, Value: quoted("x")}},
		"metadata of the flow":  {{Kind: flow.SetMetadata, Path: []string{"snapToGrid"}, Value: json.RawMessage("true")}},
		"rename":                {renameTo("b0", "Hello")},
		"note":                  {addNote("n1", "b0")},
		"block":                 {addPlaced("new", "b0"), addPlaced("next", "new")},
		"all at once": {
			addPlaced("new", "b0"), condition("new", "1", "b0"), addNote("n1", "new"), setText("b0", "x"),
			renameTo("new", "newer"), setError("b0", "E", "newer", true), remove("newer"), condition("b0", "1", "b0"),
		},
	}
	for name, ops := range batches {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, bareFlow)
			client := newFollower(d)
			d.must(d.edit("ann", ops...))
			client.follow()
			for seq := int64(1); seq <= 3; seq++ { // undo, redo, undo
				d.must(d.undo("ann", seq))
				client.follow()
			}
			if d.text() != bareFlow {
				t.Errorf("undo did not restore the bytes:\n%s", d.text())
			}
		})
	}
}

// TestClientsFollowAnyUndo lets three people edit and undo at random, close
// together and far apart.
func TestClientsFollowAnyUndo(t *testing.T) {
	users := []string{"ann", "ben", "cat"}
	rapid.Check(t, func(t *rapid.T) {
		d := newDesk(t, rapid.SampledFrom([]string{bareFlow, sampleFlow(4)}).Draw(t, "content"))
		client := newFollower(d)
		for range rapid.IntRange(1, 30).Draw(t, "steps") {
			user := rapid.SampledFrom(users).Draw(t, "user")
			if last := d.seqs[user]; last > 0 && rapid.Bool().Draw(t, "undo") {
				// The newest most of the time: that is what restores bytes.
				back := rapid.SampledFrom([]int64{0, 0, 0, 1, 2}).Draw(t, "back")
				d.undo(user, max(1, last-back))
			} else {
				ops := rapid.SliceOfN(rapid.Custom(d.anyOp), 1, 4).Draw(t, "ops")
				d.edit(user, ops...)
			}
			client.follow()
		}
		if d.replayed() != d.text() {
			t.Fatal("the log does not give the content")
		}
	})
}

// anyOp is an operation that has a chance to apply.
func (d *desk) anyOp(t *rapid.T) flow.Op {
	ids := []string{"new0", "new1", "gone"}
	var branches []flow.Branch
	for _, a := range d.room.doc.Actions() {
		ids = append(ids, a.ID)
		eachTarget(a, func(b flow.Branch, _ string) { branches = append(branches, b) })
	}
	id, target := rapid.SampledFrom(ids).Draw(t, "id"), rapid.SampledFrom(ids).Draw(t, "target")
	fresh := rapid.SampledFrom([]string{"new0", "new1"}).Draw(t, "fresh")
	few := rapid.SampledFrom([]string{"1", "2"}).Draw(t, "few")
	branches = append(branches, flow.Branch{Kind: flow.BranchNext}, flow.Branch{Kind: flow.BranchError, Error: few})
	branch := rapid.SampledFrom(branches).Draw(t, "branch")
	path := rapid.SampledFrom([][]string{{"Text"}, {"A", "B"}, {"position"}}).Draw(t, "path")
	return rapid.SampledFrom([]flow.Op{
		condition(id, few, target),
		setNext(id, target),
		setError(id, few, target, true),
		setError(id, few, target, false),
		{Kind: flow.RemoveBranch, ID: id, Branch: &branch},
		{Kind: flow.RemoveCondition, ID: id, Branch: &branch},
		{Kind: flow.SetCondition, ID: id, Branch: &branch, Operator: "Equals", Operands: []string{few}},
		{Kind: flow.SetParameter, ID: id, Path: path, Value: quoted(few)},
		{Kind: flow.ClearParameter, ID: id, Path: path},
		{Kind: flow.SetMetadata, ID: id, Path: path, Value: json.RawMessage(`{"x":1,"y":2}`)},
		{Kind: flow.ClearMetadata, ID: id, Path: path},
		{Kind: flow.ClearMetadata, Path: []string{"ActionMetadata"}},
		move(id, 3, 4),
		move("", 3, 4),
		renameTo(id, fresh),
		addPrompt(fresh, target),
		addPlaced(fresh, target),
		remove(id),
		addNote(few, target),
		{Kind: flow.SetNote, ID: few, Path: []string{"size", "width"}, Value: json.RawMessage("3")},
		{Kind: flow.RemoveNote, ID: few},
		{Kind: flow.SetStart, Target: target},
	}).Draw(t, "op")
}
