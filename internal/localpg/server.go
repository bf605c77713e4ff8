//go:build unix

package localpg

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"syscall"
	"time"
)

// Server is a running private Postgres. Its methods may be called from several
// goroutines.
type Server struct {
	BinDir  string // where its binaries are
	Major   int    // its major version, such as 17
	Version string // the whole version, as `postgres -V` prints it

	options  Options
	binaries binaries
	account  account
	socket   string
	lock     *os.File
	output   *output

	quit  context.Context // done when Stop was called
	stop  context.CancelFunc
	hurry context.Context // done when Stop has waited long enough
	rush  context.CancelFunc

	dead  chan struct{} // closed when it ended and nobody asked for that
	ended chan struct{} // closed when everything is cleaned up
	mu    sync.Mutex
	err   error
}

// Start takes the data directory, makes the cluster if there is none, starts
// Postgres and returns when it answers. The context limits the start only; it
// must leave time for recovery after a crash. Errors that a person can mend
// are *Problem.
func Start(ctx context.Context, o Options) (*Server, error) {
	dir, err := filepath.Abs(o.DataDir)
	if err != nil {
		return nil, fmt.Errorf("find the data directory: %w", err)
	}
	o.DataDir = dir
	s := &Server{options: o, output: &output{to: o.Log}, dead: make(chan struct{}), ended: make(chan struct{})}
	s.quit, s.stop = context.WithCancel(context.WithoutCancel(ctx))
	s.hurry, s.rush = context.WithCancel(context.WithoutCancel(ctx))
	if err := s.prepare(ctx); err != nil {
		s.release()
		return nil, err
	}
	postmaster, err := s.launch(ctx)
	if err != nil {
		s.release()
		return nil, err
	}
	go s.supervise(postmaster)
	return s, nil
}

// Version tells which Postgres Start would use, as `postgres -V` prints it. It
// makes the data directory, and nothing in it unless binaries must be copied.
func Version(ctx context.Context, o Options) (string, error) {
	dir, err := filepath.Abs(o.DataDir)
	if err != nil {
		return "", fmt.Errorf("find the data directory: %w", err)
	}
	o.DataDir = dir
	if err := makeDataDir(dir); err != nil {
		return "", err
	}
	account, err := chooseAccount(dir)
	if err != nil {
		return "", err
	}
	if err := admit(dir, account); err != nil {
		return "", err
	}
	binaries, err := chooseBinaries(ctx, o, account)
	return binaries.version, err
}

// prepare does everything up to starting Postgres, in the order in which one
// step needs the other.
func (s *Server) prepare(ctx context.Context) (err error) {
	o := s.options
	if err := makeDataDir(o.DataDir); err != nil {
		return err
	}
	if s.lock, err = take(ctx, o.DataDir); err != nil {
		return err
	}
	if err := removeLeftovers(o.DataDir); err != nil {
		return err
	}
	if s.account, err = chooseAccount(o.DataDir); err != nil {
		return err
	}
	if err := admit(o.DataDir, s.account); err != nil {
		return err
	}
	if s.binaries, err = chooseBinaries(ctx, o, s.account); err != nil {
		return err
	}
	s.BinDir, s.Major, s.Version = s.binaries.dir, s.binaries.major, s.binaries.version
	if err := makeCluster(ctx, o, s.binaries, s.account); err != nil {
		return err
	}
	s.socket, err = makeSocketDir(o.DataDir, s.account)
	return err
}

// launch starts a postmaster and waits until it answers.
func (s *Server) launch(ctx context.Context) (*child, error) {
	cluster := filepath.Join(s.options.DataDir, clusterName)
	if err := stopOrphans(ctx, cluster, s.logf); err != nil {
		return nil, err
	}
	clearSocketDir(s.socket)
	if err := writeRun(s.options.DataDir, run{PID: os.Getpid(), Socket: s.socket}); err != nil {
		return nil, err
	}
	s.output.forget()
	postmaster, err := startChild(s.command(cluster))
	if err != nil {
		return nil, err
	}
	err = s.waitReady(ctx, cluster, postmaster)
	if err == nil {
		err = writeRun(s.options.DataDir, run{PID: os.Getpid(), Postgres: postmaster.pid, Socket: s.socket, Ready: true})
	}
	if err != nil {
		atOnce, cancel := context.WithCancel(ctx)
		cancel()
		s.end(atOnce, postmaster)
		return nil, err
	}
	return postmaster, nil
}

func (s *Server) command(cluster string) *exec.Cmd {
	settings := map[string]string{"log_timezone": "UTC", "timezone": "UTC"}
	maps.Copy(settings, s.options.Settings)
	maps.Copy(settings, map[string]string{
		"listen_addresses":        "",
		"unix_socket_directories": s.socket,
		"unix_socket_permissions": "0700",
		"port":                    port,
	})
	args := []string{"-D", cluster}
	for _, name := range slices.Sorted(maps.Keys(settings)) {
		args = append(args, "-c", name+"="+settings[name])
	}
	cmd := exec.Command(s.binaries.postgres(), args...)
	cmd.Dir = cluster
	cmd.Env = environment()
	cmd.Stdout, cmd.Stderr = s.output, s.output
	cmd.SysProcAttr = childAttributes(s.account, syscall.SIGINT)
	// A backend may hold the output open for a moment after its postmaster.
	cmd.WaitDelay = time.Second
	return cmd
}

// waitReady watches the file in which Postgres notes its state, which is
// quicker than asking pg_ctl and does not depend on the wording of the log.
func (s *Server) waitReady(ctx context.Context, cluster string, postmaster *child) error {
	var dialer net.Dialer
	return poll(ctx, 2*time.Millisecond, func() (bool, error) {
		select {
		case <-postmaster.done:
			return true, problem(postmaster.err, "Correct what it names, or "+externalDatabase+".", "PostgreSQL did not start: %s.", s.output.complaint())
		default:
		}
		state, err := readPostmaster(cluster)
		if err != nil || state.pid != postmaster.pid || !state.ready {
			return false, nil
		}
		conn, err := dialer.DialContext(ctx, "unix", filepath.Join(s.socket, socketFile))
		if err != nil {
			return false, nil
		}
		return true, conn.Close()
	})
}

// URL is the connection string of the server. It stays the same when Postgres
// has to be restarted.
func (s *Server) URL() string { return urlOf(s.socket) }

// Dead is closed when Postgres has ended and could not be brought back. Err
// says why. After Stop it stays open.
func (s *Server) Dead() <-chan struct{} { return s.dead }

// Err is nil as long as Dead is open.
func (s *Server) Err() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.err
}

// Stop shuts Postgres down in order and gives the data directory free. When the context ends first, Postgres is
// told to drop everything, which the next start recovers from. It may be
// called more than once.
func (s *Server) Stop(ctx context.Context) error {
	s.stop()
	select {
	case <-s.ended:
		return nil
	case <-ctx.Done():
		s.rush()
		<-s.ended
		return ctx.Err()
	}
}

// Abort ends Postgres at once, without a checkpoint: for data that will be
// thrown away. A later start recovers what was committed.
func (s *Server) Abort() {
	s.rush()
	s.stop()
	<-s.ended
}

// release gives back what prepare took.
func (s *Server) release() {
	s.stop()
	s.rush()
	if s.socket != "" {
		removeSocketDir(s.socket)
	}
	if s.lock != nil {
		_ = os.Remove(filepath.Join(s.options.DataDir, runName))
		s.lock.Close()
	}
}

func (s *Server) logf(format string, args ...any) {
	fmt.Fprintf(s.output, "switchyard: "+format+"\n", args...)
}

var errGaveUp = errors.New("it ended again each time it was started")
