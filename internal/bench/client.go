package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/gorilla/websocket"

	"switchyard.dev/switchyard/internal/flow"
)

// client is a tab that only sends and listens.
type client struct {
	ws       *websocket.Conn
	seq      int64
	revision int64
}

type heard struct {
	Type     string `json:"type"`
	Seq      int64  `json:"seq"`
	Revision int64  `json:"revision"`
	Code     string `json:"code"`
}

func (b *bench) connect(flowID string) (*client, error) {
	ws, answer, err := websocket.DefaultDialer.Dial("ws://"+b.address+"/"+flowID, http.Header{})
	if err != nil {
		return nil, fmt.Errorf("connect: %w", err)
	}
	defer answer.Body.Close()
	c := &client{ws: ws}
	welcome, err := c.until("welcome")
	c.revision = welcome.Revision
	return c, err
}

func (c *client) close() { _ = c.ws.Close() }

// edit sends a new text for one of the first blocks.
func (c *client) edit(blocks int) error {
	c.seq++
	value, err := json.Marshal(fmt.Sprintf("Edit number %d.", c.seq))
	if err != nil {
		return err
	}
	return c.ws.WriteJSON(map[string]any{"type": "edit", "seq": c.seq, "base": c.revision, "ops": []flow.Op{{
		Kind: flow.SetParameter, ID: id(5 * (int(c.seq) % (blocks / 5))), Path: []string{"Text"}, Value: value,
	}}})
}

func (c *client) until(kind string) (heard, error) {
	for {
		var m heard
		_, text, err := c.ws.ReadMessage()
		if err != nil {
			return m, fmt.Errorf("wait for %s: %w", kind, err)
		}
		if err := json.Unmarshal(text, &m); err != nil {
			return m, err
		}
		if m.Type == "reject" {
			return m, fmt.Errorf("edit %d was rejected: %s", m.Seq, m.Code)
		}
		if m.Type == kind {
			return m, nil
		}
	}
}

func quantile(times []time.Duration, q float64) float64 {
	slices.Sort(times)
	return float64(times[int(q*float64(len(times)-1))].Microseconds()) / 1000
}
