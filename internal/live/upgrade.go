package live

import (
	"net/http"
	"strconv"
	"sync"

	"github.com/gorilla/websocket"
)

// Upgrade turns a request into a connection and serves it until it ends. The
// caller has found out who visits and what they may do, and fills FlowID, User,
// CanEdit and Check; the rest comes from the query. sameOrigin is the exact
// origin check: a browser sends cookies along with a foreign page's upgrade.
func (h *Hub) Upgrade(w http.ResponseWriter, r *http.Request, visit Visit, sameOrigin func(*http.Request) bool) {
	if problem := readQuery(r, &visit); problem != "" {
		http.Error(w, problem, http.StatusBadRequest)
		return
	}
	upgrader := websocket.Upgrader{
		HandshakeTimeout: h.opt.WriteWithin,
		ReadBufferSize:   1024, WriteBufferSize: 1024, WriteBufferPool: &buffers,
		CheckOrigin: sameOrigin,
	}
	ws, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return // answered with 400 or 403 by the upgrader
	}
	if err := h.Serve(r.Context(), ws, visit); err != nil && !gone(err) {
		h.opt.Log.Warn("live: connection refused", "flow", visit.FlowID, "error", err)
	}
}

// buffers are shared: a connection needs one only while it writes.
var buffers sync.Pool

// readQuery fills the visit from the query and says what is wrong with it.
func readQuery(r *http.Request, v *Visit) string {
	q := r.URL.Query()
	v.Epoch = q.Get("epoch")
	if s := q.Get("client"); s != "" {
		client, ok := parseClient(s)
		if !ok {
			return "client must be a UUID"
		}
		v.Client = client
	}
	for _, n := range []struct {
		name string
		into **int64
	}{{"revision", &v.Revision}, {"seq", &v.LastSeq}} {
		s := q.Get(n.name)
		if s == "" {
			continue
		}
		i, err := strconv.ParseInt(s, 10, 64)
		if err != nil || i < 0 {
			return n.name + " must be a number"
		}
		*n.into = &i
	}
	return ""
}
