package live

import (
	"encoding/json"
	"errors"
	"fmt"

	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/lint"
	"switchyard.dev/switchyard/internal/sidecar"
)

// Close codes of the websocket. 1001, 1003, 1007, 1008, 1009 and 1013 are
// those of RFC 6455; the 44xx ones are private to this protocol.
const (
	closeGoingAway   = 1001 // the server stops: connect again
	closeUnsupported = 1003 // a binary frame
	closeBadText     = 1007 // not UTF-8, or not JSON
	closeViolation   = 1008 // a message that the protocol does not know
	closeTryLater    = 1013 // too slow, or the store does not answer: connect again
	closeSessionOver = 4401 // signed out, disabled, or another role: reload the page
	closeFlowGone    = 4404 // there is no such flow
	closeReplaced    = 4409 // the same client identifier connected again
)

// Codes of rejections beside those of package flow.
const (
	RejectTargetMissing = "target_missing"  // a branch would lead to a block that is not there
	RejectReadOnly      = "read_only"       // this person, or this flow, may not be edited
	RejectTooLarge      = "too_large"       // the content would pass the import bounds
	RejectSuperseded    = "superseded"      // undo of something that others changed since
	RejectNothingToUndo = "nothing_to_undo" // undo of a batch that this client did not make
	RejectStale         = "stale"           // the revision or sequence number does not fit the log
)

// Person is who an edit is attributed to. The zero Person is the server.
type Person struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

type welcomeMessage struct {
	Type        string             `json:"type"`
	Client      string             `json:"client"`
	Revision    int64              `json:"revision"`
	Epoch       string             `json:"epoch"`
	Content     *string            `json:"content,omitempty"`
	Missed      []missedBatch      `json:"missed"`
	Acked       int64              `json:"acked"`
	CanEdit     bool               `json:"can_edit"`
	Flow        flowInfo           `json:"flow"`
	Diagnostics []lint.Diagnostic  `json:"diagnostics"`
	Silenced    []sidecar.Silenced `json:"silenced"`
	Groups      []sidecar.Group    `json:"groups"`
	DiagnosedAt int64              `json:"diagnostics_revision"`
}

type flowInfo struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Type   string `json:"type"`
	Format string `json:"format"`
}

type missedBatch struct {
	Revision int64           `json:"revision"`
	Client   string          `json:"client"`
	Seq      int64           `json:"seq"`
	User     Person          `json:"user"`
	Ops      json.RawMessage `json:"ops"`
}

type appliedMessage struct {
	Type string `json:"type"`
	missedBatch
}

type ackMessage struct {
	Type     string          `json:"type"`
	Seq      int64           `json:"seq"`
	Revision int64           `json:"revision"`
	Ops      json.RawMessage `json:"ops,omitempty"`
	Skipped  int             `json:"skipped,omitempty"`
}

type rejectMessage struct {
	Type     string `json:"type"`
	Seq      int64  `json:"seq"`
	Code     string `json:"code"`
	Message  string `json:"message"`
	Block    string `json:"block,omitempty"`
	Revision int64  `json:"revision"`
}

type diagnosticsMessage struct {
	Type     string             `json:"type"`
	Revision int64              `json:"revision"`
	Items    []lint.Diagnostic  `json:"items"`
	Silenced []sidecar.Silenced `json:"silenced"`
}

type presenceMessage struct {
	Type    string          `json:"type"`
	Clients []presentClient `json:"clients"`
}

type presentClient struct {
	Client string `json:"client"`
	User   Person `json:"user"`
}

type pongMessage struct {
	Type string `json:"type"`
}

// clientMessage is any message of a client; Type says which fields count.
type clientMessage struct {
	Type   string    `json:"type"`
	Seq    int64     `json:"seq"`
	Base   *int64    `json:"base"`
	Ops    []flow.Op `json:"ops"`
	Batch  int64     `json:"batch"`
	Client string    `json:"client"`

	sidecar.Regroup // of a change of groups
}

// The types of client messages.
const (
	typeEdit = "edit"
	typeUndo = "undo"
	typePing = "ping"

	typeRegroup = "group"
)

// errNotJSON tells text that is no JSON from JSON that is no message.
var errNotJSON = errors.New("not JSON")

// parseClientMessage reads one text frame. errNotJSON means close code 1007,
// any other error 1008. Whether the operations make sense is not judged here:
// that is answered with reject, on an open connection.
func parseClientMessage(frame []byte) (clientMessage, error) {
	var m clientMessage
	if !json.Valid(frame) {
		return m, errNotJSON
	}
	if err := json.Unmarshal(frame, &m); err != nil {
		return m, fmt.Errorf("message: %w", err)
	}
	switch m.Type {
	case typePing:
		return m, nil
	case typeRegroup:
		if m.Base == nil {
			return m, errors.New("group: base is missing")
		}
		return m, nil
	case typeEdit:
	case typeUndo:
		if m.Batch < 1 {
			return m, errors.New("undo: batch must be 1 or more")
		}
	default:
		return m, errors.New("unknown type of message")
	}
	if m.Seq < 1 {
		return m, errors.New(m.Type + ": seq must be 1 or more")
	}
	if m.Base == nil {
		return m, errors.New(m.Type + ": base is missing")
	}
	return m, nil
}

// encode renders a message. The server's own messages always encode: every
// field is a plain value or JSON that was checked on its way in.
func encode(message any) []byte {
	b, err := json.Marshal(message)
	if err != nil {
		panic(fmt.Sprintf("live: a message of the server does not encode: %v", err))
	}
	return b
}
