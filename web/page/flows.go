package page

import (
	"net/url"
	"time"

	"switchyard.dev/switchyard/internal/catalog"
)

// FlowRow is one flow of the list, and what the pages of one flow say about it.
type FlowRow struct {
	ID          string
	Name        string
	Description string
	Type        string // API type or MODULE
	Format      string // flow, module, legacy, unknown
	Differs     bool   // the draft is not what the latest version holds
	Latest      int    // the latest version; 0: none
	Live        int    // the version live in Local; 0: none
	Archived    bool
	UpdatedAt   time.Time
}

// FlowsProps are for the list of flows.
type FlowsProps struct {
	Frame
	Rows     []FlowRow
	Query    string
	Type     string
	State    string
	Archived bool
	NextURL  string // empty: this is the last page
	FirstURL string // empty: this is the first page
	CanEdit  bool
}

func (p FlowsProps) filtered() bool { return p.Query != "" || p.Type != "" || p.State != "" }

// States are the values of the list's state filter with their names.
var States = []struct{ Value, Label string }{
	{"edited", "With draft edits"},
	{"published", "Live"},
	{"unpublished", "Not live"},
}

// NewFlowProps are for the page that makes an empty flow.
type NewFlowProps struct {
	Frame
	Types  []catalog.FlowType
	Type   string
	Name   string
	Errors Errors
}

// ImportProps are for the import page. Results is what a form sent without
// script gave; script shows its own rows.
type ImportProps struct {
	Frame
	Types   []catalog.FlowType
	Results []ImportResult
}

// ImportResult is what became of one file.
type ImportResult struct {
	File     string
	ID       string // empty: nothing was imported
	Name     string
	Type     string
	Errors   int
	Warnings int
	Problem  string // why it was refused
	Note     string // what to know although it was imported
}

// FlowSettingsProps are for the settings of one flow.
type FlowSettingsProps struct {
	Frame
	Flow     FlowRow
	Types    []catalog.FlowType
	CanEdit  bool
	CanType  bool      // never published: its type may be corrected
	Declares *Declares // of a module; nil: it is not known
	Source   string
	Created  time.Time
	Errors   Errors
}

// urlWith is the list's address with these parameters; empty ones are left out.
func urlWith(path string, pairs ...string) string {
	values := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			values.Set(pairs[i], pairs[i+1])
		}
	}
	if len(values) == 0 {
		return path
	}
	return path + "?" + values.Encode()
}
