package lint

import (
	"slices"
	"strings"

	"switchyard.dev/switchyard/internal/flow"
)

var channelRule = Rule{
	Code: "channel", Severity: Warning,
	Title:    "A block stands on a path of a channel that it does not work on",
	About:    "The flow checked the contact's channel, and on this path it is one on which the block always takes its Error branch: a keypad menu in a chat, a view on a call. Remove the block from the path.",
	Evidence: "facts.md §3: channels of every action; §12: the service does not check them, a block that does not fit takes its Error branch.",
	check: func(p *pass) {
		if !slices.ContainsFunc(p.actions, func(a action) bool { return a.checksChannel() }) {
			return
		}
		on := p.solve(analysis{facts: len(channels), start: []int{0, 1, 2, 3}, cross: p.narrowChannel})
		for i := range p.actions {
			a := &p.actions[i]
			if on[i] == nil || a.known == nil || on[i].len() == 0 || on[i].len() == len(channels) {
				continue
			}
			if here := namesOf(on[i]); !slices.ContainsFunc(here, func(c string) bool { return slices.Contains(a.known.Channels, c) }) {
				p.report(a, a.Pointer, a.name()+" works for "+list(a.known.Channels, "and")+" only, but contacts that come here are "+list(here, "or")+". It will always take its Error branch.")
			}
		}
	},
}

var channels = []string{"VOICE", "CHAT", "TASK", "EMAIL"}

func namesOf(on set) []string {
	var names []string
	for i, name := range channels {
		if on.has(i) {
			names = append(names, name)
		}
	}
	return names
}

func (a *action) checksChannel() bool {
	return a.Type == "Compare" && a.Parameters.Get("ComparisonValue").Text() == "$.Channel"
}

// narrowChannel keeps what a check of the channel lets through.
func (p *pass) narrowChannel(from int, e edge, now set) {
	a := &p.actions[from]
	if !a.checksChannel() {
		return
	}
	if e.kind == flow.BranchCondition {
		channel := a.comparedChannel(e.index)
		for i, name := range channels {
			if channel != "" && !strings.EqualFold(name, channel) {
				now.remove(i)
			}
		}
		return
	}
	for j := range a.Conditions {
		if i := slices.Index(channels, strings.ToUpper(a.comparedChannel(j))); i >= 0 {
			now.remove(i)
		}
	}
}

// comparedChannel is the channel that a condition asks for, "" when it asks otherwise.
func (a *action) comparedChannel(j int) string {
	c := &a.Conditions[j]
	if c.Operator != "Equals" || len(c.Operands) != 1 || !slices.Contains(channels, strings.ToUpper(c.Operands[0].Text())) {
		return ""
	}
	return c.Operands[0].Text()
}
