package lint

var promptBeforeVoice = Rule{
	Code: "prompt-before-voice", Severity: Warning,
	Title:    "Text is spoken before the voice is set",
	About:    "The flow sets one voice, and this text comes before it on every path: it is spoken by the instance's default voice, and the rest by another. Put Set voice first.",
	Evidence: "AWS's guide, set-voice: it counts for what is played after it. Flows that choose among voices are left alone: their menu of languages comes first on purpose.",
	check: func(p *pass) {
		if !p.hasOneVoice() {
			return
		}
		isSetAt := p.solve(analysis{facts: 1, cross: func(from int, _ edge, now set) {
			if p.actions[from].Type == setVoice {
				now.add(0)
			}
		}})
		ends := p.endsWithoutVoice()
		for i := range p.actions {
			if a := &p.actions[i]; a.spoken().Exists() && isSetAt[i] != nil && !isSetAt[i].has(0) && !ends[i] {
				p.report(a, a.Pointer, a.name()+" speaks before the flow sets its voice. Put Set voice before it.")
			}
		}
	},
}

const setVoice = "UpdateContactTextToSpeechVoice"

// hasOneVoice reports whether the flow sets a voice, and always the same.
func (p *pass) hasOneVoice() bool {
	voice := ""
	for i := range p.actions {
		if p.actions[i].Type != setVoice {
			continue
		}
		name := p.actions[i].Parameters.Get("TextToSpeechVoice").Text()
		if voice != "" && name != voice {
			return false
		}
		voice = name
	}
	return voice != ""
}

// endsWithoutVoice marks the blocks from which the flow can end without Set
// voice, when all goes well.
func (p *pass) endsWithoutVoice() []bool {
	g := p.graph()
	ends := make([]bool, len(p.actions))
	before := make([][]int, len(p.actions))
	var queue []int
	for i := range p.actions {
		if p.actions[i].Type == setVoice {
			continue
		}
		onward := 0
		for _, e := range g.out[i] {
			if !p.actions[i].failed(e) {
				before[e.to] = append(before[e.to], i)
				onward++
			}
		}
		if onward == 0 {
			queue = append(queue, i)
		}
	}
	for len(queue) > 0 {
		i := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		if !ends[i] {
			ends[i] = true
			queue = append(queue, before[i]...)
		}
	}
	return ends
}
