//go:build unix

package localpg

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// The test binary is also the program that the tests start, kill and run as
// other users: a small `serve` that prints where its Postgres is.
const (
	helperVariable   = "LOCALPG_TEST_HELPER"
	binariesVariable = "LOCALPG_TEST_BINARIES"
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(helperVariable); dir != "" {
		os.Exit(serveAsHelper(dir))
	}
	m.Run()
	if seedDir != "" {
		os.RemoveAll(seedDir)
	}
}

func serveAsHelper(dir string) int {
	server, err := Start(context.Background(), Options{DataDir: dir, BinDir: os.Getenv(binariesVariable), Disposable: true})
	if err != nil {
		fmt.Println("problem", err)
		return 1
	}
	fmt.Println("url", server.URL())
	_, _ = io.Copy(io.Discard, os.Stdin) // until the test closes it
	if err := server.Stop(context.Background()); err != nil {
		return 1
	}
	return 0
}

// helper is the test binary at work on a data directory.
type helper struct {
	cmd    *exec.Cmd
	stdin  io.Closer
	answer string // "url …" or "problem …"
}

func startHelper(t *testing.T, dir string, as *syscall.Credential) *helper {
	t.Helper()
	cmd := exec.Command(reachableExecutable(t))
	cmd.Dir = "/"
	cmd.Env = append(os.Environ(), helperVariable+"="+dir, binariesVariable+"="+reachableBinaries(t, as), "HOME=/nonexistent", "XDG_CACHE_HOME=")
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: as}
	cmd.Stderr = os.Stderr
	stdin, err := cmd.StdinPipe()
	must(t, err)
	stdout, err := cmd.StdoutPipe()
	must(t, err)
	must(t, cmd.Start())
	h := &helper{cmd: cmd, stdin: stdin}
	t.Cleanup(func() { h.stop() })
	line, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		t.Fatalf("the helper said nothing: %v", err)
	}
	h.answer = strings.TrimSpace(line)
	return h
}

func (h *helper) url(t *testing.T) string {
	t.Helper()
	url, ok := strings.CutPrefix(h.answer, "url ")
	if !ok {
		t.Fatalf("the helper did not start: %s", h.answer)
	}
	return url
}

func (h *helper) stop() {
	h.stdin.Close()
	_ = h.cmd.Wait()
}

func (h *helper) kill(t *testing.T) {
	t.Helper()
	must(t, h.cmd.Process.Kill())
	_ = h.cmd.Wait()
}

// reachableExecutable is a copy of the test binary that every user may run.
func reachableExecutable(t *testing.T) string {
	t.Helper()
	self, err := os.Executable()
	must(t, err)
	path := filepath.Join(openDir(t), "helper")
	must(t, copyFile(self, path))
	return path
}

// reachableBinaries are this machine's, or a copy where the user may run them.
func reachableBinaries(t *testing.T, as *syscall.Credential) string {
	t.Helper()
	bin := realBinaries(t)
	if as == nil || barrier(bin, account{uid: as.Uid, gid: as.Gid}) == "" {
		return bin
	}
	must(t, restoreLinks(bin))
	to := filepath.Join(openDir(t), "native")
	must(t, copyTree(t.Context(), filepath.Dir(bin), to))
	return filepath.Join(to, "bin")
}

// openDir is a temporary directory that every user may enter, unlike
// t.TempDir; it is in memory where that is possible.
func openDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp(quickPlace(), "localpg-test-")
	must(t, err)
	must(t, os.Chmod(dir, 0o755))
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Errorf("remove the test's directory: %v", err)
		}
	})
	return dir
}

func quickPlace() string {
	if info, err := os.Stat("/dev/shm"); err == nil && info.IsDir() {
		return "/dev/shm"
	}
	return os.TempDir()
}

var seedDir string

// seed makes one cluster for all tests, which copy it.
var seed = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp(quickPlace(), "localpg-seed-")
	if err != nil {
		return "", err
	}
	seedDir = dir
	server, err := Start(context.Background(), Options{DataDir: dir, Disposable: true})
	if err != nil {
		return "", err
	}
	return filepath.Join(dir, clusterName), server.Stop(context.Background())
})

// withCluster is a data directory in which a cluster was shut down in order.
func withCluster(t *testing.T) string {
	t.Helper()
	made, err := seed()
	must(t, err)
	dir := openDir(t)
	if said, err := exec.Command("cp", "-a", made, filepath.Join(dir, clusterName)).CombinedOutput(); err != nil {
		t.Fatalf("copy the cluster: %v: %s", err, said)
	}
	return dir
}

func start(t *testing.T, o Options) *Server {
	t.Helper()
	server, err := Start(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Abort)
	return server
}

func stop(t *testing.T, s *Server) {
	t.Helper()
	must(t, s.Stop(t.Context()))
}

// query connects anew and returns one value as text.
func query(t *testing.T, url, sql string) string {
	t.Helper()
	value, err := tryQuery(t.Context(), url, sql)
	if err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	return value
}

func tryQuery(ctx context.Context, url, sql string) (value string, err error) {
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, conn.Close(ctx)) }()
	return value, conn.QueryRow(ctx, sql).Scan(&value)
}

// remember commits a row that recall finds again.
func remember(t *testing.T, url string) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	must(t, err)
	_, err = conn.Exec(t.Context(), "create table kept as select 'a committed row'::text as text")
	must(t, errors.Join(err, conn.Close(t.Context())))
}

func recall(t *testing.T, url string) {
	t.Helper()
	if got := query(t, url, "select text from kept"); got != "a committed row" {
		t.Errorf("kept row = %q", got)
	}
}

// wantProblem expects a sentence and a remedy that name all of the words.
func wantProblem(t *testing.T, err error, words ...string) {
	t.Helper()
	var p *Problem
	if !errors.As(err, &p) {
		t.Fatalf("error = %v, want a *Problem", err)
	}
	t.Log(p)
	for _, word := range words {
		if !strings.Contains(p.Error(), word) {
			t.Errorf("%q does not name %q", p, word)
		}
	}
	for _, sentence := range []string{p.Sentence, p.Remedy} {
		if !strings.HasSuffix(sentence, ".") || strings.Contains(sentence, "\n") {
			t.Errorf("%q is not one sentence", sentence)
		}
	}
}

// eventually fails the test when the condition is not met within a while.
func eventually(t *testing.T, what string, met func() bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	if err := poll(ctx, 5*time.Millisecond, func() (bool, error) { return met(), nil }); err != nil {
		t.Fatalf("%s: not within 20 s", what)
	}
}

func postmasterOf(t *testing.T, dir string) int {
	t.Helper()
	r, err := readRun(dir)
	must(t, err)
	if r.Postgres <= 1 {
		t.Fatalf("run.json names no postmaster: %+v", r)
	}
	return r.Postgres
}

// credentialOf is an account for a helper: nil when this process is not root
// and can only be itself.
func credentialOf(t *testing.T, name string) *syscall.Credential {
	t.Helper()
	if os.Geteuid() != 0 {
		return nil
	}
	found, err := user.Lookup(name)
	must(t, err)
	uid, err := strconv.ParseUint(found.Uid, 10, 32)
	must(t, err)
	gid, err := strconv.ParseUint(found.Gid, 10, 32)
	must(t, err)
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
}

// giveTo changes the owner of a folder and all it holds.
func giveTo(t *testing.T, dir string, to *syscall.Credential) {
	t.Helper()
	if to == nil {
		return
	}
	must(t, filepath.WalkDir(dir, func(path string, _ os.DirEntry, err error) error {
		return errors.Join(err, os.Lchown(path, int(to.Uid), int(to.Gid)))
	}))
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
