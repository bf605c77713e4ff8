package live

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"switchyard.dev/switchyard/internal/store"
	"switchyard.dev/switchyard/internal/testkit"
)

// The crash test starts this test binary again as a server, on a real Postgres,
// and kills it with SIGKILL in the middle of its work. These tell the binary to
// be that server.
const (
	crashDatabase = "SWITCHYARD_TEST_CRASH_DATABASE"
	crashAddress  = "SWITCHYARD_TEST_CRASH_ADDRESS"
	crashEarly    = "SWITCHYARD_TEST_CRASH_ACK_EARLY"
)

const (
	crashTabs   = 10
	crashFlight = 8 // edits that each tab keeps unanswered
)

// serveUntilKilled is the server process.
func serveUntilKilled(url string) {
	fail := func(err error) {
		fmt.Fprintln(os.Stderr, "crash server:", err)
		os.Exit(3)
	}
	st, err := store.Open(context.Background(), url)
	if err != nil {
		fail(err)
	}
	var storage Storage = st
	if os.Getenv(crashEarly) != "" {
		storage = &hasty{Storage: st, heads: map[string]int64{}}
	}
	hub := NewHub(storage, Options{Log: quietLog(), SnapshotEvery: 100})
	// The address stays the same over restarts; the one killed has let go of it.
	listener, err := net.Listen("tcp", os.Getenv(crashAddress))
	if err != nil {
		fail(err)
	}
	fmt.Println("ready", listener.Addr())
	handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		user := r.URL.Query().Get("user")
		visit := Visit{FlowID: strings.TrimPrefix(r.URL.Path, "/"), User: Person{ID: user, Name: user}, CanEdit: true}
		hub.Upgrade(w, r, visit, func(*http.Request) bool { return true })
	})
	fail(http.Serve(listener, handler))
}

// hasty is the control: a storage that says "on disk" and writes later. The
// judge of the crash test has to see what that loses.
type hasty struct {
	Storage
	mu    sync.Mutex
	heads map[string]int64
	order sync.Mutex
}

func (h *hasty) AppendBatches(_ context.Context, flowID string, expect int64, entries []store.LogEntry) (int64, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	kept := append([]store.LogEntry(nil), entries...)
	h.order.Lock()
	go func() {
		defer h.order.Unlock()
		<-time.After(100 * time.Millisecond)
		_, _ = h.Storage.AppendBatches(context.Background(), flowID, expect, kept) // the answer was given long ago
	}()
	return expect + int64(len(entries)), nil
}

// process is the server that is started and killed over and over.
type process struct {
	t       *testing.T
	url     string
	address string
	early   bool
	cmd     *exec.Cmd
	running *os.Process // nil between kill and start
}

// end leaves no server behind when a test fails.
func (p *process) end() {
	if p.running != nil {
		_ = p.running.Kill()
		_ = p.cmd.Wait()
	}
}

func (p *process) start() {
	p.t.Helper()
	binary, err := os.Executable()
	if err != nil {
		p.t.Fatal(err)
	}
	p.cmd = exec.Command(binary)
	p.cmd.Env = append(os.Environ(), crashDatabase+"="+p.url, crashAddress+"="+p.address)
	if p.early {
		p.cmd.Env = append(p.cmd.Env, crashEarly+"=1")
	}
	p.cmd.Stderr = os.Stderr
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		p.t.Fatal(err)
	}
	if err := p.cmd.Start(); err != nil {
		p.t.Fatal(err)
	}
	p.running = p.cmd.Process
	line, err := bufio.NewReader(out).ReadString('\n')
	address, ready := strings.CutPrefix(strings.TrimSpace(line), "ready ")
	if !ready {
		p.t.Fatalf("the server did not start: %q %v", line, err)
	}
	p.address = address
}

// kill is kill -9 of the process that start started.
func (p *process) kill() {
	p.t.Helper()
	if err := p.cmd.Process.Signal(syscall.SIGKILL); err != nil {
		p.t.Fatal(err)
	}
	p.running = nil
	var exit *exec.ExitError
	if err := p.cmd.Wait(); !errors.As(err, &exit) {
		p.t.Fatalf("the server ended by itself: %v", err)
	}
}

// swarm is the tabs that edit through it all.
type swarm struct {
	site *site
	tabs []*tab
	stop chan struct{}
	done sync.WaitGroup
}

// run keeps a tab connected and crashFlight edits in flight until stopped, and
// then until everything is answered.
func (s *swarm) run(c *tab, n int) {
	defer s.done.Done()
	for i := 0; ; {
		select {
		case <-s.stop:
			if c.reconnected() {
				return
			}
			continue
		default:
		}
		if !c.reconnected() {
			continue
		}
		c.mu.Lock()
		for !c.over && len(c.pending) >= crashFlight {
			changed := c.changed
			c.mu.Unlock()
			<-changed
			c.mu.Lock()
		}
		full := c.over
		c.mu.Unlock()
		if full {
			continue
		}
		i++
		switch {
		case i%10 == 9:
			c.undo(c.seq - 3)
		case i%7 == 0:
			c.edit(move(fmt.Sprintf("b%d", n), i, n))
		default:
			c.edit(setText(fmt.Sprintf("b%d", i%(crashTabs-1)), fmt.Sprintf("%d of %s", i, c.user)))
		}
	}
}

// reconnected makes sure that there is a connection, or pauses a moment.
func (c *tab) reconnected() bool {
	c.mu.Lock()
	over := c.over || c.ws == nil
	c.mu.Unlock()
	if !over {
		return true
	}
	ws, err := c.dial()
	if err != nil {
		<-time.After(2 * time.Millisecond)
		return false
	}
	c.mu.Lock()
	welcomes := len(c.welcomes)
	c.mu.Unlock()
	c.attach(ws)
	for {
		c.mu.Lock()
		ok, over, changed := len(c.welcomes) > welcomes, c.over, c.changed
		c.mu.Unlock()
		if ok || over {
			return ok && !over
		}
		<-changed
	}
}

// crash kills the server so many times under the edits of ten tabs and returns
// what the store has then, and what the tabs were told.
func crash(t *testing.T, kills int, early bool) (rows []store.LogEntry, acked map[clientSeq]int64, s *swarm, check func()) {
	url := testkit.Database(t)
	st := openStore(t, url)
	first := sampleFlow(crashTabs)
	flowID := addFlow(t, st, first)
	p := &process{t: t, url: url, address: "127.0.0.1:0", early: early}
	t.Cleanup(p.end)
	p.start()
	s = &swarm{stop: make(chan struct{})}
	s.site = &site{t: t}
	for i := range crashTabs {
		c := s.site.tabOn(flowID, addUser(t, st, fmt.Sprint("tab", i)), newClient())
		c.base = "ws://" + p.address
		s.tabs = append(s.tabs, c)
	}
	for i, c := range s.tabs {
		s.done.Add(1)
		go s.run(c, i)
	}
	for i := range kills {
		// Somewhere in the middle of the work, elsewhere each time.
		s.waitForAcks(20 + 5*(i%9))
		p.kill()
		p.start()
	}
	s.waitForAcks(50)
	close(s.stop)
	s.done.Wait()
	if !early {
		for _, c := range s.tabs {
			c.answered()
		}
	}
	p.kill()
	rows, replayed := logOf(t, st, flowID, first)
	acked = map[clientSeq]int64{}
	for _, c := range s.tabs {
		c.mu.Lock()
		for seq, a := range c.acked {
			acked[clientSeq{c.client, seq}] = a.Revision
		}
		c.mu.Unlock()
	}
	return rows, acked, s, func() { s.checkConverged(t, flowID, p, replayed) }
}

// waitForAcks waits until the tabs were told of so many more acknowledgements.
func (s *swarm) waitForAcks(more int) {
	count := func() int {
		n := 0
		for _, c := range s.tabs {
			c.mu.Lock()
			n += len(c.acked)
			c.mu.Unlock()
		}
		return n
	}
	started := count()
	deadline := time.Now().Add(patience)
	for count() < started+more && time.Now().Before(deadline) {
		<-time.After(500 * time.Microsecond)
	}
}

// checkConverged starts the server once more: what it says, what the log gives
// and what every tab holds is one flow.
func (s *swarm) checkConverged(t *testing.T, flowID string, p *process, replayed string) {
	p.start()
	defer p.kill()
	for _, c := range s.tabs {
		c.wait("the server's end", func() bool { return c.over })
		c.connect()
		c.answered()
	}
	fresh := s.site.tabOn(flowID, s.tabs[0].user, newClient())
	fresh.base = s.tabs[0].base
	fresh.connect()
	fresh.wait("welcome", func() bool { return len(fresh.welcomes) > 0 })
	if *fresh.welcomes[0].Content != replayed {
		t.Error("the server's content is not what the log gives")
	}
	for _, c := range s.tabs {
		c.at(fresh.revision)
		if canonical(t, c.content()) != canonical(t, replayed) {
			t.Errorf("%s holds another flow", c.user)
		}
	}
}

// TestKillNine: the server is killed with SIGKILL thirty times in a row while
// ten tabs keep eight edits in flight each. No acknowledged edit is lost, none
// is there twice, and everybody ends with the same flow.
func TestKillNine(t *testing.T) {
	rows, acked, _, check := crash(t, 30, false)
	checkLog(t, rows, acked)
	if len(acked) < 1000 {
		t.Errorf("only %d edits were acknowledged: the test is too tame", len(acked))
	}
	if len(rows) != len(acked) {
		t.Errorf("%d batches in the log, %d acknowledged", len(rows), len(acked))
	}
	check()
	t.Logf("30 kills, %d edits acknowledged, none lost", len(acked))
}

// TestKillNineSeesLoss is the control: with a server that acknowledges before
// the commit, the same judge must find edits missing.
func TestKillNineSeesLoss(t *testing.T) {
	rows, acked, _, _ := crash(t, 5, true)
	judge := &verdict{}
	checkLog(judge, rows, acked)
	if !strings.Contains(judge.said, "acknowledged batches") {
		t.Errorf("%d acknowledged edits, and nothing was found missing", len(acked))
	}
	t.Log(judge.said)
}

// verdict hears a failure instead of failing.
type verdict struct{ said string }

func (v *verdict) Helper()           {}
func (v *verdict) Fatal(args ...any) { v.Fatalf("%s", fmt.Sprint(args...)) }
func (v *verdict) Fatalf(format string, args ...any) {
	if v.said == "" {
		v.said = fmt.Sprintf(format, args...)
	}
}
