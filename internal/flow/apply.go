package flow

// Apply edits the document: all operations in their order, or none. It
// returns what undoes them.
func (d *Document) Apply(ops []Op) (Inverse, *Rejection) {
	return Inverse{}, &Rejection{Code: RejectUnknownOp}
}

// Undo applies an inverse.
func (d *Document) Undo(inv Inverse) *Rejection {
	_, r := d.UndoWithInverse(inv)
	return r
}

// UndoWithInverse is Undo that returns what undoes the undo: a redo.
func (d *Document) UndoWithInverse(inv Inverse) (Inverse, *Rejection) {
	return d.Apply(inv.Ops)
}

// Registers names what a batch writes.
func Registers(ops []Op) []string { return nil }
