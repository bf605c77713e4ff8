package catalog

//go:generate go run ../tools/cataloguegen ../../web/canvas

// The tables are built once and never change: callers read, nobody writes.
var (
	actions = build(interact, set, check, analyze, logic, integrate, terminate)
	byType  = index(actions)
)

func build(groups ...[]Action) []Action {
	var all []Action
	for _, group := range groups {
		for _, a := range group {
			all = append(all, complete(a))
		}
	}
	return all
}

// complete makes empty lists of absent ones, so that readers of the JSON form
// need not tell the two apart.
func complete(a Action) Action {
	if a.Errors == nil {
		a.Errors = []ErrorRule{}
	}
	if a.Parameters == nil {
		a.Parameters = []Parameter{}
	}
	if a.FlowTypes == nil {
		a.FlowTypes = []string{}
	}
	for i := range a.Blocks {
		if a.Blocks[i].Errors == nil {
			a.Blocks[i].Errors = []string{}
		}
	}
	return a
}

func index(list []Action) map[string]*Action {
	m := make(map[string]*Action, len(list))
	for i := range list {
		m[list[i].Type] = &list[i]
	}
	return m
}

// Actions returns every action type that is known, in palette order. The
// slice is shared: do not change it.
func Actions() []Action { return actions }

// Lookup finds an action type by its exact name.
func Lookup(kind string) (*Action, bool) {
	a, ok := byType[kind]
	return a, ok
}

// BlockOf says which block an action is, by its parameters: the first whose
// When holds. params answers the text of a scalar parameter by its dotted
// path and whether the parameter is present ("" for an object or array).
// It never returns nil: the last block of an action has no When.
func BlockOf(a *Action, params func(path string) (string, bool)) *Block {
	last := len(a.Blocks) - 1
	for i := range last {
		if a.Blocks[i].When.Holds(params) {
			return &a.Blocks[i]
		}
	}
	return &a.Blocks[last]
}

// Holds says whether the parameters are as w asks; nil always holds.
func (w *When) Holds(params func(path string) (string, bool)) bool {
	if w == nil {
		return true
	}
	value, present := params(w.Path)
	if !present || len(w.Equals) == 0 {
		return present
	}
	for _, e := range w.Equals {
		if e == value {
			return true
		}
	}
	return false
}

// Resolve applies the first case that holds to a need.
func Resolve(need Need, cases []Case, params func(path string) (string, bool)) Need {
	for i := range cases {
		if cases[i].When.Holds(params) {
			return cases[i].Need
		}
	}
	return need
}

// Limited is the parameter as the others leave it: with the largest value that
// counts beside them.
func (p *Parameter) Limited(params func(path string) (string, bool)) *Parameter {
	for i := range p.MaxIn {
		if p.MaxIn[i].When.Holds(params) {
			limited := *p
			limited.Max = p.MaxIn[i].Max
			return &limited
		}
	}
	return p
}

// Error finds the rule for an error branch.
func (a *Action) Error(kind string) (*ErrorRule, bool) {
	for i := range a.Errors {
		if a.Errors[i].Type == kind {
			return &a.Errors[i], true
		}
	}
	return nil, false
}

// Parameter finds a parameter by its dotted path.
func (a *Action) Parameter(path string) (*Parameter, bool) {
	for i := range a.Parameters {
		if a.Parameters[i].Path == path {
			return &a.Parameters[i], true
		}
	}
	return nil, false
}

// Allows says whether an action may stand in a flow of the given type, and
// whether AWS's two pages disagree about it. Campaign flows are not described
// by either page, so everything is allowed there.
func (a *Action) Allows(flowType string) (allowed, disputed bool) {
	for _, t := range a.FlowTypesDisputed {
		if t == flowType {
			return true, true
		}
	}
	if len(a.FlowTypes) == 0 || flowType == campaign {
		return true, false
	}
	for _, t := range a.FlowTypes {
		if t == flowType {
			return true, false
		}
	}
	return false, false
}

// Categories returns the palette's groups in their order.
func Categories() []Category {
	return []Category{Interact, Set, Check, Analyze, Logic, Integrate, Terminate}
}

// Name returns what people call the action when its parameters are not at
// hand: the name of its last block.
func (a *Action) Name() string { return a.Blocks[len(a.Blocks)-1].Name }

// ErrorLabel is what people call an error branch, also of an action that is
// not known.
func ErrorLabel(kind string) string {
	if label, ok := errorLabels[kind]; ok {
		return label
	}
	return kind
}

var errorLabels = func() map[string]string {
	labels := map[string]string{}
	for i := range actions {
		for _, e := range actions[i].Errors {
			if _, seen := labels[e.Type]; !seen {
				labels[e.Type] = e.Label
			}
		}
	}
	labels[noMatchingCondition] = "No match"
	return labels
}()
