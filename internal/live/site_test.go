package live

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/sidecar"
)

// patience bounds every wait of these tests; it is reached only by a failure.
const patience = 20 * time.Second

// site is a server with real websockets.
type site struct {
	t      testing.TB
	hub    *Hub
	server *httptest.Server

	mu      sync.Mutex
	readers map[string]bool // users who may only look
	ended   map[string]bool // users whose session is over
	checks  int
}

// newSite serves a hub. A user is whoever the query says.
func newSite(t testing.TB, storage Storage, opt Options) *site {
	opt.Log = quietLog()
	s := &site{t: t, hub: NewHub(storage, opt), readers: map[string]bool{}, ended: map[string]bool{}}
	s.server = httptest.NewServer(http.HandlerFunc(s.serve))
	t.Cleanup(s.close)
	return s
}

func (s *site) serve(w http.ResponseWriter, r *http.Request) {
	user := r.URL.Query().Get("user")
	check := func(context.Context) (bool, error) {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.checks++
		if s.ended[user] {
			return false, ErrSessionOver
		}
		return !s.readers[user], nil
	}
	canEdit, _ := check(r.Context())
	flowID := strings.TrimPrefix(r.URL.Path, "/")
	s.hub.Upgrade(w, r, Visit{FlowID: flowID, User: Person{ID: user, Name: user}, CanEdit: canEdit, Check: check},
		func(r *http.Request) bool { return r.Header.Get("Origin") != "https://evil.example" })
}

func (s *site) close() {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	if err := s.hub.Close(ctx); err != nil {
		s.t.Errorf("close the hub: %v", err)
	}
	s.server.Close()
}

func (s *site) set(what map[string]bool, user string, value bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	what[user] = value
}

func (c *tab) url(query url.Values) string {
	if c.base != "" {
		return c.base + "/" + c.flowID + "?" + query.Encode()
	}
	return c.site.url(c.flowID, query)
}

func (s *site) url(flowID string, query url.Values) string {
	return "ws" + strings.TrimPrefix(s.server.URL, "http") + "/" + flowID + "?" + query.Encode()
}

// tab is a client as the browser's: it applies what it is told, in order, and
// keeps what was not answered.
type tab struct {
	t      testing.TB
	site   *site
	flowID string
	user   string
	client string
	base   string // of the URL, when the server is another process

	mu       sync.Mutex
	changed  chan struct{} // closed and replaced when anything below changes
	ws       *websocket.Conn
	greeted  bool // welcome came on this connection: before, nothing is sent
	over     bool // the connection ended
	code     int
	welcomes []welcomeMessage
	doc      *flow.Document
	revision int64
	seq      int64
	pending  []clientMessage
	acked    map[int64]ackMessage
	rejected map[int64]rejectMessage
	present  []presentClient
	lint     diagnosticsMessage
	groups   []sidecar.Group
	refused  []groupRefusedMessage
	pongs    int
	broken   error // the server broke the protocol
}

func (s *site) tab(user string) *tab { return s.tabOn(testFlow, user, newClient()) }

func (s *site) tabOn(flowID, user, client string) *tab {
	return &tab{
		t: s.t, site: s, flowID: flowID, user: user, client: client, changed: make(chan struct{}),
		acked: map[int64]ackMessage{}, rejected: map[int64]rejectMessage{},
	}
}

// open connects and waits for welcome.
func (s *site) open(user string) *tab {
	s.t.Helper()
	c := s.tab(user)
	c.connect()
	c.wait("welcome", func() bool { return len(c.welcomes) > 0 })
	return c
}

func (c *tab) dial() (*websocket.Conn, error) {
	q := url.Values{"user": {c.user}, "client": {c.client}}
	c.mu.Lock()
	if c.doc != nil {
		q.Set("revision", fmt.Sprint(c.revision))
	}
	c.mu.Unlock()
	ws, answer, err := websocket.DefaultDialer.Dial(c.url(q), nil)
	if answer != nil {
		_ = answer.Body.Close()
	}
	return ws, err
}

func (c *tab) connect() {
	c.t.Helper()
	ws, err := c.dial()
	if err != nil {
		c.t.Fatalf("%s cannot connect: %v", c.user, err)
	}
	c.attach(ws)
}

func (c *tab) attach(ws *websocket.Conn) {
	c.mu.Lock()
	c.ws, c.greeted, c.over, c.code = ws, false, false, 0
	c.mu.Unlock()
	go c.read(ws)
}

func (c *tab) read(ws *websocket.Conn) {
	defer ws.Close()
	for {
		_, text, err := ws.ReadMessage()
		c.mu.Lock()
		if err != nil {
			var closed *websocket.CloseError
			if errors.As(err, &closed) {
				c.code = closed.Code
			}
			c.over = true
			c.tell()
			c.mu.Unlock()
			return
		}
		if err := c.hear(text); err != nil && c.broken == nil {
			c.broken = err
		}
		c.tell()
		c.mu.Unlock()
	}
}

func (c *tab) tell() {
	close(c.changed)
	c.changed = make(chan struct{})
}

// hear takes in one message. The caller holds mu.
func (c *tab) hear(text []byte) error {
	var head struct{ Type string }
	if err := json.Unmarshal(text, &head); err != nil {
		return err
	}
	switch head.Type {
	case "welcome":
		var m welcomeMessage
		if err := json.Unmarshal(text, &m); err != nil {
			return err
		}
		return c.welcome(m)
	case "applied":
		var m appliedMessage
		if err := json.Unmarshal(text, &m); err != nil {
			return err
		}
		return c.apply(m.missedBatch)
	case "ack":
		var m ackMessage
		if err := json.Unmarshal(text, &m); err != nil {
			return err
		}
		return c.ack(m)
	case "reject":
		var m rejectMessage
		if err := json.Unmarshal(text, &m); err != nil {
			return err
		}
		c.rejected[m.Seq] = m
		c.forget(m.Seq)
	case "diagnostics":
		if err := json.Unmarshal(text, &c.lint); err != nil {
			return err
		}
	case "groups":
		var m groupsMessage
		if err := json.Unmarshal(text, &m); err != nil {
			return err
		}
		c.groups = m.Groups
	case "group_refused":
		var m groupRefusedMessage
		if err := json.Unmarshal(text, &m); err != nil {
			return err
		}
		c.refused, c.groups = append(c.refused, m), nil // the groups follow
	case "presence":
		var m presenceMessage
		if err := json.Unmarshal(text, &m); err != nil {
			return err
		}
		c.present = m.Clients
	case "pong":
		c.pongs++
	default:
		return fmt.Errorf("unknown message %s", text)
	}
	return nil
}

func (c *tab) welcome(m welcomeMessage) error {
	c.welcomes = append(c.welcomes, m)
	c.client = m.Client
	c.groups = m.Groups
	if m.Content != nil {
		c.doc, c.revision = flow.ParseString(*m.Content), m.Revision
		// What is in the content and was not answered: acknowledged by number.
		for _, p := range append([]clientMessage(nil), c.pending...) {
			if p.Seq <= m.Acked {
				c.forget(p.Seq)
			}
		}
	}
	for _, b := range m.Missed {
		if b.Client == c.client {
			c.acked[b.Seq] = ackMessage{Seq: b.Seq, Revision: b.Revision}
			c.forget(b.Seq)
		}
		if err := c.apply(b); err != nil {
			return err
		}
	}
	if c.revision != m.Revision {
		return fmt.Errorf("at %d after a welcome to %d", c.revision, m.Revision)
	}
	c.greeted = true
	// Sent with the lock held: nothing new may come between.
	for _, p := range c.pending {
		if err := c.ws.WriteMessage(websocket.TextMessage, encode(p)); err != nil {
			return nil // the connection ended; the next one sends it
		}
	}
	return nil
}

func (c *tab) ack(m ackMessage) error {
	if first, again := c.acked[m.Seq]; again {
		if first.Revision != m.Revision {
			return fmt.Errorf("batch %d was acknowledged at %d and at %d", m.Seq, first.Revision, m.Revision)
		}
		return nil
	}
	c.acked[m.Seq] = m
	ops := m.Ops
	for _, p := range c.pending {
		if p.Seq == m.Seq && ops == nil {
			ops = encode(p.Ops)
		}
	}
	c.forget(m.Seq)
	if m.Revision <= c.revision {
		return nil // the acknowledgement of something that welcome brought
	}
	return c.apply(missedBatch{Revision: m.Revision, Ops: ops})
}

func (c *tab) forget(seq int64) {
	for i, p := range c.pending {
		if p.Seq == seq {
			c.pending = append(c.pending[:i:i], c.pending[i+1:]...)
			return
		}
	}
}

func (c *tab) apply(b missedBatch) error {
	if b.Revision != c.revision+1 {
		return fmt.Errorf("revision %d follows %d", b.Revision, c.revision)
	}
	c.revision = b.Revision
	var ops []flow.Op
	if err := json.Unmarshal(b.Ops, &ops); err != nil {
		return err
	}
	if _, rejected := c.doc.Apply(ops); rejected != nil {
		return fmt.Errorf("revision %d does not apply: %s", b.Revision, rejected.Message)
	}
	return nil
}

// send numbers a message, keeps it until it is answered, and sends it.
func (c *tab) send(m clientMessage) int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.seq++
	m.Seq = c.seq
	base := c.revision
	m.Base = &base
	c.pending = append(c.pending, m)
	// Sent before welcome it would be sent twice: refused once and then taken, it has two answers.
	if c.greeted && !c.over {
		_ = c.ws.WriteMessage(websocket.TextMessage, encode(m)) // the next connection sends it again
	}
	return m.Seq
}

func (c *tab) edit(ops ...flow.Op) int64 { return c.send(clientMessage{Type: typeEdit, Ops: ops}) }

func (c *tab) undo(batch int64) int64 { return c.send(clientMessage{Type: typeUndo, Batch: batch}) }

// wait blocks until done, looked at under the lock, is true.
func (c *tab) wait(what string, done func() bool) {
	c.t.Helper()
	timeout := time.After(patience)
	for {
		c.mu.Lock()
		ok, broken, changed := done(), c.broken, c.changed
		c.mu.Unlock()
		if broken != nil {
			c.t.Fatalf("%s: %v", c.user, broken)
		}
		if ok {
			return
		}
		select {
		case <-changed:
		case <-timeout:
			c.t.Fatalf("%s waited in vain for %s", c.user, what)
		}
	}
}

func (c *tab) answered() { c.t.Helper(); c.wait("answers", func() bool { return len(c.pending) == 0 }) }

func (c *tab) at(revision int64) {
	c.t.Helper()
	c.wait(fmt.Sprintf("revision %d", revision), func() bool { return c.revision >= revision })
}

func (c *tab) closedWith(code int) {
	c.t.Helper()
	c.wait("the end", func() bool { return c.over })
	if c.code != code {
		c.t.Errorf("%s was closed with %d, want %d", c.user, c.code, code)
	}
}

func (c *tab) cut() {
	c.mu.Lock()
	ws := c.ws
	c.mu.Unlock()
	_ = ws.NetConn().Close()
	c.wait("the cut", func() bool { return c.over })
}

func (c *tab) content() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.doc.String()
}

// content is what the hub says.
func (s *site) content(flowID string) (string, int64) {
	s.t.Helper()
	text, revision, err := s.hub.Content(context.Background(), flowID)
	if err != nil {
		s.t.Fatal(err)
	}
	return text, revision
}

// settle waits until every tab has all answers and the newest revision.
func (s *site) settle(tabs ...*tab) (string, int64) {
	s.t.Helper()
	for _, c := range tabs {
		c.answered()
	}
	text, revision := s.content(tabs[0].flowID)
	for _, c := range tabs {
		c.at(revision)
	}
	return text, revision
}
