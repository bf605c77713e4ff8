//go:build unix

package localpg

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

func TestFreshAndWarmStart(t *testing.T) {
	dir := filepath.Join(openDir(t), "not", "made", "yet")
	began := time.Now()
	server := start(t, Options{DataDir: dir})
	t.Logf("fresh start %v with %s", time.Since(began), server.Version)
	remember(t, server.URL())
	for setting, want := range map[string]string{
		"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on", "data_checksums": "on",
		"listen_addresses": "", "server_encoding": "UTF8", "timezone": "UTC",
	} {
		if got := query(t, server.URL(), "select current_setting('"+setting+"')"); got != want {
			t.Errorf("%s = %q, want %q", setting, got, want)
		}
	}
	stop(t, server)
	began = time.Now()
	server = start(t, Options{DataDir: dir, Settings: map[string]string{"max_connections": "7"}})
	t.Logf("warm start %v", time.Since(began))
	recall(t, server.URL())
	if got := query(t, server.URL(), "select current_setting('max_connections')"); got != "7" {
		t.Errorf("max_connections = %s, want 7", got)
	}
	began = time.Now()
	stop(t, server)
	t.Logf("stop %v", time.Since(began))
}

func TestOnlyItsAccountReachesIt(t *testing.T) {
	dir := withCluster(t)
	server := start(t, Options{DataDir: dir})
	for path, want := range map[string]fs.FileMode{
		server.socket:                     0o700,
		filepath.Join(dir, clusterName):   0o700,
		filepath.Join(dir, runName):       0o600,
		filepath.Join(dir, lockName):      0o600,
		filepath.Join(dir, "no-such-one"): 0,
	} {
		info, err := os.Stat(path)
		switch {
		case want == 0:
			if !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("%s is there", path)
			}
		case err != nil:
			t.Error(err)
		case info.Mode().Perm() != want:
			t.Errorf("mode of %s = %o, want %o", path, info.Mode().Perm(), want)
		}
	}
	own, err := syscall.Getpgid(postmasterOf(t, dir))
	must(t, err)
	if own == syscall.Getpgrp() {
		t.Error("ctrl-c in the terminal would reach Postgres: it is in this process group")
	}
}

func TestStopLeavesNothingBehind(t *testing.T) {
	dir := withCluster(t)
	server := start(t, Options{DataDir: dir})
	stop(t, server)
	stop(t, server) // once more is harmless
	for _, path := range []string{server.socket, filepath.Join(dir, runName), filepath.Join(dir, clusterName, "postmaster.pid")} {
		if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s is still there (%v)", path, err)
		}
	}
	select {
	case <-server.Dead():
		t.Error("a stop that was asked for is reported as a death")
	default:
	}
}

func TestStopDoesNotWaitForEver(t *testing.T) {
	dir := withCluster(t)
	server := start(t, Options{DataDir: dir})
	remember(t, server.URL())
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := server.Stop(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("Stop = %v, want the context's error", err)
	}
	recall(t, start(t, Options{DataDir: dir}).URL())
}

func TestCancelledStartLeavesNothingBehind(t *testing.T) {
	dir := openDir(t)
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond) // within initdb
	defer cancel()
	if _, err := Start(ctx, Options{DataDir: dir}); !errors.Is(err, context.DeadlineExceeded) {
		t.Fatalf("Start = %v, want the context's error", err)
	}
	entries, err := os.ReadDir(dir)
	must(t, err)
	for _, entry := range entries {
		if entry.Name() != lockName && entry.Name() != binariesName {
			t.Errorf("%s was left behind", entry.Name())
		}
	}
	start(t, Options{DataDir: dir, Disposable: true})
}

func TestUnfinishedClusterIsMadeAnew(t *testing.T) {
	dir := openDir(t)
	half := filepath.Join(dir, initPrefix+"123")
	must(t, os.MkdirAll(filepath.Join(half, "base"), 0o700))
	must(t, os.Mkdir(filepath.Join(dir, clusterName), 0o700)) // an empty one, as a mounted volume may be
	if os.Geteuid() == 0 {
		giveTo(t, dir, credentialOf(t, "nobody"))
	}
	start(t, Options{DataDir: dir, Disposable: true})
	if _, err := os.Stat(half); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the unfinished cluster is still there (%v)", err)
	}
}

func TestFilesOfOthersAreLeftAlone(t *testing.T) {
	dir := openDir(t)
	must(t, os.Mkdir(filepath.Join(dir, clusterName), 0o700))
	must(t, os.WriteFile(filepath.Join(dir, clusterName, "letter.txt"), []byte("mine"), 0o600))
	giveTo(t, dir, credentialOf(t, "nobody"))
	_, err := Start(t.Context(), Options{DataDir: dir})
	wantProblem(t, err, filepath.Join(dir, clusterName), "not a PostgreSQL database")
}

func TestSecondInstanceIsRefused(t *testing.T) {
	dir := withCluster(t)
	first := startHelper(t, dir, nil)
	began := time.Now()
	_, err := Start(t.Context(), Options{DataDir: dir})
	wantProblem(t, err, dir, "process "+itoa(first.cmd.Process.Pid))
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("the refusal took %v", took)
	}
	if got := query(t, first.url(t), "select 'unharmed'"); got != "unharmed" {
		t.Error("the first one suffered")
	}
}

func TestAttach(t *testing.T) {
	dir := openDir(t)
	if url, running, err := Attach(t.Context(), dir); url != "" || running || err != nil {
		t.Errorf("empty directory: %q, %t, %v", url, running, err)
	}
	dir = withCluster(t)
	other := startHelper(t, dir, nil)
	url, running, err := Attach(t.Context(), dir)
	if url != other.url(t) || !running || err != nil {
		t.Errorf("running: %q, %t, %v", url, running, err)
	}
	if got := query(t, url, "select 'here'"); got != "here" {
		t.Errorf("answer = %q", got)
	}
	other.stop()
	if url, running, err := Attach(t.Context(), dir); url != "" || running || err != nil {
		t.Errorf("stopped: %q, %t, %v", url, running, err)
	}
	start(t, Options{DataDir: dir}) // looking does not hold the lock
}

func TestAttachWhileStarting(t *testing.T) {
	dir := openDir(t)
	lock, err := take(t.Context(), dir)
	must(t, err)
	defer lock.Close()
	must(t, writeRun(dir, run{PID: os.Getpid(), Socket: "/tmp/switchyard-pg-1"}))
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	_, running, err := Attach(ctx, dir)
	wantProblem(t, err, itoa(os.Getpid()), "again")
	if !running {
		t.Error("a directory that is held counts as free")
	}
}

// The limit on a socket's path is about a hundred bytes.
func TestLongPaths(t *testing.T) {
	top := openDir(t)
	long := filepath.Join(top, strings.Repeat("a", 90), strings.Repeat("b", 90))
	temporary := filepath.Join(long, "temporary")
	must(t, makeDataDir(temporary))
	t.Setenv("TMPDIR", temporary)
	server := start(t, Options{DataDir: filepath.Join(long, "data"), Disposable: true})
	if got := query(t, server.URL(), "select 'reached'"); got != "reached" {
		t.Errorf("answer = %q", got)
	}
	if len(server.socket) > 60 {
		t.Errorf("socket in %s", server.socket)
	}
}

func TestLogGetsPostgresMessages(t *testing.T) {
	var log bytes.Buffer
	server := start(t, Options{DataDir: withCluster(t), Log: &log, Settings: map[string]string{"log_statement": "all"}})
	query(t, server.URL(), "select 'a line for the log'")
	stop(t, server) // after which nobody writes to log
	if !strings.Contains(log.String(), "a line for the log") {
		t.Errorf("log = %q", log.String())
	}
}

func TestBadSettingIsNamed(t *testing.T) {
	dir := withCluster(t)
	_, err := Start(t.Context(), Options{DataDir: dir, Settings: map[string]string{"shared_buffers": "plenty"}})
	wantProblem(t, err, "shared_buffers", "plenty")
	start(t, Options{DataDir: dir}) // and nothing is in the way of the next try
}

func TestNothingListensOnTCP(t *testing.T) {
	server := start(t, Options{DataDir: withCluster(t), Settings: map[string]string{"listen_addresses": "*", "port": "54329"}})
	if got := query(t, server.URL(), "select current_setting('listen_addresses') || current_setting('port')"); got != port {
		t.Errorf("listen_addresses and port = %q, want only %q", got, port)
	}
	if conn, err := net.DialTimeout("tcp", "127.0.0.1:54329", time.Second); err == nil {
		conn.Close()
		t.Error("it listens on TCP")
	}
}

func TestDiscard(t *testing.T) {
	dir := withCluster(t)
	server := start(t, Options{DataDir: dir})
	wantProblem(t, Discard(t.Context(), dir), dir, itoa(os.Getpid()))
	server.Abort()
	must(t, Discard(t.Context(), dir))
	if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%s is still there (%v)", dir, err)
	}
}
