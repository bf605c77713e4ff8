// Package contract reads, checks and edits what a flow module declares: its
// input, its result and the branches of its own. It is the resource's Settings
// string, which is kept beside the module's content (facts.md §4):
//
//	{"input":{"schema":S},"resultData":{"schema":S},"transitions":{"results":[{"name","description"}]}}
//
// where S is a JSON Schema, draft 4, of an object.
//
// Laws:
//   - The text is the truth. What this package does not know of it is kept byte
//     for byte (Apply).
//   - Bad text is data: Read returns what it could make of it, and the problems.
package contract

import (
	"math"

	"switchyard.dev/switchyard/internal/flow"
)

// MaxBranches is how many branches of its own a module may have (facts.md §4).
const MaxBranches = 8

// Branches that every module has; one of its own can't be called so.
const (
	Success = "Success"
	Failure = "Error"
)

// Contract is what a module declares.
type Contract struct {
	Input    Schema
	Result   Schema
	Branches []Branch
}

// Schema describes an object: its members in the order of the text.
type Schema struct {
	Properties []Property
	// Open says that the schema admits members that it does not list in words of
	// its own: patternProperties, additionalProperties, $ref and the like. Nothing
	// can be said then of a member that is not listed.
	Open bool
}

// Property is one member of a schema. Type is "" where the schema does not say
// or says more than one word can; Raw is then the text that stands there.
type Property struct {
	Name        string
	Type        string
	Raw         string
	Description string
	Required    bool
}

// Branch is one way out of the module besides Success and Error.
type Branch struct {
	Name        string
	Description string

	at int // index in the text's list
}

// Types are the types of a property that the table offers, in its order.
var Types = []string{"string", "number", "integer", "boolean", "object", "array"}

// Property returns the member of that name.
func (s *Schema) Property(name string) (*Property, bool) {
	for i := range s.Properties {
		if s.Properties[i].Name == name {
			return &s.Properties[i], true
		}
	}
	return nil, false
}

// Names are the names of the members.
func (s *Schema) Names() []string {
	names := make([]string, len(s.Properties))
	for i := range s.Properties {
		names[i] = s.Properties[i].Name
	}
	return names
}

// HasBranch reports whether the module has a branch of its own of that name.
func (c *Contract) HasBranch(name string) bool {
	for i := range c.Branches {
		if c.Branches[i].Name == name {
			return true
		}
	}
	return false
}

// BranchNames are the names of the module's own branches.
func (c *Contract) BranchNames() []string {
	names := make([]string, len(c.Branches))
	for i := range c.Branches {
		names[i] = c.Branches[i].Name
	}
	return names
}

// Takes reports whether a value may stand where the schema has this type.
func (p *Property) Takes(value flow.Node) bool {
	switch p.Type {
	case "string":
		return value.Kind() == flow.String
	case "number":
		return value.Kind() == flow.Number
	case "integer":
		f, ok := value.Float()
		return ok && f == math.Trunc(f)
	case "boolean":
		return value.Kind() == flow.Bool
	case "object":
		return value.Kind() == flow.Object
	case "array":
		return value.Kind() == flow.Array
	}
	return true
}

// Where the parts stand in the text.
var (
	inputPath    = []string{"input", "schema"}
	resultPath   = []string{"resultData", "schema"}
	branchesPath = []string{"transitions", "results"}
)

// Empty is the JSON text of a value of the property's type with nothing in it.
func (p *Property) Empty() string {
	switch p.Type {
	case "number", "integer":
		return "0"
	case "boolean":
		return "false"
	case "object":
		return "{}"
	case "array":
		return "[]"
	}
	return `""`
}
