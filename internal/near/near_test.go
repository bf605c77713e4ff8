package near

import (
	"strings"
	"testing"
)

func TestMatch(t *testing.T) {
	known := []string{"SWITCHYARD_ADDR", "SWITCHYARD_DATA_DIR", "Compare", "Loop", "MessageParticipant"}
	for name, want := range map[string]string{
		"SWITCHYARD_DATADIR": "SWITCHYARD_DATA_DIR", "switchyard_addr": "SWITCHYARD_ADDR", "Compare": "Compare",
		"MesageParticipant": "MessageParticipant", "Lop": "", "Looop": "Loop", "": "", "Nothing like it": "",
		strings.Repeat("Loop", 1000): "",
	} {
		if got, ok := Match(name, known); got != want || ok != (want != "") {
			t.Errorf("%q is taken for %q, want %q", name, got, want)
		}
	}
}

// TestDistance compares with the definition.
func TestDistance(t *testing.T) {
	var slow func(a, b string) int
	slow = func(a, b string) int {
		if a == "" || b == "" {
			return len(a) + len(b)
		}
		same := 1
		if a[0] == b[0] {
			same = 0
		}
		return min(slow(a[1:], b[1:])+same, slow(a[1:], b)+1, slow(a, b[1:])+1)
	}
	words := []string{"", "a", "ab", "ba", "abc", "abcd", "bcda", "loop", "pool", "xloop"}
	for _, a := range words {
		for _, b := range words {
			for limit := range 7 {
				if got, want := distance(a, b, limit), min(slow(a, b), limit); got != want {
					t.Errorf("%q to %q, at most %d: %d, want %d", a, b, limit, got, want)
				}
			}
		}
	}
}
