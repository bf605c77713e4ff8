//go:build unix

package localpg

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// How long an orphan may take to shut down in order, and then at all.
const (
	orphanPatience = 30 * time.Second
	orphanLimit    = 40 * time.Second
)

// stopOrphans ends what a killed launcher left running in the cluster. Then
// it removes postmaster.pid if Postgres would stumble over it: it refuses for
// ever when the number in the file belongs to a zombie or to another process
// by now. Otherwise the file stays, because with its help Postgres gives back
// the shared memory of the dead one. The lock is held, so nobody else is
// starting one.
func stopOrphans(ctx context.Context, cluster string, log func(string, ...any)) error {
	path := filepath.Join(cluster, "postmaster.pid")
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, orphanLimit)
	defer cancel()
	began := time.Now()
	asked, forced := false, false
	err := poll(ctx, 5*time.Millisecond, func() (bool, error) {
		pids, err := processesIn(cluster)
		if err != nil || len(pids) == 0 {
			return true, err
		}
		postmaster, _ := readPostmaster(cluster)
		switch {
		case !forced && time.Since(began) > orphanPatience:
			forced = true
			for _, pid := range pids {
				_ = syscall.Kill(pid, syscall.SIGQUIT)
			}
		case !asked && slices.Contains(pids, postmaster.pid):
			asked = true
			log("stopping a Postgres left over from an earlier run, process %d", postmaster.pid)
			_ = syscall.Kill(postmaster.pid, syscall.SIGINT)
		}
		return false, nil // backends without a postmaster end by themselves
	})
	if errors.Is(err, context.DeadlineExceeded) {
		pids, _ := processesIn(cluster)
		return problem(err, "End them and start again.", "Processes of an earlier run still use the database in %s: %v.", cluster, pids)
	}
	if err != nil {
		return err
	}
	left, err := readPostmaster(cluster)
	if errors.Is(err, fs.ErrNotExist) || err == nil && !exists(left.pid) {
		return nil
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return unreachable(path, err)
	}
	return nil
}

// exists counts zombies and other users' processes, as Postgres does.
func exists(pid int) bool {
	return !errors.Is(syscall.Kill(pid, 0), syscall.ESRCH)
}

// postmasterFile is what Postgres writes into postmaster.pid.
type postmasterFile struct {
	pid   int
	ready bool
}

func readPostmaster(cluster string) (postmasterFile, error) {
	text, err := os.ReadFile(filepath.Join(cluster, "postmaster.pid"))
	if err != nil {
		return postmasterFile{}, err
	}
	lines := strings.Split(string(text), "\n")
	pid, err := strconv.Atoi(strings.TrimSpace(lines[0]))
	if err != nil {
		return postmasterFile{}, fmt.Errorf("read postmaster.pid: %w", err)
	}
	const statusLine = 8
	return postmasterFile{pid: pid, ready: len(lines) >= statusLine && strings.TrimSpace(lines[statusLine-1]) == "ready"}, nil
}
