package flow

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// Inverse undoes a batch of operations. Exact restores the bytes while the
// text still has the hash Base; once something else was edited, Ops restore
// the meaning. Applied at once, Ops give what has the same canonical form as
// what Exact gives: those who do not hold the bytes apply them.
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
	text, _, ok := d.restored(inv)
	if !ok {
		_, r := d.Apply(inv.Ops)
		return r
	}
	d.t = parse(text)
	return nil
}

// UndoWithInverse is Undo that also returns what was done, as operations, and
// what undoes it. Whoever applies done to the content before holds the same
// flow afterwards. It is the inverse's own operations unless those do not come
// to the bytes that it restores, as those of inverses kept by versions before
// Prune do not.
func (d *Document) UndoWithInverse(inv Inverse) (done []Op, redo Inverse, r *Rejection) {
	text, back, ok := d.restored(inv)
	if !ok {
		redo, r = d.Apply(inv.Ops)
		return inv.Ops, redo, r
	}
	redo = Inverse{Exact: back, Base: hash(text)}
	others := Document{t: d.t}
	if by, r := others.Apply(inv.Ops); r == nil && sameMeaning(others.t.src, text) {
		done, redo.Ops = inv.Ops, by.Ops
	} else {
		done, redo.Ops = []Op{{Kind: Replace, Text: text}}, []Op{{Kind: Replace, Text: d.t.src}}
	}
	d.t = parse(text)
	return done, redo, nil
}

// restored returns the bytes from before the edit and what leads back from
// them; not ok when the text is another one than the inverse was made for.
func (d *Document) restored(inv Inverse) (text string, back []Splice, ok bool) {
	if inv.Base == "" || inv.Base != hash(d.t.src) {
		return "", nil, false
	}
	return splice(d.t.src, inv.Exact)
}

func sameMeaning(a, b string) bool {
	if a == b {
		return true
	}
	x, errA := Canonical([]byte(a))
	y, errB := Canonical([]byte(b))
	return errA == nil && errB == nil && bytes.Equal(x, y)
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
