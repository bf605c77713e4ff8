//go:build unix

package localpg

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// makeDataDir makes the data directory and what is missing above it. New
// folders can be searched by everyone whatever the umask is, because the
// cluster inside may belong to another account; the cluster itself is private.
func makeDataDir(dir string) error {
	info, err := os.Stat(dir)
	switch {
	case err == nil && !info.IsDir():
		return problem(nil, "Remove it, or choose another directory with SWITCHYARD_DATA_DIR.", "The data directory %s is not a directory.", dir)
	case err == nil:
		return nil
	case !errors.Is(err, fs.ErrNotExist):
		return unreachable(dir, err)
	}
	if parent := filepath.Dir(dir); parent != dir {
		if err := makeDataDir(parent); err != nil {
			return err
		}
	}
	if err := os.Mkdir(dir, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return unreachable(dir, err)
	}
	if err := os.Chmod(dir, 0o755); err != nil {
		return fmt.Errorf("open up %s: %w", dir, err)
	}
	return nil
}

// admit lets the account pass through the data directory itself, which may
// have been made private by whoever made it. It never touches folders above.
func admit(dir string, to account) error {
	info, err := os.Stat(dir)
	if err != nil {
		return unreachable(dir, err)
	}
	if mayEnter(info, to) || !to.drop {
		return nil
	}
	if err := os.Chmod(dir, info.Mode().Perm()|0o111); err != nil {
		return fmt.Errorf("open up %s for the account %s: %w", dir, to, err)
	}
	return nil
}

// mayEnter reads the permission bits. Access lists may allow more, so a "no"
// is a suspicion, to be confirmed by trying.
func mayEnter(info fs.FileInfo, a account) bool {
	stat := info.Sys().(*syscall.Stat_t)
	mode := info.Mode().Perm()
	switch {
	case a.uid == 0:
		return true
	case stat.Uid == a.uid:
		return mode&0o100 != 0
	case stat.Gid == a.gid:
		return mode&0o010 != 0
	default:
		return mode&0o001 != 0
	}
}

// barrier is the outermost folder on the way to path, itself included, that
// the account cannot enter; empty when there is none.
func barrier(path string, a account) string {
	if parent := filepath.Dir(path); parent != path {
		if above := barrier(parent, a); above != "" {
			return above
		}
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() && !mayEnter(info, a) {
		return path
	}
	return ""
}

// unreachable says which folder stands in the way of this process.
func unreachable(path string, err error) error {
	self := account{uid: uint32(os.Geteuid()), gid: uint32(os.Getegid())}
	const remedy = "Give this user access to it, or choose another directory with SWITCHYARD_DATA_DIR."
	switch {
	case errors.Is(err, syscall.EROFS):
		return problem(err, remedy, "%s cannot be written: the file system is read-only.", path)
	case !errors.Is(err, fs.ErrPermission):
		return problem(err, "Choose another directory with SWITCHYARD_DATA_DIR.", "The data directory cannot be used: %s.", cause(err))
	}
	if closed := barrier(path, self); closed != "" {
		return problem(err, remedy, "The user %s may not enter %s, which is on the way to %s.", self, closed, path)
	}
	return problem(err, remedy, "The user %s may not make or write %s.", self, path)
}

// cause is the system's own message with the path it is about.
func cause(err error) string {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Path + ": " + path.Err.Error()
	}
	return err.Error()
}
