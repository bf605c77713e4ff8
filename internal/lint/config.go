package lint

import (
	"fmt"
	"strings"

	"switchyard.dev/switchyard/internal/near"
)

// Off is the severity of a rule that a team does not want.
const Off Severity = "off"

// Config is what a team decided about the rules: a severity by code, and
// findings that stay as they are, with the reason. Its JSON form is the
// configuration file of the command line.
type Config struct {
	Severity map[string]Severity `json:"severity,omitempty"`
	Silence  []Silence           `json:"silence,omitempty"`
}

// Silence hides the findings of one rule: at one block, or in the whole flow
// where Block is empty.
type Silence struct {
	Code   string `json:"code"`
	Block  string `json:"block,omitempty"`
	Reason string `json:"reason"`
}

// Problems says what is wrong with a configuration, in sentences for people;
// nothing when it can be used.
func (c *Config) Problems() []string {
	var found []string
	for _, code := range sortedKeys(c.Severity) {
		found = appendText(found, CodeProblem(code))
		switch severity := c.Severity[code]; severity {
		case Error, Warning, Info, Off:
		default:
			found = append(found, fmt.Sprintf("the severity of %q is %q. Use error, warning, info or off.", code, severity))
		}
	}
	for i, s := range c.Silence {
		found = appendText(found, CodeProblem(s.Code))
		if strings.TrimSpace(s.Reason) == "" {
			found = append(found, fmt.Sprintf("silence %d (%q) has no reason. Say why the finding may stay.", i+1, s.Code))
		}
	}
	return found
}

func appendText(texts []string, text string) []string {
	if text == "" {
		return texts
	}
	return append(texts, text)
}

// CodeProblem says that there is no rule of a code, in a sentence for people;
// "" when there is.
func CodeProblem(code string) string {
	if _, ok := RuleOf(code); ok {
		return ""
	}
	codes := make([]string, len(rules))
	for i := range rules {
		codes[i] = rules[i].Code
	}
	if meant, ok := near.Match(code, codes); ok {
		return fmt.Sprintf("there is no rule %q. Did you mean %q?", code, meant)
	}
	return fmt.Sprintf("there is no rule %q. docs/rules.md lists them.", code)
}

// Apply gives findings the severities of the configuration and leaves out what
// is off or silenced.
func (c *Config) Apply(found []Diagnostic) []Diagnostic {
	kept := make([]Diagnostic, 0, len(found))
	for _, d := range found {
		if !c.Shows(&d) {
			continue
		}
		if severity, ok := c.Severity[d.Code]; ok {
			d.Severity = severity
		}
		kept = append(kept, d)
	}
	return kept
}

// Shows reports whether a finding is neither off nor silenced.
func (c *Config) Shows(d *Diagnostic) bool {
	if c.Severity[d.Code] == Off {
		return false
	}
	for _, s := range c.Silence {
		if s.Code == d.Code && (s.Block == "" || s.Block == d.Block) {
			return false
		}
	}
	return true
}
