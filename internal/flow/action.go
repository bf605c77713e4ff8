package flow

import "strconv"

// Action is the typed view of one element of Actions. It never fails: what
// has another form than the flow language asks for reads as empty, and Node
// still holds it.
type Action struct {
	Index       int    // in Actions
	Pointer     string // "/Actions/3"
	ID          string // Identifier when it is a string
	Type        string // Type when it is a string
	Node        Node   // the whole action
	Parameters  Node
	Transitions Node
	Metadata    Node // Metadata.ActionMetadata[ID]
	Next        Target
	Errors      []ErrorBranch
	Conditions  []Condition
}

// Target is a reference to another action. ID is "" when the branch is not
// wired or its value is no string; Present tells whether NextAction is there.
// Pointer names the NextAction member, also where it is missing.
type Target struct {
	ID      string
	Present bool
	Pointer string
}

// ErrorBranch is one entry of Transitions.Errors. Pointer names the entry.
type ErrorBranch struct {
	Type string
	Target
	Pointer string
}

// Condition is one entry of Transitions.Conditions. Pointer names the entry.
type Condition struct {
	Operator string
	Operands []Node
	Target
	Pointer string
}

// view is the typed view of a whole document, made once.
type view struct {
	actions  []Action
	byID     map[string]int
	metadata map[string]int32
}

// Actions returns the elements of Actions that are objects, in file order.
// The slice is shared: do not change it.
func (d *Document) Actions() []Action {
	return d.t.typed().actions
}

// Action returns the action of that identifier, the first when there are
// several.
func (d *Document) Action(id string) (Action, bool) {
	v := d.t.typed()
	i, ok := v.byID[id]
	if !ok {
		return Action{}, false
	}
	return v.actions[i], true
}

func (t *tree) typed() *view {
	t.viewOnce.Do(t.makeView)
	return &t.view
}

func (t *tree) makeView() {
	root := t.root()
	entries := root.Get("Metadata").Get("ActionMetadata")
	t.view.metadata = make(map[string]int32, entries.Len())
	for key, n := range entries.Members() {
		t.view.metadata[key] = n.i
	}
	list := root.Get("Actions")
	t.view.actions = make([]Action, 0, list.Len())
	t.view.byID = make(map[string]int, list.Len())
	for index, n := range list.Elements() {
		if n.Kind() != Object {
			continue
		}
		a := t.action(index, n)
		if _, seen := t.view.byID[a.ID]; !seen && n.Get("Identifier").Kind() == String {
			t.view.byID[a.ID] = len(t.view.actions)
		}
		t.view.actions = append(t.view.actions, a)
	}
}

func (t *tree) action(index int, n Node) Action {
	a := Action{Index: index, Pointer: "/Actions/" + strconv.Itoa(index), Node: n}
	for key, m := range n.Members() {
		switch key {
		case "Identifier":
			a.ID = stringOf(m)
		case "Type":
			a.Type = stringOf(m)
		case "Parameters":
			a.Parameters = m
		case "Transitions":
			a.Transitions = m
		}
	}
	if i, ok := t.view.metadata[a.ID]; ok {
		a.Metadata = Node{t, i}
	}
	at := a.Pointer + "/Transitions"
	a.Next = target(a.Transitions, at)
	a.Errors = errorBranches(a.Transitions.Get("Errors"), at+"/Errors/")
	a.Conditions = conditions(a.Transitions.Get("Conditions"), at+"/Conditions/")
	return a
}

func stringOf(n Node) string {
	if n.Kind() != String {
		return ""
	}
	return n.Text()
}

func target(parent Node, pointer string) Target {
	n := parent.Get("NextAction")
	return Target{ID: stringOf(n), Present: n.Exists(), Pointer: pointer + "/NextAction"}
}

func errorBranches(list Node, prefix string) []ErrorBranch {
	if list.Kind() != Array || list.Len() == 0 {
		return nil
	}
	out := make([]ErrorBranch, 0, list.Len())
	for i, e := range list.Elements() {
		if e.Kind() != Object {
			continue
		}
		at := prefix + strconv.Itoa(i)
		out = append(out, ErrorBranch{Type: stringOf(e.Get("ErrorType")), Target: target(e, at), Pointer: at})
	}
	return out
}

func conditions(list Node, prefix string) []Condition {
	if list.Kind() != Array || list.Len() == 0 {
		return nil
	}
	out := make([]Condition, 0, list.Len())
	for i, e := range list.Elements() {
		if e.Kind() != Object {
			continue
		}
		at := prefix + strconv.Itoa(i)
		test := e.Get("Condition")
		c := Condition{Operator: stringOf(test.Get("Operator")), Target: target(e, at), Pointer: at}
		if operands := test.Get("Operands"); operands.Kind() == Array {
			c.Operands = make([]Node, 0, operands.Len())
			for _, o := range operands.Elements() {
				c.Operands = append(c.Operands, o)
			}
		}
		out = append(out, c)
	}
	return out
}
