package lint

import "fmt"

// Severities are what the admins of a server decided about rules, by code. Law:
// they never lower or hide an error, for the service refuses the flow all the
// same; that is where they differ from a Config.
type Severities map[string]Severity

// Apply gives findings the severities that were decided, and leaves out those
// of rules that are off.
func (s Severities) Apply(found []Diagnostic) []Diagnostic {
	if len(s) == 0 {
		return found
	}
	kept := make([]Diagnostic, 0, len(found))
	for _, d := range found {
		if severity, ok := s[d.Code]; ok && d.Severity != Error {
			if severity == Off {
				continue
			}
			d.Severity = severity
		}
		kept = append(kept, d)
	}
	return kept
}

// SeverityProblem says why a server can't give a rule a severity, in a sentence
// for people; "" when it can.
func SeverityProblem(code string, severity Severity) string {
	if problem := CodeProblem(code); problem != "" {
		return problem
	}
	switch severity {
	case Error, Warning, Info, Off:
	default:
		return fmt.Sprintf("the severity is %q. Use error, warning, info or off.", severity)
	}
	if rule, _ := RuleOf(code); rule.Severity == Error && severity != Error {
		return "What this rule finds is refused by Amazon Connect: it stays an error."
	}
	return ""
}
