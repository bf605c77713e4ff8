package lint

import "strings"

var lambdaResult = Rule{
	Code: "lambda-result", Severity: Warning,
	Title:    "A result of a Lambda function is read where there is none",
	About:    "$.External holds what the last Lambda function returned: it is empty until one has run, and each function replaces all of it. Read it behind the function's Success branch, and keep in contact attributes what is needed after the next function.",
	Evidence: "facts.md §2, External; AWS's guide: attributes of a Lambda function are overwritten with each invocation. Which keys a function returns is not known: that one was overwritten is told only where the key was read behind another function before, and its name is none that every function returns, such as status.",
	check: func(p *pass) {
		if p.flowType != "CONTACT_FLOW" && !p.hasType("InvokeLambdaFunction") || !p.readsSpace("External") {
			return // a flow that others lead to may rely on their function
		}
		r := p.lambdaResults()
		for _, read := range p.references() {
			if read.space == "External" && r.last[read.block] != nil {
				p.checkLambdaRead(r, read)
			}
		}
	},
}

func (p *pass) readsSpace(spaces ...string) bool {
	for _, r := range p.references() {
		for _, space := range spaces {
			if r.space == space {
				return true
			}
		}
	}
	return false
}

// lambdaResults says which function ran last at each block, and behind which
// functions a key is read.
type lambdaResults struct {
	last    []set
	behind  map[string]set // key → functions
	before  []set          // functions that ran on some path to a block
	numbers map[string]int // function → fact
}

// noLambda is the fact that on a path to here no function has run; the other
// facts are functions.
const noLambda = 0

func (p *pass) lambdaResults() *lambdaResults {
	r := &lambdaResults{behind: map[string]set{}, numbers: map[string]int{}}
	fact := make([]int, len(p.actions))
	for i := range p.actions {
		if function := p.actions[i].function(); function != "" {
			if r.numbers[function] == 0 {
				r.numbers[function] = 1 + len(r.numbers)
			}
			fact[i] = r.numbers[function]
		}
	}
	facts := 1 + len(r.numbers)
	ran := func(from int, e edge) bool { return fact[from] != 0 && !p.actions[from].failed(e) }
	r.last = p.solve(analysis{facts: facts, start: []int{noLambda}, cross: func(from int, e edge, now set) {
		if ran(from, e) {
			clear(now)
			now.add(fact[from])
		}
	}})
	r.before = p.solve(analysis{facts: facts, cross: func(from int, e edge, now set) {
		if ran(from, e) {
			now.add(fact[from])
		}
	}})
	for _, read := range p.references() {
		if at := r.last[read.block]; read.space == "External" && at != nil && at.len() == 1 {
			if r.behind[read.key] == nil {
				r.behind[read.key] = newSet(facts)
			}
			r.behind[read.key].join(at)
		}
	}
	return r
}

// function names what fills $.External: a Lambda function, or a module, of
// which nobody knows here what runs inside.
func (a *action) function() string {
	switch a.Type {
	case "InvokeLambdaFunction":
		if arn := a.Parameters.Get("LambdaFunctionARN").Text(); arn != "" {
			return arn
		}
		return a.ID
	case "InvokeFlowModule":
		return "module"
	}
	return ""
}

func (p *pass) checkLambdaRead(r *lambdaResults, read reference) {
	a, at := &p.actions[read.block], r.last[read.block]
	if at.len() != 1 {
		return
	}
	value := "$.External." + read.key
	if at.has(noLambda) {
		p.report(a, read.at.Pointer(), a.name()+" reads "+value+", but on no path to it has a Lambda function run well. Invoke one before, or read the value from where it is kept.")
		return
	}
	if module := r.numbers["module"]; commonResults[strings.ToLower(read.key)] || module != 0 && r.before[read.block].has(module) {
		return
	}
	for _, fact := range r.numbers {
		if !at.has(fact) && r.behind[read.key].has(fact) && r.before[read.block].has(fact) {
			p.report(a, read.at.Pointer(), a.name()+" reads "+value+", which an earlier Lambda function gave. Another function has run since and replaced all results: keep the value in a contact attribute before.")
			return
		}
	}
}

// commonResults are names that many functions return, so that reading one
// behind two functions is no sign of a mistake.
var commonResults = func() map[string]bool {
	names := map[string]bool{}
	for name := range strings.FieldsSeq("status statuscode result results success error errors message msg code response valid isvalid found value type data ok output prompt text reply answer") {
		names[name] = true
	}
	return names
}()
