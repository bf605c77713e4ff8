package flow

import (
	"fmt"
	"slices"
	"strings"
)

// Registers names the registers that a batch writes, sorted and each once. A
// register is a unit of meaning, of which the last writer wins and which undo
// compares before it sets:
//
//	block:ID                         that the block is there, and its name
//	type:ID                          its type
//	param:ID:Media.Uri               one parameter
//	pos:ID                           a position; pos: is the entry point's
//	branch:ID:next                   the target of a branch
//	branch:ID:error:NoMatchingError
//	branch:ID:condition:Equals:1:0   operator, operands, number
//	conditions:ID                    which conditions there are, their order
//	meta:ID:queue.text               metadata of a block; meta::snapToGrid the flow's
//	note:ID                          an annotation
//	start                            StartAction
//	content                          everything
//
// Colons and points within a part are written %3A and %2E. Overlaps tells
// whether two of them have something in common.
func Registers(ops []Op) []string {
	var out []string
	for i := range ops {
		out = append(out, ops[i].registers()...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

var registerEscapes = strings.NewReplacer("%", "%25", ":", "%3A", ".", "%2E")

func register(parts ...string) string {
	for i := 1; i < len(parts); i++ {
		parts[i] = registerEscapes.Replace(parts[i])
	}
	return strings.Join(parts, ":")
}

func pathRegister(kind, id string, path []string) string {
	parts := make([]string, len(path))
	for i, p := range path {
		parts[i] = registerEscapes.Replace(p)
	}
	return register(kind, id) + ":" + strings.Join(parts, ".")
}

func (op *Op) registers() []string {
	switch op.Kind {
	case AddBlock:
		return []string{register("block", op.ID)}
	case RemoveBlocks:
		out := make([]string, 0, len(op.IDs))
		for _, id := range op.IDs {
			out = append(out, register("block", id))
		}
		return out
	case RenameBlock:
		return []string{register("block", op.ID), register("block", op.To)}
	case SetType:
		return []string{register("type", op.ID)}
	case SetParameter, ClearParameter:
		return []string{pathRegister("param", op.ID, op.Path)}
	case SetMetadata, ClearMetadata:
		return []string{op.metadataRegister()}
	case MoveBlock:
		return []string{register("pos", op.ID)}
	case SetStart:
		return []string{"start"}
	case AddNote, SetNote, RemoveNote:
		return []string{register("note", op.ID)}
	case SetTarget, RemoveBranch, AddCondition, SetCondition, MoveCondition, RemoveCondition:
		return op.branchRegisters()
	default:
		return []string{"content"}
	}
}

// metadataRegister knows that positions are written by moves too.
func (op *Op) metadataRegister() string {
	own := "position"
	if op.ID == "" {
		own = "entryPointPosition"
	}
	if len(op.Path) > 0 && op.Path[0] == own {
		return register("pos", op.ID)
	}
	return pathRegister("meta", op.ID, op.Path)
}

func (op *Op) branchRegisters() []string {
	var out []string
	if op.Branch != nil {
		out = append(out, op.Branch.register(op.ID))
	}
	switch op.Kind {
	case SetTarget:
		if op.Mirror {
			out = append(out, register("branch", op.ID, "next"))
		}
	case AddCondition, SetCondition:
		made := Branch{Kind: BranchCondition, Operator: op.Operator, Operands: op.Operands}
		out = append(out, made.register(op.ID), register("conditions", op.ID))
	case MoveCondition, RemoveCondition:
		out = append(out, register("conditions", op.ID))
	}
	return out
}

func (b *Branch) register(id string) string {
	switch b.Kind {
	case BranchError:
		return register("branch", id, "error", b.Error)
	case BranchCondition:
		operands := strings.Join(b.Operands, ",")
		return register("branch", id, "condition", b.Operator, operands, fmt.Sprint(b.Nth))
	default:
		return register("branch", id, "next")
	}
}

// Overlaps reports whether two registers have something in common: they are
// the same, one is a path within the other, one is the block that the other
// belongs to, or one is the whole content.
func Overlaps(a, b string) bool {
	if a == b || a == "content" || b == "content" {
		return true
	}
	return within(a, b) || within(b, a)
}

// within reports whether a lies in b.
func within(a, b string) bool {
	kind, id, found := strings.Cut(b, ":")
	if found && kind == "block" {
		of, rest, _ := strings.Cut(a, ":")
		owner, _, _ := strings.Cut(rest, ":")
		return of != "note" && owner == id
	}
	return (kind == "param" || kind == "meta") && strings.HasPrefix(a, b+".")
}
