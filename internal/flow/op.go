package flow

import "encoding/json"

// OpKind names one member of the closed set of edit operations. Everything
// that changes a flow (a drag, a form field, paste, a quick fix, undo, a live
// message) is a list of these; the TypeScript twin in web/canvas/model applies
// the same set (law 4), held together by testdata/vectors.
type OpKind string

// The closed set of operations.
const (
	AddBlock        OpKind = "add_block"        // ID, Action, Metadata?, Index?
	RemoveBlocks    OpKind = "remove_blocks"    // IDs, Prune?
	RenameBlock     OpKind = "rename_block"     // ID, To
	SetType         OpKind = "set_type"         // ID, Type
	SetParameter    OpKind = "set_parameter"    // ID, Path, Value
	ClearParameter  OpKind = "clear_parameter"  // ID, Path, Prune?
	SetTarget       OpKind = "set_target"       // ID, Branch, Target ("" leaves it unwired), Mirror?, Index? (of a new error entry)
	RemoveBranch    OpKind = "remove_branch"    // ID, Branch (next or error), Prune?: removes its entry
	AddCondition    OpKind = "add_condition"    // ID, Operator, Operands, Target, Index?
	SetCondition    OpKind = "set_condition"    // ID, Branch, Operator, Operands
	MoveCondition   OpKind = "move_condition"   // ID, Branch, Index
	RemoveCondition OpKind = "remove_condition" // ID, Branch, Prune?
	MoveBlock       OpKind = "move_block"       // ID, X, Y; ID "" is the entry point
	SetStart        OpKind = "set_start"        // Target ("" leaves it unset)
	SetMetadata     OpKind = "set_metadata"     // ID ("" is the flow's own), Path, Value
	ClearMetadata   OpKind = "clear_metadata"   // ID, Path, Prune?
	AddNote         OpKind = "add_note"         // ID, Value: the whole annotation, Index?
	SetNote         OpKind = "set_note"         // ID, Path, Value
	RemoveNote      OpKind = "remove_note"      // ID, Prune?
	Replace         OpKind = "replace"          // Text: the whole content
)

// Op is one edit operation. Which fields count is said beside its kind; the
// JSON form is the wire form of the websocket, the operation log and the
// vectors. Values are plain JSON: how they are laid out in the file is decided
// by the file's own style when they are inserted.
//
// Prune belongs to operations that remove something: so many of the objects
// and arrays around it go too, innermost first, as long as they are left
// empty and are members of an object. Inverses say it where the operation
// that they undo had to make those containers (Metadata, Conditions …). Of
// remove_blocks it is about what holds the blocks' metadata.
type Op struct {
	Kind     OpKind          `json:"op"`
	ID       string          `json:"id,omitempty"`
	IDs      []string        `json:"ids,omitempty"`
	To       string          `json:"to,omitempty"`
	Type     string          `json:"type,omitempty"`
	Action   json.RawMessage `json:"action,omitempty"`
	Metadata json.RawMessage `json:"metadata,omitempty"`
	Path     []string        `json:"path,omitempty"`
	Value    json.RawMessage `json:"value,omitempty"`
	Branch   *Branch         `json:"branch,omitempty"`
	Target   string          `json:"target,omitempty"`
	Mirror   bool            `json:"mirror,omitempty"`
	Operator string          `json:"operator,omitempty"`
	Operands []string        `json:"operands,omitempty"`
	Index    *int            `json:"index,omitempty"`
	Prune    int             `json:"prune,omitempty"`
	X        int             `json:"x,omitempty"`
	Y        int             `json:"y,omitempty"`
	Text     string          `json:"text,omitempty"`
}

// Branch names one way out of a block so that the name survives reordering by
// others: the default branch, an error by its type, or a condition by operator
// and operands (Nth counts equal ones from 0).
type Branch struct {
	Kind     BranchKind `json:"kind"`
	Error    string     `json:"error,omitempty"`
	Operator string     `json:"operator,omitempty"`
	Operands []string   `json:"operands,omitempty"`
	Nth      int        `json:"nth,omitempty"`
}

// BranchKind says where in Transitions a branch is written.
type BranchKind string

// The kinds of branches.
const (
	BranchNext      BranchKind = "next"
	BranchError     BranchKind = "error"
	BranchCondition BranchKind = "condition"
)

// Rejection says why a batch of operations was not applied. It is data for a
// person: Code is stable, Message says what to do, Op is the operation's index
// in the batch, Block the identifier it was about.
type Rejection struct {
	Code    string `json:"code"`
	Message string `json:"message"`
	Op      int    `json:"op"`
	Block   string `json:"block,omitempty"`
}

// The codes of rejections.
const (
	RejectUnknownOp        = "unknown_op"
	RejectBadOp            = "bad_op" // a field is missing or has the wrong form
	RejectUnknownBlock     = "unknown_block"
	RejectUnknownBranch    = "unknown_branch"
	RejectUnknownNote      = "unknown_note"
	RejectUnknownPath      = "unknown_path"
	RejectIdentifierExists = "identifier_exists"
	RejectDuplicateKey     = "duplicate_key" // the object has duplicate member names: fix that first
	RejectNotEditable      = "not_editable"  // legacy, not a flow, or a metadata key that is never rewritten
)
