package live

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/store"
)

func memSite(t testing.TB, opt Options) (*site, *memStore) {
	m := newMemStore(map[string]string{testFlow: sampleFlow(8)})
	return newSite(t, m, opt), m
}

func TestEditGoesToEverybody(t *testing.T) {
	s, _ := memSite(t, Options{})
	ann, ben := s.open("ann"), s.open("ben")
	if w := ann.welcomes[0]; w.Revision != 1 || w.Content == nil || *w.Content != sampleFlow(8) || w.Missed != nil || !w.CanEdit ||
		w.Flow.Format != "flow" || w.Flow.Type != "CONTACT_FLOW" || w.DiagnosedAt != 1 || w.Diagnostics == nil {
		t.Errorf("welcome is %+v", w)
	}
	seq := ann.edit(setText("b1", "hello from ann"))
	text, _ := s.settle(ann)
	ben.at(2)
	if got := ann.acked[seq]; got.Revision != 2 || got.Ops != nil {
		t.Errorf("acknowledged with %+v", got)
	}
	if ben.content() != text || ann.content() != text {
		t.Error("the tabs differ from the server")
	}
	ben.wait("diagnostics of revision 2", func() bool { return ben.lint.Revision == 2 })
}

func TestPresence(t *testing.T) {
	s, _ := memSite(t, Options{})
	ann := s.open("ann")
	ben := s.open("ben")
	ann.wait("ben", func() bool { return len(ann.present) == 2 && ann.present[1].User.Name == "ben" })
	ben.cut()
	ann.wait("ben's leave", func() bool { return len(ann.present) == 1 && ann.present[0].Client == ann.client })
}

func TestResume(t *testing.T) {
	s, m := memSite(t, Options{})
	ann, ben := s.open("ann"), s.open("ben")
	ann.cut()
	for i := range 5 {
		ben.edit(setText("b1", fmt.Sprint("while away ", i)))
	}
	s.settle(ben)
	ann.edit(setText("b2", "typed offline"))
	ann.connect()
	text, revision := s.settle(ann, ben)
	if revision != 7 || ann.content() != text {
		t.Errorf("at %d, the tab has other content: %v", revision, ann.content() != text)
	}
	if w := ann.welcomes[1]; w.Content != nil || len(w.Missed) != 5 {
		t.Errorf("welcome back has %d missed batches, content %v", len(w.Missed), w.Content != nil)
	}

	// A revision that the log does not have: the whole content.
	ann.cut()
	ann.mu.Lock()
	ann.revision = 99
	ann.mu.Unlock()
	ann.connect()
	ann.wait("welcome", func() bool { return len(ann.welcomes) == 3 })
	if w := ann.welcomes[2]; w.Content == nil || w.Missed != nil || w.Acked != 1 {
		t.Errorf("welcome with an unknown revision: content %v, acked %d", w.Content != nil, w.Acked)
	}
	checkLog(t, m.rows(testFlow), nil)
}

func TestTheLogIsTooLongToCatchUp(t *testing.T) {
	s, _ := memSite(t, Options{})
	ann, ben := s.open("ann"), s.open("ben")
	ann.cut()
	big := strings.Repeat("long ", 4000)
	for i := range 8 {
		ben.edit(setText("b1", fmt.Sprint(big, i)))
	}
	s.settle(ben)
	ann.connect()
	text, _ := s.settle(ann, ben)
	if ann.welcomes[1].Content == nil || ann.content() != text {
		t.Error("catching up costs more than the content, so the content was due")
	}
}

func TestAClientBelongsToOnePerson(t *testing.T) {
	s, m := memSite(t, Options{})
	ann := s.open("ann")
	ann.edit(setText("b1", "ann"))
	s.settle(ann)

	// While ann is there, and after she left.
	for range 2 {
		eve := s.tabOn(testFlow, "eve", ann.client)
		eve.connect()
		eve.wait("welcome", func() bool { return len(eve.welcomes) > 0 })
		if eve.client == ann.client || eve.welcomes[0].Acked != 0 {
			t.Fatal("eve got ann's client identifier")
		}
		eve.edit(setText("b2", "eve"))
		s.settle(eve)
		eve.cut()
		if !ann.over {
			ann.cut()
		}
	}
	for _, row := range m.rows(testFlow) {
		if row.Client == ann.client && row.UserID != "ann" {
			t.Error("a batch of eve's is under ann's name")
		}
	}
}

func TestTheSameClientConnectsAgain(t *testing.T) {
	s, _ := memSite(t, Options{})
	ann := s.open("ann")
	twin := s.tabOn(testFlow, "ann", ann.client)
	twin.connect()
	twin.wait("welcome", func() bool { return len(twin.welcomes) > 0 })
	ann.closedWith(closeReplaced)
	twin.edit(setText("b1", "x"))
	s.settle(twin)
	twin.wait("presence of one", func() bool { return len(twin.present) == 1 })
}

func TestMalformedFrames(t *testing.T) {
	s, _ := memSite(t, Options{})
	neighbour := s.open("ben")
	cases := map[string]struct {
		kind int
		text string
		code int
	}{
		"binary":                  {websocket.BinaryMessage, `{"type":"ping"}`, closeUnsupported},
		"empty":                   {websocket.TextMessage, ``, closeBadText},
		"no JSON":                 {websocket.TextMessage, `hello`, closeBadText},
		"cut off":                 {websocket.TextMessage, `{"type":"edit","seq":1,`, closeBadText},
		"two values":              {websocket.TextMessage, `{"type":"ping"}{"type":"ping"}`, closeBadText},
		"no UTF-8":                {websocket.TextMessage, "{\"type\":\"ping\",\"x\":\"\xff\"}", closeBadText},
		"null":                    {websocket.TextMessage, `null`, closeViolation},
		"a list":                  {websocket.TextMessage, `[{"type":"ping"}]`, closeViolation},
		"a number":                {websocket.TextMessage, `17`, closeViolation},
		"no type":                 {websocket.TextMessage, `{}`, closeViolation},
		"unknown type":            {websocket.TextMessage, `{"type":"shutdown"}`, closeViolation},
		"a server's type":         {websocket.TextMessage, `{"type":"ack","seq":1,"revision":2}`, closeViolation},
		"seq missing":             {websocket.TextMessage, `{"type":"edit","base":1,"ops":[]}`, closeViolation},
		"seq 0":                   {websocket.TextMessage, `{"type":"edit","seq":0,"base":1,"ops":[]}`, closeViolation},
		"seq negative":            {websocket.TextMessage, `{"type":"edit","seq":-4,"base":1,"ops":[]}`, closeViolation},
		"seq a fraction":          {websocket.TextMessage, `{"type":"edit","seq":1.5,"base":1,"ops":[]}`, closeViolation},
		"seq a string":            {websocket.TextMessage, `{"type":"edit","seq":"1","base":1,"ops":[]}`, closeViolation},
		"seq too large":           {websocket.TextMessage, `{"type":"edit","seq":99999999999999999999,"base":1,"ops":[]}`, closeViolation},
		"base missing":            {websocket.TextMessage, `{"type":"edit","seq":1,"ops":[]}`, closeViolation},
		"ops an object":           {websocket.TextMessage, `{"type":"edit","seq":1,"base":1,"ops":{}}`, closeViolation},
		"an op that is no object": {websocket.TextMessage, `{"type":"edit","seq":1,"base":1,"ops":[7]}`, closeViolation},
		"undo without batch":      {websocket.TextMessage, `{"type":"undo","seq":1,"base":1}`, closeViolation},
		"too large":               {websocket.TextMessage, `{"type":"ping","x":"` + strings.Repeat("x", readLimit) + `"}`, websocket.CloseMessageTooBig},
		"deep":                    {websocket.TextMessage, strings.Repeat(`[`, 100_000), closeBadText},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			eve := s.open("eve")
			if err := eve.ws.WriteMessage(c.kind, []byte(c.text)); err != nil && c.code != websocket.CloseMessageTooBig {
				t.Fatal(err)
			}
			eve.wait("the end", func() bool { return eve.over })
			// A frame above the limit may be cut off while it is still being sent.
			if eve.code != c.code && (c.code != websocket.CloseMessageTooBig || eve.code != 0) {
				t.Errorf("closed with %d, want %d", eve.code, c.code)
			}
		})
	}
	neighbour.edit(setText("b1", "undisturbed"))
	s.settle(neighbour)
	if len(neighbour.welcomes) != 1 {
		t.Error("the neighbour had to connect again")
	}
	eve := s.open("eve")
	if err := eve.ws.WriteMessage(websocket.TextMessage, []byte(`{"type":"ping","unknown":1}`)); err != nil {
		t.Fatal(err)
	}
	eve.wait("pong", func() bool { return eve.pongs == 1 })
	eve.edit()
	eve.wait("reject", func() bool { return eve.rejected[1].Code == flow.RejectBadOp })
}

func TestBadRequests(t *testing.T) {
	s, _ := memSite(t, Options{})
	for query, origin := range map[string]string{
		"client=nonsense": "", "revision=x": "", "revision=-1": "", "seq=1e3": "", "client=" + strings.Repeat("0", 36): "", "user=ann": "https://evil.example",
	} {
		values, _ := url.ParseQuery(query)
		header := http.Header{}
		want := http.StatusBadRequest
		if origin != "" {
			header.Set("Origin", origin)
			want = http.StatusForbidden
		}
		ws, answer, err := websocket.DefaultDialer.Dial(s.url(testFlow, values), header)
		if err == nil {
			_ = ws.Close()
			t.Errorf("%s: upgraded", query)
			continue
		}
		if answer.StatusCode != want {
			t.Errorf("%s: answered %d, want %d", query, answer.StatusCode, want)
		}
		_, _ = io.Copy(io.Discard, answer.Body)
	}
}

func TestNoSuchFlow(t *testing.T) {
	s, _ := memSite(t, Options{})
	c := s.tabOn("22222222-2222-4222-8222-222222222222", "ann", newClient())
	c.connect()
	c.closedWith(closeFlowGone)
	if _, _, err := s.hub.Content(context.Background(), c.flowID); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("Content: %v", err)
	}
}

func TestRoleAndSessionChangeWhileConnected(t *testing.T) {
	clock := newClock()
	s, _ := memSite(t, Options{Now: clock.now})
	ann := s.open("ann")
	ann.edit(setText("b1", "1"))
	ann.answered()

	s.set(s.readers, "ann", true)
	ann.edit(setText("b1", "2")) // the last answer of the check still holds
	ann.answered()
	clock.advance(5 * time.Second)
	seq := ann.edit(setText("b1", "3"))
	ann.answered()
	if got := ann.rejected[seq].Code; got != RejectReadOnly {
		t.Errorf("edit as a viewer gave %q", got)
	}
	s.set(s.readers, "ann", false)
	clock.advance(5 * time.Second)
	seq = ann.edit(setText("b1", "4"))
	ann.answered()
	if ann.acked[seq].Revision != 4 {
		t.Errorf("edit as a designer again: %+v", ann.rejected[seq])
	}
	s.set(s.ended, "ann", true)
	clock.advance(5 * time.Second)
	ann.edit(setText("b1", "5"))
	ann.closedWith(closeSessionOver)
	if text, _ := s.content(testFlow); strings.Contains(text, `"Text": "5"`) {
		t.Error("an edit after the session's end was applied")
	}
}

func TestWatchersAreCheckedAtPings(t *testing.T) {
	s, _ := memSite(t, Options{PingEvery: 10 * time.Millisecond})
	ann := s.open("ann")
	s.set(s.ended, "ann", true)
	ann.closedWith(closeSessionOver)
}

func TestCloseUser(t *testing.T) {
	s, _ := memSite(t, Options{})
	ann, too, ben := s.open("ann"), s.open("ann"), s.open("ben")
	s.hub.CloseUser("ann")
	ann.closedWith(closeSessionOver)
	too.closedWith(closeSessionOver)
	ben.edit(setText("b1", "still here"))
	s.settle(ben)
}

func TestServerStops(t *testing.T) {
	s, m := memSite(t, Options{})
	ann, ben := s.open("ann"), s.open("ben")
	for i := range 50 {
		ann.edit(setText("b1", fmt.Sprint(i)))
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	if err := s.hub.Close(ctx); err != nil {
		t.Fatal(err)
	}
	ann.closedWith(closeGoingAway)
	ben.closedWith(closeGoingAway)
	acked := map[clientSeq]int64{}
	for seq, a := range ann.acked {
		acked[clientSeq{ann.client, seq}] = a.Revision
	}
	rows := m.rows(testFlow)
	checkLog(t, rows, acked)
	if len(rows) != len(acked) {
		t.Errorf("%d batches are on disk, %d were acknowledged before the end", len(rows), len(acked))
	}
	if d, _ := m.Draft(ctx, testFlow); len(rows) > 0 && d.SnapshotRevision != d.Revision {
		t.Errorf("no snapshot was kept: %d of %d", d.SnapshotRevision, d.Revision)
	}
	late := s.tab("cat")
	late.connect()
	late.closedWith(closeGoingAway)
}

// TestSlowReader holds law 6: somebody who does not read is sent away, and the
// others notice nothing.
func TestSlowReader(t *testing.T) {
	s, _ := memSite(t, Options{})
	ann := s.open("ann")
	var dialer websocket.Dialer
	dialer.NetDial = func(network, addr string) (net.Conn, error) {
		c, err := net.Dial(network, addr)
		if err == nil {
			err = c.(*net.TCPConn).SetReadBuffer(8 << 10)
		}
		return c, err
	}
	const stalled = 10
	for i := range stalled {
		ws, _, err := dialer.Dial(s.url(testFlow, url.Values{"user": {fmt.Sprint("stalled", i)}}), nil)
		if err != nil {
			t.Fatal(err)
		}
		defer ws.Close()
	}
	ann.wait("everybody", func() bool { return len(ann.present) == stalled+1 })
	big := strings.Repeat("x", 64<<10)
	present := func() int {
		ann.mu.Lock()
		defer ann.mu.Unlock()
		return len(ann.present)
	}
	for i := 0; present() > 1 && i < 400; i++ {
		ann.edit(setText("b1", fmt.Sprint(big, i)))
		ann.answered()
	}
	ann.wait("the stalled to be gone", func() bool { return len(ann.present) == 1 })
	if got := s.hub.Stats().SlowClosed; got != stalled {
		t.Errorf("%d closed as slow, want %d", got, stalled)
	}
	s.settle(ann)
}

func TestARoomClosesWhenUnused(t *testing.T) {
	s, m := memSite(t, Options{IdleAfter: 5 * time.Millisecond})
	ann := s.open("ann")
	ann.edit(setText("b1", "x"))
	s.settle(ann)
	s.hub.mu.Lock()
	r := s.hub.rooms[testFlow]
	s.hub.mu.Unlock()
	ann.cut()
	select {
	case <-r.done:
	case <-time.After(patience):
		t.Fatal("the room stays open")
	}
	if d, _ := m.Draft(context.Background(), testFlow); d.SnapshotRevision != 2 {
		t.Errorf("the snapshot is of revision %d, want 2", d.SnapshotRevision)
	}
	ben := s.open("ben")
	if w := ben.welcomes[0]; w.Revision != 2 || !strings.Contains(*w.Content, `"Text": "x"`) {
		t.Error("the edit is gone")
	}
}

func TestHubReplaceAndDiagnostics(t *testing.T) {
	s, _ := memSite(t, Options{})
	ctx := context.Background()
	ann := s.open("ann")
	one := int64(1)
	actor := store.Actor{UserID: "ann", Name: "ann"}
	revision, err := s.hub.Replace(ctx, actor, testFlow, &one, sampleFlow(3))
	if err != nil || revision != 2 {
		t.Fatalf("replace: %d, %v", revision, err)
	}
	ann.at(2)
	if ann.content() != sampleFlow(3) {
		t.Error("the open tab did not follow")
	}
	var conflict *store.Conflict
	if _, err := s.hub.Replace(ctx, actor, testFlow, &one, sampleFlow(4)); !errors.As(err, &conflict) || conflict.Revision != 2 {
		t.Errorf("a stale replacement gave %v", err)
	}
	var rejected *RejectedError
	if _, err := s.hub.Replace(ctx, actor, testFlow, nil, `{"a":`); !errors.As(err, &rejected) {
		t.Errorf("broken JSON gave %v", err)
	}
	found, err := s.hub.Diagnostics(ctx, testFlow)
	if err != nil || found.Revision != 2 || found.Items == nil || found.Silenced == nil {
		t.Errorf("diagnostics: %+v, %v", found, err)
	}
}

func TestRefreshTellsTabsWhatChangedOutside(t *testing.T) {
	s, m := memSite(t, Options{})
	ann := s.open("ann")
	m.mu.Lock()
	f := m.flows[testFlow]
	now := time.Now()
	f.info.ArchivedAt = &now
	f.draft.Revision = 2
	f.log = append(f.log, store.LogEntry{
		FlowID: testFlow, Revision: 2, Client: "settings", Seq: 2,
		Ops: []byte(`[]`), Inverse: []byte(`{"ops":[]}`), Registers: []byte(`[]`),
	})
	m.mu.Unlock()
	if err := s.hub.Refresh(context.Background(), testFlow); err != nil {
		t.Fatal(err)
	}
	ann.at(2)
	seq := ann.edit(setText("b1", "x"))
	ann.answered()
	if ann.rejected[seq].Code != RejectReadOnly {
		t.Errorf("an edit of the archived flow gave %+v", ann.rejected[seq])
	}
}
