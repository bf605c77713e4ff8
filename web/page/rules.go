package page

// RulesProps are for the page of the linter's rules.
type RulesProps struct {
	Frame
	Query string
	Kind  string // "", error, warning, info, off or changed
	Rows  []RuleRow
	Total int
}

// RuleRow is one rule with what it means on this server.
type RuleRow struct {
	Code     string
	Title    string
	About    string
	Service  []string // what Connect answers
	Default  string   // its own severity
	Severity string   // on this server
}

// Fixed tells whether the rule finds what Connect refuses: that stays an error.
func (r RuleRow) Fixed() bool { return r.Default == "error" }

// Changed tells whether the server's admins decided otherwise than the rule.
func (r RuleRow) Changed() bool { return r.Severity != r.Default }

// RuleKinds are what the list can be narrowed to.
var RuleKinds = []struct{ Value, Label string }{
	{"", "All severities"}, {"error", "Errors"}, {"warning", "Warnings"}, {"info", "Infos"}, {"off", "Off"}, {"changed", "Changed here"},
}

var ruleSeverities = []struct{ Value, Label string }{{"error", "Error"}, {"warning", "Warning"}, {"info", "Info"}, {"off", "Off"}}

func severityLabel(value string) string {
	for _, s := range ruleSeverities {
		if s.Value == value {
			return s.Label
		}
	}
	return value
}
