//go:build unix

package localpg

import (
	"context"
	"fmt"
	"syscall"
	"time"
)

const (
	// steadyAfter is how long a postmaster must have run for its end to count
	// as a new misfortune.
	steadyAfter = 10 * time.Second
	maxRestarts = 5 // in a row
	// quitPatience is how long Postgres may take to end after SIGQUIT.
	quitPatience = 5 * time.Second
)

// supervise owns the postmaster from when it answers. It reports the end only
// after it has cleaned up, so that whoever hears of it finds the data
// directory free.
func (s *Server) supervise(postmaster *child) {
	err := s.watch(postmaster)
	s.release()
	if err != nil {
		s.mu.Lock()
		s.err = fmt.Errorf("private Postgres: %w", err)
		s.mu.Unlock()
		close(s.dead)
	}
	close(s.ended)
}

// watch returns nil when Stop was called, and an error when Postgres could not
// be kept running.
func (s *Server) watch(postmaster *child) error {
	for restarts := 0; ; {
		began := time.Now()
		select {
		case <-s.quit.Done():
			s.end(s.hurry, postmaster)
			return nil
		case <-postmaster.done:
		}
		if time.Since(began) > steadyAfter {
			restarts = 0
		}
		s.logf("Postgres ended unexpectedly (%v), starting it again", postmaster.cmd.ProcessState)
		next, err := s.revive(&restarts)
		switch {
		case err == nil:
			postmaster = next
		case s.quit.Err() != nil:
			return nil
		default:
			return err
		}
	}
}

// revive starts Postgres again, a few times if need be, each after a longer
// pause than the last.
func (s *Server) revive(restarts *int) (*child, error) {
	var last error
	for *restarts < maxRestarts {
		pause := time.Duration(*restarts) * 200 * time.Millisecond
		*restarts++
		select {
		case <-s.quit.Done():
			return nil, s.quit.Err()
		case <-time.After(pause):
		}
		postmaster, err := s.launch(s.quit)
		if err == nil {
			return postmaster, nil
		}
		last = err
		s.logf("%v", err)
	}
	return nil, problem(cmpOr(last, errGaveUp), "Look at the log above for the reason, mend it and start Switchyard again.",
		"Postgres ended unexpectedly, and starting it again failed %d times.", *restarts)
}

// end stops the postmaster and waits for it: in order until hurry is done,
// then without a checkpoint, then by force.
func (s *Server) end(hurry context.Context, postmaster *child) {
	if hurry.Err() == nil {
		postmaster.signal(syscall.SIGINT)
		select {
		case <-postmaster.done:
			return
		case <-hurry.Done():
		}
	}
	postmaster.signal(syscall.SIGQUIT)
	patience, cancel := context.WithTimeout(context.WithoutCancel(hurry), quitPatience)
	defer cancel()
	select {
	case <-postmaster.done:
	case <-patience.Done():
		postmaster.signal(syscall.SIGKILL)
		<-postmaster.done
	}
}
