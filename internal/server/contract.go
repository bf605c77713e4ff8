package server

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"switchyard.dev/switchyard/internal/auth"
	"switchyard.dev/switchyard/internal/contract"
	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/store"
	"switchyard.dev/switchyard/web/page"
)

// contractView is what the screen of a module's settings shows besides what is
// stored: what was typed and not saved, and what is wrong with it.
type contractView struct {
	status int
	table  *contract.Table
	json   *string
	errs   page.Errors
	wrong  []contract.Problem
	focus  string
}

// module loads the module in the path; flows have no settings of this kind.
func (s *server) module(r *request) (store.Flow, error) {
	f, err := s.flow(r)
	if err == nil && f.Type != moduleType {
		err = errNotAModule
	}
	return f, err
}

var errNotAModule = refuse(http.StatusConflict, "not_a_module", "Only modules have settings.")

func (s *server) contractPage(w http.ResponseWriter, r *request) error {
	f, err := s.module(r)
	if err != nil {
		return err
	}
	return s.showContract(w, r, f, contractView{status: http.StatusOK})
}

func (s *server) showContract(w http.ResponseWriter, r *request, f store.Flow, view contractView) error {
	stored, _, head, err := s.store.Settings(r.Context(), f.ID)
	if err != nil {
		return err
	}
	text := orNothing(stored)
	declared, wrong := contract.Read(text)
	if view.table == nil {
		table := declared.Table()
		view.table = &table
	}
	props := page.ContractProps{
		Frame: s.frame(w, r, "Module settings of "+f.Name, "flows"), Flow: row(f), CanEdit: r.can(auth.Edit) && !f.Archived(),
		Known: stored != nil, Revision: head, Types: contract.Types, Most: contract.MaxBranches,
		Input: contractValues(view.table.Input, declared.Input), Result: contractValues(view.table.Result, declared.Result),
		JSON: shownJSON(text), Errors: view.errs, Focus: view.focus,
	}
	for _, b := range view.table.Branches {
		props.Branches = append(props.Branches, page.ContractBranch{Was: b.Was, Name: b.Name, Description: b.Description})
	}
	if view.json != nil {
		props.JSON, wrong = *view.json, view.wrong
	} else if view.wrong != nil {
		wrong = view.wrong
	}
	for _, p := range wrong {
		props.Problems = append(props.Problems, page.ContractProblem{Line: p.Line, Message: p.Message})
	}
	return answerPage(w, r, view.status, page.Contract(props))
}

// contractValues are rows as the page shows them; how the text words a type
// comes from what is stored.
func contractValues(rows []contract.Row, stored contract.Schema) []page.ContractValue {
	var values []page.ContractValue
	for _, row := range rows {
		value := page.ContractValue{Was: row.Was, Name: row.Name, Type: row.Type, Description: row.Description, Required: row.Required}
		if p, ok := stored.Property(row.Was); ok {
			value.Raw = p.Raw
		}
		values = append(values, value)
	}
	return values
}

func orNothing(text *string) string {
	if text == nil {
		return ""
	}
	return *text
}

// shownJSON is the text that the page shows: one that came on a single line, as
// the API sends it, is spread out.
func shownJSON(text string) string {
	var spread bytes.Buffer
	if strings.Contains(strings.TrimSpace(text), "\n") || json.Indent(&spread, []byte(text), "", "  ") != nil {
		return text
	}
	return spread.String()
}

// saveContract takes one side of the screen: the table or the JSON.
func (s *server) saveContract(w http.ResponseWriter, r *request) error {
	if err := form(r); err != nil {
		return err
	}
	f, err := s.module(r)
	if err != nil {
		return err
	}
	seen, err := r.revision()
	if err != nil {
		return err
	}
	if r.field("side") == "json" {
		return s.saveContractJSON(w, r, f, seen)
	}
	table, pressed := tableOf(r.PostForm), r.field("do")
	if pressed != "" {
		view := contractView{status: http.StatusOK, table: &table}
		view.focus = pressRow(&table, pressed)
		return s.showContract(w, r, f, view)
	}
	dropBlank(&table)
	if errs := table.Check(); len(errs) > 0 {
		errs["table"] = "Nothing was saved: correct what is marked."
		return s.showContract(w, r, f, contractView{status: http.StatusUnprocessableEntity, table: &table, errs: errs, focus: firstField(errs)})
	}
	return s.keepContract(w, r, f, seen, contractView{table: &table}, func(stored *string) (*string, []contract.Problem) {
		text, err := contract.Apply(orNothing(stored), table)
		if err != nil {
			_, wrong := contract.Read(orNothing(stored))
			return nil, wrong
		}
		_, wrong := contract.Read(text)
		return &text, wrong
	})
}

func (s *server) saveContractJSON(w http.ResponseWriter, r *request, f store.Flow, seen int64) error {
	typed := r.field("settings")
	if p := flow.CheckLimits([]byte(typed)); typed != "" && p != nil && p.Code == flow.CodeTooLarge {
		return refusedText(p)
	}
	return s.keepContract(w, r, f, seen, contractView{json: &typed}, func(stored *string) (*string, []contract.Problem) {
		switch {
		case typed == strings.TrimSpace(strings.ReplaceAll(shownJSON(orNothing(stored)), "\r\n", "\n")):
			return stored, nil // not edited: keep the bytes
		case typed == "":
			return nil, nil
		}
		_, wrong := contract.Read(typed)
		return &typed, wrong
	})
}

// contractTries is how often a save looks again when the draft moves under it:
// edits of the content do not concern the settings.
const contractTries = 5

// wrongJSON says on each side why nothing was saved.
var wrongJSON = map[string]string{
	"table": "Nothing was saved: the JSON beside the table has mistakes. Correct them there first.",
	"json":  "Nothing was saved: correct what is listed here.",
}

// keepContract saves what change makes of the stored text. Settings that
// somebody else saved since the page was made are not overwritten unseen:
// what was typed stays, and saving again replaces theirs.
func (s *server) keepContract(w http.ResponseWriter, r *request, f store.Flow, seen int64, view contractView, change func(stored *string) (*string, []contract.Problem)) error {
	side := "table"
	if view.json != nil {
		side = "json"
	}
	for try := 1; ; try++ {
		stored, since, head, err := s.store.Settings(r.Context(), f.ID)
		if err != nil {
			return err
		}
		if since > seen {
			view.status = http.StatusConflict
			view.errs = page.Errors{side: "Somebody saved these settings since you opened them. What you typed is still here: save again to put it in place of theirs, or load the page again to see theirs."}
			return s.showContract(w, r, f, view)
		}
		text, wrong := change(stored)
		if len(wrong) > 0 {
			view.status, view.wrong, view.focus = http.StatusUnprocessableEntity, wrong, "settings"
			view.errs = page.Errors{side: wrongJSON[side]}
			return s.showContract(w, r, f, view)
		}
		if text == stored || text != nil && stored != nil && *text == *stored {
			s.say(w, "Nothing had changed.")
			return redirect(w, r, "/flows/"+f.ID+"/contract")
		}
		_, err = s.putSettings(r, f, head, text)
		var moved *store.Conflict
		if errors.As(err, &moved) && try < contractTries {
			continue
		}
		if err != nil {
			return err
		}
		s.say(w, "The module's settings were saved.")
		return redirect(w, r, "/flows/"+f.ID+"/contract")
	}
}

// cellName is a field of the table: part, row, column.
var cellName = regexp.MustCompile(`^(input|result|branches)\.([0-9]{1,5})\.(was|name|type|description|required)$`)

// tableOf reads the table as it was sent; rows stand in the order of their numbers.
func tableOf(values url.Values) contract.Table {
	parts := map[string]map[int]map[string]string{contract.PartInput: {}, contract.PartResult: {}, contract.PartBranches: {}}
	for field := range values {
		match := cellName.FindStringSubmatch(field)
		if match == nil {
			continue
		}
		number, err := strconv.Atoi(match[2])
		if err != nil {
			continue
		}
		rows := parts[match[1]]
		if rows[number] == nil {
			rows[number] = map[string]string{}
		}
		rows[number][match[3]] = strings.TrimSpace(values.Get(field))
	}
	table := contract.Table{Input: rowsOf(parts[contract.PartInput]), Result: rowsOf(parts[contract.PartResult])}
	for _, cells := range inOrder(parts[contract.PartBranches]) {
		table.Branches = append(table.Branches, contract.BranchRow{Was: cells["was"], Branch: contract.Branch{Name: cells["name"], Description: cells["description"]}})
	}
	return table
}

func rowsOf(rows map[int]map[string]string) []contract.Row {
	var list []contract.Row
	for _, cells := range inOrder(rows) {
		kind := cells["type"]
		if !slices.Contains(contract.Types, kind) {
			kind = ""
		}
		list = append(list, contract.Row{Was: cells["was"], Property: contract.Property{
			Name: cells["name"], Type: kind, Description: cells["description"], Required: cells["required"] != "",
		}})
	}
	return list
}

func inOrder(rows map[int]map[string]string) []map[string]string {
	var numbers []int
	for number := range rows {
		numbers = append(numbers, number)
	}
	slices.Sort(numbers)
	var list []map[string]string
	for _, number := range numbers {
		list = append(list, rows[number])
	}
	return list
}

// pressRow does what a button of the table says, “add PART” or “remove PART N”,
// without saving, and returns the field to go on in. It is the way without
// script.
func pressRow(t *contract.Table, pressed string) (focus string) {
	words := append(strings.Fields(pressed), "", "", "")
	at := -1
	if n, err := strconv.Atoi(words[2]); err == nil && words[0] == "remove" {
		at = n
	}
	switch words[1] {
	case contract.PartInput:
		at = pressIn(&t.Input, words[0] == "add", at, contract.Row{Property: contract.Property{Type: "string"}})
	case contract.PartResult:
		at = pressIn(&t.Result, words[0] == "add", at, contract.Row{Property: contract.Property{Type: "string"}})
	case contract.PartBranches:
		at = pressIn(&t.Branches, words[0] == "add", at, contract.BranchRow{})
	}
	return contract.Field(words[1], at, "name")
}

// pressIn adds a row at the end, or takes out the one at an index.
func pressIn[R any](rows *[]R, add bool, at int, fresh R) int {
	switch {
	case add:
		*rows = append(*rows, fresh)
		return len(*rows) - 1
	case at >= 0 && at < len(*rows):
		*rows = slices.Delete(*rows, at, at+1)
	}
	return at
}

// dropBlank takes out rows that were added and not filled in.
func dropBlank(t *contract.Table) {
	blank := func(row contract.Row) bool { return row.Was == "" && row.Name == "" && row.Description == "" }
	t.Input, t.Result = slices.DeleteFunc(t.Input, blank), slices.DeleteFunc(t.Result, blank)
	t.Branches = slices.DeleteFunc(t.Branches, func(row contract.BranchRow) bool {
		return row.Was == "" && row.Name == "" && row.Description == ""
	})
}

// firstField is the first marked field, as the page shows them.
func firstField(errs page.Errors) string {
	var fields []string
	for field := range errs {
		if cellName.MatchString(field) {
			fields = append(fields, field)
		}
	}
	slices.SortFunc(fields, func(a, b string) int { return rankOf(a) - rankOf(b) })
	return append(fields, "")[0]
}

func rankOf(field string) int {
	match := cellName.FindStringSubmatch(field)
	number, err := strconv.Atoi(match[2])
	if err != nil {
		return 0
	}
	return slices.Index([]string{contract.PartInput, contract.PartResult, contract.PartBranches}, match[1])*100_000 + number
}
