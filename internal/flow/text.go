package flow

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// unquoted strips the quotes of a string without escapes. Broken text may
// lack the closing one.
func unquoted(raw string) string {
	if len(raw) >= 2 && raw[len(raw)-1] == '"' {
		return raw[1 : len(raw)-1]
	}
	return strings.TrimPrefix(raw, `"`)
}

// decodeString reads a JSON string with its quotes. Half a surrogate pair
// becomes its three-byte form, which is not UTF-8 but keeps names apart that
// are apart in the file; bad escapes are kept as they are written.
func decodeString(raw string) string {
	s := unquoted(raw)
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); {
		c := s[i]
		if c != '\\' || i+1 >= len(s) {
			b.WriteByte(c)
			i++
			continue
		}
		if s[i+1] != 'u' {
			b.WriteByte(unescape(s[i+1]))
			i += 2
			continue
		}
		r, ok := hex4(s, i+2)
		if !ok {
			b.WriteString(s[i : i+2])
			i += 2
			continue
		}
		i += 6
		if utf16.IsSurrogate(r) {
			if low, ok := escapedUnit(s, i); ok && utf16.DecodeRune(r, low) != utf8.RuneError {
				b.WriteRune(utf16.DecodeRune(r, low))
				i += 6
				continue
			}
			b.Write([]byte{0xE0 | byte(r>>12), 0x80 | byte(r>>6)&0x3F, 0x80 | byte(r)&0x3F})
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

func unescape(c byte) byte {
	switch c {
	case 'b':
		return '\b'
	case 'f':
		return '\f'
	case 'n':
		return '\n'
	case 'r':
		return '\r'
	case 't':
		return '\t'
	default:
		return c
	}
}

// escapedUnit reads a \uXXXX at i.
func escapedUnit(s string, i int) (rune, bool) {
	if i+6 > len(s) || s[i] != '\\' || s[i+1] != 'u' {
		return 0, false
	}
	return hex4(s, i+2)
}

func hex4(s string, i int) (rune, bool) {
	if i+4 > len(s) {
		return 0, false
	}
	var r rune
	for _, c := range []byte(s[i : i+4]) {
		switch {
		case c >= '0' && c <= '9':
			r = r<<4 | rune(c-'0')
		case c >= 'a' && c <= 'f':
			r = r<<4 | rune(c-'a'+10)
		case c >= 'A' && c <= 'F':
			r = r<<4 | rune(c-'A'+10)
		default:
			return 0, false
		}
	}
	return r, true
}

const hexDigits = "0123456789abcdef"

// appendQuoted appends s as a JSON string with the fewest escapes, which is
// what RFC 8785 asks for. With asciiOnly everything beyond ASCII is escaped,
// for files that write it so.
func appendQuoted(b []byte, s string, asciiOnly bool) []byte {
	b = append(b, '"')
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			b = appendASCII(b, c)
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && size == 1 {
			var half rune
			if half, size = halfSurrogate(s, i); half != 0 {
				b = appendUnit(b, half)
			} else {
				b = append(b, "\uFFFD"...)
			}
			i += size
			continue
		}
		switch {
		case !asciiOnly:
			b = append(b, s[i:i+size]...)
		case r > 0xFFFF:
			high, low := utf16.EncodeRune(r)
			b = appendUnit(appendUnit(b, high), low)
		default:
			b = appendUnit(b, r)
		}
		i += size
	}
	return append(b, '"')
}

func appendASCII(b []byte, c byte) []byte {
	switch c {
	case '"', '\\':
		return append(b, '\\', c)
	case '\b':
		return append(b, '\\', 'b')
	case '\f':
		return append(b, '\\', 'f')
	case '\n':
		return append(b, '\\', 'n')
	case '\r':
		return append(b, '\\', 'r')
	case '\t':
		return append(b, '\\', 't')
	}
	if c < 0x20 {
		return appendUnit(b, rune(c))
	}
	return append(b, c)
}

func appendUnit(b []byte, r rune) []byte {
	return append(b, '\\', 'u', hexDigits[r>>12&15], hexDigits[r>>8&15], hexDigits[r>>4&15], hexDigits[r&15])
}

// halfSurrogate reads the three-byte form that decodeString writes.
func halfSurrogate(s string, i int) (rune, int) {
	if i+3 > len(s) || s[i] != 0xED || s[i+1] < 0xA0 || s[i+1] > 0xBF || s[i+2] < 0x80 || s[i+2] > 0xBF {
		return 0, 1
	}
	return rune(s[i]&0x0F)<<12 | rune(s[i+1]&0x3F)<<6 | rune(s[i+2]&0x3F), 3
}
