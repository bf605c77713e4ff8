package legacy_test

import (
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/flow/legacy"
)

// explained reads the differences that docs/legacy.md explains, by pair,
// action type and parameter.
func explained(t *testing.T) map[string]bool {
	t.Helper()
	page, err := os.ReadFile("../../../docs/legacy.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, ok := strings.Cut(string(page), "## Differences from the console's own conversion\n")
	if !ok {
		t.Fatal("docs/legacy.md lacks the table of differences")
	}
	out := map[string]bool{}
	for _, row := range regexp.MustCompile("(?m)^\\| (\\d+) \\| (\\w+) \\| `([^`]+)` \\| .+ \\|$").FindAllStringSubmatch(table, -1) {
		out[strings.Join(row[1:], " ")] = true
	}
	if len(out) == 0 {
		t.Fatal("no row of the table of differences could be read")
	}
	return out
}

// TestPairsOfGradeA compares with what the console itself made of old exports.
func TestPairsOfGradeA(t *testing.T) {
	allowed, used := explained(t), map[string]bool{}
	all := pairs(t, "A")
	identical, blocks, same := 0, 0, 0
	for _, p := range all {
		text, _ := legacy.Convert(p.old)
		got := parseConverted(t, text)
		if a, b := got.StartAction().Text(), p.new.StartAction().Text(); a != b {
			t.Errorf("pair %d starts at %q, the console's at %q", p.Number, a, b)
		}
		if a, b := types(got), types(p.new); !maps.Equal(a, b) {
			t.Errorf("pair %d: the blocks differ:\n%v\n%v", p.Number, a, b)
		}
		if a, b := edges(got), edges(p.new); !maps.Equal(a, b) {
			t.Errorf("pair %d: the branches differ:\n%s", p.Number, difference(a, b))
		}
		differs := false
		for _, want := range p.new.Actions() {
			blocks++
			have, _ := got.Action(want.ID)
			paths := differing(have.Parameters, want.Parameters)
			if len(paths) == 0 {
				same++
				continue
			}
			differs = true
			for _, path := range paths {
				row := fmt.Sprintf("%d %s %s", p.Number, want.Type, path)
				used[row] = true
				if !allowed[row] {
					t.Errorf("not explained in docs/legacy.md: %s of %s\nconsole %s\nours    %s", row, want.ID, want.Parameters.Raw(), have.Parameters.Raw())
				}
			}
		}
		if !differs {
			identical++
		}
	}
	for row := range allowed {
		if !used[row] {
			t.Errorf("docs/legacy.md explains %q, which differs no longer", row)
		}
	}
	t.Logf("%d of %d pairs have the console's parameters to the letter, %d of %d blocks; the rest is explained", identical, len(all), same, blocks)
}

// TestPairsOfGradeB compares with new exports that were edited since.
func TestPairsOfGradeB(t *testing.T) {
	found, total := 0, 0
	for _, p := range pairs(t, "B") {
		text, _ := legacy.Convert(p.old)
		got := edges(parseConverted(t, text))
		for edge := range edges(p.new) {
			total++
			if got[edge] {
				found++
			}
		}
	}
	if found*100 < total*95 {
		t.Errorf("%d of %d edges", found, total)
	}
	t.Logf("%d of %d edges, %.1f %%", found, total, 100*float64(found)/float64(total))
}

func types(doc *flow.Document) map[string]string {
	out := map[string]string{}
	for _, a := range doc.Actions() {
		out[a.ID] = a.Type
	}
	return out
}

// edges are all branches with their kind, NextAction included, mirror or not.
func edges(doc *flow.Document) map[string]bool {
	out := map[string]bool{}
	for _, a := range doc.Actions() {
		if a.Next.Present {
			out[a.ID+" next "+a.Next.ID] = true
		}
		for _, e := range a.Errors {
			out[a.ID+" "+e.Type+" "+e.ID] = true
		}
		for _, c := range a.Conditions {
			name := c.Operator
			for _, o := range c.Operands {
				name += " " + o.Text()
			}
			out[a.ID+" "+name+" "+c.ID] = true
		}
	}
	return out
}

func difference(have, want map[string]bool) string {
	var b strings.Builder
	for _, edge := range slices.Sorted(maps.Keys(have)) {
		if !want[edge] {
			fmt.Fprintln(&b, "only ours:", edge)
		}
	}
	for _, edge := range slices.Sorted(maps.Keys(want)) {
		if !have[edge] {
			fmt.Fprintln(&b, "only the console's:", edge)
		}
	}
	return b.String()
}

// differing returns the paths at which two Parameters differ. A missing one is
// an empty one.
func differing(have, want flow.Node) []string {
	a, b := map[string]string{}, map[string]string{}
	leaves(have, "", a)
	leaves(want, "", b)
	out := map[string]bool{}
	for path, value := range a {
		if other, ok := b[path]; !ok || other != value {
			out[path] = true
		}
	}
	for path := range b {
		if _, ok := a[path]; !ok {
			out[path] = true
		}
	}
	return slices.Sorted(maps.Keys(out))
}

func leaves(n flow.Node, path string, out map[string]string) {
	switch n.Kind() {
	case flow.Object:
		for key, m := range n.Members() {
			leaves(m, strings.TrimPrefix(path+"."+key, "."), out)
		}
	case flow.Array:
		out[path+"[]"] = fmt.Sprint(n.Len())
		for i, e := range n.Elements() {
			leaves(e, fmt.Sprintf("%s[%d]", path, i), out)
		}
	case flow.Missing:
	default:
		out[path] = n.Kind().String() + " " + n.Text()
	}
}
