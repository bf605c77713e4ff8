//go:build unix

package localpg

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"time"
)

// run is what the holder of the lock leaves for others in run.json. It is
// written before Postgres is started, so that the next start can clean up
// after a holder that was killed, and again when Postgres answers.
type run struct {
	PID      int    `json:"pid"`      // the holder of the lock
	Postgres int    `json:"postgres"` // the postmaster; 0 while it starts
	Socket   string `json:"socket"`   // the directory of its socket
	Ready    bool   `json:"ready"`
}

func readRun(dataDir string) (run, error) {
	var r run
	text, err := os.ReadFile(filepath.Join(dataDir, runName))
	if err != nil {
		return r, err
	}
	if err := json.Unmarshal(text, &r); err != nil {
		return r, fmt.Errorf("read %s: %w", runName, err)
	}
	return r, nil
}

// writeRun replaces the file in one step, so that nobody reads half of it.
func writeRun(dataDir string, r run) error {
	text, err := json.Marshal(r)
	if err != nil {
		return fmt.Errorf("describe the run: %w", err)
	}
	path := filepath.Join(dataDir, runName)
	next := path + ".new"
	if err := os.WriteFile(next, append(text, '\n'), 0o600); err != nil {
		return unreachable(next, err)
	}
	if err := os.Rename(next, path); err != nil {
		return unreachable(path, err)
	}
	return nil
}

// urlOf is the connection string for a server whose socket is in dir.
func urlOf(dir string) string {
	u := url.URL{
		Scheme: "postgres", User: url.User(role), Path: "/" + database,
		RawQuery: url.Values{"host": {dir}, "port": {port}, "sslmode": {"disable"}}.Encode(),
	}
	return u.String()
}

// startPatience is how long Attach waits for a server that is just starting.
const startPatience = 10 * time.Second

// Attach finds the server that another process runs on the data directory.
// running is false when nobody holds the directory: then Start may. A server
// that is still starting is waited for.
func Attach(ctx context.Context, dataDir string) (url string, running bool, err error) {
	dataDir, err = filepath.Abs(dataDir)
	if err != nil {
		return "", false, fmt.Errorf("find the data directory: %w", err)
	}
	ctx, cancel := context.WithTimeout(ctx, startPatience)
	defer cancel()
	var holder int
	err = poll(ctx, 20*time.Millisecond, func() (bool, error) {
		var err error
		if holder, running, err = held(dataDir); err != nil || !running {
			return true, err
		}
		r, err := readRun(dataDir)
		if errors.Is(err, fs.ErrPermission) {
			return true, unreachable(filepath.Join(dataDir, runName), err)
		}
		if err != nil || r.PID != holder || !r.Ready {
			return false, nil
		}
		url = urlOf(r.Socket)
		return true, nil
	})
	if errors.Is(err, context.DeadlineExceeded) {
		return "", true, problem(err, "Try again in a moment.", "Process %d has taken %s, and its Postgres does not answer yet.", holder, dataDir)
	}
	return url, running, err
}
