package flow

// Inverse undoes a batch of operations. Exact restores the bytes while the
// text still has the hash Base; once something else was edited, Ops restore
// the meaning.
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
