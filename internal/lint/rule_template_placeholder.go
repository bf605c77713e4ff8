package lint

import (
	"fmt"
	"strings"

	"switchyard.dev/switchyard/internal/flow"
)

var templatePlaceholder = Rule{
	Code: "template-placeholder", Severity: Info,
	Title:    "A template fills in a value",
	About:    "The flow comes from a template: CloudFormation, Terraform or a script puts the values in when it deploys the flow. That is no mistake, and the other rules leave such values alone. Deploy the flow through its template, or put the values in before you publish it from here. One finding tells of all places of one placeholder.",
	Evidence: "AWS's guide to Fn::Sub, whose ${!X} is a plain ${X}; HashiCorp's guide to templates, $${ and %%{ likewise; 65 of the collected flows have such texts.",
	check: func(p *pass) {
		if !mayHavePlaceholders(p.doc.String()) {
			return
		}
		list := &placeholderList{byName: map[string]int{}}
		list.walk(nil, p.doc.StartAction())
		for i := range p.actions {
			list.walk(&p.actions[i], p.actions[i].Node)
		}
		for _, found := range list.found {
			places := "in one place"
			if found.places > 1 {
				places = fmt.Sprintf("in %d places", found.places)
			}
			p.report(found.first, found.at.Pointer(), quoted(found.name)+" is filled in when the flow is deployed, "+places+".")
		}
	},
}

// mayHavePlaceholders is a quick look at the whole text. Backslashes hide what
// an encoder may have escaped.
func mayHavePlaceholders(text string) bool {
	for _, mark := range []string{"${", "%{", "{{", `\u00`, `"{`} {
		if strings.Contains(text, mark) {
			return true
		}
	}
	return strings.Count(text, "%") > 1 || strings.Contains(text, "<")
}

// placeholderList are the placeholders of a flow, in the order of the file.
type placeholderList struct {
	found  []placeholderPlaces
	byName map[string]int
}

type placeholderPlaces struct {
	name   string
	first  *action
	at     flow.Node
	places int
}

func (l *placeholderList) walk(a *action, n flow.Node) {
	switch n.Kind() {
	case flow.Object:
		for name, value := range n.Members() {
			l.note(a, value, name)
			l.walk(a, value)
		}
	case flow.Array:
		for _, item := range n.Elements() {
			l.walk(a, item)
		}
	case flow.String:
		l.note(a, n, n.Text())
	default:
	}
}

func (l *placeholderList) note(a *action, at flow.Node, text string) {
	eachPlaceholder(text, func(name string) {
		i, known := l.byName[name]
		if !known {
			i = len(l.found)
			l.byName[name] = i
			l.found = append(l.found, placeholderPlaces{name: name, first: a, at: at})
		}
		l.found[i].places++
	})
}
