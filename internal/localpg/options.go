// Package localpg runs a private Postgres for one data directory, so that
// Switchyard needs no database to be set up first.
//
// Laws:
//   - One data directory has one cluster and at most one server: whoever holds
//     the lock file runs it, everybody else is told who does. A cluster of
//     another major version is never replaced by a second one; it is run by
//     binaries of its own version, or not at all.
//   - The server listens on a Unix socket only, in a directory that only its
//     own account (and root) can enter.
//   - The server does not outlive the process that started it, however that
//     ends; what a killed one left behind is put right at the next start, and
//     nothing is deleted that a live process may still use.
//   - Postgres refuses to run as root. Root starts it as the owner of the data,
//     else as "postgres", else as "nobody".
//   - A failure that a person can mend is a *Problem: one sentence and what to
//     do about it.
package localpg

import (
	"fmt"
	"io"
	"strings"
)

// Options say where the data is and how to run it. Only DataDir is required.
type Options struct {
	// DataDir belongs to Switchyard alone. It is made when absent; the
	// cluster is its folder "postgres".
	DataDir string
	// Log receives the server's own messages and one line for each restart.
	// Nil drops them.
	Log io.Writer
	// BinDir holds postgres and initdb. Empty means: search where package
	// managers put them (see placesToLook).
	BinDir string
	// Settings are Postgres' configuration parameters, over the defaults of
	// the version. Where it listens cannot be set.
	Settings map[string]string
	// Disposable says that nobody will miss the data: the cluster is made
	// without syncing it to disk and with small log files. Whether the server
	// syncs while it runs is a matter of Settings.
	Disposable bool

	search *search
}

// Problem is a failure that the person at the terminal can do something about.
// Sentence says what is wrong, Remedy what to do; both end with a full stop.
type Problem struct {
	Sentence string
	Remedy   string
	cause    error
}

// Error is both sentences.
func (p *Problem) Error() string {
	return strings.TrimSpace(p.Sentence + " " + p.Remedy)
}

// Unwrap gives the system's error, if there was one.
func (p *Problem) Unwrap() error { return p.cause }

// externalDatabase is the way out that always exists.
const externalDatabase = "set SWITCHYARD_DATABASE_URL to a Postgres of your own"

func problem(cause error, remedy, format string, args ...any) *Problem {
	return &Problem{Sentence: fmt.Sprintf(format, args...), Remedy: remedy, cause: cause}
}

// Names inside the data directory, and the account inside the cluster.
const (
	clusterName  = "postgres"
	binariesName = "postgres-binaries"
	lockName     = "lock"
	runName      = "run.json"
	initPrefix   = "initdb-"

	role     = "switchyard"
	database = "postgres"
	port     = "5432"
)
