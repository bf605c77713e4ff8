package live

import (
	"encoding/json"
	"slices"

	"switchyard.dev/switchyard/internal/flow"
)

// Bounds of one batch and of what it may leave behind.
const (
	maxOps   = 5000
	maxDepth = 64
)

// endTarget is what some exports write where a branch leads nowhere. A copied
// block may bring it along.
const endTarget = "$end"

func reject(code, message string) *flow.Rejection {
	return &flow.Rejection{Code: code, Message: message}
}

// resolver turns what a client sent into what is written, against one
// document. It does not change the document.
type resolver struct {
	doc     *flow.Document
	history *history
	client  string
	base    int64
}

// resolve replaces identifiers that others renamed after the client's base.
func (r *resolver) resolve(ops []flow.Op) []flow.Op {
	if len(r.history.renames) == 0 {
		return ops
	}
	own := map[string]bool{} // identifiers that the batch itself brings
	to := func(id string) string {
		if own[id] {
			return id
		}
		return r.current(id)
	}
	out := make([]flow.Op, len(ops))
	for i, op := range ops {
		switch op.Kind {
		case flow.AddBlock:
			out[i] = retargetAdded(op, to)
			own[op.ID] = true
		case flow.RenameBlock:
			out[i] = mapIDs(op, to)
			own[op.To] = true
		default:
			out[i] = mapIDs(op, to)
		}
	}
	return out
}

func sameNames(a, b flow.Op) bool {
	return a.ID == b.ID && a.Target == b.Target && slices.Equal(a.IDs, b.IDs) && string(a.Action) == string(b.Action)
}

// current follows the renames that the client had not seen when it wrote the
// identifier; its own it knew. An identifier that no block has is followed
// through every rename at hand.
func (r *resolver) current(id string) string {
	if id == "" {
		return id
	}
	now := id
	for _, n := range r.history.renames {
		if n.revision > r.base && n.from == now && (n.undo || n.client != r.client) {
			now = n.to
		}
	}
	if _, exists := r.doc.Action(now); exists {
		return now
	}
	now = id
	for _, n := range r.history.renames {
		if n.from == now {
			now = n.to
		}
	}
	if _, exists := r.doc.Action(now); exists {
		return now
	}
	return id
}

// checkBatch refuses what is too large to look at any further.
func checkBatch(ops []flow.Op) *flow.Rejection {
	if len(ops) == 0 {
		return reject(flow.RejectBadOp, "The edit holds no operation.")
	}
	if len(ops) > maxOps {
		return reject(RejectTooLarge, "The edit holds too many operations. Make it in smaller steps.")
	}
	for i, op := range ops {
		deep := len(op.Path)+depth(op.Value)+3 > maxDepth || depth(op.Action)+2 > maxDepth || depth(op.Metadata)+3 > maxDepth
		if deep {
			return &flow.Rejection{Code: RejectTooLarge, Message: "The value is nested too deeply.", Op: i, Block: op.ID}
		}
		if op.Kind != flow.Replace {
			continue
		}
		if p := flow.CheckLimits([]byte(op.Text)); p != nil {
			code := flow.RejectBadOp
			if p.Code == flow.CodeTooLarge || p.Code == flow.CodeTooDeep {
				code = RejectTooLarge
			}
			return &flow.Rejection{Code: code, Message: p.Message, Op: i}
		}
	}
	return nil
}

// depth counts the levels of nesting of a JSON value that is known to be valid.
func depth(value json.RawMessage) int {
	deepest, level, inString := 0, 0, false
	for i := 0; i < len(value); i++ {
		switch c := value[i]; {
		case inString && c == '\\':
			i++
		case c == '"':
			inString = !inString
		case inString:
		case c == '{' || c == '[':
			level++
			deepest = max(deepest, level)
		case c == '}' || c == ']':
			level--
		}
	}
	return deepest
}

// missingTarget returns the first block that the batch wires something to and
// that is not there once the whole batch was applied.
func missingTarget(after *flow.Document, ops []flow.Op) (string, bool) {
	var wired []string
	for _, op := range ops {
		switch op.Kind {
		case flow.SetTarget, flow.SetStart, flow.AddCondition:
			wired = append(wired, op.Target)
		case flow.AddBlock:
			for _, id := range addedTargets(op) {
				if id != endTarget {
					wired = append(wired, id)
				}
			}
		case flow.RenameBlock:
			for i := range wired {
				if wired[i] == op.ID {
					wired[i] = op.To
				}
			}
		case flow.RemoveBlocks:
			wired = slices.DeleteFunc(wired, func(id string) bool { return slices.Contains(op.IDs, id) })
		case flow.Replace:
			wired = nil
		}
	}
	for _, id := range wired {
		if id == "" {
			continue
		}
		if _, exists := after.Action(id); !exists {
			return id, true
		}
	}
	return "", false
}
