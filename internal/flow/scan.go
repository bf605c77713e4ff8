package flow

import "fmt"

// value reads one value and appends its node. A container is only opened:
// its end stays 0 until it is closed.
func (p *parser) value(parent int32, keyStart, keyEnd int, flags nodeFlags) (int32, bool) {
	if p.pos == len(p.src) {
		p.syntax("The file ends where a value is due.")
		return 0, false
	}
	n := node{start: int32(p.pos), keyStart: int32(keyStart), keyEnd: int32(keyEnd), parent: parent, flags: flags}
	i := int32(len(p.t.nodes))
	n.next = i + 1
	ok := true
	switch c := p.src[p.pos]; {
	case c == '{' || c == '[':
		n.kind = Object
		if c == '[' {
			n.kind = Array
		}
		if p.depth == maxDepth {
			p.fail(p.pos, CodeTooDeep, fmt.Sprintf("Values are nested more than %d levels deep here; what is below is kept but not read.", maxDepth))
			p.skip()
			n.end = int32(p.pos)
			break
		}
		p.depth++
		p.t.depth = max(p.t.depth, p.depth)
		p.pos++
	case c == '"':
		n.kind = String
		var escaped bool
		if escaped, ok = p.str(); escaped {
			n.flags |= flagEscaped
		}
		n.end = int32(p.pos)
	case c == '-' || (c >= '0' && c <= '9'):
		n.kind = Number
		ok = p.number()
		n.end = int32(p.pos)
	default:
		if n.kind = p.literal(); n.kind == Missing {
			return 0, false
		}
		n.end = int32(p.pos)
	}
	if parent >= 0 {
		n.ord = p.t.nodes[parent].count
		p.t.nodes[parent].count++
	}
	p.t.nodes = append(p.t.nodes, n)
	return i, ok
}

// plain marks the bytes of a string that need no second look.
var plain = func() (table [256]bool) {
	for c := range table {
		table[c] = c >= 0x20 && c != '"' && c != '\\'
	}
	return table
}()

// str reads a string from its opening quote to after its closing one.
func (p *parser) str() (escaped, ok bool) {
	src, start := p.src, p.pos
	i := start + 1
	for i < len(src) {
		c := src[i]
		if plain[c] {
			i++
			continue
		}
		switch c {
		case '"':
			p.pos = i + 1
			return escaped, true
		case '\\':
			escaped = true
			i = p.escape(i)
		default:
			p.pos = i
			p.syntax(fmt.Sprintf("A string holds the bare control character U+%04X. Write it as an escape, such as \\n for a line break.", c))
			if len(p.t.problems) >= maxProblems {
				return escaped, false
			}
			i++
		}
	}
	p.pos = start
	p.syntax("This string has no closing quote.")
	p.pos = len(src)
	return escaped, false
}

// escape reads one escape at i and returns where it ends.
func (p *parser) escape(i int) int {
	if i+1 >= len(p.src) {
		return i + 1
	}
	switch p.src[i+1] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return i + 2
	case 'u':
		if _, ok := hex4(p.src, i+2); ok {
			return i + 6
		}
	}
	p.pos = i
	p.syntax("This escape is not one of JSON's. Write a backslash as \\\\.")
	return i + 2
}

func (p *parser) digits() bool {
	start := p.pos
	for p.pos < len(p.src) && p.src[p.pos] >= '0' && p.src[p.pos] <= '9' {
		p.pos++
	}
	return p.pos > start
}

func (p *parser) number() bool {
	start := p.pos
	if p.src[p.pos] == '-' {
		p.pos++
	}
	zero := p.pos < len(p.src) && p.src[p.pos] == '0'
	first := p.pos
	ok := p.digits() && (!zero || p.pos == first+1)
	if ok && p.pos < len(p.src) && p.src[p.pos] == '.' {
		p.pos++
		ok = p.digits()
	}
	if ok && p.pos < len(p.src) && (p.src[p.pos] == 'e' || p.src[p.pos] == 'E') {
		p.pos++
		if p.pos < len(p.src) && (p.src[p.pos] == '+' || p.src[p.pos] == '-') {
			p.pos++
		}
		ok = p.digits()
	}
	if !ok {
		p.pos = start
		p.syntax("This is not a number that JSON allows (no leading zeros, no bare point, no plus sign).")
	}
	return ok
}

func (p *parser) literal() Kind {
	for _, l := range [...]struct {
		word string
		kind Kind
	}{{"true", Bool}, {"false", Bool}, {"null", Null}} {
		if len(p.src)-p.pos >= len(l.word) && p.src[p.pos:p.pos+len(l.word)] == l.word {
			p.pos += len(l.word)
			return l.kind
		}
	}
	switch c := p.src[p.pos]; {
	case c == ',' || c == '}' || c == ']' || c == ':':
		p.syntax("A value is missing here.")
	case c == 'T' || c == 'F' || c == 'N' || c == 'u':
		p.syntax("JSON writes true, false and null in lower case and has no other words.")
	default:
		p.syntax("Expected a value, found " + p.found() + ".")
	}
	return Missing
}

// skip passes over a container that is nested too deeply, counting brackets
// only.
func (p *parser) skip() {
	open := 0
	for p.pos < len(p.src) {
		switch p.src[p.pos] {
		case '[', '{':
			open++
		case ']', '}':
			open--
		case '"':
			if _, ok := p.str(); !ok {
				return
			}
			continue
		}
		p.pos++
		if open == 0 {
			return
		}
	}
}
