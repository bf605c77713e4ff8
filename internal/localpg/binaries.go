//go:build unix

package localpg

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
)

// oldestMajor is the oldest version that a new cluster is made with; it is the
// oldest that Switchyard supports anywhere. An older cluster is not refused.
const oldestMajor = 15

// binaries are a usable postgres and initdb.
type binaries struct {
	dir     string
	version string // as `postgres -V` prints it
	major   int
}

func (b binaries) postgres() string { return filepath.Join(b.dir, "postgres") }
func (b binaries) initdb() string   { return filepath.Join(b.dir, "initdb") }

// chooseBinaries picks what runs the cluster: of the cluster's own major
// version when there is one, else the first that runs.
func chooseBinaries(ctx context.Context, o Options, a account) (binaries, error) {
	wanted, err := clusterMajor(filepath.Join(o.DataDir, clusterName))
	if err != nil {
		return binaries{}, err
	}
	dirs, err := o.binaryDirs()
	if err != nil {
		return binaries{}, err
	}
	var others, old []string
	var failure error
	for _, dir := range dirs {
		b, err := tryBinaries(ctx, dir, o.DataDir, a, wanted)
		switch {
		case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
			return binaries{}, err
		case err != nil:
			failure = cmpOr(failure, err)
		case wanted != 0 && b.major != wanted:
			others = append(others, fmt.Sprintf("%d in %s", b.major, dir))
		case wanted == 0 && b.major < oldestMajor:
			old = append(old, fmt.Sprintf("%d in %s", b.major, dir))
		default:
			return b, nil
		}
	}
	switch {
	case len(others) > 0:
		return binaries{}, problem(nil, fmt.Sprintf("Install PostgreSQL %d beside it, or move the data over with pg_dump and choose another directory.", wanted),
			"The database in %s was made by PostgreSQL %d, and this machine has PostgreSQL %s.", o.DataDir, wanted, strings.Join(others, " and "))
	case failure != nil:
		return binaries{}, failure
	case len(old) > 0:
		return binaries{}, problem(nil, "Install a newer one beside it, or "+externalDatabase+".",
			"Switchyard needs PostgreSQL %d or newer, and this machine has %s.", oldestMajor, strings.Join(old, " and "))
	default:
		return binaries{}, nothingInstalled()
	}
}

func cmpOr(first, second error) error {
	if first != nil {
		return first
	}
	return second
}

// binaryDirs lists where to try, the named directory first. A named directory
// without binaries is a mistake that must show.
func (o Options) binaryDirs() ([]string, error) {
	places := o.search
	if places == nil {
		places = placesToLook()
	}
	if o.BinDir == "" {
		return places.directories(), nil
	}
	dir, ok := binariesIn(o.BinDir)
	if !ok {
		return nil, problem(nil, "Correct SWITCHYARD_PG_BIN, or unset it to have Switchyard search.",
			"SWITCHYARD_PG_BIN names %s, which does not hold postgres and initdb.", o.BinDir)
	}
	return append([]string{dir}, places.directories()...), nil
}

// clusterMajor is the major version that made the cluster, 0 when there is none.
func clusterMajor(cluster string) (int, error) {
	path := filepath.Join(cluster, "PG_VERSION")
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, notACluster(cluster)
	}
	if err != nil {
		return 0, unreachable(path, err)
	}
	major, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil {
		return 0, problem(err, "Restore the data directory from a backup.", "%s does not hold the number of a PostgreSQL version.", path)
	}
	return major, nil
}

// notACluster refuses a folder that has files but is no cluster: making one
// there could bury somebody's data.
func notACluster(cluster string) error {
	entries, err := os.ReadDir(cluster)
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(entries) == 0 {
		return nil
	}
	if err != nil {
		return unreachable(cluster, err)
	}
	return problem(nil, "Move it away, or restore the data directory from a backup.", "%s has files, but it is not a PostgreSQL database.", cluster)
}

// tryBinaries asks the binaries for their version, as the account that will
// run them and from the directory where they will run, which finds missing
// libraries and folders that the account cannot enter at once. Binaries that
// it cannot reach are copied, unless they are of another version than wanted.
func tryBinaries(ctx context.Context, dir, dataDir string, a account, wanted int) (binaries, error) {
	linked := restoreLinks(dir)
	if linked == nil {
		b, err := askVersion(ctx, dir, dataDir, a)
		if err == nil || !errors.Is(err, fs.ErrPermission) {
			return b, err
		}
		if closed := barrier(dataDir, a); closed != "" {
			return b, problem(err, "Choose a directory that it can enter with SWITCHYARD_DATA_DIR, such as /var/lib/switchyard, or open it with `chmod o+x "+closed+"`.",
				"Postgres runs as the account %s here, and that account may not enter %s, which is on the way to the data directory %s.", a, closed, dataDir)
		}
		if b, err := askVersion(ctx, dir, "/", account{}); wanted != 0 && err == nil && b.major != wanted {
			return b, nil
		}
	}
	copied, err := copyBinaries(ctx, dir, dataDir, a)
	if err != nil {
		return binaries{}, err
	}
	return askVersion(ctx, copied, dataDir, a)
}

var versionPattern = regexp.MustCompile(`PostgreSQL\) (\d+)`)

func askVersion(ctx context.Context, dir, from string, a account) (binaries, error) {
	path := filepath.Join(dir, "postgres")
	cmd := exec.CommandContext(ctx, path, "-V")
	cmd.Dir = from
	cmd.Env = environment()
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: a.credential()}
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	answer, err := cmd.Output()
	switch {
	case ctx.Err() != nil:
		return binaries{}, ctx.Err()
	case errors.Is(err, fs.ErrPermission):
		return binaries{}, err
	case err != nil:
		said := strings.TrimSpace(complaint.String())
		if said == "" {
			said = err.Error()
		}
		return binaries{}, problem(err, "Reinstall it, or name the folder of another one in SWITCHYARD_PG_BIN.", "The PostgreSQL in %s does not run: %s.", dir, lastLine(said))
	}
	version := strings.TrimSpace(string(answer))
	match := versionPattern.FindStringSubmatch(version)
	if match == nil {
		return binaries{}, problem(nil, "Name the folder of PostgreSQL's binaries in SWITCHYARD_PG_BIN.", "%s does not say which PostgreSQL it is: it printed %q.", path, version)
	}
	major, err := strconv.Atoi(match[1])
	if err != nil {
		return binaries{}, fmt.Errorf("read PostgreSQL's version %q: %w", version, err)
	}
	return binaries{dir: dir, version: version, major: major}, nil
}

// environment is what Postgres' programs get: nothing that would point them
// at another cluster or change the language of their messages.
func environment() []string {
	env := []string{"LC_ALL=C", "TZ=UTC"}
	for _, name := range []string{"PATH", "LD_LIBRARY_PATH", "TMPDIR"} {
		if value, ok := os.LookupEnv(name); ok {
			env = append(env, name+"="+value)
		}
	}
	return env
}
