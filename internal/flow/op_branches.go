package flow

import (
	"slices"
)

// transitions returns a block's Transitions; nil when absent and not to be
// made. made counts what was.
func (e *editor) transitions(id string, create bool) (v *value, made int, r *Rejection) {
	a, r := e.action(id)
	if r != nil {
		return nil, 0, r
	}
	it := a.find("Transitions")
	if it == nil {
		if !create {
			return nil, 0, nil
		}
		it, made = e.insertMember(a, "Transitions", parse("{}")), 1
	}
	return it.val, made, e.enter(it.val, true, id)
}

// entries returns the array Errors or Conditions of a block; nil when absent
// and not to be made. made counts what was.
func (e *editor) entries(transitions *value, key, id string, create bool) (list *value, made int, r *Rejection) {
	if transitions == nil {
		return nil, 0, nil
	}
	it := transitions.find(key)
	if it == nil {
		if !create {
			return nil, 0, nil
		}
		it, made = e.insertMember(transitions, key, parse("[]")), 1
	}
	if it.val.kind != Array {
		return nil, 0, reject(RejectUnknownPath, id, "%s of block %q is no array, so its branches cannot be edited.", key, id)
	}
	it.val.open(e.base)
	return it.val, made, nil
}

// branch checks the form of an operation's branch.
func (op *Op) branch(kinds ...BranchKind) (*Branch, *Rejection) {
	b := op.Branch
	switch {
	case b == nil:
		return nil, badOp(op.ID, "The operation names no branch.")
	case !slices.Contains(kinds, b.Kind):
		return nil, badOp(op.ID, "%s does not work on a branch of kind %q.", op.Kind, b.Kind)
	case b.Kind == BranchError && b.Error == "":
		return nil, badOp(op.ID, "The branch lacks its error type.")
	case b.Nth < 0:
		return nil, badOp(op.ID, "The branch's number must not be negative.")
	}
	return b, nil
}

func unknownBranch(id string) *Rejection {
	return reject(RejectUnknownBranch, id, "Block %q has no such branch (any more).", id)
}

// findError returns the first entry of an error type, -1 when there is none.
func (e *editor) findError(list *value, kind string) int {
	if list == nil {
		return -1
	}
	return slices.IndexFunc(list.items, func(it *item) bool {
		found, ok := it.val.member(e.base, "ErrorType").str()
		return ok && found == kind
	})
}

// findCondition returns the entry that a branch names, -1 when there is none.
func (e *editor) findCondition(list *value, b *Branch) int {
	if list == nil {
		return -1
	}
	nth := b.Nth
	for k, it := range list.items {
		if it.val.kind != Object {
			continue
		}
		operator, operands, _ := e.condition(it.val)
		if operator != b.Operator || !slices.Equal(operands, b.Operands) {
			continue
		}
		if nth == 0 {
			return k
		}
		nth--
	}
	return -1
}

// condition reads the test of an entry of Conditions. An operand that is no
// string counts as its canonical text. plain is false when set_condition
// could not write the same.
func (e *editor) condition(entry *value) (operator string, operands []string, plain bool) {
	test := entry.member(e.base, "Condition")
	operator, plain = test.member(e.base, "Operator").str()
	plain = plain && operator != "" && len(test.items) == 2
	list := test.array(e.base, "Operands")
	if list == nil {
		return operator, nil, false
	}
	for _, it := range list.items {
		text, ok := it.val.str()
		if !ok {
			plain = false
			t := parse(it.val.source())
			b, err := appendCanonical(nil, t, 0)
			if err != nil {
				b = []byte(t.src)
			}
			text = string(b)
		}
		operands = append(operands, text)
	}
	return operator, operands, plain
}

// conditionBranch names entry k as it stands now.
func (e *editor) conditionBranch(list *value, k int) (Branch, bool) {
	operator, operands, plain := e.condition(list.items[k].val)
	b := Branch{Kind: BranchCondition, Operator: operator, Operands: operands}
	for _, it := range list.items[:k] {
		if it.val.kind != Object {
			continue
		}
		if o, p, _ := e.condition(it.val); o == operator && slices.Equal(p, operands) {
			b.Nth++
		}
	}
	return b, plain
}

func (e *editor) setTarget(op *Op) *Rejection {
	b, r := op.branch(BranchNext, BranchError, BranchCondition)
	if r != nil {
		return r
	}
	if op.Index != nil && *op.Index < 0 {
		return badOp(op.ID, "The index must not be negative.")
	}
	transitions, made, r := e.transitions(op.ID, true)
	if r != nil {
		return r
	}
	e.mention(op.Target)
	if b.Kind == BranchNext {
		undo, r := e.wire(transitions, op.ID, *b, op.Target, made)
		if r == nil {
			e.undoes(undo)
		}
		return r
	}
	key, find := "Conditions", func(list *value) int { return e.findCondition(list, b) }
	if b.Kind == BranchError {
		key, find = "Errors", func(list *value) int { return e.findError(list, b.Error) }
	}
	list, madeList, r := e.entries(transitions, key, op.ID, b.Kind == BranchError)
	if r != nil {
		return r
	}
	k := find(list)
	var undo Op
	old := ""
	switch {
	case k >= 0:
		old, _ = list.items[k].val.member(e.base, "NextAction").str()
		if undo, r = e.wire(list.items[k].val, op.ID, *b, op.Target, 0); r != nil {
			return r
		}
	case b.Kind == BranchCondition:
		return unknownBranch(op.ID)
	default:
		undo = Op{Kind: RemoveBranch, ID: op.ID, Branch: b, Prune: made + madeList}
		e.insert(list, clampIndex(op.Index, len(list.items)), "", errorEntry(op.Target, b.Error))
	}
	if !op.Mirror || !mirrors(transitions, old) {
		e.undoes(undo)
		return nil
	}
	mirrored, r := e.wire(transitions, op.ID, Branch{Kind: BranchNext}, op.Target, made)
	if r != nil {
		return r
	}
	e.undoes(undo, mirrored)
	return nil
}

// mirrors reports whether NextAction follows a branch that led to old.
func mirrors(transitions *value, old string) bool {
	it := transitions.find("NextAction")
	if it == nil {
		return true
	}
	next, ok := it.val.str()
	return ok && (next == "" || next == old)
}

// wire writes NextAction in Transitions or in an entry and returns what
// undoes it. made counts the containers made for it.
func (e *editor) wire(within *value, id string, b Branch, to string, made int) (Op, *Rejection) {
	c, r := e.put(within, []string{"NextAction"}, 1, quotedTree(to), id)
	if r != nil {
		return Op{}, r
	}
	if !c.had && b.Kind == BranchNext {
		return Op{Kind: RemoveBranch, ID: id, Branch: &b, Prune: made}, nil
	}
	old, ok := stringText(c.old)
	e.whole = e.whole || !ok
	return Op{Kind: SetTarget, ID: id, Branch: &b, Target: old}, nil
}

func errorEntry(to, kind string) *tree {
	b := appendQuoted([]byte(`{"NextAction":`), to, false)
	b = appendQuoted(append(b, `,"ErrorType":`...), kind, false)
	return parse(string(append(b, '}')))
}

func clampIndex(index *int, length int) int {
	if index == nil {
		return length
	}
	return min(*index, length)
}

func (e *editor) removeBranch(op *Op) *Rejection {
	b, r := op.branch(BranchNext, BranchError)
	if r != nil {
		return r
	}
	transitions, _, r := e.transitions(op.ID, false)
	if r != nil {
		return r
	}
	if transitions == nil {
		return unknownBranch(op.ID)
	}
	if b.Kind == BranchNext {
		it := transitions.find("NextAction")
		if it == nil {
			return unknownBranch(op.ID)
		}
		old, ok := it.val.str()
		e.whole = e.whole || !ok
		transitions.removeOne(it)
		transitions.prune(op.Prune)
		e.undoes(Op{Kind: SetTarget, ID: op.ID, Branch: b, Target: old})
		return nil
	}
	list, _, r := e.entries(transitions, "Errors", op.ID, false)
	if r != nil {
		return r
	}
	k := e.findError(list, b.Error)
	if k < 0 {
		return unknownBranch(op.ID)
	}
	it := list.items[k]
	old, ok := it.val.member(e.base, "NextAction").str()
	list.removeOne(it)
	e.whole = e.whole || !ok || len(it.val.items) != 2 || e.findError(list, b.Error) >= 0
	list.prune(op.Prune)
	e.undoes(Op{Kind: SetTarget, ID: op.ID, Branch: b, Target: old, Index: &k})
	return nil
}

func (e *editor) addCondition(op *Op) *Rejection {
	if op.Operator == "" {
		return badOp(op.ID, "The operation lacks the condition's operator.")
	}
	if op.Index != nil && *op.Index < 0 {
		return badOp(op.ID, "The index must not be negative.")
	}
	transitions, made, r := e.transitions(op.ID, true)
	if r != nil {
		return r
	}
	list, madeList, r := e.entries(transitions, "Conditions", op.ID, true)
	if r != nil {
		return r
	}
	e.mention(op.Target)
	text := appendQuoted([]byte(`{"NextAction":`), op.Target, false)
	text = appendQuoted(append(text, `,"Condition":{"Operator":`...), op.Operator, false)
	text = append(append(text, `,"Operands":`...), operandList(op.Operands)...)
	k := clampIndex(op.Index, len(list.items))
	e.insert(list, k, "", parse(string(append(text, "}}"...))))
	b, _ := e.conditionBranch(list, k)
	e.undoes(Op{Kind: RemoveCondition, ID: op.ID, Branch: &b, Prune: made + madeList})
	return nil
}

func operandList(operands []string) string {
	b := []byte{'['}
	for k, o := range operands {
		if k > 0 {
			b = append(b, ',')
		}
		b = appendQuoted(b, o, false)
	}
	return string(append(b, ']'))
}

// conditionOf finds the entry that an operation on a condition names.
func (e *editor) conditionOf(op *Op) (list *value, k int, r *Rejection) {
	b, r := op.branch(BranchCondition)
	if r != nil {
		return nil, 0, r
	}
	transitions, _, r := e.transitions(op.ID, false)
	if r != nil {
		return nil, 0, r
	}
	if list, _, r = e.entries(transitions, "Conditions", op.ID, false); r != nil {
		return nil, 0, r
	}
	if k = e.findCondition(list, b); k < 0 {
		return nil, 0, unknownBranch(op.ID)
	}
	return list, k, nil
}

func (e *editor) setCondition(op *Op) *Rejection {
	if op.Operator == "" {
		return badOp(op.ID, "The operation lacks the condition's operator.")
	}
	list, k, r := e.conditionOf(op)
	if r != nil {
		return r
	}
	entry := list.items[k].val
	operator, operands, plain := e.condition(entry)
	if _, r := e.put(entry, []string{"Condition", "Operator"}, 2, quotedTree(op.Operator), op.ID); r != nil {
		return r
	}
	if _, r := e.put(entry, []string{"Condition", "Operands"}, 2, parse(operandList(op.Operands)), op.ID); r != nil {
		return r
	}
	e.whole = e.whole || !plain
	b, _ := e.conditionBranch(list, k)
	e.undoes(Op{Kind: SetCondition, ID: op.ID, Branch: &b, Operator: operator, Operands: operands})
	return nil
}

func (e *editor) moveCondition(op *Op) *Rejection {
	if op.Index == nil || *op.Index < 0 {
		return badOp(op.ID, "The operation lacks the index to move to.")
	}
	list, k, r := e.conditionOf(op)
	if r != nil {
		return r
	}
	to := min(*op.Index, len(list.items)-1)
	list.move(k, to)
	b, _ := e.conditionBranch(list, to)
	e.undoes(Op{Kind: MoveCondition, ID: op.ID, Branch: &b, Index: &k})
	return nil
}

// move takes item k to index to. The spaces stay where they are, the values
// change places.
func (v *value) move(k, to int) {
	if k == to {
		return
	}
	moved := v.items[k].val
	step := 1
	if to < k {
		step = -1
	}
	for ; k != to; k += step {
		v.set(v.items[k], v.items[k+step].val)
	}
	v.set(v.items[to], moved)
}

func (e *editor) removeCondition(op *Op) *Rejection {
	list, k, r := e.conditionOf(op)
	if r != nil {
		return r
	}
	it := list.items[k]
	operator, operands, plain := e.condition(it.val)
	target, ok := it.val.member(e.base, "NextAction").str()
	e.whole = e.whole || !plain || !ok || len(it.val.items) != 2
	list.removeOne(it)
	list.prune(op.Prune)
	e.undoes(Op{
		Kind: AddCondition, ID: op.ID, Operator: operator, Operands: operands,
		Target: target, Index: &k,
	})
	return nil
}
