package lint

import "switchyard.dev/switchyard/internal/flow"

var repeatedName = Rule{
	Code: "repeated-name", Severity: Warning,
	Title:    "Two loops or queries have the same name",
	About:    "The names of loops, of queries of data tables and of their groups of keys are how later blocks read the results, as $.Loop.name or $.DataTables.name: with two of one name, the later one hides the earlier. Give each its own.",
	Evidence: "facts.md §12: unique Loop, Query and Group names per flow; AWS's pages loop and data-table-block. A warning: no probe of the service is known.",
	check: func(p *pass) {
		first := map[[2]string]*action{}
		for i := range p.actions {
			a := &p.actions[i]
			for _, named := range namedIn[a.Type] {
				if named.list == "" {
					p.checkName(a, named.kind, a.Parameters.Get(named.member), first)
				}
				for _, item := range a.Parameters.Get(named.list).Elements() {
					p.checkName(a, named.kind, item.Get(named.member), first)
				}
			}
		}
	},
}

// namedIn are the names that blocks give: the member of the parameters, or of
// the entries of a list of them.
var namedIn = map[string][]struct{ kind, list, member string }{
	"Loop":                    {{"loop", "", "LoopName"}},
	"EvaluateDataTableValues": {{"query", "Queries", "QueryName"}},
	"ListDataTableValues":     {{"group", "PrimaryKeyGroups", "PrimaryKeyGroupName"}},
	"UpsertDataTableValues":   {{"group", "DataTableUpsertAttributes", "PrimaryKeyGroupName"}},
}

func (p *pass) checkName(a *action, kind string, n flow.Node, first map[[2]string]*action) {
	name := n.Text()
	if n.Kind() != flow.String || name == "" || !isFixed(name) {
		return
	}
	key := [2]string{kind, name}
	other, taken := first[key]
	switch {
	case !taken:
		first[key] = a
	case other == a:
		p.report(a, n.Pointer(), a.name()+" names two of its own "+quoted(name)+". Give each "+kind+" its own name.")
	default:
		p.report(a, n.Pointer(), a.name()+": "+other.name()+" has a "+kind+" of the name "+quoted(name)+" too. Give each its own name.")
	}
}
