//go:build unix

package localpg

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// lockPatience outlasts the moment in which Attach looks whether the lock is
// held; a real holder is reported after it.
const lockPatience = 150 * time.Millisecond

// take holds the data directory for this process until the file is closed or
// the process ends, however it ends: the kernel gives the lock back.
func take(ctx context.Context, dataDir string) (*os.File, error) {
	path := filepath.Join(dataDir, lockName)
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, unreachable(path, err)
	}
	ctx, cancel := context.WithTimeout(ctx, lockPatience)
	defer cancel()
	err = poll(ctx, 10*time.Millisecond, func() (bool, error) { return tryLock(file, syscall.LOCK_EX) })
	if err != nil {
		holder := readPID(file)
		file.Close()
		if errors.Is(err, context.DeadlineExceeded) {
			return nil, inUse(dataDir, holder)
		}
		return nil, fmt.Errorf("lock %s: %w", path, err)
	}
	if err := writePID(file); err != nil {
		file.Close()
		return nil, fmt.Errorf("write %s: %w", path, err)
	}
	return file, nil
}

func inUse(dataDir string, holder int) *Problem {
	by := "another process"
	if holder > 0 {
		by = fmt.Sprintf("process %d", holder)
	}
	return problem(syscall.EWOULDBLOCK, "Stop that one first, or choose another directory with SWITCHYARD_DATA_DIR.",
		"The data directory %s is in use by %s.", dataDir, by)
}

// held tells whether some process has taken the data directory, and which.
func held(dataDir string) (holder int, yes bool, err error) {
	file, err := os.OpenFile(filepath.Join(dataDir, lockName), os.O_RDWR, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, false, nil
	}
	if err != nil {
		return 0, false, unreachable(filepath.Join(dataDir, lockName), err)
	}
	defer file.Close()
	free, err := tryLock(file, syscall.LOCK_SH)
	if err != nil {
		return 0, false, fmt.Errorf("look at the lock of %s: %w", dataDir, err)
	}
	return readPID(file), !free, nil
}

func tryLock(file *os.File, how int) (bool, error) {
	err := syscall.Flock(int(file.Fd()), how|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) || errors.Is(err, syscall.EINTR) {
		return false, nil
	}
	return err == nil, err
}

func writePID(file *os.File) error {
	if err := file.Truncate(0); err != nil {
		return err
	}
	_, err := file.WriteAt([]byte(strconv.Itoa(os.Getpid())+"\n"), 0)
	return err
}

// readPID is 0 when the holder has not written itself in yet.
func readPID(file *os.File) int {
	text := make([]byte, 20)
	n, err := file.ReadAt(text, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return 0
	}
	pid, err := strconv.Atoi(strings.TrimSpace(string(text[:n])))
	if err != nil {
		return 0
	}
	return pid
}

// poll calls done at once and then at every interval until it says yes or
// fails, or the context ends.
func poll(ctx context.Context, every time.Duration, done func() (bool, error)) error {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for {
		if ok, err := done(); ok || err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-ticker.C:
		}
	}
}
