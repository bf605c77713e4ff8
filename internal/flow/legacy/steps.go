package legacy

import (
	"maps"
	"slices"
	"strings"

	"switchyard.dev/switchyard/internal/flow"
)

// step carries some of a block's parameters.
type step func(*block)

// at splits a dotted path of the table.
func at(path string) []string { return strings.Split(path, ".") }

// carry brings a value over under another name. A parameter without a value
// is left out.
func carry(from, to string) step {
	path := at(to)
	return func(b *block) {
		p := b.take(from)
		if p == nil {
			return
		}
		if text, ok := b.value(p); ok {
			b.parameters.set(text, path...)
		}
	}
}

// constant sets what the old type said by its name.
func constant(value, to string) step {
	path := at(to)
	return func(b *block) { b.parameters.set(value, path...) }
}

// implied takes a parameter that says, with one of these values, what the new
// type says by itself. With another it is left to the next step.
func implied(from string, values ...string) step {
	return func(b *block) {
		for _, p := range b.given {
			if p.name == from && slices.Contains(values, p.node.Get("value").Text()) {
				p.used = true
			}
		}
	}
}

// choose brings over a word that is another in the flow language. Words that
// are not in the list stay, so that a ${placeholder} does.
func choose(from, to string, words map[string]string) step {
	path := at(to)
	return func(b *block) {
		p := b.take(from)
		if p == nil {
			return
		}
		text, ok := b.value(p)
		if !ok {
			return
		}
		b.parameters.set(b.word(p, text, words), path...)
	}
}

// word translates a word. One that is not known stays as it is and, unless it
// is filled in later, is noted.
func (b *block) word(p *parameter, text string, words map[string]string) string {
	if word, ok := words[text]; ok {
		return word
	}
	if !strings.Contains(text, "$") {
		b.note(Lost, p.node, "%s is %q, which is not one of %s. Choose another value.", p.name, text, strings.Join(slices.Sorted(maps.Keys(words)), ", "))
	}
	return text
}

// resource brings over an id. The name goes to the metadata, where the
// designer looks for it; an id that the file does not have stays empty.
func resource(from, to string) step {
	path := at(to)
	return func(b *block) {
		if p := b.take(from); p != nil {
			b.resource(p, path...)
		}
	}
}

func (b *block) resource(p *parameter, path ...string) {
	text, ok := b.value(p)
	if p.resource != "" {
		b.display.set(p.resource, append(slices.Clone(path), "displayName")...)
		if text == "" {
			b.nameOnly(p)
			ok = true
		}
	}
	if ok {
		b.parameters.set(text, path...)
	}
}

func (b *block) nameOnly(p *parameter) {
	what, ok := resources[p.name]
	if !ok {
		what = p.name
	}
	b.note(NameOnly, p.node, "The %s is known by its name %q only. Choose it in the instance that the flow goes to.", what, p.resource)
}

// resources are what old parameters name, in words.
var resources = map[string]string{
	"Queue": "queue", "Agent": "agent", "ContactFlowId": "flow", "AudioPrompt": "prompt", "FunctionArn": "Lambda function", "Hours": "hours of operation",
}

// keyed gathers parameters that have a key of their own into one object.
func keyed(from string, path ...string) step {
	return func(b *block) {
		for p := b.take(from); p != nil; p = b.take(from) {
			text, ok := b.value(p)
			if !ok {
				b.valueless(p)
				continue
			}
			b.setKey(p, text, append(slices.Clone(path), p.key)...)
		}
	}
}

// valueless notes a key that has no value at all.
func (b *block) valueless(p *parameter) {
	if kind := p.node.Get("value").Kind(); kind == flow.Missing || kind == flow.Null {
		b.note(Lost, p.node, "%s %q has no value. Set one, or leave it out.", p.name, p.key)
	}
}

// setKey notes a key that is given twice: the last value counts.
func (b *block) setKey(p *parameter, text string, path ...string) {
	owner := &b.parameters
	for _, part := range path[:len(path)-1] {
		i := owner.index(part)
		if i < 0 {
			owner = nil
			break
		}
		owner, _ = (*owner)[i].value.(*object)
	}
	if owner != nil && owner.index(path[len(path)-1]) >= 0 {
		b.note(Lost, p.node, "%s %q is given twice; the last value is kept.", p.name, p.key)
	}
	b.parameters.set(text, path...)
}

// everything keeps the parameters of a type that is not known under their own
// names.
func everything(b *block) {
	for _, p := range b.given {
		if b.parameters.index(p.name) >= 0 || p.key != "" || p.namespace != "" {
			continue
		}
		if text, ok := b.value(p); ok {
			p.used = true
			b.parameters.set(text, p.name)
		}
	}
}
