package lint

import (
	"fmt"
	"strings"

	"switchyard.dev/switchyard/internal/catalog"
	"switchyard.dev/switchyard/internal/flow"
)

var severalInstances = Rule{
	Code: "several-instances", Severity: Warning,
	Title:    "Resources of several instances, regions or accounts in one flow",
	About:    "Connect finds the queues, prompts, flows and functions of its own instance only, in its region. A flow that names those of two will not publish in either: a part was left behind when it was moved. Choose the resources of one instance. One finding tells of all places of one other instance, region or account.",
	Evidence: "refusals.md: “Failed to convert id” for the ARN of another region or instance; facts.md §7: ARNs from another instance fail UpdateContactFlowContent. A warning: which of them the flow is for, the text does not tell. One collected flow has two instances, and it was put together by hand.",
	check: func(p *pass) {
		var found [3]origins
		p.eachSetting(func(a *action, param *catalog.Parameter, value flow.Node) {
			if param.Kind != catalog.KindResource || value.Kind() != flow.String || !strings.HasPrefix(value.Text(), "arn:") || isPlaceholder(value.Text()) {
				return
			}
			parts := originOf(value.Text())
			for i := range found {
				found[i].note(parts[i], a, value)
			}
		})
		for i, kind := range []string{"instance", "region", "account"} {
			if len(found[i].list) > 1 {
				p.reportOrigins(kind, &found[i])
				return // what is in another region is another instance too
			}
		}
	},
}

// origin is one instance, region or account with where it is named.
type origin struct {
	name   string
	places int
	first  *action
	at     flow.Node
}

type origins struct{ list []origin }

func (o *origins) note(name string, a *action, at flow.Node) {
	if name == "" {
		return
	}
	for i := range o.list {
		if o.list[i].name == name {
			o.list[i].places++
			return
		}
	}
	o.list = append(o.list, origin{name, 1, a, at})
}

// originOf reads instance, region and account from an ARN; what belongs to AWS
// itself, or is not told, is "".
func originOf(arn string) (parts [3]string) {
	const region, account, resource = 3, 4, 5
	fields := strings.SplitN(arn, ":", resource+1)
	if len(fields) <= resource || fields[account] == "aws" {
		return parts
	}
	if rest, ok := strings.CutPrefix(fields[resource], "instance/"); ok && fields[2] == "connect" {
		parts[0], _, _ = strings.Cut(rest, "/")
	}
	parts[1], parts[2] = fields[region], fields[account]
	return parts
}

// reportOrigins takes the one that is named most for the flow's own.
func (p *pass) reportOrigins(kind string, found *origins) {
	own := 0
	for i := range found.list {
		if found.list[i].places > found.list[own].places {
			own = i
		}
	}
	for i := range found.list {
		if i == own {
			continue
		}
		other := &found.list[i]
		places := "one resource of the flow, this one, belongs"
		if other.places > 1 {
			places = fmt.Sprintf("%d resources of the flow, beginning here, belong", other.places)
		}
		p.report(other.first, other.at.Pointer(), fmt.Sprintf("%s: %s to the %s %s, the others to %s. Choose resources of one %s.",
			other.first.name(), places, kind, quoted(other.name), quoted(found.list[own].name), kind))
	}
}
