// Package sidecar is the one JSON document that stands beside a flow's draft
// and beside each of its versions: what people decided about the flow that is
// no part of it and never enters exported bytes. It names blocks by identifier
// and follows their renames.
package sidecar

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"switchyard.dev/switchyard/internal/lint"
)

// Document is a sidecar. It is a value: what changes it returns another.
type Document struct {
	Silences []Silence `json:"silences,omitempty"`
	Groups   []Group   `json:"groups,omitempty"`
}

// Silence says that the findings of one rule at one block stay as they are.
// Block is empty for findings about the flow itself.
type Silence struct {
	Code   string    `json:"code"`
	Block  string    `json:"block"`
	Reason string    `json:"reason"`
	User   Person    `json:"user"`
	At     time.Time `json:"at"`
}

// Person is who silenced, under the name of that time.
type Person struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// Bounds of a sidecar: it travels with every check of the flow.
const (
	MaxReason   = 500 // characters
	maxSilences = 500
)

// Parse reads what Text wrote; "" is the empty document.
func Parse(text string) (Document, error) {
	var d Document
	if text == "" {
		return d, nil
	}
	if err := json.Unmarshal([]byte(text), &d); err != nil {
		return d, fmt.Errorf("read the sidecar: %w", err)
	}
	return d, nil
}

// Text is the document as JSON, "" when nothing is in it.
func (d Document) Text() (string, error) {
	if len(d.Silences) == 0 && len(d.Groups) == 0 {
		return "", nil
	}
	text, err := json.Marshal(d)
	if err != nil {
		return "", fmt.Errorf("write the sidecar: %w", err)
	}
	return string(text), nil
}

// Problem says which member of a silence is wrong, and why, as the rest of a
// sentence; "" when it can be kept.
func (d Document) Problem(s Silence) (field, reason string) {
	switch {
	case strings.TrimSpace(s.Reason) == "":
		return "reason", "is missing: say why the finding may stay"
	case utf8.RuneCountInString(s.Reason) > MaxReason:
		return "reason", fmt.Sprintf("is longer than %d characters", MaxReason)
	case len(d.Silences) >= maxSilences && d.find(s.Code, s.Block) < 0:
		return "code", fmt.Sprintf("can't be silenced here: the flow has %d silences already, and takes no more", maxSilences)
	}
	return "", ""
}

// With returns the document with a silence in it; one of the same rule at the
// same block gives way.
func (d Document) With(s Silence) Document {
	d.Silences = slices.DeleteFunc(slices.Clone(d.Silences), s.sameAs)
	d.Silences = append(d.Silences, s)
	return d
}

// Without returns the document without a silence, and that silence; ok is false
// when there is none.
func (d Document) Without(code, block string) (without Document, gone Silence, ok bool) {
	i := d.find(code, block)
	if i < 0 {
		return d, Silence{}, false
	}
	gone = d.Silences[i]
	d.Silences = slices.Delete(slices.Clone(d.Silences), i, i+1)
	return d, gone, true
}

// Rename is the new name of a block.
type Rename struct{ From, To string }

// Renamed returns the document after blocks were renamed, one after the other.
// What a block of the new name left behind gives way.
func (d Document) Renamed(renames []Rename) Document {
	for _, r := range renames {
		for _, s := range slices.Clone(d.Silences) {
			if s.Block != r.From || s.Block == "" {
				continue
			}
			d, _, _ = d.Without(s.Code, s.Block)
			s.Block = r.To
			d = d.With(s)
		}
		d = d.renameGrouped(r)
	}
	return d
}

// Equal reports whether two documents say the same.
func (d Document) Equal(other Document) bool {
	return slices.EqualFunc(d.Groups, other.Groups, Group.Equal) && slices.EqualFunc(d.Silences, other.Silences, func(a, b Silence) bool {
		return a.sameAs(b) && a.Reason == b.Reason && a.User == b.User && a.At.Equal(b.At)
	})
}

func (s Silence) sameAs(other Silence) bool { return s.Code == other.Code && s.Block == other.Block }

func (d Document) find(code, block string) int {
	return slices.IndexFunc(d.Silences, Silence{Code: code, Block: block}.sameAs)
}

// Config returns the silences in the form of the command line's configuration.
func (d Document) Config() lint.Config {
	config := lint.Config{Silence: []lint.Silence{}}
	for _, s := range d.Silences {
		config.Silence = append(config.Silence, lint.Silence{Code: s.Code, Block: s.Block, Reason: s.Reason})
	}
	return config
}
