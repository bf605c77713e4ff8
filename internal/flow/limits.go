package flow

import "fmt"

// MaxBytes is the largest text that is imported. The service itself allows
// far less.
const MaxBytes = 2 << 20

// CheckLimits says why a text must not be imported: larger than MaxBytes, not
// UTF-8, nested more than 64 levels deep, or not JSON. It returns nil when
// nothing stands against it. The message names line and column.
func CheckLimits(src []byte) *Problem {
	if len(src) > MaxBytes {
		return &Problem{
			Code:    CodeTooLarge,
			Message: fmt.Sprintf("The text has %d bytes; at most %d (2 MiB) are accepted.", len(src), MaxBytes),
			Offset:  MaxBytes,
		}
	}
	return Parse(src).Unsound()
}

// Unsound returns the first problem that keeps the text from being read as a
// whole (syntax, bad-utf8, too-deep, too-large), nil when there is none. Its
// message names line and column.
func (d *Document) Unsound() *Problem {
	for _, p := range d.Problems() {
		switch p.Code {
		case CodeSyntax, CodeBadUTF8, CodeTooDeep, CodeTooLarge:
			at := d.PositionAt(p.Offset)
			p.Message = fmt.Sprintf("Line %d, column %d: %s", at.Line, at.Column, p.Message)
			return &p
		}
	}
	return nil
}
