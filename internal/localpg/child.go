//go:build unix

package localpg

import (
	"errors"
	"io/fs"
	"os/exec"
	"runtime"
	"syscall"
)

// child is a started program. done is closed when it has ended; err and cmd's
// state may be read from then on.
type child struct {
	pid  int
	done chan struct{}
	err  error
	cmd  *exec.Cmd
}

// startChild starts the program from a thread that lives as long as the
// program does: Linux sends the signal for a parent's death when the thread
// that made the child ends, not the process.
func startChild(cmd *exec.Cmd) (*child, error) {
	c := &child{done: make(chan struct{}), cmd: cmd}
	started := make(chan error)
	go func() {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		err := cmd.Start()
		if err == nil {
			c.pid = cmd.Process.Pid
		}
		started <- err
		if err != nil {
			return
		}
		defer close(c.done)
		c.err = cmd.Wait()
	}()
	if err := <-started; err != nil {
		if errors.Is(err, fs.ErrPermission) {
			return nil, problem(err, "Give this user the right to run it.", "%s may not be run: %s.", cmd.Path, cause(err))
		}
		return nil, err
	}
	return c, nil
}

// signal does nothing to a program that has ended.
func (c *child) signal(s syscall.Signal) { _ = c.cmd.Process.Signal(s) }
