package contract

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"switchyard.dev/switchyard/internal/flow"
)

// Table is a contract as a person edits it: rows that know which part of the
// text they stand for.
type Table struct {
	Input    []Row
	Result   []Row
	Branches []BranchRow
}

// Row is one value. Was is its name in the text, "" for a new one.
type Row struct {
	Was string
	Property
}

// BranchRow is one branch. Was is the name that it has in the text, "" for a
// new one.
type BranchRow struct {
	Was string
	Branch
}

// Table returns the rows of a contract as it stands.
func (c *Contract) Table() Table {
	t := Table{Input: rows(c.Input), Result: rows(c.Result)}
	for _, b := range c.Branches {
		t.Branches = append(t.Branches, BranchRow{Was: b.Name, Branch: b})
	}
	return t
}

func rows(s Schema) []Row {
	var list []Row
	for _, p := range s.Properties {
		list = append(list, Row{Was: p.Name, Property: p})
	}
	return list
}

// The parts of a table, as fields are called.
const (
	PartInput    = "input"
	PartResult   = "result"
	PartBranches = "branches"
)

// Field names one cell: the part, the row counted from 0, the column.
func Field(part string, row int, column string) string {
	return part + "." + strconv.Itoa(row) + "." + column
}

// Check says what is wrong in a table, by field.
func (t *Table) Check() map[string]string {
	found := map[string]string{}
	for part, list := range map[string][]Row{PartInput: t.Input, PartResult: t.Result} {
		seen := map[string]bool{}
		for i, row := range list {
			switch {
			case row.Name == "":
				found[Field(part, i, "name")] = "Give the value a name."
			case seen[row.Name]:
				found[Field(part, i, "name")] = "There is another value called " + quoted(row.Name) + " here."
			}
			seen[row.Name] = true
		}
	}
	seen := map[string]bool{}
	for i, row := range t.Branches {
		why := branchProblem(row.Name, seen)
		if why == "" && i >= MaxBranches {
			why = fmt.Sprintf("A module has at most %d branches of its own. Remove one.", MaxBranches)
		}
		if why != "" {
			found[Field(PartBranches, i, "name")] = why
		}
		seen[row.Name] = true
	}
	return found
}

// Apply writes a table into a text. Only what differs from the text is
// touched: keywords that the table does not show, their order and their spaces
// stay as they are. The table must pass Check. The error is
// flow.ErrNoSuchValue where the text is too broken to be edited.
func Apply(text string, t Table) (string, error) {
	if strings.TrimSpace(text) == "" {
		text = "{}"
	}
	c, _ := Read(text)
	root := flow.ParseString(text).Root()
	edits := slices.Concat(
		schemaEdits(root, inputPath, c.Input, t.Input),
		schemaEdits(root, resultPath, c.Result, t.Result),
		branchEdits(root, c.Branches, t.Branches),
	)
	after, err := flow.EditValues(text, edits...)
	if err != nil {
		return "", fmt.Errorf("write the table into the settings: %w", err)
	}
	return after, nil
}

func put(value any, path ...string) flow.ValueEdit {
	raw, err := json.Marshal(value)
	if err != nil {
		panic(err) // strings and lists of strings always encode
	}
	return flow.ValueEdit{Path: path, Value: raw}
}

func remove(path ...string) flow.ValueEdit { return flow.ValueEdit{Path: path, Remove: true} }

func schemaEdits(root flow.Node, path []string, s Schema, list []Row) []flow.ValueEdit {
	at := func(more ...string) []string { return slices.Concat(path, more) }
	var edits []flow.ValueEdit
	if len(list) > 0 && !root.Get(path[0]).Get(path[1]).Exists() {
		edits = append(edits, put("object", at("type")...))
	}
	names := map[string]string{} // in the text → in the table
	for _, row := range list {
		if row.Was != "" {
			names[row.Was] = row.Name
		}
	}
	for _, p := range s.Properties {
		if _, kept := names[p.Name]; !kept {
			edits = append(edits, remove(at("properties", p.Name)...))
		}
	}
	edits = append(edits, renames(s, list, at)...)
	for _, row := range list {
		old, had := s.Property(row.Was)
		if !had {
			old = &Property{}
			edits = append(edits, flow.ValueEdit{Path: at("properties", row.Name), Value: json.RawMessage("{}")})
		}
		edits = append(edits, propertyEdits(old, row.Property, at("properties", row.Name))...)
	}
	required := root.Get(path[0]).Get(path[1]).Get("required")
	return append(edits, requiredEdits(required, renamed(s, names), list, at("required"))...)
}

// renamed says what the members of the text are called in the table, "" for
// those that it does not have any more.
func renamed(s Schema, names map[string]string) func(string) (string, bool) {
	return func(name string) (string, bool) {
		_, listed := s.Property(name)
		return names[name], listed
	}
}

// renames gives members their new names. Where one takes the name that another
// gives up, all go by names that nobody has.
func renames(s Schema, list []Row, at func(...string) []string) []flow.ValueEdit {
	var first, second []flow.ValueEdit
	collide := false
	for i, row := range list {
		if row.Was == "" || row.Was == row.Name {
			continue
		}
		_, taken := s.Property(row.Name)
		collide = collide || taken
		between := "\x00" + strconv.Itoa(i)
		first = append(first, flow.ValueEdit{Path: at("properties", row.Was), Rename: between})
		second = append(second, flow.ValueEdit{Path: at("properties", between), Rename: row.Name})
	}
	if collide {
		return append(first, second...)
	}
	for i := range second {
		second[i].Path = first[i].Path
	}
	return second
}

func propertyEdits(old *Property, now Property, path []string) []flow.ValueEdit {
	at := func(key string) []string { return append(slices.Clone(path), key) }
	var edits []flow.ValueEdit
	switch {
	case now.Type == old.Type:
	case now.Type == "":
		edits = append(edits, remove(at("type")...))
	default:
		edits = append(edits, put(now.Type, at("type")...))
	}
	switch {
	case now.Description == old.Description:
	case now.Description == "":
		edits = append(edits, remove(at("description")...))
	default:
		edits = append(edits, put(now.Description, at("description")...))
	}
	return edits
}

// requiredEdits brings the list of required names in line. Names that the
// table does not know stay in it; an empty list goes, since draft 4 wants at
// least one name.
func requiredEdits(list flow.Node, nameNow func(string) (string, bool), rows []Row, path []string) []flow.ValueEdit {
	wanted := map[string]bool{}
	for _, row := range rows {
		wanted[row.Name] = row.Required
	}
	var now []string
	same := true
	for _, item := range list.Elements() {
		name := item.Text()
		if to, listed := nameNow(name); listed {
			same = same && to == name
			name = to
		}
		if keep, known := wanted[name]; name == "" || known && !keep || slices.Contains(now, name) {
			same = false
			continue
		}
		now = append(now, name)
	}
	for _, row := range rows {
		if row.Required && !slices.Contains(now, row.Name) {
			now, same = append(now, row.Name), false
		}
	}
	switch {
	case same:
		return nil
	case len(now) == 0:
		return []flow.ValueEdit{remove(path...)}
	}
	return []flow.ValueEdit{put(now, path...)}
}

func branchEdits(root flow.Node, old []Branch, list []BranchRow) []flow.ValueEdit {
	at := func(i int, more ...string) []string {
		return slices.Concat(branchesPath, append([]string{strconv.Itoa(i)}, more...))
	}
	var edits []flow.ValueEdit
	kept := make([]bool, len(old))
	count := root.Get(branchesPath[0]).Get(branchesPath[1]).Len()
	for _, row := range list {
		i := 0
		for i < len(old) && (kept[i] || old[i].Name != row.Was) {
			i++
		}
		if row.Was == "" || i == len(old) {
			if count == 0 {
				edits = append(edits, flow.ValueEdit{Path: branchesPath, Value: json.RawMessage("[]")})
			}
			edits = append(edits, put(newBranch{row.Name, row.Description}, at(count)...))
			count++
			continue
		}
		kept[i] = true
		if row.Name != old[i].Name {
			edits = append(edits, put(row.Name, at(old[i].at, "name")...))
		}
		if row.Description != old[i].Description {
			edits = append(edits, put(row.Description, at(old[i].at, "description")...))
		}
	}
	for i, b := range slices.Backward(old) {
		if !kept[i] {
			edits = append(edits, remove(at(b.at)...))
		}
	}
	return edits
}

// newBranch is a branch as the API writes it.
type newBranch struct {
	Name        string `json:"name"`
	Description string `json:"description"`
}
