package flow_test

import (
	"encoding/json"
	"strings"
	"testing"

	"switchyard.dev/switchyard/internal/flow"
)

func TestProblems(t *testing.T) {
	tests := []struct {
		name, text string
		code       string
		line, col  int
		message    string // a part
	}{
		{"empty", "", flow.CodeSyntax, 1, 1, "empty"},
		{"only space", " \n ", flow.CodeSyntax, 2, 2, "empty"},
		{"trailing comma in an object", "{\"a\":1,\n}", flow.CodeSyntax, 2, 1, "comma before"},
		{"trailing comma in an array", "[1,]", flow.CodeSyntax, 1, 4, "comma before"},
		{"missing comma", `{"a":1 "b":2}`, flow.CodeSyntax, 1, 8, "comma is missing"},
		{"missing colon", `{"a" 1}`, flow.CodeSyntax, 1, 6, "colon"},
		{"missing value", `{"a":}`, flow.CodeSyntax, 1, 6, "missing"},
		{"open object", `{"a":1`, flow.CodeSyntax, 1, 7, "}"},
		{"open string", `{"a":"x`, flow.CodeSyntax, 1, 6, "closing quote"},
		{"single quotes", `{'a':1}`, flow.CodeSyntax, 1, 2, "double quotes"},
		{"comment", `{} // done`, flow.CodeSyntax, 1, 4, "after the end"},
		{"bare name", `{a:1}`, flow.CodeSyntax, 1, 2, "double quotes"},
		{"Python's words", `[True]`, flow.CodeSyntax, 1, 2, "lower case"},
		{"leading zero", `[01]`, flow.CodeSyntax, 1, 2, "number"},
		{"bare minus", `[-]`, flow.CodeSyntax, 1, 2, "number"},
		{"line break in a string", "[\"a\nb\"]", flow.CodeSyntax, 1, 4, "\\n"},
		{"bad escape", `["\x"]`, flow.CodeSyntax, 1, 3, "escape"},
		{"short escape", `["\u12"]`, flow.CodeSyntax, 1, 3, "escape"},
		{"two values", "{}\n{}", flow.CodeSyntax, 2, 1, "after the end"},
		{"crossed brackets", `{"a":[}]`, flow.CodeSyntax, 1, 7, "missing"},
		{"not UTF-8", "[\"a\xff\"]", flow.CodeBadUTF8, 1, 4, "0xff"},
		{"columns count characters", `["📞é" 1]`, flow.CodeSyntax, 1, 7, "comma"},
		{"array", `[]`, flow.CodeNotAnObject, 1, 1, "an array"},
		{"string", `"x"`, flow.CodeNotAnObject, 1, 1, "a string"},
		{"mark", "\uFEFF{}", flow.CodeByteOrderMark, 1, 1, "byte order mark"},
		{"doubled name", "{\"a\":1,\n \"\\u0061\":2}", flow.CodeDuplicateKey, 2, 11, `"a"`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc := flow.ParseString(test.text)
			if doc.String() != test.text {
				t.Errorf("the text changed to %q", doc)
			}
			problems := doc.Problems()
			if len(problems) == 0 {
				t.Fatal("no problem")
			}
			p := problems[0]
			if p.Code != test.code || !strings.Contains(p.Message, test.message) {
				t.Errorf("got %s: %s; want %s: …%s…", p.Code, p.Message, test.code, test.message)
			}
			if at := doc.PositionAt(p.Offset); at.Line != test.line || at.Column != test.col {
				t.Errorf("at line %d, column %d, want %d, %d", at.Line, at.Column, test.line, test.col)
			}
			if unsound := doc.Unsound() != nil; unsound != (p.Code == flow.CodeSyntax || p.Code == flow.CodeBadUTF8) {
				t.Errorf("unsound is %t after %s", unsound, p.Code)
			}
		})
	}
}

func TestBrokenTextIsReadAsFarAsItGoes(t *testing.T) {
	doc := flow.ParseString(`{"StartAction":"a","Actions":[{"Identifier":"a","Type":"Wait",},{"Identifier":"b" "Type":"Loop"},{"Identifier":"c"`)
	var ids []string
	for _, a := range doc.Actions() {
		ids = append(ids, a.ID+":"+a.Type)
	}
	if got := strings.Join(ids, " "); got != "a:Wait b:Loop c:" {
		t.Errorf("read %q", got)
	}
	if doc.Editable() || doc.Format() != flow.FormatFlow {
		t.Errorf("editable %t, format %s", doc.Editable(), doc.Format())
	}
	_, rejection := doc.Apply([]flow.Op{{Kind: flow.SetStart, Target: "b"}})
	if rejection == nil || rejection.Code != flow.RejectNotEditable {
		t.Errorf("an edit of broken text gave %+v", rejection)
	}
	before := doc.String()
	inverse := mustApply(t, doc, flow.Op{Kind: flow.Replace, Text: tiny})
	if rejection := doc.Undo(inverse); rejection != nil || doc.String() != before {
		t.Errorf("undoing the replacement gave %+v\n%s", rejection, doc)
	}
}

func TestDuplicateKeyProblemNamesTheMember(t *testing.T) {
	doc := flow.ParseString(`{"Actions":[{"Identifier":"a","b/c":{"x":1,"x":2,"x":3}}],"StartAction":""}`)
	problems := doc.Problems()
	if len(problems) != 2 {
		t.Fatalf("problems: %+v", problems)
	}
	for _, p := range problems {
		if p.Pointer != "/Actions/0/b~1c/x" || p.Code != flow.CodeDuplicateKey {
			t.Errorf("got %+v", p)
		}
	}
	if n := doc.Root().Get("Actions").At(0).Get("b/c"); n.Get("x").Text() != "3" || n.Len() != 3 {
		t.Errorf("x is %s of %d members", n.Get("x").Text(), n.Len())
	}
	if !doc.Editable() {
		t.Error("doubled names make the document read-only")
	}
}

func nested(depth int) string {
	return `{"StartAction":"","Actions":[],"x":` + strings.Repeat("[", depth-1) + strings.Repeat("]", depth-1) + "}"
}

func TestLimits(t *testing.T) {
	tests := []struct {
		name, text, code string
	}{
		{"sample", sample(10), ""},
		{"63 levels", nested(63), ""},
		{"64 levels", nested(64), ""},
		{"65 levels", nested(65), flow.CodeTooDeep},
		{"5,000 levels", nested(5000), flow.CodeTooDeep},
		{"1,000,000 levels", nested(1_000_000), flow.CodeTooDeep},
		{"1,000,000 open brackets", strings.Repeat("[", 1_000_000), flow.CodeTooDeep},
		{"2 MiB", `{"a":"` + strings.Repeat("x", flow.MaxBytes-8) + `"}`, ""},
		{"2 MiB and a byte", `{"a":"` + strings.Repeat("x", flow.MaxBytes-7) + `"}`, flow.CodeTooLarge},
		{"not UTF-8", "{\"a\":\"\xc3\x28\"}", flow.CodeBadUTF8},
		{"half a character", "{\"a\":\"\xf0\x9f\"}", flow.CodeBadUTF8},
		{"not JSON", "Version: 2019-10-30", flow.CodeSyntax},
		{"nothing", "", flow.CodeSyntax},
		{"doubled names", `{"a":1,"a":2}`, ""},
		{"mark", "\uFEFF{}", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := flow.CheckLimits([]byte(test.text))
			switch {
			case p == nil && test.code != "":
				t.Fatalf("accepted, want %s", test.code)
			case p != nil && p.Code != test.code:
				t.Fatalf("got %s (%s), want %q", p.Code, p.Message, test.code)
			case p != nil && p.Code != flow.CodeTooLarge && !strings.HasPrefix(p.Message, "Line 1, column "):
				t.Errorf("the message names no place: %s", p.Message)
			}
			doc := flow.ParseString(test.text)
			if doc.String() != test.text {
				t.Error("the text changed")
			}
			doc.Actions()
			doc.Position("/x/0/0/0")
			_, _ = flow.Canonical([]byte(test.text))
		})
	}
}

func TestCanonical(t *testing.T) {
	tests := []struct{ text, want string }{
		{` {"b" : 1.0, "a":[ true , null,"\u0041\/"] } `, `{"a":[true,null,"A/"],"b":1}`},
		{`[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001,-0,1e21,1e-7,123456789012345680000]`, `[333333333.3333333,1e+30,4.5,0.002,1e-27,0,1e+21,1e-7,123456789012345680000]`},
		{`{"\u20ac":1,"\r":2,"\ufb33":3,"1":4,"\ud83d\ude00":5,"\u0080":6,"\u00f6":7}`, "{\"\\r\":2,\"1\":4,\"\u0080\":6,\"ö\":7,\"€\":1,\"😀\":5,\"\ufb33\":3}"},
		{`"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/"`, `"€$\u000f\nA'B\"\\\\\"/"`},
		{`{"a":1,"a":2,"\u0061":3}`, `{"a":3}`},
		{`["\ud83d","\ude00x","\ud83d\ud83d\ude00"]`, `["\ud83d","\ude00x","\ud83d😀"]`},
	}
	for _, test := range tests {
		got, err := flow.Canonical([]byte(test.text))
		if err != nil || string(got) != test.want {
			t.Errorf("%s\ngot  %s %v\nwant %s", test.text, got, err, test.want)
		}
	}
	for _, bad := range []string{"", "{", "[1e999]", "nope", nested(65)} {
		if got, err := flow.Canonical([]byte(bad)); err == nil {
			t.Errorf("%.20q gave %s, want an error", bad, got)
		}
	}
}

func TestUnwrap(t *testing.T) {
	wrapped := func(name, extra string) []byte {
		content, _ := json.Marshal(tiny)
		return []byte(`{"` + name + `":{"Name":"Main","Type":"CONTACT_FLOW","Description":"D","Id":"i","Content":` + string(content) + extra + `}}`)
	}
	content, info, ok := flow.Unwrap(wrapped("ContactFlow", ""))
	if !ok || string(content) != tiny || info.Name != "Main" || info.Type != "CONTACT_FLOW" || info.Description != "D" {
		t.Errorf("flow: %t %+v\n%s", ok, info, content)
	}
	content, info, ok = flow.Unwrap(wrapped("ContactFlowModule", `,"Settings":"{\"a\":1}"`))
	if !ok || string(content) != tiny || info.Type != "MODULE" || info.Settings != `{"a":1}` {
		t.Errorf("module: %t %+v", ok, info)
	}
	for _, other := range []string{tiny, "", `{"ContactFlow":{"Content":1}}`, `{"ContactFlow":"x"}`} {
		if content, _, ok := flow.Unwrap([]byte(other)); ok || string(content) != other {
			t.Errorf("%q was unwrapped to %q", other, content)
		}
	}
}
