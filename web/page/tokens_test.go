package page

import (
	"fmt"
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

func readTokens(t *testing.T) (light, dark, chosen map[string]string) {
	t.Helper()
	text, err := os.ReadFile("../../static/css/tokens.css")
	if err != nil {
		t.Fatal(err)
	}
	css := string(text)
	return block(t, css, ":root {"), block(t, css, `:root:not([data-theme="light"]) {`), block(t, css, `:root[data-theme="dark"] {`)
}

var declaration = regexp.MustCompile(`(--[a-z0-9-]+):\s*([^;]+);`)

func block(t *testing.T, css, selector string) map[string]string {
	t.Helper()
	_, rest, ok := strings.Cut(css, selector)
	if !ok {
		t.Fatalf("there is no %s", selector)
	}
	body, _, _ := strings.Cut(rest, "}")
	out := map[string]string{}
	for _, m := range declaration.FindAllStringSubmatch(body, -1) {
		out[m[1]] = m[2]
	}
	return out
}

// TestDarkIsWrittenTwiceTheSame: by preference and by choice.
func TestDarkIsWrittenTwiceTheSame(t *testing.T) {
	light, dark, chosen := readTokens(t)
	if len(dark) < 40 || fmt.Sprint(dark) != fmt.Sprint(chosen) {
		t.Errorf("the two dark blocks differ, or are nearly empty (%d and %d tokens)", len(dark), len(chosen))
	}
	for name := range dark {
		if _, ok := light[name]; !ok {
			t.Errorf("%s is dark only", name)
		}
	}
}

// TestTextReads measures contrast (WCAG 2): 4.5 for text, 3 for what only has to
// be seen.
func TestTextReads(t *testing.T) {
	pairs := []struct {
		front, back string
		least       float64
	}{
		{"text", "bg", 7},
		{"text", "surface", 7},
		{"text-muted", "surface", 4.5},
		{"text-muted", "bg", 4.5},
		{"text-muted", "surface-sunken", 4.5},
		{"text-subtle", "surface", 4.5},
		{"text-subtle", "bg", 4.5},
		{"accent-text", "surface", 4.5},
		{"accent-text", "bg", 4.5},
		{"accent-text", "accent-bg", 4.5},
		{"text-on-accent", "accent", 4.5},
		{"text-on-accent", "accent-hover", 4.5},
		{"text-on-accent", "danger", 4.5},
		{"danger-text", "danger-bg", 4.5},
		{"warning-text", "warning-bg", 4.5},
		{"success-text", "success-bg", 4.5},
		{"info-text", "info-bg", 4.5},
		{"danger-text", "surface", 4.5},
		{"border-field", "surface", 3},
		{"focus", "surface", 3},
		{"focus", "bg", 3},
	}
	for _, category := range []string{"interact", "set", "check", "analyze", "logic", "integrate", "terminate"} {
		for _, back := range []string{"cat-" + category + "-bg", "surface"} {
			pairs = append(pairs, struct {
				front, back string
				least       float64
			}{"cat-" + category, back, 4.5})
		}
	}
	light, dark, _ := readTokens(t)
	for name, theme := range map[string]map[string]string{"light": light, "dark": dark} {
		for _, p := range pairs {
			if got := contrast(t, theme["--"+p.front], theme["--"+p.back]); got < p.least {
				t.Errorf("%s: %s on %s has %.2f, wants %.1f", name, p.front, p.back, got, p.least)
			}
		}
	}
}

func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	x, y := luminance(t, a), luminance(t, b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(t *testing.T, hex string) float64 {
	t.Helper()
	n, err := strconv.ParseUint(strings.TrimPrefix(hex, "#"), 16, 32)
	if err != nil || len(hex) != 7 {
		t.Fatalf("%q is no colour", hex)
	}
	channel := func(shift uint) float64 {
		c := float64(n>>shift&0xff) / 255
		if c <= 0.03928 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*channel(16) + 0.7152*channel(8) + 0.0722*channel(0)
}
