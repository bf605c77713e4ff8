//go:build unix

package localpg

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"time"
)

// makeCluster runs initdb unless there is a cluster. It works in a folder
// beside and renames it at the end, so that a cluster is whole or absent.
func makeCluster(ctx context.Context, o Options, b binaries, a account) error {
	cluster := filepath.Join(o.DataDir, clusterName)
	if _, err := os.Stat(filepath.Join(cluster, "PG_VERSION")); err == nil {
		return nil
	}
	err := initdb(ctx, o, b, a, preferredLocale())
	var refused *localeMissing
	if errors.As(err, &refused) {
		return initdb(ctx, o, b, a, "C")
	}
	return err
}

// preferredLocale sorts by code point everywhere, so that an upgrade of the
// system's collations cannot spoil an index, and knows letters of all scripts.
func preferredLocale() string {
	if runtime.GOOS == "darwin" {
		return "C" // macOS has no C.UTF-8
	}
	return "C.UTF-8"
}

type localeMissing struct{ locale string }

func (e *localeMissing) Error() string { return "no locale " + e.locale }

func initdb(ctx context.Context, o Options, b binaries, a account, locale string) error {
	dir, err := os.MkdirTemp(o.DataDir, initPrefix)
	if err != nil {
		return unreachable(filepath.Join(o.DataDir, initPrefix), err)
	}
	defer os.RemoveAll(dir) // nothing is there any more after the rename
	if err := a.own(dir); err != nil {
		return problem(err, "Start Switchyard as an ordinary user, or "+externalDatabase+".",
			"This process runs as root but may not give files to the account %s: %s.", a, cause(err))
	}
	args := []string{
		"-D", dir, "-U", role, "-A", "trust", "-E", "UTF8", "--locale=" + locale, "--data-checksums",
	}
	if o.Disposable {
		args = append(args, "--no-sync", "--wal-segsize=1")
	}
	cmd := exec.Command(b.initdb(), args...)
	cmd.Dir = o.DataDir
	cmd.Env = environment()
	cmd.SysProcAttr = childAttributes(a, syscall.SIGTERM)
	cmd.WaitDelay = time.Second
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	if err := runChild(ctx, cmd); err != nil {
		return initFailure(ctx, err, said.String(), locale, a)
	}
	cluster := filepath.Join(o.DataDir, clusterName)
	if err := os.Remove(cluster); err != nil && !errors.Is(err, fs.ErrNotExist) { // an empty one may be there
		return fmt.Errorf("put the new cluster in place: %w", err)
	}
	if err := os.Rename(dir, cluster); err != nil {
		return fmt.Errorf("put the new cluster in place: %w", err)
	}
	if o.Disposable {
		return nil
	}
	return syncDir(o.DataDir)
}

func runChild(ctx context.Context, cmd *exec.Cmd) error {
	child, err := startChild(cmd)
	if err != nil {
		return err
	}
	select {
	case <-child.done:
	case <-ctx.Done():
		child.signal(syscall.SIGTERM)
		<-child.done
	}
	return child.err
}

func initFailure(ctx context.Context, err error, said, locale string, a account) error {
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case strings.Contains(said, "could not look up effective user ID"):
		return problem(err, fmt.Sprintf("Add a line such as `switchyard:x:%d:%d::/:/sbin/nologin` to /etc/passwd, or %s.", a.uid, a.gid, externalDatabase),
			"The user number %d has no entry in /etc/passwd, and PostgreSQL cannot make a database without one.", a.uid)
	case locale != "C" && strings.Contains(said, "invalid locale"):
		return &localeMissing{locale}
	case said == "":
		said = err.Error()
	}
	return problem(err, "Mend the cause, or "+externalDatabase+".", "PostgreSQL could not make its database: %s.", lastComplaint(said))
}

// syncDir makes a rename in the directory durable.
func syncDir(path string) error {
	dir, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("sync %s: %w", path, err)
	}
	defer dir.Close()
	if err := dir.Sync(); err != nil {
		return fmt.Errorf("sync %s: %w", path, err)
	}
	return nil
}
