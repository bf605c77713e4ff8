package catalog_test

import (
	"regexp"
	"strings"
	"testing"

	"switchyard.dev/switchyard/internal/catalog"
)

func TestAttributes(t *testing.T) {
	wellFormed := regexp.MustCompile(`^\$(\.[A-Za-z]+)+(\.|\['[A-Za-z:]+'\])?$`)
	seen := map[string]bool{}
	for _, a := range catalog.Attributes() {
		switch {
		case !wellFormed.MatchString(a.Path):
			t.Errorf("%s is no reference", a.Path)
		case seen[a.Path]:
			t.Errorf("%s is there twice", a.Path)
		case a.About == "" || strings.HasSuffix(a.About, ".") || len(a.About) > 90:
			t.Errorf("%s is described as %q: a short phrase without a full stop is shown beside it", a.Path, a.About)
		}
		seen[a.Path] = true
	}
	for _, space := range []string{"$.Attributes.", "$.FlowAttributes.", "$.External."} {
		if !seen[space] {
			t.Errorf("%s is not there", space)
		}
	}
}
