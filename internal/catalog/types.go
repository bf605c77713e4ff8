// Package catalog says what Amazon Connect's actions and blocks are: names,
// categories, parameters, branches, flow types, channels. It is data: one
// literal per action type in the file of its category. The linter, the server
// and (through a generator) the canvas read it; nothing switches over types.
package catalog

// Category is one of the seven groups of the palette.
type Category string

// The seven categories, in palette order.
const (
	Interact  Category = "Interact"
	Set       Category = "Set"
	Check     Category = "Check"
	Analyze   Category = "Analyze"
	Logic     Category = "Logic"
	Integrate Category = "Integrate"
	Terminate Category = "Terminate"
)

// Action is everything known of one action type of the flow language.
type Action struct {
	Type              string      `json:"type"`
	Blocks            []Block     `json:"blocks"`             // as designers see it; the first whose When holds, the last has none
	Terminal          bool        `json:"terminal,omitempty"` // takes no transitions at all
	Next              Need        `json:"next"`               // NextAction: required, optional or refused
	Mirror            *BranchRef  `json:"mirror,omitempty"`   // the branch that NextAction mirrors; NextAction is then no port of its own, unless the parameters refuse that branch (Store customer input has a Success of its own)
	Errors            []ErrorRule `json:"errors"`             // in the console's order
	Conditions        Conditions  `json:"conditions"`
	Parameters        []Parameter `json:"parameters"`
	OneOf             []Group     `json:"one_of,omitempty"`              // groups of parameters of which some number may be set
	OpenParams        bool        `json:"open,omitempty"`                // parameters are not known well enough to call one unknown
	FlowTypes         []string    `json:"flow_types"`                    // API types and MODULE; empty: all. Union of AWS's two pages
	FlowTypesDisputed []string    `json:"flow_types_disputed,omitempty"` // listed by one of AWS's two pages only: warn, never refuse
	Channels          []string    `json:"channels"`                      // VOICE, CHAT, TASK, EMAIL
	Docs              string      `json:"docs"`                          // AWS's page
	Pauses            bool        `json:"-"`                             // waits for a person, an event or time, or hands the contact over: a cycle through it is no endless loop
	Evidence          string      `json:"-"`
}

// Block is one entry of the palette: an action type, or one use of it.
type Block struct {
	Key        string   `json:"key"`  // stable, kebab case: "play-prompt"
	Name       string   `json:"name"` // as designers know it
	Category   Category `json:"category"`
	Icon       string   `json:"icon"`                     // lucide icon name
	Summary    string   `json:"summary"`                  // one sentence: what it does
	When       *When    `json:"when,omitempty"`           // nil: always
	Defaults   string   `json:"defaults"`                 // JSON object: parameters of a new block
	Shown      []string `json:"shown,omitempty"`          // dotted parameter paths whose values are shown on the block, most telling first
	Form       []string `json:"form,omitempty"`           // dotted parameter paths of the full form, in order; empty: generic form over JSON
	Docs       string   `json:"docs"`                     // admin guide page
	Retired    bool     `json:"retired,omitempty"`        // not offered in the palette
	Conditions []string `json:"new_conditions,omitempty"` // operands of the conditions that a new block starts with
	Operator   string   `json:"new_operator,omitempty"`   // their operator; empty: Equals
	Errors     []string `json:"new_errors"`               // error branches that a new block starts with
	Parts      []Part   `json:"parts,omitempty"`          // in the file it is these actions, each leading to the next by its NextAction; empty: it is its own action
}

// Part is one action of a block that consoles draw as one and write as
// several. The first one's metadata lists the others as "children"; the part
// of the literal's own type takes Defaults and Errors from the block.
type Part struct {
	Type     string   `json:"type"`
	Label    string   `json:"label"`                // what it is for, above its settings
	Defaults string   `json:"defaults,omitempty"`   // JSON object: its parameters in a new block
	Errors   []string `json:"new_errors,omitempty"` // its error branches in a new block
	Fragment string   `json:"fragment,omitempty"`   // its key in "fragments" of the first one's metadata; empty: it has none
	Fixed    bool     `json:"fixed,omitempty"`      // its parameters are always Defaults
	Optional bool     `json:"optional,omitempty"`   // new blocks do without
	By       string   `json:"by,omitempty"`         // the error branch that leads to it, not NextAction. It is then no child: its identifier is the first one's, "-" and ten random characters
	When     *When    `json:"when,omitempty"`       // what its parameters say where it is a part and no block of its own
}

// When selects by one parameter: Path has one of Equals, or (Equals empty) is present.
type When struct {
	Path   string   `json:"path"`
	Equals []string `json:"equals,omitempty"`
}

// Need says how a member stands to its owner.
type Need string

// The needs.
const (
	Required Need = "required"
	Optional Need = "optional"
	Refused  Need = "refused"
)

// ErrorRule is one error branch of an action type.
type ErrorRule struct {
	Type  string `json:"type"`
	Label string `json:"label"` // "Error", "At capacity", "Timeout" …
	Need  Need   `json:"need"`
	Cases []Case `json:"cases,omitempty"` // the first whose When holds overrides Need
}

// Case overrides a need where a parameter says so.
type Case struct {
	When When `json:"when"`
	Need Need `json:"need"`
}

// BranchRef names a branch of the catalogue: an error type or an operand of Equals.
type BranchRef struct {
	Error     string `json:"error,omitempty"`
	Condition string `json:"condition,omitempty"`
}

// Conditions says what an action type may branch on.
type Conditions struct {
	Need      Need          `json:"need"`
	Cases     []Case        `json:"cases,omitempty"`
	Operators []string      `json:"operators,omitempty"`
	Fixed     []FixedBranch `json:"fixed,omitempty"`        // the closed set of operands of Equals, with labels
	All       bool          `json:"all,omitempty"`          // the whole fixed set must be present
	Pattern   string        `json:"pattern,omitempty"`      // RE2 for operands when not fixed
	Hint      string        `json:"hint,omitempty"`         // what an operand is: "a digit 0-9, * or #"
	Operand   OperandKind   `json:"operand,omitempty"`      // how operands are edited; empty: as text
	OperandIn *When         `json:"operand_when,omitempty"` // where Operand counts; nil: always
	Docs      string        `json:"-"`
	Must      []string      `json:"-"` // operands of the fixed set that must be present, where not all must
	Only      *OnlyBranch   `json:"-"` // the one condition that is taken where its When holds
}

// OperandKind is the control that edits the operands of conditions.
type OperandKind string

// The kinds of operands that are more than text.
const (
	OperandShare        OperandKind = "share"        // 1 plus the shares so far; edited as percentages that, with the rest, add up to 100
	OperandMilliseconds OperandKind = "milliseconds" // a duration, edited in seconds
)

// OperandKinds returns every kind of operand that has a name.
func OperandKinds() []OperandKind { return []OperandKind{OperandShare, OperandMilliseconds} }

// OnlyBranch is the one condition that an action takes in one of its uses.
type OnlyBranch struct {
	When     When
	Operator string
	Operand  string
}

// FixedBranch is one operand that the service defines.
type FixedBranch struct {
	Operand string `json:"operand"`
	Label   string `json:"label"`
	When    *When  `json:"when,omitempty"`
}

// Kind is the form of a parameter's value and the control that edits it.
type Kind string

// The kinds of parameters. Scalars are JSON strings on the wire unless Native is set.
const (
	KindText     Kind = "text" // free text, may hold JSONPath inline
	KindSSML     Kind = "ssml"
	KindEnum     Kind = "enum"     // one of Enum
	KindBool     Kind = "bool"     // one of two spellings, given in Enum: true first
	KindInteger  Kind = "integer"  // Min, Max
	KindDuration Kind = "duration" // whole seconds (or Unit), Min, Max
	KindResource Kind = "resource" // id or ARN; Resource says of what
	KindPath     Kind = "jsonpath" // must be a JSONPath
	KindPhone    Kind = "phone"
	KindMap      Kind = "map"    // object of string values, keys chosen by the designer
	KindList     Kind = "list"   // array; Items of Enum when given
	KindObject   Kind = "object" // has members, listed as parameters with dotted paths
	KindJSON     Kind = "json"   // anything
)

// Kinds returns every kind, simple ones first.
func Kinds() []Kind {
	return []Kind{
		KindText, KindSSML, KindEnum, KindBool, KindInteger, KindDuration, KindResource,
		KindPath, KindPhone, KindMap, KindList, KindObject, KindJSON,
	}
}

// Parameter is one member of Parameters. Path is dotted from Parameters:
// "Media.Uri". Parameters under an object or a list of objects ("Messages[].Text")
// follow their owner; "*" stands for any member ("FlowAttributes.*.Value").
type Parameter struct {
	Path     string   `json:"path"`
	Label    string   `json:"label"`
	Kind     Kind     `json:"kind"`
	Need     Need     `json:"need"` // within its owner
	Cases    []Case   `json:"cases,omitempty"`
	Enum     []Choice `json:"enum,omitempty"`
	Min      int      `json:"min,omitempty"`
	Max      int      `json:"max,omitempty"`
	MaxIn    []Limit  `json:"max_in,omitempty"` // the first whose When holds replaces Max
	MaxLen   int      `json:"max_len,omitempty"`
	Pattern  string   `json:"pattern,omitempty"`  // RE2
	Dynamic  bool     `json:"dynamic,omitempty"`  // takes a JSONPath instead of a value
	Native   bool     `json:"native,omitempty"`   // JSON number or boolean is also accepted
	Typed    bool     `json:"typed,omitempty"`    // with Native: consoles write the JSON number or boolean, so new values are one
	Items    Kind     `json:"items,omitempty"`    // of a list of scalars, or of a map's values; empty: text
	Unit     Unit     `json:"unit,omitempty"`     // of a duration; empty: seconds
	Resource string   `json:"resource,omitempty"` // queue, agent, prompt, lambda, lex-bot, hours, flow, module, view …
	Help     string   `json:"help,omitempty"`     // what the field expects
	Default  string   `json:"default,omitempty"`
	Lenient  bool     `json:"-"` // the service takes values that are not in Enum: warn, never refuse
	Doubt    string   `json:"-"` // why the service may refuse the parameter although exports have it: warn, never refuse
}

// Limit is another largest value, where a parameter says so.
type Limit struct {
	When When `json:"when"`
	Max  int  `json:"max"`
}

// Unit is what a duration counts on the wire.
type Unit string

// The units other than seconds.
const (
	Milliseconds Unit = "milliseconds"
	Minutes      Unit = "minutes"
)

// Units returns the units other than seconds.
func Units() []Unit { return []Unit{Milliseconds, Minutes} }

// Choice is one value of an enumeration with its name for people.
type Choice struct {
	Value string `json:"value"`
	Label string `json:"label"`
}

// Group limits how many of some parameters are set together. Of several
// groups over the same paths the first whose When holds counts.
type Group struct {
	Paths []string `json:"paths"`
	Min   int      `json:"min"`
	Max   int      `json:"max"`
	When  *When    `json:"when,omitempty"`
	Label string   `json:"label"` // "What to play"
}

// FlowType is one of the ten API types, or MODULE.
type FlowType struct {
	API      string `json:"api"`      // CONTACT_FLOW
	Name     string `json:"name"`     // Inbound flow
	Metadata string `json:"metadata"` // contactFlow
	Summary  string `json:"summary"`
}
