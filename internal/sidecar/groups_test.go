package sidecar_test

import (
	"fmt"
	"strings"
	"testing"

	"switchyard.dev/switchyard/internal/sidecar"
)

// groupID is a UUID that ends in a letter.
func groupID(letter string) string {
	return "00000000-0000-4000-8000-00000000000" + letter
}

func makeGroup(letter, name string, blocks ...string) sidecar.Regroup {
	return sidecar.Regroup{Change: sidecar.MakeGroup, ID: groupID(letter), Name: name, Blocks: blocks, Folded: true}
}

func regrouped(t *testing.T, d sidecar.Document, changes ...sidecar.Regroup) sidecar.Document {
	t.Helper()
	for _, c := range changes {
		after, field, reason := d.Regrouped(c)
		if field != "" {
			t.Fatalf("%+v: %s %s", c, field, reason)
		}
		d = after
	}
	return d
}

// groups writes groups as "Name[a b]", with a star when unfolded.
func groups(d sidecar.Document) string {
	var out []string
	for _, g := range d.Groups {
		star := "*"
		if g.Folded {
			star = ""
		}
		out = append(out, fmt.Sprintf("%s%s%v", g.Name, star, g.Blocks))
	}
	return strings.Join(out, " ")
}

func TestChangesOfGroups(t *testing.T) {
	two := regrouped(t, sidecar.Document{}, makeGroup("a", "A", "1", "2"), makeGroup("b", "B", "3", "4"))
	to := func(kind sidecar.RegroupKind, letter, name string, blocks ...string) sidecar.Regroup {
		return sidecar.Regroup{Change: kind, ID: groupID(letter), Name: name, Blocks: blocks}
	}
	cases := []struct {
		name   string
		change sidecar.Regroup
		want   string
	}{
		{"another", makeGroup("c", " C ", "5"), "A[1 2] B[3 4] C[5]"},
		{"another of blocks that are in one", makeGroup("c", "C", "2", "5"), "A[1] B[3 4] C[2 5]"},
		{"another of all blocks of one", makeGroup("c", "C", "1", "2", "3"), "B[4] C[1 2 3]"},
		{"another name", to(sidecar.RenameGroup, "a", " Z"), "Z[1 2] B[3 4]"},
		{"other blocks", to(sidecar.SetGroup, "a", "", "2", "3"), "A[2 3] B[4]"},
		{"all blocks of another", to(sidecar.SetGroup, "a", "", "3", "4"), "A[3 4]"},
		{"unfolded", to(sidecar.UnfoldGroup, "b", ""), "A[1 2] B*[3 4]"},
		{"folded already", to(sidecar.FoldGroup, "b", ""), "A[1 2] B[3 4]"},
		{"dissolved", to(sidecar.Ungroup, "a", ""), "B[3 4]"},
	}
	for _, c := range cases {
		if got := groups(regrouped(t, two, c.change)); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
		if groups(two) != "A[1 2] B[3 4]" {
			t.Fatalf("%s: the document itself changed: %s", c.name, groups(two))
		}
	}
}

func TestProblemsOfGroups(t *testing.T) {
	one := regrouped(t, sidecar.Document{}, makeGroup("a", "A", "1"))
	full := sidecar.Document{}
	for i := range 200 {
		c := makeGroup("a", "x", fmt.Sprint(i))
		c.ID = fmt.Sprintf("00000000-0000-4000-8000-%012d", i)
		full = regrouped(t, full, c)
	}
	many := make([]string, 5001)
	for i := range many {
		many[i] = fmt.Sprint("b", i)
	}
	for name, c := range map[string]struct {
		in     sidecar.Document
		change sidecar.Regroup
		field  string
	}{
		"no UUID":             {one, sidecar.Regroup{Change: sidecar.MakeGroup, ID: "x", Name: "x", Blocks: []string{"2"}}, "id"},
		"twice":               {one, makeGroup("a", "x", "2"), "id"},
		"no name":             {one, makeGroup("b", " \t", "2"), "name"},
		"long name":           {one, makeGroup("b", strings.Repeat("é", 61), "2"), "name"},
		"longest name":        {one, makeGroup("b", strings.Repeat("é", 60), "2"), ""},
		"name of two lines":   {one, makeGroup("b", "a\nb", "2"), "name"},
		"no blocks":           {one, makeGroup("b", "x"), "blocks"},
		"too many blocks":     {one, makeGroup("b", "x", many...), "blocks"},
		"too many groups":     {full, sidecar.Regroup{Change: sidecar.MakeGroup, ID: groupID("f"), Name: "x", Blocks: []string{"z"}}, "id"},
		"gone":                {one, sidecar.Regroup{Change: sidecar.FoldGroup, ID: groupID("b")}, "id"},
		"set to nothing":      {one, sidecar.Regroup{Change: sidecar.SetGroup, ID: groupID("a")}, "blocks"},
		"renamed to nothing":  {one, sidecar.Regroup{Change: sidecar.RenameGroup, ID: groupID("a")}, "name"},
		"unknown change":      {one, sidecar.Regroup{Change: "burn", ID: groupID("a")}, "change"},
		"dissolved, no fault": {one, sidecar.Regroup{Change: sidecar.Ungroup, ID: groupID("a")}, ""},
	} {
		after, field, reason := c.in.Regrouped(c.change)
		if field != c.field || (reason == "") != (field == "") {
			t.Errorf("%s: %q %q", name, field, reason)
		}
		if field != "" && !after.Equal(c.in) {
			t.Errorf("%s: it was refused and changed %s", name, groups(after))
		}
	}
}

func TestGroupsFollowRenames(t *testing.T) {
	d := regrouped(t, sidecar.Document{}, makeGroup("a", "A", "1", "2"), makeGroup("b", "B", "3"))
	cases := []struct {
		name    string
		renames []sidecar.Rename
		want    string
	}{
		{"one", []sidecar.Rename{{From: "2", To: "x"}}, "A[1 x] B[3]"},
		{"in a row", []sidecar.Rename{{From: "2", To: "x"}, {From: "x", To: "y"}}, "A[1 y] B[3]"},
		{"swapped", []sidecar.Rename{{From: "1", To: "t"}, {From: "3", To: "1"}, {From: "t", To: "3"}}, "A[3 2] B[1]"},
		{"over what a removed block left", []sidecar.Rename{{From: "2", To: "3"}}, "A[1 3]"},
		{"of a block without group to what one left", []sidecar.Rename{{From: "q", To: "3"}}, "A[1 2]"},
		{"of somebody else", []sidecar.Rename{{From: "q", To: "r"}}, "A[1 2] B[3]"},
	}
	for _, c := range cases {
		if got := groups(d.Renamed(c.renames)); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
	if groups(d) != "A[1 2] B[3]" {
		t.Errorf("the document itself changed: %s", groups(d))
	}
}

func TestTextKeepsGroups(t *testing.T) {
	d := regrouped(t, sidecar.Document{}, makeGroup("a", "</script>é", "1"))
	text, err := d.Text()
	if err != nil {
		t.Fatal(err)
	}
	again, err := sidecar.Parse(text)
	if err != nil || !again.Equal(d) {
		t.Errorf("%+v (%v)", again, err)
	}
	for _, c := range []sidecar.Regroup{
		{Change: sidecar.UnfoldGroup, ID: groupID("a")},
		{Change: sidecar.RenameGroup, ID: groupID("a"), Name: "x"},
		{Change: sidecar.SetGroup, ID: groupID("a"), Blocks: []string{"2"}},
		{Change: sidecar.Ungroup, ID: groupID("a")},
	} {
		if regrouped(t, d, c).Equal(d) {
			t.Errorf("after %s it is the same", c.Change)
		}
	}
}
