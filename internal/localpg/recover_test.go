//go:build unix

package localpg

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"syscall"
	"testing"
	"time"
)

func itoa(n int) string { return strconv.Itoa(n) }

func TestKilledPostmasterIsStartedAgain(t *testing.T) {
	dir := withCluster(t)
	server := start(t, Options{DataDir: dir})
	remember(t, server.URL())
	first := postmasterOf(t, dir)
	began := time.Now()
	must(t, syscall.Kill(first, syscall.SIGKILL))
	eventually(t, "a new postmaster", func() bool {
		r, err := readRun(dir)
		return err == nil && r.Ready && r.Postgres != first
	})
	t.Logf("back after %v", time.Since(began))
	recall(t, server.URL()) // at the same address
	select {
	case <-server.Dead():
		t.Error("it is reported dead")
	default:
	}
	stop(t, server)
}

func TestDeathIsReported(t *testing.T) {
	dir := withCluster(t)
	server := start(t, Options{DataDir: dir})
	control := filepath.Join(dir, clusterName, "global", "pg_control")
	must(t, os.Rename(control, control+".away"))
	must(t, syscall.Kill(postmasterOf(t, dir), syscall.SIGKILL))
	select {
	case <-server.Dead():
	case <-time.After(20 * time.Second):
		t.Fatal("a Postgres that cannot be started is not reported")
	}
	wantProblem(t, server.Err(), "ended unexpectedly", itoa(maxRestarts))
	must(t, os.Rename(control+".away", control))
	start(t, Options{DataDir: dir}) // the directory was given free
	stop(t, server)                 // harmless afterwards
}

func TestKilledLauncherLeavesNoPostgres(t *testing.T) {
	dir := withCluster(t)
	killed := startHelper(t, dir, nil)
	remember(t, killed.url(t))
	left, err := readRun(dir)
	must(t, err)
	killed.kill(t)
	if runtime.GOOS == "linux" {
		eventually(t, "the end of its Postgres", func() bool {
			pids, err := processesIn(filepath.Join(dir, clusterName))
			return err == nil && len(pids) == 0
		})
	}
	if _, running, err := Attach(t.Context(), dir); running || err != nil {
		t.Errorf("running = %t, %v after the launcher's death", running, err)
	}
	began := time.Now()
	server := start(t, Options{DataDir: dir})
	t.Logf("started after a kill in %v", time.Since(began))
	recall(t, server.URL())
	if _, err := os.Lstat(left.Socket); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the killed one's %s was not removed (%v)", left.Socket, err)
	}
}

func TestKilledLauncherAndPostmaster(t *testing.T) {
	dir := withCluster(t)
	killed := startHelper(t, dir, nil)
	remember(t, killed.url(t))
	postmaster := postmasterOf(t, dir)
	must(t, syscall.Kill(postmaster, syscall.SIGKILL))
	killed.kill(t)
	recall(t, start(t, Options{DataDir: dir}).URL())
}

// Where the kernel does not end children with their parent, the next start
// finds the old server at work.
func TestOrphanIsStopped(t *testing.T) {
	dir := withCluster(t)
	server := start(t, Options{DataDir: dir})
	remember(t, server.URL())
	stop(t, server)

	socket, err := makeSocketDir(dir, server.account)
	must(t, err)
	defer removeSocketDir(socket)
	cluster := filepath.Join(dir, clusterName)
	orphan := exec.Command(server.binaries.postgres(), "-D", cluster, "-c", "listen_addresses=", "-c", "unix_socket_directories="+socket)
	orphan.Dir = cluster
	orphan.SysProcAttr = &syscall.SysProcAttr{Credential: server.account.credential()}
	must(t, orphan.Start())
	ended := make(chan error, 1)
	go func() { ended <- orphan.Wait() }()
	eventually(t, "the orphan", func() bool {
		state, err := readPostmaster(cluster)
		return err == nil && state.ready
	})

	recall(t, start(t, Options{DataDir: dir}).URL())
	select {
	case err := <-ended:
		if err != nil {
			t.Errorf("the orphan was not stopped in order: %v", err)
		}
	case <-time.After(5 * time.Second):
		_ = orphan.Process.Kill()
		t.Error("the orphan is still there")
	}
}

// Postgres itself would refuse for ever: the number in the file belongs to a
// live process of the same account, which is no Postgres.
func TestStalePostmasterFile(t *testing.T) {
	dir := withCluster(t)
	owner, _, err := ownerOf(filepath.Join(dir, clusterName))
	must(t, err)
	owner.drop = os.Geteuid() == 0
	bystander := exec.Command("sleep", "300")
	bystander.Dir = filepath.Join(dir, clusterName) // even in the same place
	bystander.SysProcAttr = &syscall.SysProcAttr{Credential: owner.credential()}
	must(t, bystander.Start())
	defer func() {
		_ = bystander.Process.Kill()
		_ = bystander.Wait()
	}()
	stale := itoa(bystander.Process.Pid) + "\n" + filepath.Join(dir, clusterName) + "\n1700000000\n5432\n/tmp\n\n  1 1\nready   \n"
	path := filepath.Join(dir, clusterName, "postmaster.pid")
	must(t, os.WriteFile(path, []byte(stale), 0o600))
	must(t, owner.own(path))

	server := start(t, Options{DataDir: dir})
	if got := query(t, server.URL(), "select 'running'"); got != "running" {
		t.Errorf("answer = %q", got)
	}
	if err := syscall.Kill(bystander.Process.Pid, 0); err != nil {
		t.Errorf("the bystander was ended: %v", err)
	}
}

func TestMalformedRunFile(t *testing.T) {
	dir := withCluster(t)
	must(t, os.WriteFile(filepath.Join(dir, runName), []byte("{half"), 0o600))
	start(t, Options{DataDir: dir})
}

// The file may say anything: only what Switchyard made is removed.
func TestRemoveSocketDirIsCareful(t *testing.T) {
	top := openDir(t)
	other := filepath.Join(top, "other")
	mine := filepath.Join(top, socketPrefix+"1")
	full := filepath.Join(top, socketPrefix+"2")
	for _, dir := range []string{other, mine, full} {
		must(t, os.Mkdir(dir, 0o700))
		must(t, os.WriteFile(filepath.Join(dir, socketFile+".lock"), nil, 0o600))
	}
	must(t, os.WriteFile(filepath.Join(full, "letter.txt"), nil, 0o600))
	link := filepath.Join(top, socketPrefix+"3")
	must(t, os.Symlink(other, link))
	for _, dir := range []string{other, mine, full, link, ""} {
		removeSocketDir(dir)
	}
	for path, want := range map[string]bool{
		filepath.Join(other, socketFile+".lock"): true,
		filepath.Join(full, "letter.txt"):        true,
		mine:                                     false,
	} {
		if _, err := os.Lstat(path); (err == nil) != want {
			t.Errorf("%s there = %t, want %t", path, err == nil, want)
		}
	}
}
