package arch_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// maxLines is the alarm of design §3: a file this long has more than one job.
const maxLines = 800

// exempt are tables: data that reads best in one piece.
var exempt = []string{
	"internal/catalog/", // one literal per action type, one file per category
}

var sources = []string{".go", ".ts", ".tsx", ".templ", ".css", ".sql", ".sh"}

func TestFilesStaySmall(t *testing.T) {
	seen := 0
	for _, root := range []string{"cmd", "internal", "web", "static", "migrations", "scripts", "bench"} {
		err := filepath.WalkDir(filepath.Join("../..", root), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return skipMissing(err)
			}
			name := filepath.ToSlash(strings.TrimPrefix(path, "../../"))
			if !slices.Contains(sources, filepath.Ext(name)) || isGenerated(name) || isExempt(name) {
				return nil
			}
			seen++
			text, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			if lines := bytes.Count(text, []byte("\n")); lines > maxLines {
				t.Errorf("%s has %d lines, more than %d: split it by what it does", name, lines, maxLines)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if seen < 20 {
		t.Fatalf("only %d source files found: the test looks in the wrong place", seen)
	}
}

func skipMissing(err error) error {
	if os.IsNotExist(err) {
		return nil
	}
	return err
}

func isGenerated(name string) bool {
	return strings.HasSuffix(name, "_templ.go") || strings.Contains(name, ".gen.") ||
		strings.HasPrefix(name, "static/dist/")
}

func isExempt(name string) bool {
	return slices.ContainsFunc(exempt, func(prefix string) bool { return strings.HasPrefix(name, prefix) })
}
