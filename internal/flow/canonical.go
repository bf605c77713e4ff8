package flow

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// ErrNotCanonical is wrapped by the errors of Canonical: the text is not
// JSON, is nested too deeply, or holds a number beyond a double.
var ErrNotCanonical = errors.New("flow: no canonical form")

// Canonical returns the text in the canonical form of RFC 8785: members
// sorted by UTF-16 units, numbers as ECMAScript prints them, no spaces. Two
// texts mean the same when their canonical forms are equal. Of members with
// one name the last counts. Half a surrogate pair, which the RFC refuses, is
// kept as its escape.
func Canonical(src []byte) ([]byte, error) {
	t := parse(string(src))
	if t.broken {
		return nil, fmt.Errorf("%w: %s", ErrNotCanonical, (&Document{t: t}).Unsound().Message)
	}
	return appendCanonical(make([]byte, 0, len(src)), t, 0)
}

// appendCanonical recurses no deeper than maxDepth.
func appendCanonical(b []byte, t *tree, i int32) ([]byte, error) {
	n := &t.nodes[i]
	var err error
	switch n.kind {
	case String:
		if n.flags&flagEscaped == 0 {
			return append(b, t.raw(i)...), nil
		}
		return appendQuoted(b, decodeString(t.raw(i)), false), nil
	case Number:
		return appendNumber(b, t.raw(i))
	case Array:
		b = append(b, '[')
		for c := i + 1; c < n.next; c = t.nodes[c].next {
			if c > i+1 {
				b = append(b, ',')
			}
			if b, err = appendCanonical(b, t, c); err != nil {
				return nil, err
			}
		}
		return append(b, ']'), nil
	case Object:
		b = append(b, '{')
		for k, m := range sortedMembers(t, i) {
			if k > 0 {
				b = append(b, ',')
			}
			b = append(appendQuoted(b, m.key, false), ':')
			if b, err = appendCanonical(b, t, m.i); err != nil {
				return nil, err
			}
		}
		return append(b, '}'), nil
	default:
		return append(b, t.raw(i)...), nil
	}
}

type keyed struct {
	key string
	i   int32
}

// sortedMembers returns the members that count in canonical order.
func sortedMembers(t *tree, object int32) []keyed {
	n := &t.nodes[object]
	out := make([]keyed, 0, n.count)
	for c := object + 1; c < n.next; c = t.nodes[c].next {
		out = append(out, keyed{t.key(c), c})
	}
	slices.SortStableFunc(out, func(a, b keyed) int { return compareUTF16(a.key, b.key) })
	if n.flags&flagDuplicate == 0 {
		return out
	}
	kept := out[:0]
	for k, m := range out {
		if k+1 == len(out) || out[k+1].key != m.key {
			kept = append(kept, m)
		}
	}
	return kept
}

// compareUTF16 orders strings by their UTF-16 units. It differs from the order
// of bytes only where a character beyond the first plane meets one of U+E000
// to U+FFFF.
func compareUTF16(a, b string) int {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	if i == len(a) || i == len(b) || (a[i] < 0xEE && b[i] < 0xEE) {
		return strings.Compare(a, b)
	}
	for i > 0 && (i == len(a) || !utf8.RuneStart(a[i])) {
		i--
	}
	return cmp.Compare(firstUnit(a[i:]), firstUnit(b[i:]))
}

// firstUnit is only asked where two characters differ of which one is beyond
// the plane, so that their first units tell the order unless both are.
func firstUnit(s string) int64 {
	r, size := utf8.DecodeRuneInString(s)
	if r == utf8.RuneError && size == 1 {
		r, _ = halfSurrogate(s, 0)
	}
	if r > 0xFFFF {
		high, low := utf16.EncodeRune(r)
		return int64(high)<<16 | int64(low)
	}
	return int64(r) << 16
}

// appendNumber prints a number as ECMAScript's Number::toString does.
func appendNumber(b []byte, literal string) ([]byte, error) {
	f, err := strconv.ParseFloat(literal, 64)
	if err != nil || math.IsInf(f, 0) {
		return nil, fmt.Errorf("%w: the number %.40s is out of range", ErrNotCanonical, literal)
	}
	if f == 0 {
		return append(b, '0'), nil
	}
	abs := math.Abs(f)
	if abs >= 1e-6 && abs < 1e21 {
		return strconv.AppendFloat(b, f, 'f', -1, 64), nil
	}
	start := len(b)
	b = strconv.AppendFloat(b, f, 'e', -1, 64)
	// Go pads the exponent to two digits, ECMAScript does not.
	if e := start + strings.LastIndexByte(string(b[start:]), 'e') + 2; b[e] == '0' && e+1 < len(b) {
		b = slices.Delete(b, e, e+1)
	}
	return b, nil
}
