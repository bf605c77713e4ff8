package diff_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"switchyard.dev/switchyard/internal/flow"
)

// The oracle of law 1: a flow as plain JSON with everything put in order that
// says nothing by its order, and what is as good as absent left out. It shares
// no code with the package.

func meaning(t testing.TB, text string) string {
	t.Helper()
	return asJSON(t, normal(t, text, nil))
}

// shuffled is the same flow with its lists in another order.
func shuffled(t testing.TB, text string) string {
	t.Helper()
	return asJSON(t, normal(t, text, rand.New(rand.NewPCG(1, 2))))
}

func normal(t testing.TB, text string, shuffle *rand.Rand) any {
	t.Helper()
	raw, err := flow.Canonical([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	var root any
	if err := json.Unmarshal(raw, &root); err != nil {
		t.Fatal(err)
	}
	top, ok := root.(map[string]any)
	if !ok || flow.ParseString(text).Format() == flow.FormatLegacy {
		return root
	}
	if list, ok := top["Actions"].([]any); ok {
		for _, a := range list {
			normalAction(a, shuffle)
		}
		top["Actions"] = arranged(list, "Identifier", shuffle)
	}
	drop(top, "Actions", []any{})
	if meta, ok := top["Metadata"].(map[string]any); ok {
		normalMetadata(meta)
	}
	drop(top, "Metadata", map[string]any{})
	return top
}

func normalMetadata(meta map[string]any) {
	if entries, ok := meta["ActionMetadata"].(map[string]any); ok {
		for id := range entries {
			drop(entries, id, map[string]any{})
		}
	}
	drop(meta, "ActionMetadata", map[string]any{})
	if list, ok := meta["Annotations"].([]any); ok {
		meta["Annotations"] = arranged(list, "id", nil)
	}
	drop(meta, "Annotations", []any{})
}

func normalAction(v any, shuffle *rand.Rand) {
	a, ok := v.(map[string]any)
	if !ok {
		return
	}
	drop(a, "Parameters", map[string]any{})
	if t, ok := a["Transitions"].(map[string]any); ok {
		if list, ok := t["Errors"].([]any); ok {
			t["Errors"] = arranged(list, "ErrorType", shuffle)
		}
		if list, ok := t["Conditions"].([]any); ok {
			t["Conditions"] = arrangedConditions(list, shuffle)
		}
		drop(t, "Errors", []any{})
		drop(t, "Conditions", []any{})
	}
	drop(a, "Transitions", map[string]any{})
}

// drop leaves an empty container out.
func drop(of map[string]any, key string, empty any) {
	if v, ok := of[key]; ok && fmt.Sprintf("%#v", v) == fmt.Sprintf("%#v", empty) {
		delete(of, key)
	}
}

// arranged sorts objects by a member, those that are none at the end. To
// shuffle, it draws the order of different members instead.
func arranged(list []any, by string, shuffle *rand.Rand) []any {
	return arrangedBy(list, func(o map[string]any) string {
		if by != "ErrorType" {
			if _, ok := o[by].(string); !ok {
				return ""
			}
		}
		return fmt.Sprintf("%#v", o[by])
	}, shuffle)
}

func arrangedBy(list []any, key func(map[string]any) string, shuffle *rand.Rand) []any {
	drawn := map[string]int{}
	order := func(v any) (int, string) {
		o, ok := v.(map[string]any)
		if !ok {
			return 1 << 60, ""
		}
		k := key(o)
		if shuffle == nil {
			return 0, k
		}
		if _, ok := drawn[k]; !ok {
			drawn[k] = shuffle.Int()>>8 + 1
		}
		return drawn[k], k
	}
	out := slices.Clone(list)
	slices.SortStableFunc(out, func(x, y any) int {
		n, k := order(x)
		m, l := order(y)
		return cmp.Or(cmp.Compare(n, m), cmp.Compare(k, l))
	})
	return out
}

// arrangedConditions sorts runs of comparisons with different constants.
func arrangedConditions(list []any, shuffle *rand.Rand) []any {
	var objects, odd, run []any
	out := []any{}
	for _, v := range list {
		if _, ok := v.(map[string]any); ok {
			objects = append(objects, v)
		} else {
			odd = append(odd, v)
		}
	}
	flush := func() {
		out = append(out, arrangedBy(run, func(o map[string]any) string { return fmt.Sprintf("%#v", o["Condition"]) }, shuffle)...)
		run = nil
	}
	for _, v := range objects {
		if constant(v.(map[string]any)["Condition"]) {
			run = append(run, v)
			continue
		}
		flush()
		out = append(out, v)
	}
	flush()
	return append(out, odd...)
}

func constant(v any) bool {
	test, _ := v.(map[string]any)
	operands, _ := test["Operands"].([]any)
	return test["Operator"] == "Equals" && !slices.ContainsFunc(operands, func(o any) bool {
		s, ok := o.(string)
		return ok && strings.HasPrefix(s, "$")
	})
}

func newID(i int) string { return fmt.Sprintf("99999999-0000-4000-8000-%012d", i) }
