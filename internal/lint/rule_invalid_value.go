package lint

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"switchyard.dev/switchyard/internal/catalog"
	"switchyard.dev/switchyard/internal/flow"
)

var invalidValue = Rule{
	Code: "invalid-value", Severity: Warning,
	Title:    "A setting has a value that Connect does not list",
	About:    "The value is not one of those that AWS documents, or outside of the documented range. Connect may refuse it, or take another branch at run time. Correct the value.",
	Evidence: "facts.md §6 limits; refusals.md “Invalid Action property value”. A warning: the service accepts more than the pages list.",
	check: func(p *pass) {
		for i := range p.actions {
			a := &p.actions[i]
			if a.known != nil {
				p.values(a, &a.schema.root, a.Parameters)
			}
		}
	},
}

func (p *pass) values(a *action, place *field, n flow.Node) {
	for name, value := range n.Members() {
		under, ok := place.under[name]
		if !ok {
			continue
		}
		if under.param != nil {
			if problem := valueProblem(under.param, value); problem != "" {
				p.report(a, value.Pointer(), a.name()+": "+quoted(under.param.Label)+" "+problem)
			}
		}
		if value.Kind() == flow.Object && len(under.under) > 0 {
			p.values(a, under, value)
		}
	}
}

// valueProblem says what is wrong with a fixed value, "" when nothing is.
func valueProblem(param *catalog.Parameter, value flow.Node) string {
	text := value.Text()
	isScalar := value.Kind() == flow.String || value.Kind() == flow.Number || value.Kind() == flow.Bool
	if !isScalar || text == "" || isReference(text) {
		return ""
	}
	switch param.Kind {
	case catalog.KindEnum, catalog.KindBool:
		if len(param.Enum) > 0 && !slices.ContainsFunc(param.Enum, func(c catalog.Choice) bool { return strings.EqualFold(c.Value, text) }) {
			return "can't be " + quoted(text) + ". Use " + list(choiceValues(param.Enum), "or") + "."
		}
	case catalog.KindInteger, catalog.KindDuration:
		return rangeProblem(param, text)
	default:
	}
	return ""
}

func rangeProblem(param *catalog.Parameter, text string) string {
	number, err := strconv.Atoi(text)
	switch {
	case err != nil:
		return "should be a whole number, not " + quoted(text) + "."
	case param.Max > 0 && (number < param.Min || number > param.Max):
		return fmt.Sprintf("is %d; it should be from %d to %d.", number, param.Min, param.Max)
	default:
		return ""
	}
}

// isReference reports whether a text is filled in later: an attribute of the
// contact, or a placeholder of a template.
func isReference(text string) bool {
	return strings.HasPrefix(text, "$") || strings.Contains(text, "${") || strings.Contains(text, "{{")
}

func choiceValues(choices []catalog.Choice) []string {
	values := make([]string, len(choices))
	for i := range choices {
		values[i] = choices[i].Value
	}
	return values
}

func pointerOf(dotted string) string { return strings.ReplaceAll(dotted, ".", "/") }
