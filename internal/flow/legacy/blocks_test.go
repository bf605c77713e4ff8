package legacy_test

import (
	"fmt"
	"strings"
	"testing"

	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/flow/legacy"
)

// oldFlow is an old export with one block and an end.
func oldFlow(block string) string {
	return `{"modules":[` + block + `,{"id":"end","type":"Disconnect","branches":[],"parameters":[],"metadata":{"position":{"x":9,"y":9}}}],` +
		`"version":"1","type":"contactFlow","start":"b","metadata":{"name":"N","description":null,"type":"contactFlow","status":"saved","hash":"abc"}}`
}

// module is one old block with the identifier b. Branches are given as
// "Condition target" or "Condition Type Value target".
func module(kind, target, parameters string, branches ...string) string {
	var list []string
	for _, b := range branches {
		part := strings.Split(b, " ")
		extra := ""
		if len(part) == 4 {
			extra = fmt.Sprintf(`,"conditionType":%q,"conditionValue":%q`, part[1], part[2])
		}
		list = append(list, fmt.Sprintf(`{"condition":%q%s,"transition":%q}`, part[0], extra, part[len(part)-1]))
	}
	if target != "" {
		target = fmt.Sprintf(`,"target":%q`, target)
	}
	return fmt.Sprintf(`{"id":"b","type":%q%s,"parameters":[%s],"branches":[%s],"metadata":{"position":{"x":1.5,"y":-2}}}`, kind, target, parameters, strings.Join(list, ","))
}

// blocks are what the pairs of real files do not show.
var blocks = []struct {
	name, old string
	action    string
	want      string // Parameters, canonical
	edges     string // next, errors and conditions
	notes     string // kinds
}{
	{
		"a recording known by name", module("PlayPrompt", "", `{"name":"AudioPrompt","namespace":null,"resourceName":"Beep.wav"}`, "Success end"),
		"MessageParticipant", `{"PromptId":""}`, "next end", "name-only",
	},
	{
		"markup", module("PlayPrompt", "", `{"name":"Text","value":"<speak/>"},{"name":"TextToSpeechType","value":"ssml"}`, "Success end", "Error end"),
		"MessageParticipant", `{"SSML":"<speak/>"}`, "next end; NoMatchingError end", "",
	},
	{
		"a bot of Lex V2", module("GetUserInput", "Lex", `{"name":"Text","value":"Hi"},{"name":"BotAliasArn","value":"arn:b"},{"name":"LexVersion","value":"V2"},{"name":"Parameter","key":"a.b","value":"Channel","namespace":"System"}`, "Evaluate Equals Yes end", "NoMatch end", "Error end"),
		"ConnectParticipantWithLexBot", `{"LexSessionAttributes":{"a.b":"$.Channel"},"LexV2Bot":{"AliasArn":"arn:b"},"Text":"Hi"}`,
		"next end; NoMatchingCondition end; NoMatchingError end; Equals Yes end", "",
	},
	{
		"a menu of four digits", module("GetUserInput", "Digits", `{"name":"Text","value":"Hi"},{"name":"Timeout","value":"5"},{"name":"MaxDigits","value":4}`, "Timeout end", "NoMatch end", "Error end"),
		"GetParticipantInput", `{"InputTimeLimitSeconds":"5","StoreInput":"False","Text":"Hi"}`,
		"next end; InputTimeLimitExceeded end; NoMatchingCondition end; NoMatchingError end", "lost",
	},
	{
		"digits, encrypted", module("StoreUserInput", "", `{"name":"Text","value":"Hi"},{"name":"CustomerInputType","value":"Custom"},{"name":"MaxDigits","value":16},{"name":"EncryptEntry","value":true},{"name":"EncryptionKeyId","value":"k"},{"name":"EncryptionKey","value":"pem","namespace":"User Defined"},{"name":"TerminatorDigits","value":"#"},{"name":"DisableCancel","value":"true"}`, "Success end", "Error end"),
		"GetParticipantInput", `{"DTMFConfiguration":{"DisableCancelKey":"True","InputTerminationSequence":"#"},"InputEncryption":{"EncryptionKeyId":"k","Key":"$.Attributes.pem"},"InputValidation":{"CustomValidation":{"MaximumLength":"16"}},"StoreInput":"True","Text":"Hi"}`,
		"next end; NoMatchingError end", "",
	},
	{
		"a phone number", module("StoreUserInput", "", `{"name":"Text","value":"Hi"},{"name":"CustomerInputType","value":"PhoneNumber"},{"name":"PhoneNumberFormat","value":"Local"},{"name":"CountryCode","value":"US"},{"name":"EncryptEntry","value":"false"},{"name":"EncryptionKeyId","value":""}`, "Success end", "InvalidNumber end", "Error end"),
		"GetParticipantInput", `{"InputValidation":{"PhoneNumberValidation":{"CountryCode":"US","NumberFormat":"Local"}},"StoreInput":"True","Text":"Hi"}`,
		"next end; NoMatchingError end; InvalidPhoneNumber end", "",
	},
	{
		"prompts in a loop", module("LoopPrompts", "", `{"name":"Text","key":"ssml","value":"<speak/>"},{"name":"AudioPrompt","value":"arn:p","resourceName":"Jazz.wav"},{"name":"InterruptSeconds","value":30}`, "Timeout end", "Error end"),
		"MessageParticipantIteratively", `{"InterruptFrequencySeconds":"30","Messages":[{"SSML":"<speak/>"},{"PromptId":"arn:p"}]}`,
		"next end; NoMatchingError end; Equals MessagesInterrupted end", "",
	},
	{
		"prompts that nothing leaves", module("LoopPrompts", "", `{"name":"Text","value":"Wait"}`),
		"MessageParticipantIteratively", `{"Messages":[{"Text":"Wait"}]}`, "", "",
	},
	{
		"a namespace of its own and a name with a space", module("SetAttributes", "", `{"name":"Attribute","key":"a","value":"my slot","namespace":"Lex.Slots"},{"name":"Attribute","key":"b","value":"Dialed Number","namespace":"System"}`, "Success end", "Error end"),
		"UpdateContactAttributes", `{"Attributes":{"a":"$.Lex.Slots.['my slot']","b":"$.SystemEndpoint.Address"}}`, "next end; NoMatchingError end", "",
	},
	{
		"an attribute that has no reference", module("SetAttributes", "", `{"name":"Attribute","key":"a","value":"Customer callback number","namespace":"System"}`, "Success end", "Error end"),
		"UpdateContactAttributes", `{}`, "next end; NoMatchingError end", "lost",
	},
	{
		"a key twice", module("SetAttributes", "", `{"name":"Attribute","key":"a","value":"1"},{"name":"Attribute","key":"a","value":"2"}`, "Success end", "Error end"),
		"UpdateContactAttributes", `{"Attributes":{"a":"2"}}`, "next end; NoMatchingError end", "lost",
	},
	{
		"a screen pop", module("SetScreenPop", "", `{"name":"key","value":"note"},{"name":"value","value":"Stored customer input","namespace":"System"}`, "Success end", "Error end"),
		"UpdateContactAttributes", `{"Attributes":{"note":"$.StoredCustomerInput"}}`, "next end; NoMatchingError end", "",
	},
	{
		"the contact's language, customer and a link", module("SetContactData", "", `{"name":"ContactData","languageCode":"en-US"},{"name":"ContactData","namespace":"External","customerId":"id"},{"name":"ContactData","namespace":"External","contactReference":{"key":"Mail","value":"url","type":"URL"}}`, "Success end", "Error end"),
		"UpdateContactData", `{"CustomerId":"$.External.id","LanguageCode":"en-US","References":{"Mail":{"Type":"URL","Value":"$.External.url"}}}`, "next end; NoMatchingError end", "",
	},
	{
		"a flow at an event, without Error", module("SetContactFlow", "", `{"name":"Type","value":"AgentWhisper"},{"name":"ContactFlowId","value":"","resourceName":"W"}`, "Success end"),
		"UpdateContactEventHooks", `{"EventHooks":{"AgentWhisper":""}}`, "next end; NoMatchingError end", "name-only added",
	},
	{
		"comparisons", module("CheckAttribute", "", `{"name":"Attribute","value":"x"},{"name":"Namespace","value":"External"}`, "Evaluate EndsWith 1 end", "Evaluate LessThanOrEqualTo 2 b", "Evaluate Sounds 3 b", "NoMatch end"),
		"Compare", `{"ComparisonValue":"$.External.x"}`, "next end; NoMatchingCondition end; TextEndsWith 1 end; NumberLessOrEqualTo 2 b", "lost",
	},
	{
		"contacts in queue", module("CheckQueueStatus", "", `{"name":"Queue","value":"arn:q","resourceName":"Q"}`, "CheckQueueSize GreaterThan 5 end", "NoMatch end", "Error end"),
		"CheckMetricData", `{"MetricType":"NumberOfContactsInQueue","QueueId":"arn:q"}`, "next end; NoMatchingCondition end; NoMatchingError end; NumberGreaterThan 5 end", "",
	},
	{
		"time and contacts in queue", module("CheckQueueStatus", "", ``, "CheckQueueTime LessThan 300000 end", "CheckQueueSize GreaterThan 5 end", "NoMatch end", "Error end"),
		"CheckMetricData", `{"MetricType":"OldestContactInQueueAgeSeconds"}`, "next end; NoMatchingCondition end; NoMatchingError end; NumberLessThan 300000 end", "lost",
	},
	{
		"nobody is recorded", module("SetRecordingBehavior", "", `{"name":"RecordingBehaviorOption","value":"Disable"},{"name":"RecordingParticipantOption","value":"Both"},{"name":"AnalyticsBehaviorOption","value":"Enable"},{"name":"AnalyticsCustomVocabulary","value":"None"},{"name":"AnalyticsMode","value":"PostCall"}`, "Success end"),
		"UpdateContactRecordingBehavior", `{"AnalyticsBehavior":{"AnalyticsMode":"PostCall","Enabled":"True"},"RecordingBehavior":{"RecordedParticipants":[]}}`, "next end", "",
	},
	{
		"a switch that is neither on nor off", module("SetLoggingBehavior", "", `{"name":"LoggingBehavior","value":"Perhaps"}`, "Success end"),
		"UpdateFlowLoggingBehavior", `{"FlowLoggingBehavior":"Perhaps"}`, "next end", "lost",
	},
	{
		"a placeholder", module("SetLoggingBehavior", "", `{"name":"LoggingBehavior","value":"${logging}"}`, "Success end"),
		"UpdateFlowLoggingBehavior", `{"FlowLoggingBehavior":"${logging}"}`, "next end", "",
	},
	{
		"a wait that the customer ends", module("Wait", "", `{"name":"TimeoutSeconds","value":"60"},{"name":"InterruptOnCustomerReturn","value":"true"}`, "CustomerReturn b", "Timeout end", "Error end"),
		"Wait", `{"Events":["CustomerReturned"],"TimeLimitSeconds":"60"}`, "next end; NoMatchingError end; Equals WaitCompleted end; Equals CustomerReturned b", "",
	},
	{
		"shares", module("PercentileBranching", "", ``, "Evaluate Equals 3 b", "Evaluate Equals 6 end", "Evaluate Equals 95 end", "NoMatch end"),
		"DistributeByPercentage", `{}`, "next end; NoMatchingCondition end; NumberLessThan 4 b; NumberLessThan 10 end", "lost",
	},
	{
		"a blind transfer", module("Transfer", "PhoneNumber", `{"name":"TimeLimit","value":"30"},{"name":"BlindTransfer","value":true},{"name":"PhoneNumber","value":"to","namespace":"External"}`, "Error end"),
		"TransferParticipantToThirdParty", `{"ContinueFlowExecution":"False","ThirdPartyConnectionTimeLimitSeconds":"30","ThirdPartyPhoneNumber":"$.External.to"}`, "next end; NoMatchingError end", "",
	},
	{
		"a transfer that comes back", module("Transfer", "PhoneNumber", `{"name":"TimeLimit","value":"30"},{"name":"BlindTransfer","value":false},{"name":"PhoneNumber","value":"+1"}`, "Success b", "CallFailure end", "Timeout end", "Error end"),
		"TransferParticipantToThirdParty", `{"ContinueFlowExecution":"True","ThirdPartyConnectionTimeLimitSeconds":"30","ThirdPartyPhoneNumber":"+1"}`, "next b; CallFailed end; ConnectionTimeLimitExceeded end; NoMatchingError end", "",
	},
	{
		"a transfer to an agent", module("Transfer", "Agent", ``), "TransferContactToAgent", `{}`, "", "",
	},
	{
		"a callback", module("CreateCallback", "", `{"name":"InitialDelaySeconds","value":1},{"name":"RetryDelaySeconds","value":600},{"name":"MaxRetryAttempts","value":2}`, "Success b", "Error end"),
		"CreateCallbackContact", `{"InitialCallDelaySeconds":"1","MaximumConnectionAttempts":"2","RetryDelaySeconds":"600"}`, "next b; NoMatchingError end", "",
	},
	{
		"an end with a branch", module("Disconnect", "", ``, "Success b"), "DisconnectParticipant", `{}`, "", "lost",
	},
	{
		"an event without a flow", module("SetEventHook", "", `{"name":"Type","value":"AgentHold"}`, "Success end", "Error end"),
		"UpdateContactEventHooks", `{}`, "next end; NoMatchingError end", "lost",
	},
	{
		"a choice that was made at run time", module("StoreUserInput", "", `{"name":"CustomerInputType","value":"kind","namespace":"External"},{"name":"MaxDigits","value":4}`, "Success end", "Error end"),
		"GetParticipantInput", `{"InputValidation":{"CustomValidation":{"MaximumLength":"4"}},"StoreInput":"True"}`, "next end; NoMatchingError end", "lost",
	},
	{
		"an attribute without a value", module("SetAttributes", "", `{"name":"Attribute","key":"a"},{"name":"Attribute","key":"b","value":[]}`, "Success end", "Error end"),
		"UpdateContactAttributes", `{}`, "next end; NoMatchingError end", "lost lost",
	},
	{
		"analytics that are off, recorded by nobody knows whom", module("SetRecordingBehavior", "", `{"name":"RecordingBehaviorOption","value":"Maybe"},{"name":"RecordingParticipantOption","value":"Bot"},{"name":"AnalyticsBehaviorOption","value":"Disable"}`, "Success end"),
		"UpdateContactRecordingBehavior", `{"AnalyticsBehavior":{"Enabled":"False"},"RecordingBehavior":{"RecordedParticipants":[]}}`, "next end", "lost lost",
	},
	{
		"parameters that are no list", `{"id":"b","type":"Resume","parameters":{"a":1},"branches":null}`, "EndFlowExecution", `{}`, "", "lost",
	},
	{
		"a type that is not known", module("MoonPhase", "", `{"name":"City","value":"Rome"}`, "Success end", "Full b"),
		"MoonPhase", `{"City":"Rome"}`, "next end", "lost lost",
	},
}

func TestBlocks(t *testing.T) {
	for _, c := range blocks {
		t.Run(c.name, func(t *testing.T) {
			text, report := legacy.Convert(flow.ParseString(oldFlow(c.old)))
			got, ok := parseConverted(t, text).Action("b")
			if !ok || got.Type != c.action {
				t.Fatalf("became %q: %s", got.Type, text)
			}
			parameters, err := flow.Canonical([]byte(got.Parameters.Raw()))
			if err != nil || string(parameters) != c.want {
				t.Errorf("parameters %s, want %s", parameters, c.want)
			}
			if edges := ways(got); edges != c.edges {
				t.Errorf("branches %q, want %q", edges, c.edges)
			}
			var kinds []string
			for _, n := range report.Notes {
				kinds = append(kinds, string(n.Kind))
			}
			if notes := strings.Join(kinds, " "); notes != c.notes {
				t.Errorf("notes %+v, want %q", report.Notes, c.notes)
			}
		})
	}
}

func ways(a flow.Action) string {
	var out []string
	if a.Next.Present {
		out = append(out, "next "+a.Next.ID)
	}
	for _, e := range a.Errors {
		out = append(out, e.Type+" "+e.ID)
	}
	for _, c := range a.Conditions {
		out = append(out, c.Operator+" "+c.Operands[0].Text()+" "+c.ID)
	}
	return strings.Join(out, "; ")
}

func TestWhatTheDesignerKnows(t *testing.T) {
	old := oldFlow(`{"id":"b","type":"SetQueue","parameters":[{"name":"Queue","value":"arn:q","namespace":null,"resourceName":"Sales"}],` +
		`"branches":[{"condition":"Success","transition":"end"},{"condition":"Error","transition":"end"}],"metadata":{"position":{"x":1.50,"y":-2},"useDynamic":false,"queue":null}}`)
	text, _ := legacy.Convert(flow.ParseString(old))
	want := `{"ActionMetadata":{"b":{"parameters":{"QueueId":{"displayName":"Sales"}},"position":{"x":1.5,"y":-2},"useDynamic":false},"end":{"position":{"x":9,"y":9}}},` +
		`"description":"","name":"N","status":"saved","type":"contactFlow"}`
	got, err := flow.Canonical([]byte(parseConverted(t, text).Root().Get("Metadata").Raw()))
	if err != nil || string(got) != want {
		t.Errorf("metadata\n%s, want\n%s", got, want)
	}
	if !strings.Contains(string(text), `"x": 1.50`) {
		t.Error("the position was written anew")
	}
}

func TestFormatsThatAreNotOld(t *testing.T) {
	cases := []struct {
		name, src string
		passes    bool
		notes     int
	}{
		{"the flow language", `{ "Actions": [] , "StartAction":""}`, true, 0},
		{"a module", `{"Actions":[],"StartAction":"","Settings":{}}`, true, 0},
		{"something else", `{"a":1}`, false, 1},
		{"no JSON", `{"modules":[`, false, 1},
	}
	for _, c := range cases {
		text, report := legacy.Convert(flow.ParseString(c.src))
		if passed := string(text) == c.src; passed != c.passes || report.Converted || report.Count(legacy.NotAFlow) != c.notes || report.Complete() != c.passes {
			t.Errorf("%s: %q, %+v", c.name, text, report)
		}
	}
}

func TestWhatAFileShouldNotHave(t *testing.T) {
	text, report := legacy.Convert(flow.ParseString(`{"modules":[7,{"type":"Resume"},{"id":"block-2","type":"Resume","extra":1},{"id":"block-2","type":"Resume"}],"start":null,"more":{}}`))
	if got := parseConverted(t, text); len(got.Actions()) != 3 || got.Actions()[0].ID != "block-2" {
		t.Errorf("%s", text)
	}
	if report.Count(legacy.Lost) != 6 || report.Complete() {
		t.Errorf("%d notes: %+v", len(report.Notes), report.Notes)
	}
}
