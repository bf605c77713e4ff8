package live

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/gorilla/websocket"

	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/sidecar"
	"switchyard.dev/switchyard/internal/store"
)

const groupOne = "00000000-0000-4000-8000-000000000001"

// regroup sends a change of a group as it is made on the revision at hand.
func (c *tab) regroup(change sidecar.Regroup) {
	c.t.Helper()
	c.mu.Lock()
	defer c.mu.Unlock()
	text, err := json.Marshal(struct {
		Type string `json:"type"`
		Base int64  `json:"base"`
		sidecar.Regroup
	}{typeRegroup, c.revision, change})
	if err != nil {
		c.t.Fatal(err)
	}
	if err := c.ws.WriteMessage(websocket.TextMessage, text); err != nil {
		c.t.Fatal(err)
	}
}

func grouped(groups []sidecar.Group) string {
	var out []string
	for _, g := range groups {
		out = append(out, fmt.Sprintf("%s%v:%t", g.Name, g.Blocks, g.Folded))
	}
	return strings.Join(out, " ")
}

func (c *tab) waitGroups(want string) {
	c.t.Helper()
	c.wait("the groups "+want, func() bool { return grouped(c.groups) == want })
}

func makeOne(name string, blocks ...string) sidecar.Regroup {
	return sidecar.Regroup{Change: sidecar.MakeGroup, ID: groupOne, Name: name, Blocks: blocks, Folded: true}
}

func changeOne(kind sidecar.RegroupKind) sidecar.Regroup {
	return sidecar.Regroup{Change: kind, ID: groupOne}
}

func (s *site) openOn(flowID, user string) *tab {
	s.t.Helper()
	c := s.tabOn(flowID, user, newClient())
	c.connect()
	c.wait("welcome", func() bool { return len(c.welcomes) > 0 })
	return c
}

func TestGroupsAreSeenByAllAtOnce(t *testing.T) {
	s, id, ann := islandSite(t)
	one, two := s.openOn(id, ann.UserID), s.openOn(id, ann.UserID)
	if got := one.welcomes[0].Groups; got == nil || len(got) > 0 {
		t.Errorf("welcome says %+v", got)
	}
	steps := []struct {
		change sidecar.Regroup
		want   string
	}{
		{makeOne("Ends", "a", "island", "a", "nowhere"), "Ends[a island]:true"},
		{changeOne(sidecar.UnfoldGroup), "Ends[a island]:false"},
		{sidecar.Regroup{Change: sidecar.RenameGroup, ID: groupOne, Name: "Coasts"}, "Coasts[a island]:false"},
		{sidecar.Regroup{Change: sidecar.SetGroup, ID: groupOne, Blocks: []string{"island"}}, "Coasts[island]:false"},
		{changeOne(sidecar.FoldGroup), "Coasts[island]:true"},
	}
	for _, step := range steps {
		one.regroup(step.change)
		one.waitGroups(step.want)
		two.waitGroups(step.want)
	}
	late := s.openOn(id, ann.UserID)
	late.waitGroups("Coasts[island]:true")
	if text, revision, err := s.hub.Content(context.Background(), id); err != nil || text != island || revision != 1 {
		t.Errorf("the content is %s at %d (%v)", text, revision, err)
	}
	two.regroup(changeOne(sidecar.Ungroup))
	one.waitGroups("")
	if len(one.refused)+len(two.refused) > 0 {
		t.Errorf("refused: %+v %+v", one.refused, two.refused)
	}
}

func TestGroupsFollowTheirBlocks(t *testing.T) {
	s, id, ann := islandSite(t)
	one, two := s.openOn(id, ann.UserID), s.openOn(id, ann.UserID)
	one.regroup(makeOne("Ends", "a", "island"))
	two.waitGroups("Ends[a island]:true")
	one.edit(renameTo("island", "reef"))
	one.waitGroups("Ends[a reef]:true")
	two.waitGroups("Ends[a reef]:true")
	one.undo(1)
	two.waitGroups("Ends[a island]:true")
	// What was removed stays named, so that it comes back where it was.
	one.edit(remove("island"))
	one.edit(renameTo("a", "b"))
	two.waitGroups("Ends[b island]:true")
	// The sidecar in the table says the same as the room.
	beside, err := s.hub.store.(*store.Store).Sidecar(context.Background(), id)
	if err != nil || grouped(beside.Groups) != "Ends[b island]:true" {
		t.Errorf("the table says %s (%v)", grouped(beside.Groups), err)
	}
	// A name from before a rename still means the block.
	two.edit(renameTo("b", "c"))
	two.waitGroups("Ends[c island]:true")
	two.regroup(sidecar.Regroup{Change: sidecar.SetGroup, ID: groupOne, Blocks: []string{"a"}})
	one.waitGroups("Ends[c]:true")
}

func TestRestoringBringsGroupsBack(t *testing.T) {
	s, id, ann := islandSite(t)
	tab := s.openOn(id, ann.UserID)
	tab.regroup(makeOne("Ends", "a"))
	tab.waitGroups("Ends[a]:true")
	if _, err := s.hub.Restore(context.Background(), ann, id, nil, island, sidecar.Document{}); err != nil {
		t.Fatal(err)
	}
	tab.waitGroups("")
	kept := sidecar.Document{Groups: []sidecar.Group{{ID: groupOne, Name: "Old", Blocks: []string{"island"}}}}
	if _, err := s.hub.Restore(context.Background(), ann, id, nil, island, kept); err != nil {
		t.Fatal(err)
	}
	tab.waitGroups("Old[island]:false")
}

func TestChangesOfGroupsThatAreRefused(t *testing.T) {
	s, id, ann := islandSite(t)
	viewer := addUser(t, s.hub.store.(*store.Store), "vic")
	s.set(s.readers, viewer, true)
	editor, reader := s.openOn(id, ann.UserID), s.openOn(id, viewer)
	editor.regroup(makeOne("Ends", "a"))
	reader.waitGroups("Ends[a]:true")
	refused := func(c *tab, code string) {
		t.Helper()
		c.wait("a refusal", func() bool {
			at := slices.IndexFunc(c.refused, func(m groupRefusedMessage) bool { return m.Code == code && m.Message != "" && m.ID == groupOne })
			if at >= 0 {
				c.refused = nil
			}
			return at >= 0
		})
		// The groups as they are follow it.
		c.waitGroups("Ends[a]:true")
	}
	reader.regroup(changeOne(sidecar.UnfoldGroup))
	refused(reader, RejectReadOnly)
	editor.regroup(makeOne("Again", "island"))
	refused(editor, RejectBadGroup)
	editor.regroup(sidecar.Regroup{Change: sidecar.SetGroup, ID: groupOne, Blocks: []string{"nowhere"}})
	refused(editor, flow.RejectUnknownBlock)
	editor.regroup(sidecar.Regroup{Change: "burn", ID: groupOne})
	refused(editor, RejectBadGroup)
	if _, err := s.hub.store.(*store.Store).ArchiveFlow(context.Background(), ann, id); err != nil {
		t.Fatal(err)
	}
	editor.regroup(changeOne(sidecar.UnfoldGroup))
	refused(editor, RejectReadOnly)
}

func TestAGroupHoldsWhatWasAddedJustBefore(t *testing.T) {
	s, id, ann := islandSite(t)
	one := s.openOn(id, ann.UserID)
	// Nothing is waited for: the edit is ahead on the same connection.
	one.edit(renameTo("island", "reef"))
	one.regroup(makeOne("Ends", "reef"))
	one.waitGroups("Ends[reef]:true")
}
