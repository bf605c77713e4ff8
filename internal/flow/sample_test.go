package flow_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"switchyard.dev/switchyard/internal/flow"
)

// sample returns a flow of n blocks in the console's own order of members,
// indented by two spaces: menus, messages, queues and lambdas that lead on.
func sample(n int) string {
	var metadata, actions []string
	for i := range n {
		next, back := blockID((i+1)%n), blockID(i/2)
		metadata = append(metadata, fmt.Sprintf(`%q:{"position":{"x":%d.5,"y":%d}%s}`,
			blockID(i), i%20*260, i/20*180, []string{"", `,"isFriendlyName":true`, `,"queue":{"text":"Basic","id":"q"}`}[i%3]))
		switch i % 4 {
		case 0:
			actions = append(actions, fmt.Sprintf(`{"Parameters":{"Text":"Hello, this is message %d for you."},"Identifier":%q,"Type":"MessageParticipant","Transitions":{"NextAction":%q,"Errors":[{"NextAction":%q,"ErrorType":"NoMatchingError"}]}}`,
				i, blockID(i), next, back))
		case 1:
			actions = append(actions, fmt.Sprintf(`{"Parameters":{"Text":"Press one or two","StoreInput":"False","InputTimeLimitSeconds":"5"},"Identifier":%q,"Type":"GetParticipantInput","Transitions":{"NextAction":%q,"Errors":[{"NextAction":%q,"ErrorType":"InputTimeLimitExceeded"},{"NextAction":%q,"ErrorType":"NoMatchingCondition"}],"Conditions":[{"NextAction":%q,"Condition":{"Operator":"Equals","Operands":["1"]}},{"NextAction":"","Condition":{"Operator":"Equals","Operands":["2"]}}]}}`,
				blockID(i), next, back, next, back))
		case 2:
			actions = append(actions, fmt.Sprintf(`{"Parameters":{"LambdaFunctionARN":"arn:aws:lambda:eu-west-2:000000000000:function:look-up","InvocationTimeLimitSeconds":"3","LambdaInvocationAttributes":{"key":"$.Attributes.key"}},"Identifier":%q,"Type":"InvokeLambdaFunction","Transitions":{"NextAction":%q,"Errors":[{"NextAction":%q,"ErrorType":"NoMatchingError"}],"Conditions":[]}}`,
				blockID(i), next, back))
		default:
			actions = append(actions, fmt.Sprintf(`{"Parameters":{},"Identifier":%q,"Type":"DisconnectParticipant","Transitions":{}}`, blockID(i)))
		}
	}
	text := fmt.Sprintf(`{"Version":"2019-10-30","StartAction":%q,"Metadata":{"entryPointPosition":{"x":40,"y":40},"ActionMetadata":{%s},"Annotations":[{"type":"default","id":"note","content":"Line one\nline two","actionId":%q,"position":{"x":1,"y":1}}],"name":"Sample","status":"published"},"Actions":[%s]}`,
		blockID(0), strings.Join(metadata, ","), blockID(0), strings.Join(actions, ","))
	return reindent(text, "  ")
}

func blockID(i int) string { return fmt.Sprintf("00000000-0000-4000-8000-%012d", i) }

// reindent lays a text out anew; "" minifies.
func reindent(text, indent string) string {
	var b bytes.Buffer
	if indent == "" {
		_ = json.Compact(&b, []byte(text))
	} else {
		_ = json.Indent(&b, []byte(text), "", indent)
	}
	return b.String()
}

// corpus returns the flows that other people made, which are read where they
// lie and are not part of this repository.
func corpus(t testing.TB) map[string][]byte {
	t.Helper()
	files, err := filepath.Glob("../../../shared/corpus/flows/*/*.json")
	if err != nil || len(files) == 0 {
		t.Skip("skipped: the corpus of real flows is not on this machine (../shared/corpus)")
	}
	out := make(map[string][]byte, len(files))
	for _, name := range files {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		out[filepath.Base(name)] = raw
	}
	return out
}

func mustApply(t testing.TB, doc *flow.Document, ops ...flow.Op) flow.Inverse {
	t.Helper()
	inverse, rejection := doc.Apply(ops)
	if rejection != nil {
		t.Fatalf("rejected: %+v", *rejection)
	}
	return inverse
}
