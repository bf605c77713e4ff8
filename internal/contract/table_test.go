package contract_test

import (
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"switchyard.dev/switchyard/internal/contract"
	"switchyard.dev/switchyard/internal/flow"
)

func tableOf(t *testing.T, text string) contract.Table {
	t.Helper()
	c, _ := contract.Read(text)
	return c.Table()
}

func applied(t *testing.T, text string, change func(*contract.Table)) string {
	t.Helper()
	table := tableOf(t, text)
	change(&table)
	if problems := table.Check(); len(problems) > 0 {
		t.Fatalf("the table is refused: %v", problems)
	}
	after, err := contract.Apply(text, table)
	if err != nil {
		t.Fatal(err)
	}
	return after
}

// TestTheTableTouchesOnlyWhatItShows: each case is one edit of the table and
// the replacements in the text that it comes to; everything else keeps its bytes.
func TestTheTableTouchesOnlyWhatItShows(t *testing.T) {
	cases := []struct {
		name   string
		change func(*contract.Table)
		want   []string // old, new …
	}{
		{"nothing", func(*contract.Table) {}, nil},
		{"a description", func(t *contract.Table) { t.Input[0].Description = "Number" }, []string{`"The account"`, `"Number"`}},
		{"no description", func(t *contract.Table) { t.Input[0].Description = "" }, []string{`"description": "The account", `, ``}},
		{"a type", func(t *contract.Table) { t.Input[1].Type = "number" }, []string{`"integer"`, `"number"`}},
		{"a type that the table could not show", func(t *contract.Table) { t.Input[2].Type = "string" }, []string{`["string", "null"]`, `"string"`}},
		{"a name", func(t *contract.Table) { t.Input[0].Name = "account" }, []string{`"accountId"`, `"account"`}},
		{"names swapped", func(t *contract.Table) { t.Input[0].Name, t.Input[1].Name = "retries", "accountId" }, []string{
			`"accountId"`, `"retries"`, `"retries"`, `"accountId"`,
		}},
		{"one more required", func(t *contract.Table) { t.Input[1].Required = true }, []string{`"required": ["accountId"]`, `"required": ["accountId", "retries"]`}},
		{"none required", func(t *contract.Table) { t.Input[0].Required = false }, []string{",\n        \"required\": [\"accountId\"]", ``}},
		{"a value removed", func(t *contract.Table) { t.Input = t.Input[:2] }, []string{",\n            \"flags\": {\"type\": [\"string\", \"null\"]}", ``}},
		{"a required value removed", func(t *contract.Table) { t.Input = t.Input[1:] }, []string{
			`"accountId": {"type": "string", "description": "The account", "pattern": "^[0-9]+$"},` + "\n            ", ``, ",\n        \"required\": [\"accountId\"]", ``,
		}},
		{"a result", func(t *contract.Table) {
			t.Result = append(t.Result, contract.Row{Property: contract.Property{Name: "ok", Type: "boolean"}})
		}, []string{`{"tier": {"type": "string"}}`, `{"tier": {"type": "string"}, "ok": {"type": "boolean"}}`}},
		{"a branch's name", func(t *contract.Table) { t.Branches[0].Name = "Gold" }, []string{`"VIP"`, `"Gold"`}},
		{"a branch described", func(t *contract.Table) { t.Branches[1].Description = "No entry" }, []string{`{"name": "Blocked"}`, `{"name": "Blocked", "description": "No entry"}`}},
		{"a branch removed", func(t *contract.Table) { t.Branches = t.Branches[1:] }, []string{`{"name": "VIP", "description": "Gold or better", "x": 1},` + "\n        ", ``}},
		{"a branch more", func(t *contract.Table) {
			t.Branches = append(t.Branches, contract.BranchRow{Branch: contract.Branch{Name: "New"}})
		}, []string{`{"name": "Blocked"}`, `{"name": "Blocked"},` + "\n        " + `{"name": "New", "description": ""}`}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			for i := 0; i < len(c.want); i += 2 {
				if !strings.Contains(sample, c.want[i]) {
					t.Fatalf("the sample has no %q", c.want[i])
				}
			}
			want := strings.NewReplacer(c.want...).Replace(sample)
			if got := applied(t, sample, c.change); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

func TestATableMakesAContractOfNothing(t *testing.T) {
	for _, empty := range []string{"", "{}", " \n"} {
		got := applied(t, empty, func(t *contract.Table) {
			t.Input = []contract.Row{{Property: contract.Property{Name: "id", Type: "string", Description: "Who", Required: true}}}
			t.Branches = []contract.BranchRow{{Branch: contract.Branch{Name: "VIP"}}}
		})
		canonical, err := flow.Canonical([]byte(got))
		if err != nil {
			t.Fatal(err)
		}
		want := `{"input":{"schema":{"properties":{"id":{"description":"Who","type":"string"}},"required":["id"],"type":"object"}},"transitions":{"results":[{"description":"","name":"VIP"}]}}`
		if string(canonical) != want || !strings.Contains(got, "\n  \"input\": {\n") {
			t.Errorf("of %q came %s", empty, got)
		}
	}
}

func TestCheckSaysWhatIsWrongAtItsPlace(t *testing.T) {
	row := func(name string) contract.Row { return contract.Row{Property: contract.Property{Name: name}} }
	branch := func(name string) contract.BranchRow {
		return contract.BranchRow{Branch: contract.Branch{Name: name}}
	}
	table := contract.Table{
		Input:    []contract.Row{row("a"), row(""), row("a"), row("A")},
		Result:   []contract.Row{row("a")},
		Branches: []contract.BranchRow{branch("Success"), branch("x"), branch("x"), branch(""), branch("1"), branch("2"), branch("3"), branch("4"), branch("5")},
	}
	var fields []string
	for field := range table.Check() {
		fields = append(fields, field)
	}
	slices.Sort(fields)
	want := []string{"branches.0.name", "branches.2.name", "branches.3.name", "branches.8.name", "input.1.name", "input.2.name"}
	if !slices.Equal(fields, want) {
		t.Errorf("problems at %q, want %q", fields, want)
	}
}

func TestApplyRefusesWhatCannotBeEdited(t *testing.T) {
	for _, text := range []string{"{", "[]", `{"input":{"schema":7}}`, `{"input":{},"input":{}}`} {
		table := contract.Table{Input: []contract.Row{{Property: contract.Property{Name: "a"}}}}
		if after, err := contract.Apply(text, table); !errors.Is(err, flow.ErrNoSuchValue) {
			t.Errorf("%s became %s (%v)", text, after, err)
		}
	}
}

// TestWhatIsWrittenIsRead: after any edits of the table the text says what the
// table says, and a table that was read and not edited changes nothing.
func TestWhatIsWrittenIsRead(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 19))
	names := []string{"a", "b", "c", "accountId", "retries", "ä b", `q"`, "x.y", "0"}
	text := sample
	for range 400 {
		table := tableOf(t, text)
		for _, list := range []*[]contract.Row{&table.Input, &table.Result} {
			shake(r, list, names)
		}
		if len(table.Branches) > 0 && r.IntN(3) == 0 {
			table.Branches = slices.Delete(table.Branches, 0, 1)
		}
		if r.IntN(2) == 0 {
			table.Branches = append(table.Branches, contract.BranchRow{Branch: contract.Branch{Name: names[r.IntN(len(names))]}})
		}
		if len(table.Check()) > 0 {
			continue
		}
		after, err := contract.Apply(text, table)
		if err != nil {
			t.Fatalf("%v in %s", err, text)
		}
		got := tableOf(t, after)
		for _, pair := range [][2][]contract.Row{{table.Input, got.Input}, {table.Result, got.Result}} {
			if !sameRows(pair[0], pair[1]) {
				t.Fatalf("wrote %+v, read %+v in %s", pair[0], pair[1], after)
			}
		}
		if again, err := contract.Apply(after, got); err != nil || again != after {
			t.Fatalf("a table as read changed the text (%v):\n%s\n%s", err, after, again)
		}
		text = after
	}
}

func shake(r *rand.Rand, list *[]contract.Row, names []string) {
	for i := range *list {
		row := &(*list)[i]
		switch r.IntN(8) {
		case 0:
			row.Name = names[r.IntN(len(names))]
		case 1:
			row.Required = !row.Required
		case 2:
			row.Type, row.Raw = contract.Types[r.IntN(len(contract.Types))], ""
		case 3:
			row.Description = names[r.IntN(len(names))]
		case 4:
			row.Description = ""
		}
	}
	if len(*list) > 0 && r.IntN(3) == 0 {
		i := r.IntN(len(*list))
		*list = slices.Delete(*list, i, i+1)
	}
	if r.IntN(2) == 0 {
		*list = append(*list, contract.Row{Property: contract.Property{Name: names[r.IntN(len(names))], Type: "string", Required: r.IntN(2) == 0}})
	}
}

func sameRows(a, b []contract.Row) bool {
	return slices.EqualFunc(a, b, func(x, y contract.Row) bool { return x.Property == y.Property })
}
