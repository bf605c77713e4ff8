//go:build unix

// Package testkit is what tests of several packages share: a database per
// test, on a real Postgres.
//
// A package's tests use one cluster in memory, a copy of a cached one that is
// already migrated, and every test clones its database. Nothing is dropped in
// order or synced: the cluster is thrown away.
//
//	func TestMain(m *testing.M) { testkit.Main(m) }
//
//	func TestSomething(t *testing.T) {
//		store, err := store.Open(t.Context(), testkit.Database(t))
package testkit

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"

	"switchyard.dev/switchyard/internal/localpg"
)

// template is the migrated database that every test's database is a copy of.
const template = "app"

// Main runs a package's tests and then throws their cluster away. Call it from
// TestMain and return: the testing package exits with the result.
func Main(m *testing.M) {
	m.Run()
	shared.stop()
}

// Database makes a migrated, empty database for the test and returns its
// connection string. Close connections before the test ends. A machine
// without Postgres fails the test: it is not skipped, because then nothing
// would be tested.
func Database(t testing.TB) string {
	t.Helper()
	c, err := shared.start()
	if err != nil {
		t.Fatalf("start the tests' Postgres: %v", err)
	}
	next, ok := <-c.ready
	if !ok {
		t.Fatalf("clone a database: %v", c.err)
	}
	t.Cleanup(func() { c.retire(next) })
	return c.url(next)
}

var shared lazyCluster

// lazyCluster starts with the first test that wants a database.
type lazyCluster struct {
	mu      sync.Mutex
	started bool
	cluster *cluster
	err     error
}

func (l *lazyCluster) start() (*cluster, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.started {
		l.started = true
		l.cluster, l.err = startCluster(context.Background())
	}
	return l.cluster, l.err
}

func (l *lazyCluster) stop() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.cluster == nil {
		return
	}
	l.cluster.stop()
	l.cluster = nil
}

// cluster is a running copy of the migrated cluster.
type cluster struct {
	dir    string
	server *localpg.Server
	admin  *pgx.Conn // owned by cloneAhead once that runs
	cancel context.CancelFunc

	ready chan string // names of fresh databases; closed after a failure
	err   error       // set before ready is closed

	mu      sync.Mutex
	retired []string
}

// Some databases are kept ready, so that a test rarely waits for its own, and
// some of ended tests are kept, so that short runs drop nothing.
const (
	cloned      = 2
	keptRetired = 16
)

func startCluster(ctx context.Context) (*cluster, error) {
	dir, err := copyOfMigrated(ctx)
	if err != nil {
		return nil, err
	}
	server, err := localpg.Start(ctx, localpg.Options{DataDir: dir, Settings: fastSettings(), Log: quiet()})
	if err != nil {
		_ = localpg.Discard(ctx, dir)
		return nil, err
	}
	c := &cluster{dir: dir, server: server, ready: make(chan string, cloned)}
	ctx, c.cancel = context.WithCancel(ctx)
	c.admin, err = pgx.Connect(ctx, server.URL())
	if err != nil {
		close(c.ready)
		c.stop()
		return nil, fmt.Errorf("connect to the tests' Postgres: %w", err)
	}
	go c.cloneAhead(ctx)
	return c, nil
}

// cloneAhead makes databases until stopped or until one fails.
func (c *cluster) cloneAhead(ctx context.Context) {
	defer close(c.ready)
	for n := 1; ; n++ {
		name := fmt.Sprintf("t_%d", n)
		if err := c.clone(ctx, name); err != nil {
			c.err = err
			return
		}
		select {
		case c.ready <- name:
		case <-ctx.Done():
			c.err = ctx.Err()
			return
		}
		if old, ok := c.oldestRetired(); ok {
			if _, err := c.admin.Exec(ctx, "drop database "+old+" with (force)"); err != nil {
				c.err = fmt.Errorf("drop the database of an ended test: %w", err)
				return
			}
		}
	}
}

// clone copies the template's files, which takes half the time of copying its
// pages through the log, Postgres' default since 15.
func (c *cluster) clone(ctx context.Context, name string) error {
	statement := "create database " + name + " template " + template
	if c.server.Major >= 15 {
		statement += " strategy file_copy"
	}
	_, err := c.admin.Exec(ctx, statement)
	return err
}

func (c *cluster) retire(name string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.retired = append(c.retired, name)
}

func (c *cluster) oldestRetired() (string, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.retired) <= keptRetired {
		return "", false
	}
	oldest := c.retired[0]
	c.retired = c.retired[1:]
	return oldest, true
}

func (c *cluster) url(name string) string { return databaseURL(c.server, name) }

func (c *cluster) stop() {
	c.cancel()
	c.server.Abort()
	for range c.ready { // until cloneAhead has ended
	}
	if err := localpg.Discard(context.Background(), c.dir); err != nil {
		fmt.Fprintf(os.Stderr, "remove the tests' cluster: %v\n", err)
	}
}

func databaseURL(server *localpg.Server, name string) string {
	u, err := url.Parse(server.URL())
	if err != nil {
		panic(err) // localpg prints what url.URL made
	}
	u.Path = "/" + name
	return u.String()
}
