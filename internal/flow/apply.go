package flow

// Apply edits the document: all operations in their order, or none of them.
// It returns what undoes them. The document is as it was after a Rejection.
func (d *Document) Apply(ops []Op) (Inverse, *Rejection) {
	e := newEditor(d.t)
	for i := range ops {
		if r := e.apply(&ops[i]); r != nil {
			r.Op = i
			return Inverse{}, r
		}
	}
	after, inv := e.finish(d.t)
	d.t = after
	return inv, nil
}

// handlers is the closed set: what each kind of operation does.
var handlers map[OpKind]func(*editor, *Op) *Rejection

func init() {
	handlers = map[OpKind]func(*editor, *Op) *Rejection{
		AddBlock:        (*editor).addBlock,
		RemoveBlocks:    (*editor).removeBlocks,
		RenameBlock:     (*editor).renameBlock,
		SetType:         (*editor).setType,
		SetParameter:    (*editor).setParameter,
		ClearParameter:  (*editor).clearParameter,
		SetTarget:       (*editor).setTarget,
		RemoveBranch:    (*editor).removeBranch,
		AddCondition:    (*editor).addCondition,
		SetCondition:    (*editor).setCondition,
		MoveCondition:   (*editor).moveCondition,
		RemoveCondition: (*editor).removeCondition,
		MoveBlock:       (*editor).moveBlock,
		SetStart:        (*editor).setStart,
		SetMetadata:     (*editor).setMetadata,
		ClearMetadata:   (*editor).clearMetadata,
		AddNote:         (*editor).addNote,
		SetNote:         (*editor).setNote,
		RemoveNote:      (*editor).removeNote,
		Replace:         (*editor).replace,
	}
}

func (e *editor) apply(op *Op) *Rejection {
	handle, known := handlers[op.Kind]
	if !known {
		return reject(RejectUnknownOp, op.ID, "This version of Switchyard does not know the operation %q. Reload the page.", op.Kind)
	}
	if !e.editable && op.Kind != Replace {
		return reject(RejectNotEditable, op.ID, "This content cannot be edited block by block: it is no flow or module, or its JSON is broken.")
	}
	if op.Prune < 0 {
		return badOp(op.ID, "The number of containers to remove must not be negative.")
	}
	return handle(e, op)
}

func (e *editor) replace(op *Op) *Rejection {
	e.replaced = true
	e.load(parse(op.Text))
	return nil
}
