package flow

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// Inverse undoes a batch of operations. Exact restores the bytes while the
// text still has the hash Base; once something else was edited, Ops restore
// the meaning. Objects and arrays that an operation had to make on its way
// (Metadata, Parameters, Errors …) are left empty by Ops.
type Inverse struct {
	Ops   []Op     `json:"ops"`
	Exact []Splice `json:"exact,omitempty"`
	Base  string   `json:"base,omitempty"` // SHA-256, hex
}

// Splice replaces the bytes from Start up to End by Text. The splices of one
// inverse are in file order, do not overlap, and all count in the text before
// any of them was applied.
type Splice struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

// hash is taken at every edit, so it does not copy the text as a whole.
func hash(text string) string {
	h := sha256.New()
	buf := make([]byte, 4096)
	for len(text) > 0 {
		n := copy(buf, text)
		_, _ = h.Write(buf[:n]) // never fails
		text = text[n:]
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Undo applies an inverse: byte for byte when the text is the one that the
// inverse was made for, else by meaning. It is as atomic as Apply.
func (d *Document) Undo(inv Inverse) *Rejection {
	_, r := d.UndoWithInverse(inv)
	return r
}

// UndoWithInverse is Undo that also returns what undoes the undo.
func (d *Document) UndoWithInverse(inv Inverse) (Inverse, *Rejection) {
	if inv.Base == "" || inv.Base != hash(d.t.src) {
		return d.Apply(inv.Ops)
	}
	text, redo, ok := splice(d.t.src, inv.Exact)
	if !ok {
		return d.Apply(inv.Ops)
	}
	out := Inverse{Exact: redo, Base: hash(text)}
	if by, r := (&Document{t: d.t}).Apply(inv.Ops); r == nil {
		out.Ops = by.Ops
	} else {
		out.Ops = []Op{{Kind: Replace, Text: d.t.src}}
	}
	d.t = parse(text)
	return out, nil
}

// splice applies splices and returns those that lead back.
func splice(src string, splices []Splice) (text string, back []Splice, ok bool) {
	var b strings.Builder
	at := 0
	for _, s := range splices {
		if s.Start < at || s.End < s.Start || s.End > len(src) {
			return "", nil, false
		}
		b.WriteString(src[at:s.Start])
		start := b.Len()
		b.WriteString(s.Text)
		back = append(back, Splice{Start: start, End: b.Len(), Text: src[s.Start:s.End]})
		at = s.End
	}
	b.WriteString(src[at:])
	return b.String(), back, true
}
