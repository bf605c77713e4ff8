package store_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"switchyard.dev/switchyard/internal/auth"
	"switchyard.dev/switchyard/internal/store"
)

func TestContentIsKeptByteForByte(t *testing.T) {
	s := open(t)
	for _, text := range []string{
		"", "{}", "{\r\n\t\"a\" : 1.0e0 ,\"a\":2}\n\n", `{"x":"\u0000 \ud800 <script>"}`, "  not json at all ", "\ufeff{}", strings.Repeat("ß", 100_000),
	} {
		f, err := s.CreateFlow(t.Context(), store.System, store.NewFlow{Name: "x", Type: "MODULE", Format: "module", Content: text, Settings: &text})
		if err != nil {
			t.Fatal(err)
		}
		d := must(s.Draft(t.Context(), f.ID))(t)
		if d.Snapshot != text || d.Settings == nil || *d.Settings != text {
			t.Errorf("%.20q comes back as %.20q", text, d.Snapshot)
		}
		v := must(s.CreateVersion(t.Context(), store.System, f.ID, store.NewVersion{Content: text, Settings: &text, Revision: 1}))(t)
		if got := must(s.Version(t.Context(), f.ID, v.Number))(t); got.Content != text || got.Size != len(text) {
			t.Errorf("%.20q comes back from its version as %.20q", text, got.Content)
		}
	}
}

func TestFlowsThatCannotBeStoredAreRefusedWhole(t *testing.T) {
	s := open(t)
	good := store.NewFlow{Name: "x", Type: "CONTACT_FLOW", Format: "flow", Content: "{}"}
	for field, change := range map[string]func(*store.NewFlow){
		"name":        func(n *store.NewFlow) { n.Name = " \t " },
		"type":        func(n *store.NewFlow) { n.Type = "" },
		"format":      func(n *store.NewFlow) { n.Format = "" },
		"content":     func(n *store.NewFlow) { n.Content = "{\xff}" },
		"description": func(n *store.NewFlow) { n.Description = strings.Repeat("x", 2001) },
	} {
		n := good
		change(&n)
		var invalid *store.Invalid
		if _, err := s.CreateFlow(t.Context(), store.System, n); !errors.As(err, &invalid) || invalid.Field != field {
			t.Errorf("bad %s: %v", field, err)
		}
	}
	var rows int
	if err := s.Pool().QueryRow(t.Context(), `select (select count(*) from flows) + (select count(*) from drafts) + (select count(*) from audit)`).Scan(&rows); err != nil || rows != 0 {
		t.Errorf("%d rows are stored (%v)", rows, err)
	}
}

func TestFlowLife(t *testing.T) {
	s := open(t)
	ctx := t.Context()
	u := newUser(t, s, "u@example.com", auth.Designer)
	actor := u.Actor("192.0.2.1")
	f := must(s.CreateFlow(ctx, actor, store.NewFlow{Name: " Main menu ", Type: "CONTACT_FLOW", Format: "flow", Content: content, SourceName: "main.json"}))(t)
	if f.Name != "Main menu" || f.Revision != 1 || f.LatestVersion != nil || len(f.Published) != 0 || !f.DraftDiffers || f.Archived() {
		t.Errorf("a new flow is %+v", f)
	}
	name, about := "Menu", "What callers hear first"
	if f = must(s.UpdateFlow(ctx, actor, f.ID, store.FlowPatch{Name: &name}))(t); f.Name != name || f.Description != "" {
		t.Errorf("renamed it is %+v", f)
	}
	if f = must(s.UpdateFlow(ctx, actor, f.ID, store.FlowPatch{Description: &about}))(t); f.Name != name || f.Description != about {
		t.Errorf("described it is %+v", f)
	}
	if f = must(s.UpdateFlow(ctx, actor, f.ID, store.FlowPatch{Type: new("CUSTOMER_QUEUE")}))(t); f.Type != "CUSTOMER_QUEUE" {
		t.Errorf("type is %s", f.Type)
	}
	if f = must(s.ArchiveFlow(ctx, actor, f.ID))(t); !f.Archived() {
		t.Error("archived it is not")
	}
	if _, err := s.CreateVersion(ctx, actor, f.ID, store.NewVersion{Content: content, Revision: 1}); !errors.Is(err, store.ErrArchived) {
		t.Errorf("a version of an archived flow: %v", err)
	}
	if f = must(s.RestoreFlow(ctx, actor, f.ID))(t); f.Archived() {
		t.Error("restored it is still archived")
	}
	must(s.RestoreFlow(ctx, actor, f.ID))(t) // no change, no row
	want := []string{
		store.AuditFlowCreated, store.AuditFlowUpdated, store.AuditFlowUpdated, store.AuditFlowType, store.AuditFlowArchived, store.AuditFlowRestored,
	}
	if got := actions(t, s, "flow", f.ID); !slices.Equal(got, want) {
		t.Errorf("audit is %v, want %v", got, want)
	}
}

func TestPublishedFlowKeepsItsType(t *testing.T) {
	s := open(t)
	ctx := t.Context()
	f := newFlow(t, s, "x")
	must(s.CreateVersion(ctx, store.System, f.ID, store.NewVersion{Content: content, Revision: 1}))(t)
	must(s.UpdateFlow(ctx, store.System, f.ID, store.FlowPatch{Type: new("CUSTOMER_HOLD")}))(t)
	must(s.Publish(ctx, store.System, f.ID, store.NewPublication{Version: 1, Environment: "Local"}))(t)
	if _, err := s.UpdateFlow(ctx, store.System, f.ID, store.FlowPatch{Type: new("CONTACT_FLOW")}); !errors.Is(err, store.ErrPublished) {
		t.Errorf("change the type: %v", err)
	}
	if _, err := s.UpdateFlow(ctx, store.System, f.ID, store.FlowPatch{Type: new("CUSTOMER_HOLD")}); err != nil {
		t.Errorf("the same type again: %v", err)
	}
}

// names lists a filter's flows over all pages, failing on a repeat.
func names(t *testing.T, s *store.Store, filter store.FlowFilter) []string {
	t.Helper()
	var all []string
	seen := map[string]bool{}
	for {
		flows, next, err := s.Flows(t.Context(), filter)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range flows {
			if seen[f.ID] {
				t.Fatalf("%s is on two pages", f.Name)
			}
			seen[f.ID] = true
			all = append(all, f.Name)
		}
		if next == "" {
			return all
		}
		filter.Cursor = next
	}
}

func TestListOfFlowsIsPagedUnderEqualNames(t *testing.T) {
	s := open(t)
	for i := range 23 {
		newFlow(t, s, []string{"Same", "same", "SAME", fmt.Sprintf("other %d", i)}[i%4])
	}
	for _, limit := range []int{1, 2, 5, 22, 23, 24} {
		if got := names(t, s, store.FlowFilter{Page: store.Page{Limit: limit}}); len(got) != 23 {
			t.Errorf("pages of %d hold %d flows, want 23", limit, len(got))
		}
	}
}

func TestSearchIsLiteral(t *testing.T) {
	s := open(t)
	all := []string{`100% sure`, `100 per cent`, `a_b`, `axb`, `back\slash`, `O'Brien`, `Größe`}
	for _, name := range all {
		newFlow(t, s, name)
	}
	about := "Callers about invoices"
	f := newFlow(t, s, "Billing")
	must(s.UpdateFlow(t.Context(), store.System, f.ID, store.FlowPatch{Description: &about}))(t)
	for query, want := range map[string][]string{
		"100%": {"100% sure"}, "a_b": {"a_b"}, `\`: {`back\slash`}, "o'b": {"O'Brien"}, "GRÖ": {"Größe"}, "größe": {"Größe"},
		"INVOICES": {"Billing"}, f.ID: {"Billing"}, strings.ToUpper(f.ID[:13]): {"Billing"}, "' or true --": nil, "  billing ": {"Billing"},
	} {
		if got := names(t, s, store.FlowFilter{Query: query}); !slices.Equal(got, want) {
			t.Errorf("search for %q finds %q, want %q", query, got, want)
		}
	}
}

func TestListIsNarrowedByTypeStateAndArchive(t *testing.T) {
	s := open(t)
	ctx := t.Context()
	flows := map[string]store.Flow{}
	for _, name := range []string{"new", "saved", "edited", "live", "live and edited", "put away"} {
		flows[name] = newFlow(t, s, name)
	}
	save := func(name string) {
		must(s.CreateVersion(ctx, store.System, flows[name].ID, store.NewVersion{Content: content, Revision: 1}))(t)
	}
	edit := func(name string) {
		must(s.AppendBatches(ctx, flows[name].ID, 1, []store.LogEntry{{Client: "c", Seq: 1}}))(t)
	}
	publish := func(name string) {
		must(s.Publish(ctx, store.System, flows[name].ID, store.NewPublication{Version: 1, Environment: "local"}))(t)
	}
	for _, name := range []string{"saved", "edited", "live", "live and edited"} {
		save(name)
	}
	edit("edited")
	edit("live and edited")
	publish("live")
	publish("live and edited")
	must(s.ArchiveFlow(ctx, store.System, flows["put away"].ID))(t)
	must(s.UpdateFlow(ctx, store.System, flows["saved"].ID, store.FlowPatch{Type: new("MODULE")}))(t)
	for _, c := range []struct {
		filter store.FlowFilter
		want   []string
	}{
		{store.FlowFilter{}, []string{"edited", "live", "live and edited", "new", "saved"}},
		{store.FlowFilter{State: store.StateEdited}, []string{"edited", "live and edited", "new"}},
		{store.FlowFilter{State: store.StatePublished}, []string{"live", "live and edited"}},
		{store.FlowFilter{State: store.StateUnpublished}, []string{"edited", "new", "saved"}},
		{store.FlowFilter{State: "nonsense"}, nil},
		{store.FlowFilter{Type: "MODULE"}, []string{"saved"}},
		{store.FlowFilter{Archived: true}, []string{"put away"}},
		{store.FlowFilter{Query: "live", State: store.StateEdited, Type: "CONTACT_FLOW"}, []string{"live and edited"}},
	} {
		if got := names(t, s, c.filter); !slices.Equal(got, c.want) {
			t.Errorf("%+v lists %q, want %q", c.filter, got, c.want)
		}
	}
	f := must(s.Flow(ctx, flows["live and edited"].ID))(t)
	if f.Revision != 2 || f.LatestVersion == nil || *f.LatestVersion != 1 || f.Published["Local"] != 1 || !f.DraftDiffers {
		t.Errorf("live and edited is %+v", f)
	}
	if f := must(s.Flow(ctx, flows["saved"].ID))(t); f.DraftDiffers {
		t.Error("right after saving the draft differs from the version")
	}
}
