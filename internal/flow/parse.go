package flow

import (
	"fmt"
	"math"
	"strings"
	"unicode/utf8"
)

// maxDepth is the deepest nesting that is read. Go's own limit is far beyond
// what browsers survive; real flows stay below 20.
const maxDepth = 64

// maxProblems bounds what a hostile file can make us say.
const maxProblems = 50

// parser reads a text once, front to back, without recursion. It repairs what
// it can (a comma too many or too few, a raw line break in a string) and goes
// on; where it cannot, it closes what is open and keeps what it has read.
type parser struct {
	src   string
	pos   int
	depth int
	t     *tree
	names map[string]int32
	dups  []int32
}

// parse never fails: what is wrong with the text is in the tree's problems.
func parse(src string) *tree {
	t := &tree{src: src}
	p := &parser{src: src, t: t}
	if len(src) > math.MaxInt32-1 {
		p.fail(0, CodeTooLarge, "The file is larger than 2 GiB and was not read.")
		return t
	}
	if t.ascii = isASCII(src); !t.ascii {
		p.checkUTF8()
	}
	t.nodes = make([]node, 0, likelyNodes(src))
	p.document()
	for _, i := range p.dups {
		p.note(int(t.nodes[i].start), CodeDuplicateKey, fmt.Sprintf(
			"The name %q occurs more than once in this object; the last one counts. Keep one of them.", t.key(i)))
		t.problems[len(t.problems)-1].Pointer = t.pointer(i)
	}
	if len(t.nodes) > 0 && t.nodes[0].kind != Object && !t.broken {
		p.note(int(t.nodes[0].start), CodeNotAnObject, "A flow is a JSON object; this file holds "+article(t.nodes[0].kind)+".")
	}
	return t
}

// likelyNodes guesses from a text's look: minified flows have a value every 18
// bytes, indented ones every 35.
func likelyNodes(src string) int {
	if len(src) > 64 && !strings.Contains(src[:64], "\n") {
		return len(src)/17 + 16
	}
	return len(src)/32 + 8
}

func article(k Kind) string {
	switch k {
	case Array, Object:
		return "an " + k.String()
	case Null:
		return "null"
	default:
		return "a " + k.String()
	}
}

func (p *parser) checkUTF8() {
	if utf8.ValidString(p.src) {
		return
	}
	for i, r := range p.src {
		if r != utf8.RuneError {
			continue
		}
		if _, size := utf8.DecodeRuneInString(p.src[i:]); size == 1 {
			p.fail(i, CodeBadUTF8, fmt.Sprintf("Byte 0x%02x is not UTF-8. Save the file as UTF-8.", p.src[i]))
			return
		}
	}
}

func (p *parser) note(offset int, code, message string) {
	if len(p.t.problems) < maxProblems {
		p.t.problems = append(p.t.problems, Problem{Code: code, Message: message, Offset: offset})
		return
	}
	p.t.problems[maxProblems-1] = Problem{Code: code, Message: message, Offset: offset}
}

// fail notes a problem after which the document must not be edited.
func (p *parser) fail(offset int, code, message string) {
	p.note(offset, code, message)
	p.t.broken = true
}

func (p *parser) syntax(message string) { p.fail(p.pos, CodeSyntax, message) }

func (p *parser) document() {
	if strings.HasPrefix(p.src, "\uFEFF") {
		p.note(0, CodeByteOrderMark, "The file starts with a byte order mark, which JSON does not allow. Save it as UTF-8 without one.")
		p.pos = len("\uFEFF")
	}
	p.space()
	if p.pos == len(p.src) {
		p.syntax("The file is empty. A flow is a JSON object with Version, StartAction and Actions.")
		return
	}
	open := int32(-1)
	keyStart, keyEnd, flags := 0, 0, nodeFlags(0)
	for {
		i, ok := p.value(open, keyStart, keyEnd, flags)
		if !ok {
			p.unwind(open)
			return
		}
		if k := p.t.nodes[i].kind; (k == Object || k == Array) && p.t.nodes[i].end == 0 {
			open = i
			p.space()
			if p.pos < len(p.src) && p.src[p.pos] != closer(k) {
				if keyStart, keyEnd, flags, ok = p.name(open); !ok {
					p.unwind(open)
					return
				}
				continue
			}
		}
		if open, ok = p.climb(open); !ok {
			p.unwind(open)
			return
		}
		if open < 0 {
			break
		}
		if keyStart, keyEnd, flags, ok = p.name(open); !ok {
			p.unwind(open)
			return
		}
	}
	p.space()
	if p.pos < len(p.src) {
		p.syntax("There is text after the end of the JSON value. Remove it.")
	}
}

func closer(k Kind) byte {
	if k == Object {
		return '}'
	}
	return ']'
}

// climb reads what follows a value: a comma, or the ends of containers. It
// returns the container that goes on, -1 at the end of the document.
func (p *parser) climb(open int32) (int32, bool) {
	for open >= 0 {
		n := &p.t.nodes[open]
		p.space()
		if p.pos == len(p.src) {
			p.syntax("The file ends inside " + article(n.kind) + "; a " + string(closer(n.kind)) + " is missing.")
			return open, false
		}
		c := p.src[p.pos]
		if c == ',' {
			p.pos++
			p.space()
			if p.pos < len(p.src) && p.src[p.pos] == closer(n.kind) {
				p.syntax("There is a comma before the closing " + string(closer(n.kind)) + ". Remove it.")
				continue
			}
			return open, true
		}
		if c == closer(n.kind) {
			p.pos++
			p.close(open)
			open = n.parent
			p.depth--
			continue
		}
		if c == '"' || c == '{' || c == '[' {
			p.syntax("A comma is missing before this value.")
			return open, len(p.t.problems) < maxProblems
		}
		p.syntax(fmt.Sprintf("Expected a comma or %c, found %s.", closer(n.kind), p.found()))
		return open, false
	}
	return -1, true
}

func (p *parser) close(i int32) {
	n := &p.t.nodes[i]
	n.end = int32(p.pos)
	n.next = int32(len(p.t.nodes))
	if n.kind == Object && n.count > 1 {
		p.duplicates(i)
	}
}

// unwind closes what is open where reading stopped.
func (p *parser) unwind(open int32) {
	for open >= 0 {
		p.close(open)
		open = p.t.nodes[open].parent
	}
}

// name reads a member's name and colon when the container is an object.
func (p *parser) name(open int32) (start, end int, flags nodeFlags, ok bool) {
	if p.t.nodes[open].kind != Object {
		return 0, 0, 0, true
	}
	if p.pos == len(p.src) {
		p.syntax("The file ends where a member name is due.")
		return 0, 0, 0, false
	}
	if p.src[p.pos] != '"' {
		p.syntax("Expected a member name in double quotes, found " + p.found() + ".")
		return 0, 0, 0, false
	}
	start = p.pos
	escaped, ok := p.str()
	if !ok {
		return 0, 0, 0, false
	}
	if escaped {
		flags = flagKeyEscaped
	}
	end = p.pos
	p.space()
	if p.pos == len(p.src) || p.src[p.pos] != ':' {
		p.syntax("Expected a colon after the member name, found " + p.found() + ".")
		return 0, 0, 0, false
	}
	p.pos++
	p.space()
	return start, end, flags, true
}

func (p *parser) space() {
	for p.pos < len(p.src) {
		switch p.src[p.pos] {
		case ' ', '\n', '\r', '\t':
			p.pos++
		default:
			return
		}
	}
}

// duplicates marks an object that has two members of one name.
func (p *parser) duplicates(object int32) {
	t := p.t
	if t.nodes[object].count <= 12 {
		for a := object + 1; a < t.nodes[object].next; a = t.nodes[a].next {
			for b := object + 1; b < a; b = t.nodes[b].next {
				if p.sameName(a, b) {
					p.duplicate(object, a)
					break
				}
			}
		}
		return
	}
	if p.names == nil {
		p.names = make(map[string]int32, t.nodes[object].count)
	}
	clear(p.names)
	for a := object + 1; a < t.nodes[object].next; a = t.nodes[a].next {
		key := t.key(a)
		if _, seen := p.names[key]; seen {
			p.duplicate(object, a)
		}
		p.names[key] = a
	}
}

func (p *parser) sameName(a, b int32) bool {
	x, y := &p.t.nodes[a], &p.t.nodes[b]
	if (x.flags|y.flags)&flagKeyEscaped != 0 {
		return p.t.key(a) == p.t.key(b)
	}
	return x.keyEnd-x.keyStart == y.keyEnd-y.keyStart && p.src[x.keyStart:x.keyEnd] == p.src[y.keyStart:y.keyEnd]
}

func (p *parser) duplicate(object, member int32) {
	p.t.nodes[object].flags |= flagDuplicate
	if len(p.dups) < maxProblems {
		p.dups = append(p.dups, member)
	}
}

// found describes what stands at the cursor, for messages.
func (p *parser) found() string {
	if p.pos >= len(p.src) {
		return "the end of the file"
	}
	r, _ := utf8.DecodeRuneInString(p.src[p.pos:])
	switch {
	case r == '\'':
		return "a single quote; JSON uses double quotes"
	case r == '/':
		return "a slash; JSON has no comments"
	case r < 0x20 || r == utf8.RuneError:
		return fmt.Sprintf("the character U+%04X", r)
	}
	return fmt.Sprintf("%q", string(r))
}
