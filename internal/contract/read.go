package contract

import (
	"fmt"
	"slices"
	"strings"

	"switchyard.dev/switchyard/internal/flow"
)

// Problem is one thing that is wrong with a contract: the place in the text as
// a JSON pointer and a line, and a sentence that says what to do.
type Problem struct {
	Path    string `json:"path"`
	Line    int    `json:"line"`
	Message string `json:"message"`
}

// reader collects what is wrong while it reads.
type reader struct {
	doc   *flow.Document
	found []Problem
}

// Read returns what a text declares and what is wrong with it. The empty text
// declares nothing, and nothing is wrong with it.
func Read(text string) (Contract, []Problem) {
	if strings.TrimSpace(text) == "" {
		return Contract{}, nil
	}
	r := &reader{doc: flow.ParseString(text)}
	root := r.doc.Root()
	if p := r.doc.Unsound(); p != nil {
		line := 1 + strings.Count(text[:min(p.Offset, len(text))], "\n")
		return Contract{}, []Problem{{Line: line, Message: p.Message}}
	}
	if root.Kind() != flow.Object {
		r.add("", "The settings are a JSON object, not %s.", article(root.Kind()))
		return Contract{}, r.found
	}
	for _, p := range r.doc.Problems() {
		if p.Code == flow.CodeDuplicateKey {
			r.add(p.Pointer, "A name stands twice in this object. Keep one of them.")
		}
	}
	c := Contract{Input: r.schema(root, inputPath), Result: r.schema(root, resultPath), Branches: r.branches(root)}
	return c, r.found
}

func (r *reader) add(pointer, format string, args ...any) {
	at, _ := r.doc.Position(pointer)
	r.found = append(r.found, Problem{Path: pointer, Line: at.Line, Message: fmt.Sprintf(format, args...)})
}

// member returns a member that must be an object when it is there.
func (r *reader) member(of flow.Node, key string) flow.Node {
	n := of.Get(key)
	if n.Exists() && n.Kind() != flow.Object {
		r.add(n.Pointer(), "%s must be an object, not %s.", quoted(key), article(n.Kind()))
		return flow.Node{}
	}
	return n
}

// opening are the keywords with which a schema takes members that it does not list.
var opening = []string{"patternProperties", "$ref", "allOf", "anyOf", "oneOf"}

func (r *reader) schema(root flow.Node, path []string) Schema {
	n := r.member(r.member(root, path[0]), path[1])
	if kind := n.Get("type"); kind.Exists() && kind.Text() != "object" {
		r.add(kind.Pointer(), "A module's schema describes an object: its type must be “object”.")
	}
	s := Schema{Open: slices.ContainsFunc(opening, func(key string) bool { return n.Get(key).Exists() })}
	if more := n.Get("additionalProperties"); more.Exists() && more.Raw() != "false" {
		s.Open = true
	}
	for name, p := range r.member(n, "properties").Members() {
		s.Properties = append(s.Properties, r.property(name, p))
	}
	r.required(n.Get("required"), &s)
	return s
}

func (r *reader) property(name string, n flow.Node) Property {
	p := Property{Name: name}
	if strings.TrimSpace(name) == "" {
		r.add(n.Pointer(), "A value has no name. Give it one.")
	}
	if n.Kind() != flow.Object {
		r.add(n.Pointer(), "%s must be an object such as {\"type\": \"string\"}, not %s.", quoted(name), article(n.Kind()))
		return p
	}
	p.Description = n.Get("description").Text()
	kind := n.Get("type")
	switch {
	case kind.Kind() == flow.String && slices.Contains(Types, kind.Text()):
		p.Type = kind.Text()
	case kind.Kind() == flow.String && kind.Text() != "null":
		r.add(kind.Pointer(), "%s is no type. Use %s.", quoted(kind.Text()), either(Types))
		p.Raw = kind.Raw()
	case kind.Exists():
		p.Raw = kind.Raw()
	}
	return p
}

// required reads the list of names. A name that the schema does not list can
// never be given: a call may hold only keys of the schema (facts.md §4).
func (r *reader) required(n flow.Node, s *Schema) {
	if n.Exists() && n.Kind() != flow.Array {
		r.add(n.Pointer(), "“required” is a list of names beside “properties”, not %s.", article(n.Kind()))
		return
	}
	for _, item := range n.Elements() {
		p, ok := s.Property(item.Text())
		switch {
		case item.Kind() != flow.String:
			r.add(item.Pointer(), "“required” holds names, not %s.", article(item.Kind()))
		case ok:
			p.Required = true
		case !s.Open:
			r.add(item.Pointer(), "%s is required, but “properties” does not list it. Add it there, or take it from the list.", quoted(item.Text()))
		}
	}
}

func (r *reader) branches(root flow.Node) []Branch {
	n := r.member(root, branchesPath[0]).Get(branchesPath[1])
	if n.Exists() && n.Kind() != flow.Array {
		r.add(n.Pointer(), "“results” is a list of branches, not %s.", article(n.Kind()))
		return nil
	}
	if n.Len() > MaxBranches {
		r.add(n.Pointer(), "A module has at most %d branches of its own; here are %d.", MaxBranches, n.Len())
	}
	var list []Branch
	seen := map[string]bool{}
	for i, item := range n.Elements() {
		name := item.Get("name")
		if item.Kind() != flow.Object || name.Kind() != flow.String {
			r.add(item.Pointer(), "A branch is an object with a name, such as {\"name\": \"VIP\", \"description\": \"\"}.")
			continue
		}
		if why := branchProblem(name.Text(), seen); why != "" {
			r.add(name.Pointer(), "%s", why)
		}
		seen[name.Text()] = true
		list = append(list, Branch{Name: name.Text(), Description: item.Get("description").Text(), at: i})
	}
	return list
}

// branchProblem says what is wrong with a branch's name; seen are those before it.
func branchProblem(name string, seen map[string]bool) string {
	switch {
	case strings.TrimSpace(name) == "":
		return "The branch has no name. Give it one."
	case name == Success || name == Failure:
		return "Every module has the branch " + quoted(name) + " already. Choose another name."
	case seen[name]:
		return "There are two branches called " + quoted(name) + ". Rename one of them."
	}
	return ""
}

func quoted(text string) string {
	const most = 60
	if r := []rune(text); len(r) > most {
		text = string(r[:most]) + "…"
	}
	return "“" + text + "”"
}

// article is a kind of value in a sentence.
func article(k flow.Kind) string {
	switch k {
	case flow.String:
		return "text"
	case flow.Array:
		return "a list"
	case flow.Object:
		return "an object"
	default:
		return "a " + k.String()
	}
}

func either(words []string) string {
	return strings.Join(words[:len(words)-1], ", ") + " or " + words[len(words)-1]
}
