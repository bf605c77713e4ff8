package lint

import (
	"slices"
	"strings"

	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/near"
)

var unsetAttribute = Rule{
	Code: "unset-attribute", Severity: Warning,
	Title:    "An attribute is read that no path has set",
	About:    "Reading an attribute that was never set gives nothing: a gap in the prompt, the No match branch of a check. Correct the name, or set the attribute before. Flow attributes can be set in this flow only. Contact attributes may come from elsewhere, and a check may ask whether they did, so those are told only when a similar name is set here, or when this flow sets the attribute, but only later.",
	Evidence: "facts.md §2: namespaces; §12: the service does not check that an attribute exists when the flow runs.",
	check: func(p *pass) {
		if !p.readsSpace("Attributes", "FlowAttributes") {
			return
		}
		w := p.attributeWrites()
		at := p.solve(analysis{facts: len(w.names), cross: func(from int, e edge, now set) {
			if !p.actions[from].failed(e) {
				for _, fact := range w.byBlock[from] {
					now.add(fact)
				}
			}
		}})
		for _, read := range p.references() {
			if at[read.block] != nil && (read.space == "Attributes" || read.space == "FlowAttributes") {
				p.checkAttribute(w, read, at[read.block])
			}
		}
	},
}

// attributeWrites are the attributes that the flow sets, as "Space.key".
type attributeWrites struct {
	facts   map[string]int
	names   []string
	byBlock [][]int
	unknown map[string]bool // spaces of which somebody may set any attribute
}

func (p *pass) attributeWrites() *attributeWrites {
	w := &attributeWrites{facts: map[string]int{}, byBlock: make([][]int, len(p.actions)), unknown: map[string]bool{}}
	for i := range p.actions {
		switch p.actions[i].Type {
		case "UpdateContactAttributes":
			w.note(i, "Attributes", p.actions[i].Parameters.Get("Attributes"))
		case "UpdateFlowAttributes":
			w.note(i, "FlowAttributes", p.actions[i].Parameters.Get("FlowAttributes"))
		case "InvokeFlowModule":
			w.unknown["Attributes"] = true
		}
	}
	return w
}

func (w *attributeWrites) note(block int, space string, attributes flow.Node) {
	if attributes.Kind() != flow.Object {
		w.unknown[space] = true
	}
	for key := range attributes.Members() {
		if strings.Contains(key, "$") || isPlaceholder(key) {
			w.unknown[space] = true
		}
		name := space + "." + key
		fact, known := w.facts[name]
		if !known {
			fact = len(w.names)
			w.facts[name] = fact
			w.names = append(w.names, name)
		}
		w.byBlock[block] = append(w.byBlock[block], fact)
	}
}

func (p *pass) checkAttribute(w *attributeWrites, read reference, now set) {
	name := read.space + "." + read.key
	fact, isSetHere := w.facts[name]
	if isPlaceholder(read.key) || isSetHere && now.has(fact) {
		return
	}
	a := &p.actions[read.block]
	reads := a.name() + " reads $." + name + ", which "
	ownOnly := read.space == "FlowAttributes"
	meant := ""
	if !isSetHere {
		meant = w.similar(read.space, read.key)
		if read.within(a.Pointer + flow.Pointer("Parameters", read.space, meant)) {
			meant = "" // kept under a name of its own: testType is $.Attributes.TestType
		}
	}
	switch {
	case meant != "":
		p.report(a, read.at.Pointer(), reads+"this flow never sets. Did you mean $."+read.space+"."+meant+"?", p.renameReference(read, meant)...)
	case w.unknown[read.space]:
	case isSetHere && (ownOnly || a.Type != "Compare" && !slices.Contains(w.byBlock[read.block], fact)):
		p.report(a, read.at.Pointer(), reads+"is set on no path to it, only later. Set it before, or leave it out.")
	case ownOnly && !isSetHere:
		p.report(a, read.at.Pointer(), reads+"this flow never sets. Flow attributes last for one flow: set it before.")
	}
}

// within reports whether the value that reads is at a place or below it.
func (r *reference) within(pointer string) bool {
	at := r.at.Pointer()
	return at == pointer || strings.HasPrefix(at, pointer+"/")
}

// similar is the attribute of a space that was probably meant. Names that
// differ in numbers only are different on purpose: option1, option2.
func (w *attributeWrites) similar(space, key string) string {
	var known []string
	for _, name := range w.names {
		if own, ok := strings.CutPrefix(name, space+"."); ok && withoutDigits(own) != withoutDigits(key) {
			known = append(known, own)
		}
	}
	slices.Sort(known)
	match, ok := near.Match(key, known)
	if !ok {
		return ""
	}
	return match
}

func withoutDigits(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return -1
		}
		return r
	}, text)
}

// renameReference is the fix that reads another attribute, where the value is
// that reference and nothing else.
func (p *pass) renameReference(read reference, key string) []Fix {
	if read.at.Text() != "$."+read.space+"."+read.key {
		return nil
	}
	value := "$." + read.space + "." + key
	return []Fix{p.actions[read.block].set(read.at, value, "Read "+value).ask()}
}
