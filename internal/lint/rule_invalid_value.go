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
	Code: "invalid-value", Severity: Error,
	Title:    "A setting has a value that it does not take",
	About:    "The value is not one of those that Connect takes, or of another form: a list where text is expected, a written value where a reference is. Ranges and lengths are those of AWS's pages and forms, so there it is a warning. References and placeholders are left alone.",
	Evidence: "refusals.md: “Invalid Action property value”, a JSON boolean refused, ComparisonValue and CallbackNumber must be references, JSON_OBJECT refused, “More than 6 tags”; facts.md §6 for ranges, refusals.md for the 8 seconds of a function that is waited for.",
	Service:  []string{"Invalid Action property value. Path: Actions[N].Parameters.X", "More than 6 tags in Parameters.Tags"},
	check: func(p *pass) {
		p.eachSetting(func(a *action, param *catalog.Parameter, value flow.Node) {
			for _, problem := range valueProblems(param.Limited(a.param), value) {
				p.reportAs(problem.severity, a, problem.at.Pointer(), a.name()+": "+quoted(param.Label)+" ("+param.Path+") "+problem.message, a.writeAsText(param, problem.at)...)
			}
		})
	},
}

// writeAsText is the fix that writes a JSON boolean as the console does.
func (a *action) writeAsText(param *catalog.Parameter, value flow.Node) []Fix {
	if value.Kind() != flow.Bool || param.Native {
		return nil
	}
	text := switchText(param, value.Text())
	return []Fix{a.set(value, text, "Write it as "+quoted(text))}
}

// problem is what is wrong with a value, as the rest of a sentence.
type problem struct {
	severity Severity
	at       flow.Node
	message  string
}

func refused(at flow.Node, format string, args ...any) []problem {
	return []problem{{Error, at, fmt.Sprintf(format, args...)}}
}

func doubtful(at flow.Node, format string, args ...any) []problem {
	return []problem{{Warning, at, fmt.Sprintf(format, args...)}}
}

// valueProblems says what is wrong with a value: nothing, of one that is
// filled in later or of which empty-value speaks.
func valueProblems(param *catalog.Parameter, value flow.Node) []problem {
	if text := value.Text(); value.Kind() == flow.String && (text == "" || isPlaceholder(text)) {
		return nil
	}
	switch param.Kind {
	case catalog.KindJSON:
		return nil
	case catalog.KindObject, catalog.KindMap:
		return objectProblems(param, value)
	case catalog.KindList:
		return listProblems(param, value)
	default:
		return scalarProblems(param, value)
	}
}

func objectProblems(param *catalog.Parameter, value flow.Node) []problem {
	switch {
	case isFilledLater(param, value):
		return nil
	case value.Kind() != flow.Object:
		return refused(value, "must be an object.")
	case param.Kind == catalog.KindMap && param.Max > 0 && value.Len() > param.Max:
		return refused(value, "has %d entries; Connect takes at most %d.", value.Len(), param.Max)
	}
	return nil
}

func listProblems(param *catalog.Parameter, value flow.Node) []problem {
	switch {
	case isFilledLater(param, value):
		return nil
	case value.Kind() != flow.Array:
		return refused(value, "must be a list.")
	case value.Len() < param.Min:
		return refused(value, "needs at least %d.", param.Min)
	}
	var found []problem
	if param.Max > 0 && value.Len() > param.Max {
		found = doubtful(value, "has %d entries; it should have at most %d.", value.Len(), param.Max)
	}
	for _, item := range value.Elements() {
		if text := item.Text(); item.Kind() == flow.String && len(param.Enum) > 0 && text != "" && isFixed(text) && !isChoice(param, text) {
			found = append(found, refused(item, "can't hold %s. Use %s.", quoted(text), choiceValues(param.Enum))...)
		}
	}
	return found
}

// isFilledLater reports whether a reference stands for a whole object or list.
func isFilledLater(param *catalog.Parameter, value flow.Node) bool {
	return param.Dynamic && value.Kind() == flow.String && isReference(value.Text())
}

func scalarProblems(param *catalog.Parameter, value flow.Node) []problem {
	text := value.Text()
	switch value.Kind() {
	case flow.Object, flow.Array:
		return refused(value, "must be text, not %s.", value.Kind())
	case flow.Bool:
		if !param.Native {
			return refused(value, "must be text: write %q in quotes.", switchText(param, text))
		}
	}
	if param.Kind == catalog.KindPath {
		return pathProblems(value, text)
	}
	if !isFixed(text) {
		return nil
	}
	switch param.Kind {
	case catalog.KindEnum, catalog.KindBool:
		if len(param.Enum) > 0 && !isChoice(param, text) {
			if param.Lenient {
				return doubtful(value, "is %s, which AWS does not know. It knows %s.", quoted(text), choiceValues(param.Enum))
			}
			return refused(value, "can't be %s. Use %s.", quoted(text), choiceValues(param.Enum))
		}
	case catalog.KindInteger, catalog.KindDuration:
		return rangeProblems(param, value, text)
	default:
		return textProblems(param, value, text)
	}
	return nil
}

// pathProblems: a literal and a whole namespace are refused.
func pathProblems(value flow.Node, text string) []problem {
	switch {
	case !isReference(text):
		return refused(value, "must be a reference such as $.Attributes.name, not %s.", quoted(text))
	case wholeNamespaces[strings.TrimSpace(text)]:
		return refused(value, "names a whole group of values. Name one of them, such as %s.name.", strings.TrimSpace(text))
	}
	return nil
}

var wholeNamespaces = map[string]bool{
	"$": true, "$.Attributes": true, "$.FlowAttributes": true, "$.External": true, "$.Lex": true,
	"$.Customer": true, "$.Case": true, "$.Metrics": true, "$.Media": true, "$.SegmentAttributes": true,
}

func rangeProblems(param *catalog.Parameter, value flow.Node, text string) []problem {
	number, err := strconv.Atoi(strings.TrimSuffix(text, ".0")) // levels of proficiencies are written 4 and 4.0
	switch {
	case err != nil:
		return doubtful(value, "should be a whole number, not %s.", quoted(text))
	case param.Max > 0 && (number < param.Min || number > param.Max):
		return doubtful(value, "is %d; it should be from %d to %d.", number, param.Min, param.Max)
	case param.Min > 0 && number < param.Min:
		return doubtful(value, "is %d; it should be at least %d.", number, param.Min)
	}
	return nil
}

func textProblems(param *catalog.Parameter, value flow.Node, text string) []problem {
	if param.MaxLen > 0 && len(text) > param.MaxLen && len([]rune(text)) > param.MaxLen {
		return doubtful(value, "has %d characters; it should have at most %d.", len([]rune(text)), param.MaxLen)
	}
	if e := pattern(param.Pattern); e != nil && !e.MatchString(text) {
		return doubtful(value, "has an unusual form: %s. %s", quoted(text), param.Help)
	}
	return nil
}

// isChoice compares switches without regard to case: consoles of different
// years write True, true and TRUE (facts.md §1).
func isChoice(param *catalog.Parameter, text string) bool {
	return slices.ContainsFunc(param.Enum, func(c catalog.Choice) bool {
		return c.Value == text || param.Kind == catalog.KindBool && strings.EqualFold(c.Value, text)
	})
}

// switchText is how the console writes a JSON boolean.
func switchText(param *catalog.Parameter, literal string) string {
	for _, c := range param.Enum {
		if strings.EqualFold(c.Value, literal) {
			return c.Value
		}
	}
	return literal
}

// isReference reports whether a text is an attribute of the contact, filled in
// when the flow runs.
func isReference(text string) bool { return strings.HasPrefix(strings.TrimSpace(text), "$") }

// isFixed reports whether a text can be judged as it stands.
func isFixed(text string) bool { return !isReference(text) && !isPlaceholder(text) }

// choiceValues names the values of an enumeration, long ones in part.
func choiceValues(choices []catalog.Choice) string {
	const most = 8
	var values []string
	for i := range choices {
		if i == most {
			return strings.Join(values, ", ") + " or another"
		}
		values = append(values, choices[i].Value)
	}
	return list(values, "or")
}

func pointerOf(dotted string) string { return strings.ReplaceAll(dotted, ".", "/") }
