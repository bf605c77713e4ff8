//go:build unix

package localpg

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// strangerID has no entry in /etc/passwd, as in a container with --user.
const strangerID = 54321

func TestOrdinaryUser(t *testing.T) {
	nobody := credentialOf(t, "nobody")
	dir := openDir(t)
	giveTo(t, dir, nobody)
	data := filepath.Join(dir, "data")
	for _, kind := range []string{"fresh", "warm"} {
		h := startHelper(t, data, nobody)
		if got := query(t, h.url(t), "select 'works'"); got != "works" {
			t.Errorf("%s: answer = %q", kind, got)
		}
		h.stop()
	}
}

func TestOrdinaryUserWithoutAccess(t *testing.T) {
	nobody := credentialOf(t, "nobody")
	closed := openDir(t)
	must(t, os.Chmod(closed, 0o500))
	h := startHelper(t, filepath.Join(closed, "data"), nobody)
	wantAnswer(t, h, "problem", filepath.Join(closed, "data"), "SWITCHYARD_DATA_DIR")
	must(t, os.Chmod(closed, 0o700))
}

func TestOrdinaryUserOnAnothersData(t *testing.T) {
	if !canBecomeOthers(t) {
		return
	}
	dir := withCluster(t)
	nobody := credentialOf(t, "nobody")
	stranger := &syscall.Credential{Uid: strangerID, Gid: strangerID}
	giveTo(t, dir, nobody)
	must(t, os.Chmod(dir, 0o777))
	must(t, os.Chmod(filepath.Join(dir, clusterName), 0o755))
	h := startHelper(t, dir, stranger)
	wantAnswer(t, h, "problem", "nobody", itoa(strangerID))
}

func TestUserWithoutEntry(t *testing.T) {
	if !canBecomeOthers(t) {
		return
	}
	stranger := &syscall.Credential{Uid: strangerID, Gid: strangerID}
	dir := openDir(t)
	giveTo(t, dir, stranger)
	h := startHelper(t, filepath.Join(dir, "data"), stranger)
	wantAnswer(t, h, "problem", itoa(strangerID), "/etc/passwd", "SWITCHYARD_DATABASE_URL")

	// Only making a cluster needs the entry; an existing one runs.
	dir = withCluster(t)
	giveTo(t, dir, stranger)
	h = startHelper(t, dir, stranger)
	if got := query(t, h.url(t), "select 'works'"); got != "works" {
		t.Errorf("answer = %q", got)
	}
}

func TestRootRunsItAsTheOwner(t *testing.T) {
	if !canBecomeOthers(t) {
		return
	}
	for name, owner := range map[string]*syscall.Credential{
		"nobody":           credentialOf(t, "nobody"),
		itoa(strangerID):   {Uid: strangerID, Gid: strangerID},
		"of the directory": credentialOf(t, "nobody"),
	} {
		t.Run(name, func(t *testing.T) {
			dir := withCluster(t)
			if name == "of the directory" {
				must(t, os.RemoveAll(filepath.Join(dir, clusterName)))
			}
			giveTo(t, dir, owner)
			start(t, Options{DataDir: dir, Disposable: true})
			info, err := os.Stat(filepath.Join("/proc", itoa(postmasterOf(t, dir))))
			must(t, err)
			if uid := info.Sys().(*syscall.Stat_t).Uid; uid != owner.Uid {
				t.Errorf("runs as %d, want %d", uid, owner.Uid)
			}
		})
	}
}

func TestRootOwnsTheData(t *testing.T) {
	if !canBecomeOthers(t) {
		return
	}
	dir := withCluster(t)
	giveTo(t, dir, &syscall.Credential{})
	_, err := Start(t.Context(), Options{DataDir: dir})
	wantProblem(t, err, "root", "chown")
}

func TestClosedFolderAbove(t *testing.T) {
	if !canBecomeOthers(t) {
		return
	}
	closed := filepath.Join(openDir(t), "private")
	must(t, os.Mkdir(closed, 0o700))
	dir := filepath.Join(closed, "below", "data")
	_, err := Start(t.Context(), Options{DataDir: dir})
	wantProblem(t, err, closed+",", dir, "SWITCHYARD_DATA_DIR")
}

// A data directory that root made private, as mktemp does, is Switchyard's
// own and opened up; a strict umask does not matter either.
func TestPrivateDataDirectory(t *testing.T) {
	old := syscall.Umask(0o077)
	defer syscall.Umask(old)
	dir := openDir(t)
	must(t, os.Chmod(dir, 0o700))
	start(t, Options{DataDir: dir, Disposable: true})
	start(t, Options{DataDir: filepath.Join(openDir(t), "new", "one"), Disposable: true})
}

// canBecomeOthers: the cases of several users exist only for root, which
// continuous integration is.
func canBecomeOthers(t *testing.T) bool {
	t.Helper()
	if os.Geteuid() != 0 {
		t.Log("not root: there is only one user to be")
		return false
	}
	return true
}

func wantAnswer(t *testing.T, h *helper, words ...string) {
	t.Helper()
	t.Log(h.answer)
	for _, word := range words {
		if !contains(h.answer, word) {
			t.Errorf("%q does not name %q", h.answer, word)
		}
	}
}
