package lint

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"

	"switchyard.dev/switchyard/internal/flow"
)

// object is a JSON object of texts with its members in order.
type object []member

type member struct{ name, value string }

func (o object) json() json.RawMessage {
	text := []byte{'{'}
	for i, m := range o {
		if i > 0 {
			text = append(text, ',')
		}
		text = append(append(append(text, quote(m.name)...), ':'), quote(m.value)...)
	}
	return append(text, '}')
}

// quote writes a text as JSON.
func quote(text string) json.RawMessage {
	encoded, err := json.Marshal(text)
	if err != nil {
		panic(err) // no string fails to encode
	}
	return encoded
}

// addition is a block that a fix adds.
type addition struct {
	id  string
	ops []flow.Op
}

// newBlock adds a block to the left of another: next is its next step, failed
// where its Error branch leads ("" when the type takes none). The same flow
// gives the same identifier, so that two runs give the same fix.
func (p *pass) newBlock(beside *action, kind string, parameters object, next, failed string) addition {
	id := p.freshID(kind + "/" + beside.ID)
	onError := ""
	if failed != "" {
		onError = `{"NextAction":` + string(quote(failed)) + `,"ErrorType":"NoMatchingError"}`
	}
	transitions := `{"NextAction":` + string(quote(next)) + `,"Errors":[` + onError + `],"Conditions":[]}`
	return p.newAction(beside, id, `{"Parameters":`+string(parameters.json())+`,"Identifier":`+string(quote(id))+`,"Type":`+string(quote(kind))+`,"Transitions":`+transitions+`}`)
}

// newAction adds a finished action near another block.
func (p *pass) newAction(beside *action, id, text string) addition {
	op := flow.Op{Kind: flow.AddBlock, ID: id, Action: json.RawMessage(text)}
	if x, y, ok := beside.position(); ok {
		op.Metadata = json.RawMessage(fmt.Sprintf(`{"position":{"x":%d,"y":%d}}`, x-stepLeft, y+stepDown))
	}
	return addition{id: id, ops: []flow.Op{op}}
}

// How far from its neighbour a new block stands.
const (
	stepLeft = 120
	stepDown = 180
)

func (a *action) position() (x, y int, ok bool) {
	at := a.Metadata.Get("position")
	var fx, fy float64
	if _, err := fmt.Sscan(at.Get("x").Text(), &fx); err != nil {
		return 0, 0, false
	}
	if _, err := fmt.Sscan(at.Get("y").Text(), &fy); err != nil {
		return 0, 0, false
	}
	const most = 1e6
	if !(fx > -most && fx < most && fy > -most && fy < most) {
		return 0, 0, false
	}
	return int(fx), int(fy), true
}

// freshID is an identifier in the form of a random UUID, made from a seed and
// free in this flow.
func (p *pass) freshID(seed string) string {
	for {
		sum := sha256.Sum256([]byte(seed))
		sum[6], sum[8] = sum[6]&0x0f|0x40, sum[8]&0x3f|0x80
		id := fmt.Sprintf("%x-%x-%x-%x-%x", sum[0:4], sum[4:6], sum[6:8], sum[8:10], sum[10:16])
		if !p.exists(id) {
			return id
		}
		seed += "+"
	}
}
