package live

import (
	"sync"

	"github.com/gorilla/websocket"
)

// frame is one message on its way to one or many connections.
type frame struct {
	text     []byte
	prepared *websocket.PreparedMessage // set when it goes to many
}

func frameOf(message any) frame { return frame{text: encode(message)} }

// sharedFrame is encoded once, however many connections get it.
func sharedFrame(message any) frame {
	f := frameOf(message)
	if p, err := websocket.NewPreparedMessage(websocket.TextMessage, f.text); err == nil {
		f.prepared = p
	}
	return f
}

func (f frame) writeTo(ws *websocket.Conn) error {
	if f.prepared != nil {
		return ws.WritePreparedMessage(f.prepared)
	}
	return ws.WriteMessage(websocket.TextMessage, f.text)
}

// queue holds what a connection has not been sent yet, bounded by bytes. Adding
// never blocks. The frame that is being sent does not count, nor does the next
// one when none is: a single frame may be larger than the bound (welcome carries
// a whole flow).
type queue struct {
	mu     sync.Mutex
	frames []frame
	bytes  int // of frames
	busy   bool
	limit  int
	ended  bool
	code   int
	reason string
	wake   chan struct{} // holds one token when there is something to do
}

func newQueue(limit int) *queue {
	return &queue{limit: limit, wake: make(chan struct{}, 1)}
}

// add puts a frame at the end. It returns false when the client has left more
// than the bound unread: the queue then holds nothing but the end.
func (q *queue) add(f frame) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.ended {
		return true
	}
	unread := q.bytes
	if !q.busy && len(q.frames) > 0 {
		unread -= len(q.frames[0].text)
	}
	if unread > q.limit {
		q.frames, q.bytes = nil, 0
		q.finish(closeTryLater, "too slow")
		return false
	}
	q.frames = append(q.frames, f)
	q.bytes += len(f.text)
	q.signal()
	return true
}

// end closes the queue: what is in it is still sent, then the close frame. Only
// the first call counts.
func (q *queue) end(code int, reason string) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if !q.ended {
		q.finish(code, reason)
	}
}

func (q *queue) finish(code int, reason string) {
	q.ended, q.code, q.reason = true, code, reason
	q.signal()
}

func (q *queue) signal() {
	select {
	case q.wake <- struct{}{}:
	default:
	}
}

// next takes the oldest frame; the one that it returned before has been sent.
// ok is false when there is none, ended tells whether there will be another.
func (q *queue) next() (f frame, ok, ended bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.busy = len(q.frames) > 0; !q.busy {
		return frame{}, false, q.ended
	}
	f = q.frames[0]
	q.frames[0] = frame{}
	q.frames = q.frames[1:]
	q.bytes -= len(f.text)
	return f, true, false
}

func (q *queue) closing() (code int, reason string) {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.code, q.reason
}
