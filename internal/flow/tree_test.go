package flow

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestPointerPartsIsTheInverseOfPointer(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOf(rapid.StringMatching(`[a~/01.]{0,6}`)).Draw(t, "parts")
		if got := PointerParts(Pointer(parts...)); !slices.Equal(got, parts) {
			t.Fatalf("%q becomes %q", parts, got)
		}
	})
}
