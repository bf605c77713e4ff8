//go:build unix

package localpg

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

const (
	socketPrefix = "switchyard-pg-"
	socketFile   = ".s.PGSQL." + port
	// maxSocketPath is what macOS allows; Linux allows four bytes more.
	maxSocketPath = 103
	randomLength  = 10 // os.MkdirTemp appends at most this
)

// makeSocketDir makes a fresh directory with a short path that only the
// account may enter. Data directories may be deep, and the limit on a socket's
// path is about a hundred bytes, so it is not made there if it can be helped.
func makeSocketDir(dataDir string, a account) (string, error) {
	places := []string{os.TempDir(), "/tmp", dataDir}
	for _, place := range places {
		length := len(place) + len("/"+socketPrefix) + randomLength + len("/"+socketFile)
		if length > maxSocketPath || !filepath.IsAbs(place) || barrier(place, a) != "" {
			continue
		}
		dir, err := os.MkdirTemp(place, socketPrefix)
		if err != nil {
			continue
		}
		if err := a.own(dir); err != nil {
			removeSocketDir(dir)
			return "", fmt.Errorf("give %s to the account %s: %w", dir, a, err)
		}
		return dir, nil
	}
	return "", problem(nil, "Set TMPDIR to a short path, such as /tmp, that the account may enter.",
		"There is no place for the database's socket: the account %s cannot use any of %s, or the path is too long.", a, strings.Join(places, ", "))
}

// removeSocketDir removes what makeSocketDir made and what Postgres put there;
// the path may have been read from a file, so it removes nothing else.
func removeSocketDir(dir string) {
	info, err := os.Lstat(dir)
	if err != nil || !info.IsDir() || !strings.HasPrefix(filepath.Base(dir), socketPrefix) {
		return
	}
	clearSocketDir(dir)
	_ = os.Remove(dir) // what is not empty stays, and harms nobody
}

// clearSocketDir removes the leftovers of a killed postmaster, whose lock file
// would stop the next one when the number of its process is in use again.
func clearSocketDir(dir string) {
	for _, name := range []string{socketFile, socketFile + ".lock"} {
		_ = os.Remove(filepath.Join(dir, name))
	}
}

// removeLeftovers cleans up after a holder that was killed: its socket's
// directory, and a cluster that was not finished. The lock is held.
func removeLeftovers(dataDir string) error {
	if last, err := readRun(dataDir); err == nil {
		removeSocketDir(last.Socket)
	}
	if err := os.Remove(filepath.Join(dataDir, runName)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return unreachable(filepath.Join(dataDir, runName), err)
	}
	entries, err := os.ReadDir(dataDir)
	if err != nil {
		return unreachable(dataDir, err)
	}
	for _, entry := range entries {
		if !strings.HasPrefix(entry.Name(), initPrefix) {
			continue
		}
		if err := os.RemoveAll(filepath.Join(dataDir, entry.Name())); err != nil {
			return fmt.Errorf("remove an unfinished cluster: %w", err)
		}
	}
	return nil
}
