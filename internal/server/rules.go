package server

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/go-chi/chi/v5"

	"switchyard.dev/switchyard/internal/lint"
	"switchyard.dev/switchyard/web/page"
)

// rulesPage lists the linter's rules with what they mean on this server.
func (s *server) rulesPage(w http.ResponseWriter, r *request) error {
	decided, err := s.store.RuleSeverities(r.Context())
	if err != nil {
		return err
	}
	rules := lint.Rules()
	props := page.RulesProps{
		Frame: s.frame(w, r, "Rules", "rules"), Query: strings.TrimSpace(r.URL.Query().Get("q")), Kind: r.URL.Query().Get("severity"),
		Total: len(rules),
	}
	for i := range rules {
		row := ruleRow(&rules[i], decided)
		if matchesRule(row, props.Query) && (props.Kind == "" || props.Kind == row.Severity || props.Kind == "changed" && row.Changed()) {
			props.Rows = append(props.Rows, row)
		}
	}
	return answerPage(w, r, http.StatusOK, page.Rules(props))
}

func ruleRow(rule *lint.Rule, decided lint.Severities) page.RuleRow {
	row := page.RuleRow{
		Code: rule.Code, Title: rule.Title, About: rule.About, Service: rule.Service,
		Default: string(rule.Severity), Severity: string(rule.Severity),
	}
	if severity, ok := decided[rule.Code]; ok && !row.Fixed() {
		row.Severity = string(severity)
	}
	return row
}

// matchesRule reports whether a rule has every word of a search.
func matchesRule(row page.RuleRow, query string) bool {
	text := strings.ToLower(strings.Join([]string{row.Code, row.Title, row.About}, " "))
	for _, word := range strings.Fields(strings.ToLower(query)) {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}

// setRule decides what a rule means on this server; open flows follow.
func (s *server) setRule(w http.ResponseWriter, r *request) error {
	if err := form(r); err != nil {
		return err
	}
	code, severity := chi.URLParam(r.Request, "code"), lint.Severity(r.field("severity"))
	rule, ok := lint.RuleOf(code)
	if !ok {
		return errNoPage
	}
	if problem := lint.SeverityProblem(code, severity); problem != "" {
		return invalid("severity", problem)
	}
	keep := severity
	if keep == rule.Severity {
		keep = ""
	}
	if err := s.store.SetRuleSeverity(r.Context(), r.actor(), code, keep); err != nil {
		return err
	}
	if err := s.hub.RulesChanged(r.Context()); err != nil {
		return err
	}
	s.say(w, ruleNotice(code, severity))
	to := url.URL{Path: "/rules", RawQuery: rulesQuery(r.field("q"), r.field("kind"))}
	return redirect(w, r, to.String())
}

func ruleNotice(code string, severity lint.Severity) string {
	if severity == lint.Off {
		return fmt.Sprintf("“%s” is off on this server.", code)
	}
	return fmt.Sprintf("What “%s” finds counts as %s now.", code, map[lint.Severity]string{lint.Error: "an error", lint.Warning: "a warning", lint.Info: "an info"}[severity])
}

func rulesQuery(q, kind string) string {
	query := url.Values{}
	if q != "" {
		query.Set("q", q)
	}
	if kind != "" {
		query.Set("severity", kind)
	}
	return query.Encode()
}
