package arch_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "switchyard.dev/switchyard/"

// allowed lists, for every package of ours, which packages of ours it may
// import. Dependencies point one way, towards the domain: flow and catalog
// know nothing of the rest. A new package needs a line here, which is the
// moment to ask where it belongs.
var allowed = map[string][]string{
	"migrations": {},
	"static":     {},

	"internal/near":     {},
	"internal/flow":     {},
	"internal/catalog":  {"internal/near"},
	"internal/lint":     {"internal/near", "internal/flow", "internal/catalog", "internal/contract"},
	"internal/layout":   {"internal/flow", "internal/catalog"},
	"internal/contract": {"internal/flow"},
	"internal/sample":   {},
	"internal/diff":     {"internal/flow", "internal/catalog"},

	"internal/diff/report": {"internal/diff", "internal/flow"},
	"internal/lint/report": {"internal/flow", "internal/lint"},
	"internal/flow/legacy": {"internal/flow"},

	"internal/auth":    {},
	"internal/config":  {"internal/near"},
	"internal/localpg": {},
	"internal/sidecar": {"internal/flow", "internal/lint"},
	"internal/store":   {"internal/auth", "internal/lint", "internal/sidecar", "migrations"},

	"internal/modules": {"internal/contract", "internal/lint", "internal/store"},
	"internal/live":    {"internal/flow", "internal/catalog", "internal/lint", "internal/auth", "internal/sidecar", "internal/store"},
	"internal/publish": {"internal/diff", "internal/flow", "internal/lint", "internal/sidecar", "internal/store"},
	"web/page":         {"internal/catalog", "internal/auth"},
	"internal/server": {
		"internal/flow", "internal/flow/legacy", "internal/catalog", "internal/contract", "internal/lint", "internal/layout", "internal/auth", "internal/config", "internal/sample", "internal/sidecar",
		"internal/store", "internal/modules", "internal/live", "internal/publish", "internal/diff", "internal/diff/report", "web/page", "static",
	},
	"internal/cli": {
		"internal/flow", "internal/catalog", "internal/lint", "internal/lint/report", "internal/layout", "internal/auth", "internal/config", "internal/localpg",
		"internal/sample", "internal/store", "internal/modules", "internal/live", "internal/publish", "internal/server", "internal/diff", "internal/diff/report", "internal/flow/legacy",
	},
	"cmd/switchyard": {"internal/cli"},

	"internal/testkit": {"internal/localpg", "internal/store", "migrations"},
	"internal/arch":    {},
}

// standardOnly are the packages that must stay free of libraries: the domain.
var standardOnly = []string{"internal/sidecar", "internal/near", "internal/flow", "internal/flow/legacy", "internal/catalog", "internal/contract", "internal/lint", "internal/diff", "internal/layout", "internal/config"}

type goPackage struct {
	ImportPath string
	Imports    []string
}

func TestImportsPointToTheDomain(t *testing.T) {
	for _, pkg := range list(t) {
		name := strings.TrimPrefix(pkg.ImportPath, module)
		if strings.HasPrefix(name, "internal/tools/") || strings.HasPrefix(name, "internal/bench") {
			continue
		}
		may, known := allowed[name]
		if !known {
			t.Errorf("%s is not in the table of allowed imports: add it where it belongs", name)
			continue
		}
		for _, path := range pkg.Imports {
			ours, isOurs := strings.CutPrefix(path, module)
			if isOurs && !slices.Contains(may, ours) {
				t.Errorf("%s imports %s: the table does not allow it", name, ours)
			}
			if !isOurs && slices.Contains(standardOnly, name) && strings.Contains(strings.Split(path, "/")[0], ".") {
				t.Errorf("%s imports the library %s: the domain uses the standard library only", name, path)
			}
		}
	}
}

func TestOnlyTestsImportTheTestKit(t *testing.T) {
	for _, pkg := range list(t) {
		if slices.Contains(pkg.Imports, module+"internal/testkit") {
			t.Errorf("%s imports the test kit outside of its tests", pkg.ImportPath)
		}
	}
}

func list(t *testing.T) []goPackage {
	t.Helper()
	cmd := exec.Command("go", "list", "-buildvcs=false", "-json=ImportPath,Imports", "./...")
	cmd.Dir = "../.."
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, &stderr)
	}
	var pkgs []goPackage
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var pkg goPackage
		err := dec.Decode(&pkg)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		pkgs = append(pkgs, pkg)
	}
	if len(pkgs) < 10 {
		t.Fatalf("go list found only %d packages: is the test run inside the checkout?", len(pkgs))
	}
	return pkgs
}
