package lint

import "strings"

var lambdaResult = Rule{
	Code: "lambda-result", Severity: Warning,
	Title:    "A result of a Lambda function is read where there is none",
	About:    "$.External holds what the last Lambda function returned: where one has failed it is empty, and so it is at the start of a module; each function replaces all of it. Read it behind the function's Success branch, and keep in contact attributes what is needed after the next function.",
	Evidence: "facts.md §2, External; AWS's guide: attributes of a Lambda function are overwritten with each invocation. Flows that others lead to read what a function of the earlier flow returned (observed in published exports: 100_LangFlow, 100_MainFlow, Context Tracking), so a flow's start is not taken for empty; modules get nothing from their caller (facts.md §2). Which keys a function returns is not known: that one was overwritten is told only where the key was read behind another function before, its name is none that every function returns, such as status, and the function since was not handed it.",
	check: func(p *pass) {
		if p.flowType != "MODULE" && !p.hasType("InvokeLambdaFunction") || !p.readsSpace("External") {
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

// The facts about a path: no function was called on it, so that there is what
// an earlier flow left; functions were called and none ran well. The other
// facts are the functions that ran well last.
const (
	inherited = iota
	noResult
	firstFunction
)

func (p *pass) lambdaResults() *lambdaResults {
	r := &lambdaResults{behind: map[string]set{}, numbers: map[string]int{}}
	fact := make([]int, len(p.actions))
	for i := range p.actions {
		if function := p.actions[i].function(); function != "" {
			if r.numbers[function] == 0 {
				r.numbers[function] = firstFunction + len(r.numbers)
			}
			fact[i] = r.numbers[function]
		}
	}
	facts := firstFunction + len(r.numbers)
	ran := func(from int, e edge) bool { return fact[from] != 0 && !p.actions[from].failed(e) }
	start := inherited
	if p.flowType == "MODULE" {
		start = noResult
	}
	r.last = p.solve(analysis{facts: facts, start: []int{start}, cross: func(from int, e edge, now set) {
		switch {
		case ran(from, e):
			clear(now)
			now.add(fact[from])
		case fact[from] != 0 && now.has(inherited):
			now.remove(inherited)
			now.add(noResult)
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
	if at.len() != 1 || at.has(inherited) {
		return
	}
	value := "$.External." + read.key
	if at.has(noResult) {
		p.report(a, read.at.Pointer(), a.name()+" reads "+value+", but on no path to it has a Lambda function run well. Invoke one before, or read the value from where it is kept.")
		return
	}
	if module := r.numbers["module"]; commonResults[strings.ToLower(read.key)] || module != 0 && r.before[read.block].has(module) || p.handsOn(r, at, read.key) {
		return
	}
	for _, fact := range r.numbers {
		if !at.has(fact) && r.behind[read.key].has(fact) && r.before[read.block].has(fact) {
			p.report(a, read.at.Pointer(), a.name()+" reads "+value+", which an earlier Lambda function gave. Another function has run since and replaced all results: keep the value in a contact attribute before.")
			return
		}
	}
}

// handsOn reports whether a function that ran last was given the value of the
// key: what keeps a state for others takes it and returns it.
func (p *pass) handsOn(r *lambdaResults, last set, key string) bool {
	for _, read := range p.references() {
		function := p.actions[read.block].function()
		if read.space == "External" && read.key == key && function != "" && last.has(r.numbers[function]) {
			return true
		}
	}
	return false
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
