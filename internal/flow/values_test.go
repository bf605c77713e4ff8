package flow_test

import (
	"encoding/json"
	"errors"
	"testing"

	"switchyard.dev/switchyard/internal/flow"
)

func set(value string, path ...string) flow.ValueEdit {
	return flow.ValueEdit{Path: path, Value: json.RawMessage(value)}
}

func TestEditValues(t *testing.T) {
	const spaced = "{\r\n\t\"a\" : {\"x\":1.50, \"y\": \"\\u00e4\"},\r\n\t\"b\": [ 1,2 ]\r\n}\r\n"
	cases := []struct {
		name, text string
		edits      []flow.ValueEdit
		want       string // "" when it must be refused
	}{
		{"nothing", spaced, nil, spaced},
		{"the same value", spaced, []flow.ValueEdit{set(`"ä"`, "a", "y")}, spaced},
		{"a scalar", spaced, []flow.ValueEdit{set(`2`, "a", "x")}, "{\r\n\t\"a\" : {\"x\":2, \"y\": \"\\u00e4\"},\r\n\t\"b\": [ 1,2 ]\r\n}\r\n"},
		{"a new member", spaced, []flow.ValueEdit{set(`true`, "c")}, "{\r\n\t\"a\" : {\"x\":1.50, \"y\": \"\\u00e4\"},\r\n\t\"b\": [ 1,2 ],\r\n\t\"c\": true\r\n}\r\n"},
		{"objects on the way", `{}`, []flow.ValueEdit{set(`1`, "a", "b", "c")}, "{\n  \"a\": {\n    \"b\": {\n      \"c\": 1\n    }\n  }\n}"},
		{"removed", spaced, []flow.ValueEdit{{Path: []string{"a", "x"}, Remove: true}}, "{\r\n\t\"a\" : {\"y\": \"\\u00e4\"},\r\n\t\"b\": [ 1,2 ]\r\n}\r\n"},
		{"renamed in its place", spaced, []flow.ValueEdit{{Path: []string{"a", "x"}, Rename: "zoë"}}, "{\r\n\t\"a\" : {\"zo\\u00eb\":1.50, \"y\": \"\\u00e4\"},\r\n\t\"b\": [ 1,2 ]\r\n}\r\n"},
		{"an element appended", spaced, []flow.ValueEdit{set(`3`, "b", "2")}, "{\r\n\t\"a\" : {\"x\":1.50, \"y\": \"\\u00e4\"},\r\n\t\"b\": [ 1,2,3 ]\r\n}\r\n"},
		{"renamed to a name that is taken", spaced, []flow.ValueEdit{{Path: []string{"a", "x"}, Rename: "y"}}, ""},
		{"an element has no name", spaced, []flow.ValueEdit{{Path: []string{"b", "0"}, Rename: "y"}}, ""},
		{"removed twice", spaced, []flow.ValueEdit{{Path: []string{"a"}, Remove: true}, {Path: []string{"a"}, Remove: true}}, ""},
		{"into a scalar", spaced, []flow.ValueEdit{set(`1`, "a", "x", "z")}, ""},
		{"no path", spaced, []flow.ValueEdit{set(`1`)}, ""},
		{"no value", spaced, []flow.ValueEdit{{Path: []string{"a"}}}, ""},
		{"two of one name", `{"a":1,"a":2}`, []flow.ValueEdit{set(`3`, "a")}, ""},
		{"no JSON", `{`, []flow.ValueEdit{set(`3`, "a")}, ""},
		{"nothing at all", ``, []flow.ValueEdit{set(`3`, "a")}, ""},
	}
	for _, c := range cases {
		got, err := flow.EditValues(c.text, c.edits...)
		if (err != nil) != (c.want == "") || got != c.want {
			t.Errorf("%s: %q (%v), want %q", c.name, got, err, c.want)
		}
		if err != nil && !errors.Is(err, flow.ErrNoSuchValue) {
			t.Errorf("%s: unexpected error %v", c.name, err)
		}
	}
}
