package legacy

import "strconv"

// way says what an old branch becomes: an error, a condition, or (neither
// set) nothing but NextAction.
type way struct {
	from     string // the old condition
	error    string // the ErrorType it becomes
	required bool   // the flow language refuses the action without this error
	operator string
	operand  string
	read     func(*block, *branch) (operator, operand string, ok bool) // where operator and operand differ by branch
}

// The forms of ways.
func success(from string) way          { return way{from: from} }
func fails(from, errorType string) way { return way{from: from, error: errorType, required: true} }
func mayFail(from, errorType string) way {
	return way{from: from, error: errorType}
}
func is(from, operand string) way { return way{from: from, operator: "Equals", operand: operand} }
func compares(from string) way    { return way{from: from, read: comparison} }

// transitions maps the branches in the order of the rule: errors and
// conditions as the console orders them, compared values as the file does.
func (b *block) transitions(rule *conversion) *object {
	out := &object{}
	if rule.next == "" {
		return out
	}
	next, wired := b.nextAction(rule)
	if wired || !rule.holds {
		out.set(next, "NextAction")
	}
	var errs, conditions []any
	for _, w := range rule.ways {
		found := b.branchesOf(w)
		for _, br := range found {
			switch {
			case w.error != "":
				errs = append(errs, errorBranch(br.target, w.error))
			case w.operator != "":
				conditions = append(conditions, condition(br.target, w.operator, w.operand))
			case w.read != nil:
				if operator, operand, ok := w.read(b, br); ok {
					conditions = append(conditions, condition(br.target, operator, operand))
				}
			}
		}
		if len(found) == 0 && w.required {
			errs = append(errs, errorBranch(next, w.error))
			b.note(Added, b.node, "The new block must have the branch %s. It leads to where the block goes on; check that.", w.error)
		}
	}
	if errs != nil {
		out.set(errs, "Errors")
	}
	if conditions != nil {
		out.set(conditions, "Conditions")
	}
	return out
}

// nextAction is the target of the branch that NextAction stands for or, as
// the console writes it, mirrors.
func (b *block) nextAction(rule *conversion) (target string, wired bool) {
	for _, condition := range []string{rule.next, rule.orElse} {
		for _, br := range b.branches {
			if condition != "" && br.condition == condition {
				return br.target, true
			}
		}
	}
	return "", false
}

// branchesOf takes the branches of a way. A way that is no comparison exists
// once.
func (b *block) branchesOf(w way) []*branch {
	var out []*branch
	for _, br := range b.branches {
		if br.condition != w.from || br.used || w.read == nil && len(out) == 1 {
			continue
		}
		br.used = true
		out = append(out, br)
	}
	return out
}

func errorBranch(target, errorType string) *object {
	return &object{{"NextAction", target}, {"ErrorType", errorType}}
}

func condition(target, operator, operand string) *object {
	return &object{{"NextAction", target}, {"Condition", &object{{"Operator", operator}, {"Operands", []any{operand}}}}}
}

// comparison reads the operator and the value of a branch.
func comparison(b *block, br *branch) (operator, operand string, ok bool) {
	kind := textOf(br.node.Get("conditionType"))
	operator, ok = operators[kind]
	if !ok {
		b.note(Lost, br.node, "The comparison %q of the branch to %q is not known.", kind, br.target)
		return "", "", false
	}
	return operator, br.node.Get("conditionValue").Text(), true
}

// share reads a share in percent. The flow language counts up: shares of 3, 6
// and 8 percent are NumberLessThan 4, 10 and 18 (observed in an export).
func share(b *block, br *branch) (operator, operand string, ok bool) {
	percent, err := strconv.Atoi(br.node.Get("conditionValue").Text())
	if err != nil || percent < 0 || b.shares+percent > 100 {
		b.note(Lost, br.node, "The share of the branch to %q is no whole percentage, or the shares exceed 100.", br.target)
		return "", "", false
	}
	b.shares += percent
	return "NumberLessThan", strconv.Itoa(b.shares + 1), true
}
