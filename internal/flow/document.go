// Package flow is the document: an Amazon Connect flow or flow module as text
// that is never rewritten, a typed view of it, and the one closed set of
// operations that edits it.
//
// Its laws, each a property or fuzz test:
//
//  1. Parse(x).Bytes() == x for every input, JSON or not.
//  2. An edit touches only the bytes it must.
//  3. Apply returns the inverse; undone at once it restores the bytes, later
//     it restores the meaning.
//  4. An operation gives the same flow here and in the browser's twin
//     (compared by Canonical; testdata/vectors runs in both).
//  5. Parse never stops at bad input. What is wrong is a Problem.
//
// A Document may be read from several goroutines at once. Apply, Undo and
// UndoWithInverse need it alone.
package flow

import "slices"

// Document is one flow: its text and what was read from it.
type Document struct {
	t *tree
}

// Format says in which language a document is written.
type Format string

// The formats. A module is told by its top-level Settings, a legacy export by
// its modules.
const (
	FormatFlow    Format = "flow"
	FormatModule  Format = "module"
	FormatLegacy  Format = "legacy"
	FormatUnknown Format = "unknown"
)

// Problem is what is wrong with a text as JSON. Message tells a person what
// to do; Pointer is set where the place is a value that could be read.
type Problem struct {
	Code    string `json:"code"`
	Message string `json:"message"`
	Pointer string `json:"pointer"`
	Offset  int    `json:"offset"`
}

// The codes of problems. After syntax, bad-utf8, too-deep and too-large the
// document is not editable; the rest are warnings.
const (
	CodeSyntax        = "syntax"
	CodeBadUTF8       = "bad-utf8"
	CodeTooDeep       = "too-deep"
	CodeTooLarge      = "too-large"
	CodeDuplicateKey  = "duplicate-key"
	CodeNotAnObject   = "not-an-object"
	CodeByteOrderMark = "byte-order-mark"
)

// Parse reads a text. It never fails and keeps a copy of src.
func Parse(src []byte) *Document { return ParseString(string(src)) }

// ParseString is Parse for text that is a string already.
func ParseString(src string) *Document { return &Document{t: parse(src)} }

// Bytes returns the text: what was parsed, byte for byte, when nothing was
// edited. The slice is the caller's.
func (d *Document) Bytes() []byte { return []byte(d.t.src) }

// String returns what Bytes returns without copying.
func (d *Document) String() string { return d.t.src }

// Problems returns what is wrong with the text, in the order of the file.
func (d *Document) Problems() []Problem {
	out := slices.Clone(d.t.problems)
	slices.SortStableFunc(out, func(a, b Problem) int { return a.Offset - b.Offset })
	return out
}

// Root returns the outermost value, Missing when nothing could be read.
func (d *Document) Root() Node { return d.t.root() }

// Format tells the document's language from its top-level members.
func (d *Document) Format() Format {
	root := d.Root()
	if root.Get("Actions").Exists() || root.Get("StartAction").Exists() {
		if root.Get("Settings").Exists() {
			return FormatModule
		}
		return FormatFlow
	}
	if root.Get("modules").Kind() == Array {
		return FormatLegacy
	}
	return FormatUnknown
}

// Editable reports whether operations other than replace can be applied: the
// document is a flow or module and its text is sound JSON.
func (d *Document) Editable() bool {
	f := d.Format()
	return !d.t.broken && (f == FormatFlow || f == FormatModule)
}

// StartAction returns the member of that name, Missing when there is none.
func (d *Document) StartAction() Node { return d.Root().Get("StartAction") }

// flowTypes maps what the console writes into Metadata.type (and legacy
// exports into type) to the API's flow types.
var flowTypes = map[string]string{
	"contactFlow":     "CONTACT_FLOW",
	"customerQueue":   "CUSTOMER_QUEUE",
	"customerHold":    "CUSTOMER_HOLD",
	"customerWhisper": "CUSTOMER_WHISPER",
	"agentHold":       "AGENT_HOLD",
	"agentWhisper":    "AGENT_WHISPER",
	"outboundWhisper": "OUTBOUND_WHISPER",
	"agentTransfer":   "AGENT_TRANSFER",
	"queueTransfer":   "QUEUE_TRANSFER",
	"campaign":        "CAMPAIGN",
}

// Type returns the API's flow type that the file itself tells: MODULE for a
// module, else what its metadata say, "" when they do not.
func (d *Document) Type() string {
	root := d.Root()
	var told string
	switch d.Format() {
	case FormatModule:
		return "MODULE"
	case FormatFlow:
		told = root.Get("Metadata").Get("type").Text()
	case FormatLegacy:
		if told = root.Get("type").Text(); told == "" {
			told = root.Get("metadata").Get("type").Text()
		}
	default:
		return ""
	}
	if t, ok := flowTypes[told]; ok {
		return t
	}
	for _, t := range flowTypes {
		if t == told {
			return t
		}
	}
	return ""
}
