package live

import (
	"context"
	"errors"
	"net"
	"sync"
	"sync/atomic"
	"time"
	"unicode/utf8"

	"github.com/gorilla/websocket"
)

const (
	readLimit  = 4 << 20
	sendBuffer = 64 << 10 // of the kernel: a client that does not read shows early
	closeWait  = time.Second
)

// ErrSessionOver is what Visit.Check returns when the person may not even look
// any more.
var ErrSessionOver = errors.New("live: session over")

// Visit is one person's wish to follow one flow.
type Visit struct {
	FlowID string
	User   Person
	IP     string // for the audit
	// CanEdit says whether edits are taken; Check says it anew.
	CanEdit bool
	// Check looks at the session and the role as they are now: whether edits are
	// taken, ErrSessionOver when the session ended. It is asked before an edit
	// unless it was within Options.CheckEvery, and at each ping. Nil: never.
	Check func(context.Context) (canEdit bool, err error)

	Client   string // "" for one that the server makes
	Revision *int64 // what the tab has
	Epoch    string // of what the tab has, "" when it does not say
	LastSeq  *int64 // highest sequence number used before, when the tab says it
}

// conn is one websocket. Its reader hands messages to the room, its writer
// sends what the room has put into the queue.
type conn struct {
	hub    *Hub
	ws     *websocket.Conn
	visit  Visit
	client string // written by the room when it joins
	out    *queue
	pace   pacer
	over   context.Context // ends with the connection
	cancel context.CancelFunc

	seen    int64 // highest number received here; the room's
	strict  bool  // numbers have no gaps from here on; the room's
	joined  bool  // the room's
	checked time.Time
	canEdit atomic.Bool
	pinging atomic.Bool
	work    sync.WaitGroup
}

// Serve runs one connection until it ends and closes ws. The error tells why it
// could not start; how it ended later is between the two sides.
func (h *Hub) Serve(ctx context.Context, ws *websocket.Conn, visit Visit) error {
	c := &conn{hub: h, ws: ws, visit: visit, client: visit.Client, out: newQueue(h.opt.QueueBytes), checked: h.opt.Now()}
	c.over, c.cancel = context.WithCancel(ctx)
	c.canEdit.Store(visit.CanEdit)
	c.pace = newPacer(h.opt.EditsPerSec)
	if visit.LastSeq != nil {
		c.strict, c.seen = true, *visit.LastSeq
	}
	if tcp, ok := ws.NetConn().(*net.TCPConn); ok {
		// Best effort: a larger buffer only delays the moment a slow client shows.
		_ = tcp.SetWriteBuffer(sendBuffer)
	}
	if !h.enter(c) {
		c.end(closeGoingAway, "server stops")
		return ErrClosed
	}
	defer h.leave(c)
	r, err := h.acquire(ctx, visit.FlowID)
	if err != nil {
		c.end(closeCodeOf(err))
		return err
	}
	defer h.release(r)
	c.work.Add(1)
	go c.writeLoop(r)
	if err := r.post(ctx, item{do: func() { r.join(c) }}); err != nil {
		c.close(closeGoingAway, "flow closed")
	} else {
		c.readLoop(r)
	}
	// The writer ends on its own once the queue has an end; the room must not
	// hold on to the connection.
	c.close(websocket.CloseNormalClosure, "")
	left := make(chan struct{})
	if r.post(context.WithoutCancel(ctx), item{do: func() { r.part(c); close(left) }}) == nil {
		select {
		case <-left:
		case <-r.done:
		}
	}
	c.work.Wait()
	return nil
}

func closeCodeOf(err error) (int, string) {
	switch {
	case gone(err):
		return closeFlowGone, "no such flow"
	case errors.Is(err, ErrClosed):
		return closeGoingAway, "server stops"
	case errors.Is(err, errBroken):
		return websocket.CloseInternalServerErr, "this flow cannot be read"
	}
	return closeTryLater, "the store does not answer"
}

// end closes a connection that never got as far as a room.
func (c *conn) end(code int, reason string) {
	c.sayClose(code, reason)
	_ = c.ws.Close()
	c.cancel()
}

func (h *Hub) enter(c *conn) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closed {
		return false
	}
	h.conns[c] = struct{}{}
	h.all.Add(1)
	return true
}

func (h *Hub) leave(c *conn) {
	h.mu.Lock()
	delete(h.conns, c)
	h.mu.Unlock()
	h.all.Done()
}

// send queues a frame. A client that leaves too much unread is closed.
func (c *conn) send(f frame) {
	if !c.out.add(f) {
		c.hub.stats.slow.Add(1)
		// The writer may hang in a write to the full socket: that write gets one
		// more second, so that a client that wakes up is told why.
		_ = c.ws.NetConn().SetWriteDeadline(time.Now().Add(closeWait))
	}
}

// close ends the connection after what is queued was sent.
func (c *conn) close(code int, reason string) { c.out.end(code, reason) }

// writeLoop is the only writer of the websocket.
func (c *conn) writeLoop(r *room) {
	defer c.work.Done()
	defer c.cancel()
	ping := time.NewTicker(c.hub.opt.PingEvery)
	defer ping.Stop()
	over := r.done
	for {
		select {
		case <-c.out.wake:
		case <-over:
			// The room ended, perhaps before it saw this connection.
			over = nil
			c.close(r.farewell())
			continue
		case <-ping.C:
			if err := c.ws.WriteControl(websocket.PingMessage, nil, time.Now().Add(c.hub.opt.WriteWithin)); err != nil {
				c.abandon()
				return
			}
			c.checkInBackground()
			continue
		}
		ended, err := c.flush()
		if err != nil {
			c.abandon()
			return
		}
		if ended {
			c.finish()
			return
		}
	}
}

func (c *conn) flush() (ended bool, err error) {
	for {
		f, ok, ended := c.out.next()
		if !ok {
			return ended, nil
		}
		if err := c.ws.SetWriteDeadline(time.Now().Add(c.hub.opt.WriteWithin)); err != nil {
			return false, err
		}
		if err := f.writeTo(c.ws); err != nil {
			return false, err
		}
	}
}

// finish says goodbye and gives the client a moment to answer.
func (c *conn) finish() {
	code, reason := c.out.closing()
	c.sayClose(code, reason)
	_ = c.ws.SetReadDeadline(time.Now().Add(closeWait))
}

// abandon ends a connection that cannot be written to.
func (c *conn) abandon() {
	c.close(websocket.CloseAbnormalClosure, "")
	_ = c.ws.Close()
}

func (c *conn) sayClose(code int, reason string) {
	deadline := time.Now().Add(closeWait)
	_ = c.ws.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, reason), deadline)
}

// readLoop reads until the connection ends.
func (c *conn) readLoop(r *room) {
	defer c.ws.Close()
	c.ws.SetReadLimit(readLimit)
	patience := c.hub.opt.PingEvery + c.hub.opt.PongWithin
	alive := func(string) error { return c.ws.SetReadDeadline(time.Now().Add(patience)) }
	c.ws.SetPongHandler(alive)
	if alive("") != nil {
		return
	}
	for {
		kind, text, err := c.ws.ReadMessage()
		if err != nil {
			return
		}
		code, reason := c.receive(r, kind, text)
		if code != 0 {
			c.close(code, reason)
			c.drain()
			return
		}
	}
}

// drain reads until the other side has closed too, so that the close frame is
// not lost to a reset.
func (c *conn) drain() {
	_ = c.ws.SetReadDeadline(time.Now().Add(closeWait))
	for {
		if _, _, err := c.ws.NextReader(); err != nil {
			return
		}
	}
}

// receive handles one frame. A code other than 0 closes the connection.
func (c *conn) receive(r *room, kind int, text []byte) (code int, reason string) {
	if kind != websocket.TextMessage {
		return closeUnsupported, "text only"
	}
	if !utf8.Valid(text) {
		return closeBadText, "not UTF-8"
	}
	m, err := parseClientMessage(text)
	switch {
	case errors.Is(err, errNotJSON):
		return closeBadText, "not JSON"
	case err != nil:
		return closeViolation, "not a message of this protocol"
	case m.Type == typePing:
		c.send(frameOf(pongMessage{Type: "pong"}))
		return 0, ""
	}
	if err := c.pace.wait(c.over); err != nil {
		return closeGoingAway, "connection over"
	}
	if code, reason = c.check(c.over, c.hub.opt.CheckEvery); code != 0 {
		return code, reason
	}
	if m.Type == typeRegroup {
		if r.post(c.over, item{do: func() { r.regroup(c, m) }}) != nil {
			return closeGoingAway, "flow closed"
		}
		return 0, ""
	}
	s := &submission{from: c, user: c.visit.User, canEdit: c.canEdit.Load(), message: m}
	if r.post(c.over, item{edit: s}) != nil {
		return closeGoingAway, "flow closed"
	}
	return 0, ""
}

// check asks about the session unless the last answer still holds.
func (c *conn) check(ctx context.Context, holds time.Duration) (code int, reason string) {
	now := c.hub.opt.Now()
	if c.visit.Check == nil || now.Sub(c.checked) < holds {
		return 0, ""
	}
	canEdit, err := c.visit.Check(ctx)
	switch {
	case errors.Is(err, ErrSessionOver):
		return closeSessionOver, "session ended"
	case err != nil:
		c.hub.opt.Log.Warn("live: session check failed", "error", err)
		return closeTryLater, "the store does not answer"
	}
	c.checked = now
	c.canEdit.Store(canEdit)
	return 0, ""
}

// checkInBackground looks at the session of somebody who only watches.
func (c *conn) checkInBackground() {
	if c.visit.Check == nil || !c.pinging.CompareAndSwap(false, true) {
		return
	}
	c.work.Add(1)
	go func() {
		defer c.work.Done()
		defer c.pinging.Store(false)
		canEdit, err := c.visit.Check(c.over)
		switch {
		case errors.Is(err, ErrSessionOver):
			c.close(closeSessionOver, "session ended")
		case err == nil:
			c.canEdit.Store(canEdit)
		}
	}()
}
