package lint_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"switchyard.dev/switchyard/internal/catalog"
	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/lint"
)

// realistic is a sound flow of n blocks in the console's shape: identifiers
// are UUIDs, metadata hold positions, the text is indented, and the types
// stand in proportions as exports have them.
func realistic(n int) string {
	r := rand.New(rand.NewPCG(1, 2))
	ids := make([]string, n)
	for i := range ids {
		ids[i] = fmt.Sprintf("%08x-%04x-4%03x-8%03x-%012x", r.Uint32(), r.Uint32()&0xffff, i&0xfff, r.Uint32()&0xfff, r.Uint64()&0xffffffffffff)
	}
	var actions, metadata strings.Builder
	for i, id := range ids {
		kind := kindsOfBlocks[r.IntN(len(kindsOfBlocks))]
		if i == n-1 {
			kind = "DisconnectParticipant"
		}
		if i > 0 {
			actions.WriteString(",\n")
			metadata.WriteString(",\n")
		}
		actions.WriteString(realisticAction(kind, ids, i, r))
		fmt.Fprintf(&metadata, "      %q: {\n        \"position\": {\n          \"x\": %d,\n          \"y\": %d\n        }\n      }", id, i%20*280, i/20*200)
	}
	return fmt.Sprintf("{\n  \"Version\": \"2019-10-30\",\n  \"StartAction\": %q,\n  \"Metadata\": {\n    \"entryPointPosition\": {\n      \"x\": 40,\n      \"y\": 40\n    },\n    \"ActionMetadata\": {\n%s\n    },\n    \"Annotations\": [],\n    \"name\": \"Main\",\n    \"description\": \"\",\n    \"type\": \"contactFlow\",\n    \"status\": \"PUBLISHED\",\n    \"hash\": {}\n  },\n  \"Actions\": [\n%s\n  ]\n}", ids[0], metadata.String(), actions.String())
}

var kindsOfBlocks = []string{
	"MessageParticipant", "MessageParticipant", "MessageParticipant", "MessageParticipant", "UpdateContactAttributes",
	"UpdateContactAttributes", "InvokeLambdaFunction", "Compare", "GetParticipantInput", "CheckHoursOfOperation", "Loop",
	"UpdateContactTargetQueue", "TransferContactToQueue", "UpdateFlowLoggingBehavior",
}

// realisticParameters are finished parameters of blocks whose defaults are to be filled in.
var realisticParameters = map[string]string{
	"MessageParticipant":       `{"Text": "Thank you for calling. For opening hours press one, to speak with somebody stay on the line, $.Attributes.firstName."}`,
	"UpdateContactAttributes":  `{"Attributes": {"customerType": "$.External.customerType", "language": "en-GB", "lastStep": "menu"}, "TargetContact": "Current"}`,
	"InvokeLambdaFunction":     `{"LambdaFunctionARN": "arn:aws:lambda:eu-west-2:123456789012:function:look-up-customer", "InvocationTimeLimitSeconds": "8", "LambdaInvocationAttributes": {"phone": "$.CustomerEndpoint.Address"}, "ResponseValidation": {"ResponseType": "STRING_MAP"}}`,
	"GetParticipantInput":      `{"Text": "Press 1 or 2", "StoreInput": "False", "InputTimeLimitSeconds": "5"}`,
	"UpdateContactTargetQueue": `{"QueueId": "arn:aws:connect:eu-west-2:123456789012:instance/4a9c/queue/8b1d"}`,
}

func realisticAction(kind string, ids []string, i int, r *rand.Rand) string {
	known, _ := catalog.Lookup(kind)
	b := &known.Blocks[len(known.Blocks)-1]
	parameters := b.Defaults
	if p, ok := realisticParameters[kind]; ok {
		parameters = p
	}
	target := func() string { return ids[min(i+1+r.IntN(6), len(ids)-1)] }
	transitions := "{}"
	if !known.Terminal {
		var conditions, errors []string
		for _, operand := range b.Conditions {
			conditions = append(conditions, fmt.Sprintf(`{"NextAction": %q, "Condition": {"Operator": "Equals", "Operands": [%q]}}`, target(), operand))
		}
		for _, e := range b.Errors {
			errors = append(errors, fmt.Sprintf(`{"NextAction": %q, "ErrorType": %q}`, target(), e))
		}
		transitions = fmt.Sprintf(`{"NextAction": %q, "Errors": [%s], "Conditions": [%s]}`, ids[min(i+1, len(ids)-1)], strings.Join(errors, ", "), strings.Join(conditions, ", "))
	}
	text := fmt.Sprintf(`{"Parameters": %s, "Identifier": %q, "Type": %q, "Transitions": %s}`, parameters, ids[i], kind, transitions)
	var v any
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		panic(err)
	}
	pretty, _ := json.MarshalIndent(v, "    ", "  ")
	return "    " + string(pretty)
}

func TestRealisticFlowIsSound(t *testing.T) {
	for _, d := range lint.Run(flow.ParseString(realistic(250)), lint.Options{}) {
		if d.Severity == lint.Error {
			t.Fatalf("line %d: %s [%s]", d.Line, d.Message, d.Code)
		}
	}
}

// BenchmarkLint250 reports parse and lint of 250 blocks and, in the same run,
// what encoding/json needs to decode the same bytes: their ratio is the budget.
func BenchmarkLint250(b *testing.B) {
	src := []byte(realistic(250))
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	var reference time.Duration
	for b.Loop() {
		lint.Run(flow.Parse(src), lint.Options{})
		b.StopTimer()
		start := time.Now()
		var v any
		if err := json.Unmarshal(src, &v); err != nil {
			b.Fatal(err)
		}
		reference += time.Since(start)
		b.StartTimer()
	}
	b.ReportMetric(b.Elapsed().Seconds()/reference.Seconds(), "x-json")
}

// BenchmarkLint250Faults is the same with a finding at every block: a draft in
// the making.
func BenchmarkLint250Faults(b *testing.B) {
	src := []byte(strings.ReplaceAll(realistic(250), `"ErrorType"`, `"Fault"`))
	for b.Loop() {
		lint.Run(flow.Parse(src), lint.Options{})
	}
}
