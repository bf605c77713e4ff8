package flow_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"switchyard.dev/switchyard/internal/flow"
)

// chooser makes the decisions of a generated batch: from a seed in property
// tests, from the fuzzer's bytes in fuzz tests.
type chooser func(n int) int

func seeded(seed uint64) chooser {
	r := rand.New(rand.NewPCG(seed, 7))
	return r.IntN
}

func fromBytes(b []byte) chooser {
	return func(n int) int {
		if len(b) == 0 {
			return 0
		}
		v := int(b[0])
		b = b[1:]
		return v % n
	}
}

func pick[T any](choose chooser, from []T) T { return from[choose(len(from))] }

// values are what operations write.
var values = []string{
	`"text"`, `""`, `null`, `true`, `12`, `-3.50`, `1e3`, `{}`, `[]`, `{"a":{"b":[1,"x"]},"c":null}`,
	`["one","two",{"k":"v"}]`, `"Grüße <b>&</b> 📞"`, `{"__proto__":1,"constructor":{"x":2}}`, `"\ud83d"`,
}

var newNames = []string{"new", "other", "__proto__", "Ünïcode block", "a/b~c", "constructor"}

// generateOps makes a batch that has a chance to apply to the document as it
// is: names, paths and branches are mostly taken from it.
func generateOps(doc *flow.Document, choose chooser) []flow.Op {
	g := generator{choose: choose}
	for _, a := range doc.Actions() {
		if a.ID != "" {
			g.actions = append(g.actions, a)
			g.ids = append(g.ids, a.ID)
		}
	}
	for _, n := range doc.Root().Get("Metadata").Get("Annotations").Elements() {
		g.notes = append(g.notes, n.Get("id").Text())
	}
	ops := make([]flow.Op, 1+choose(4))
	for i := range ops {
		ops[i] = g.op()
	}
	// Last, so that the kept seeds still choose what they chose.
	for i := range ops {
		if removals[ops[i].Kind] && choose(4) == 3 {
			ops[i].Prune = 1 + choose(4)
		}
	}
	return ops
}

type generator struct {
	choose  chooser
	actions []flow.Action
	ids     []string
	notes   []string
}

func (g *generator) id() string {
	if len(g.ids) == 0 || g.choose(12) == 0 {
		return pick(g.choose, newNames)
	}
	return pick(g.choose, g.ids)
}

func (g *generator) action() flow.Action {
	if len(g.actions) == 0 {
		return flow.Action{ID: g.id()}
	}
	return pick(g.choose, g.actions)
}

func (g *generator) value() json.RawMessage { return json.RawMessage(pick(g.choose, values)) }

func (g *generator) index() *int {
	if g.choose(2) == 0 {
		return nil
	}
	i := g.choose(6)
	return &i
}

// path goes down a value for a while and then perhaps somewhere new.
func (g *generator) path(n flow.Node) []string {
	var path []string
	for n.Len() > 0 && (len(path) == 0 || g.choose(3) > 0) {
		want := g.choose(n.Len() + 1)
		if want == n.Len() {
			break
		}
		if n.Kind() == flow.Array {
			path = append(path, fmt.Sprint(want))
			n = n.At(want)
			continue
		}
		for key, m := range n.Members() {
			if want == 0 {
				path, n = append(path, key), m
				break
			}
			want--
		}
	}
	if n.Kind() == flow.Array {
		return append(path, fmt.Sprint(n.Len()))
	}
	if len(path) == 0 || g.choose(4) == 0 {
		path = append(path, pick(g.choose, newNames))
	}
	return path
}

func (g *generator) branch(a flow.Action) *flow.Branch {
	all := []flow.Branch{{Kind: flow.BranchNext}, {Kind: flow.BranchError, Error: "Made"}}
	for _, e := range a.Errors {
		all = append(all, flow.Branch{Kind: flow.BranchError, Error: e.Type})
	}
	return new(pick(g.choose, append(all, conditionBranches(a)...)))
}

func conditionBranches(a flow.Action) []flow.Branch {
	var all []flow.Branch
	for _, c := range a.Conditions {
		b := flow.Branch{Kind: flow.BranchCondition, Operator: c.Operator}
		for _, o := range c.Operands {
			b.Operands = append(b.Operands, o.Text())
		}
		for _, other := range all {
			if other.Operator == b.Operator && slices.Equal(other.Operands, b.Operands) {
				b.Nth++
			}
		}
		all = append(all, b)
	}
	return all
}

func (g *generator) condition(a flow.Action) *flow.Branch {
	all := conditionBranches(a)
	if len(all) == 0 {
		return &flow.Branch{Kind: flow.BranchCondition, Operator: "Equals", Operands: []string{"1"}}
	}
	return new(pick(g.choose, all))
}

var kinds = []flow.OpKind{
	flow.AddBlock, flow.RemoveBlocks, flow.RenameBlock, flow.SetType, flow.SetParameter, flow.ClearParameter,
	flow.SetTarget, flow.RemoveBranch, flow.AddCondition, flow.SetCondition, flow.MoveCondition,
	flow.RemoveCondition, flow.MoveBlock, flow.SetStart, flow.SetMetadata, flow.ClearMetadata, flow.AddNote,
	flow.SetNote, flow.RemoveNote, flow.SetTarget, flow.RemoveBlocks, flow.MoveBlock, flow.Replace,
}

var removals = map[flow.OpKind]bool{
	flow.RemoveBlocks: true, flow.ClearParameter: true, flow.RemoveBranch: true, flow.RemoveCondition: true,
	flow.ClearMetadata: true, flow.RemoveNote: true,
}

func (g *generator) op() flow.Op {
	op := flow.Op{Kind: pick(g.choose, kinds)}
	a := g.action()
	op.ID = a.ID
	switch op.Kind {
	case flow.AddBlock:
		g.addBlock(&op)
	case flow.RemoveBlocks:
		op.ID = ""
		for range 1 + g.choose(3) {
			op.IDs = append(op.IDs, g.id())
		}
	case flow.RenameBlock:
		op.To = pick(g.choose, append(newNames, op.ID))
	case flow.SetType:
		op.Type = pick(g.choose, []string{"Wait", "Compare", a.Type})
	case flow.SetParameter:
		op.Path, op.Value = g.path(a.Parameters), g.value()
	case flow.ClearParameter:
		op.Path = g.path(a.Parameters)
	case flow.SetTarget:
		op.Branch, op.Target, op.Mirror, op.Index = g.branch(a), pick(g.choose, []string{"", g.id()}), g.choose(2) == 0, g.index()
	case flow.RemoveBranch:
		op.Branch = g.branch(a)
	case flow.AddCondition, flow.SetCondition, flow.MoveCondition, flow.RemoveCondition:
		op.Branch = g.condition(a)
		op.Operator, op.Operands = pick(g.choose, []string{"Equals", "TextContains"}), pick(g.choose, [][]string{{"1"}, {"a", "b"}, nil})
		op.Target, op.Index = g.id(), g.index()
	case flow.MoveBlock:
		op.ID = pick(g.choose, []string{op.ID, op.ID, ""})
		op.X, op.Y = g.choose(2000)-1000, g.choose(2000)-1000
	case flow.SetStart:
		op.Target = g.id()
	case flow.SetMetadata, flow.ClearMetadata:
		op.Path, op.Value = g.path(a.Metadata), g.value()
	case flow.AddNote, flow.SetNote, flow.RemoveNote:
		g.note(&op)
	case flow.Replace:
		op.ID, op.Text = "", `{"Version":"2019-10-30","StartAction":"new","Actions":[{"Identifier":"new"}]}`
	}
	return op
}

func (g *generator) addBlock(op *flow.Op) {
	op.ID = pick(g.choose, newNames)
	quoted, _ := json.Marshal(op.ID)
	target, _ := json.Marshal(g.id())
	op.Action = json.RawMessage(fmt.Sprintf(
		`{"Identifier":%s,"Type":"Wait","Parameters":{"P":%s},"Transitions":{"NextAction":%s,"Errors":[{"NextAction":"","ErrorType":"NoMatchingError"}]}}`,
		quoted, g.value(), target))
	if g.choose(2) == 0 {
		op.Metadata = json.RawMessage(`{"position":{"x":10,"y":20},"isFriendlyName":true}`)
	}
	op.Index = g.index()
}

func (g *generator) note(op *flow.Op) {
	op.ID = pick(g.choose, append(g.notes, "fresh"))
	op.Path = pick(g.choose, [][]string{{"content"}, {"position", "x"}, {"added", "deep"}})
	op.Value = g.value()
	if op.Kind == flow.AddNote {
		op.ID, op.Index = "fresh", g.index()
		op.Value = json.RawMessage(`{"type":"default","id":"fresh","content":"Note","actionId":` + quote(g.id()) + `}`)
	}
}

func quote(s string) string {
	b, _ := json.Marshal(s)
	return string(b)
}

// documents are flows in the looks that files have.
func documents() map[string]string {
	console := sample(9)
	odd := `{ "StartAction" : "" ,"Actions":[ 1, null, {"Identifier": 7, "Transitions": {"NextAction": "a"}},
  {"Identifier":"a","Transitions":{"Errors":"none","Conditions":[{"NextAction":"b"}, "x",
      {"Condition":{"Operator":"Equals","Operands":[1, "1"]},"NextAction":"$end"}]}, "$$hashKey": "object:12" },
  {"Type":"Wait","Identifier":"b" , "Parameters": null, "Transitions":{"NextAction":null,"Errors":[{"ErrorType":"E","NextAction":"a"},{"ErrorType":"E","NextAction":"b"},{"NextAction":"a"}]}}
  ] , "Metadata":{"ActionMetadata":{"a":{"children":["b"],"position":{"x":1.0,"y":-0}}, "gone": 3,"new":{"x":1}},"Annotations":[{"actionId":"a"},{"id":"n","actionId":"new"}, 5]} }
`
	return map[string]string{
		"two spaces":  console,
		"tabs":        reindent(console, "\t"),
		"four spaces": reindent(console, "    "),
		"minified":    reindent(console, ""),
		"crlf":        strings.ReplaceAll(console, "\n", "\r\n"),
		"final break": console + "\n",
		"byte order":  "\uFEFF" + console,
		"one line":    oneLine(console),
		"jackson":     strings.ReplaceAll(strings.ReplaceAll(console, `":`, `" :`), "[]", "[ ]"),
		"odd":         odd,
		"no metadata": `{"Version":"2019-10-30","StartAction":"a","Actions":[{"Identifier":"a","Type":"Wait","Transitions":{"NextAction":"b"}},{"Identifier":"b"}]}`,
		"empty":       `{"StartAction":"","Actions":[]}`,
		"module":      `{"StartAction":"","Settings":{"InputParameters":[]},"Actions":[{"Identifier":"x","Parameters":{"Text":"é"}}]}`,
	}
}

// oneLine writes a flow as Python's json.dumps does.
func oneLine(text string) string {
	var b strings.Builder
	inString := false
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c == '"' && text[i-1] != '\\' {
			inString = !inString
		}
		switch {
		case !inString && c == '\n':
			for i+1 < len(text) && text[i+1] == ' ' {
				i++
			}
			if b.String()[b.Len()-1] == ',' {
				b.WriteByte(' ')
			}
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}
