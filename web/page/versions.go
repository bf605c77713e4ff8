package page

import "time"

// VersionsProps are for the versions of one flow.
type VersionsProps struct {
	Frame
	Flow       FlowRow
	Rows       []VersionRow
	Draft      *ChangeList // since the latest version; nil: it is the same, or not asked for
	Revision   int64       // of the draft
	NextURL    string
	FirstURL   string
	CanSave    bool
	CanEdit    bool
	CanPublish bool
	Errors     int // of the draft
	Warnings   int
	Message    string
	Problem    string // why the last form was refused
}

// VersionRow is one version.
type VersionRow struct {
	Number   int
	Message  string
	Author   string
	At       time.Time
	Added    int
	Removed  int
	Changed  int
	Live     bool
	SHA256   string
	Errors   int
	Warnings int

	Changes    *ChangeList // since the version before; nil: not compared yet
	ChangesURL string      // shows them
}

// PublishProps ask before a version goes live.
type PublishProps struct {
	Frame
	Flow     FlowRow
	Version  VersionRow
	Live     int // what it replaces; 0: nothing
	Rollback bool
	Findings []Finding
	Silenced int // how many findings people silenced
	Problem  string
}

// Finding is one diagnostic, as the publish page lists it.
type Finding struct {
	Severity string
	Message  string
	Block    string
}

// problems says in words what the linter counted.
func problems(errors, warnings int) string {
	if errors == 0 && warnings == 0 {
		return "no problems"
	}
	return plural(errors, "error", "errors") + " and " + plural(warnings, "warning", "warnings")
}
