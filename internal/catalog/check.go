package catalog

var metricForm = append([]string{"MetricType"}, queueOrAgentPaths...)

var staffingMetrics = []string{"NumberOfAgentsAvailable", "NumberOfAgentsStaffed", "NumberOfAgentsOnline"}

// check holds the actions that branch on what is known.
var check = []Action{
	{
		Type: "Compare",
		Blocks: []Block{{
			Key: "check-contact-attributes", Name: "Check contact attributes", Category: Check, Icon: "split",
			Summary:  "Branches on the value of an attribute.",
			Defaults: `{"ComparisonValue":"$.Channel"}`, Shown: []string{"ComparisonValue"}, Form: []string{"ComparisonValue"},
			Conditions: []string{"VOICE"},
			Docs:       admin("check-contact-attributes"), Errors: []string{noMatchingCondition},
		}},
		Next: Required, Mirror: &BranchRef{Error: noMatchingCondition},
		Errors:     []ErrorRule{noMatch("No match")},
		Conditions: Conditions{Need: Optional, Operators: compareOperators, Hint: "a value or a reference such as $.Attributes.tier"},
		Parameters: []Parameter{{Path: "ComparisonValue", Label: "Attribute to check", Kind: KindPath, Need: Required, Dynamic: true, Help: "A reference with a name at its end, such as $.Attributes.customerType. Comparing is case-sensitive."}},
		Channels:   everyChannel,
		Docs:       dev("flow-control-actions-compare"),
		Evidence:   "refusals.md Compare; condition facts",
	},
	{
		Type: "CheckHoursOfOperation",
		Blocks: []Block{{
			Key: "check-hours-of-operation", Name: "Check hours of operation", Category: Check, Icon: "clock",
			Summary:  "Branches on whether it is within the hours of operation.",
			Defaults: `{}`, Shown: []string{"HoursOfOperationId"}, Form: []string{"HoursOfOperationId"},
			Conditions: []string{"True", "False"},
			Docs:       admin("check-hours-of-operation"), Errors: []string{noMatchingError},
		}},
		Next: Required, Mirror: &BranchRef{Error: noMatchingError},
		Errors: onlyError(),
		Conditions: Conditions{
			Need: Required, Operators: []string{equals}, All: true,
			Fixed: []FixedBranch{{Operand: "True", Label: "In hours"}, {Operand: "False", Label: "Out of hours"}},
		},
		Parameters: []Parameter{{Path: "HoursOfOperationId", Label: "Hours of operation", Kind: KindResource, Resource: "hours", Need: Optional, Dynamic: true, Help: "Empty: the hours of the working queue."}},
		FlowTypes:  queuedFlows,
		Channels:   everyChannel,
		Docs:       dev("flow-control-actions-checkhoursofoperation"),
		Evidence:   "refusals.md CheckHoursOfOperation: exactly True and False",
	},
	{
		Type: "CheckMetricData",
		Blocks: []Block{
			{
				Key: "check-staffing", Name: "Check staffing", Category: Check, Icon: "users",
				Summary: "Branches on whether agents are available, staffed or online.",
				When:    when(is("MetricType", staffingMetrics...)),
				// The service takes no other condition for staffing (refusals.md, condition facts).
				Conditions: []string{"0"}, Operator: "NumberGreaterThan",
				Defaults: `{"MetricType":"NumberOfAgentsAvailable"}`, Shown: metricForm, Form: metricForm,
				Docs: admin("check-staffing"), Errors: []string{noMatchingCondition, noMatchingError},
			},
			{
				Key: "check-queue-status", Name: "Check queue status", Category: Check, Icon: "chart-column",
				Summary:  "Branches on how long the queue is or how long it takes.",
				Defaults: `{"MetricType":"NumberOfContactsInQueue"}`, Shown: metricForm, Form: metricForm,
				Conditions: []string{"10"}, Operator: "NumberGreaterThan",
				Docs: admin("check-queue-status"), Errors: []string{noMatchingCondition, noMatchingError},
			},
		},
		Next: Required, Mirror: &BranchRef{Error: noMatchingError},
		Errors: []ErrorRule{noMatch("No match"), failure(Required)},
		Conditions: Conditions{
			Need: Required, Only: &OnlyBranch{When: is("MetricType", staffingMetrics...), Operator: "NumberGreaterThan", Operand: "0"},
			Operators: numberOperators, Pattern: `^(-?[0-9]+(\.[0-9]+)?|\$\..+)$`,
			Hint: "a number; the age of the oldest contact is in milliseconds; staffing takes only NumberGreaterThan 0",
			// The console writes 300000 for 300 seconds (refusals.md, condition facts).
			Operand: OperandMilliseconds, OperandIn: when(is("MetricType", "OldestContactInQueueAgeSeconds")),
		},
		Parameters: join([]Parameter{
			{Path: "MetricType", Label: "Metric", Kind: KindEnum, Need: Required, Help: "Agents: staffing of the queue. The others: its status.", Enum: []Choice{
				{"NumberOfAgentsAvailable", "Agents available"},
				{"NumberOfAgentsStaffed", "Agents staffed"},
				{"NumberOfAgentsOnline", "Agents online"},
				{"OldestContactInQueueAgeSeconds", "Time in queue of the oldest contact"},
				{"NumberOfContactsInQueue", "Contacts in queue"},
			}},
		}, queueOrAgent()),
		OneOf:     []Group{{Paths: queueOrAgentPaths, Min: 0, Max: 1, Label: "Queue (working queue when empty)"}},
		FlowTypes: queuedFlows,
		Channels:  everyChannel,
		Docs:      dev("flow-control-actions-checkmetricdata"),
		Evidence:  "refusals.md CheckMetricData: both errors, at least one condition",
	},
	{
		Type: "GetMetricData",
		Blocks: []Block{{
			Key: "get-metrics", Name: "Get metrics", Category: Check, Icon: "gauge",
			Summary:  "Loads queue metrics into $.Metrics for later blocks.",
			Defaults: `{}`, Shown: append([]string{"QueueChannel"}, queueOrAgentPaths...),
			Form: append(append([]string{}, queueOrAgentPaths...), "QueueChannel"),
			Docs: admin("get-queue-metrics"), Errors: []string{noMatchingError},
		}},
		Next: Required, Errors: onlyError(), Conditions: noConditions,
		Parameters: join(queueOrAgent(), []Parameter{
			// Free text with a warning: the page names two channels and the console more.
			{Path: "QueueChannel", Label: "Channel", Kind: KindText, Need: Optional, Dynamic: true, Pattern: `^(Voice|Chat|Task|Email)$`, Help: "Voice, Chat, Task or Email. Empty: all channels."},
		}),
		OneOf:    []Group{{Paths: queueOrAgentPaths, Min: 0, Max: 1, Label: "Queue (working queue when empty)"}},
		Channels: everyChannel,
		Docs:     dev("flow-control-actions-getmetricdata"),
		Evidence: "refusals.md NoMatchingError list",
	},
	{
		Type: "CheckOutboundCallStatus",
		Blocks: []Block{{
			Key: "check-call-progress", Name: "Check call progress", Category: Check, Icon: "phone-call",
			Summary:    "Branches on who or what answered an outbound call.",
			Defaults:   `{}`,
			Conditions: []string{"CallAnswered", "VoicemailBeep", "VoicemailNoBeep", "NotDetected"},
			Docs:       admin("check-call-progress"), Errors: []string{noMatchingError},
		}},
		Next: Required, Mirror: &BranchRef{Error: noMatchingError},
		Errors: onlyError(),
		Conditions: Conditions{Need: Optional, Operators: []string{equals}, Fixed: []FixedBranch{
			{Operand: "CallAnswered", Label: "Call answered"},
			{Operand: "VoicemailBeep", Label: "Voicemail (beep)"},
			{Operand: "VoicemailNoBeep", Label: "Voicemail (no beep)"},
			{Operand: "NotDetected", Label: "Not detected"},
		}},
		Channels: voice,
		Docs:     dev("flow-control-actions-checkoutboundcallstatus"),
		Evidence: "34 in exports, all with the four operands",
	},
	{
		Type: "CheckVoiceId",
		Blocks: []Block{{
			Key: "check-voice-id", Name: "Check Voice ID", Category: Check, Icon: "scan-face",
			Summary:  "Branches on what Voice ID found. Voice ID has ended.",
			Defaults: `{"CheckVoiceIdOption":"voiceAuthentication"}`, Shown: []string{"CheckVoiceIdOption"}, Form: []string{"CheckVoiceIdOption"},
			Conditions: []string{"Authenticated", "NotAuthenticated", "Inconclusive", "NotEnrolled", "OptedOut"},
			Docs:       admin("check-voice-id"), Retired: true, Errors: []string{noMatchingError},
		}},
		Next: Required, Mirror: &BranchRef{Error: noMatchingError},
		Errors: onlyError(),
		Conditions: Conditions{Need: Required, Operators: []string{equals}, All: true, Fixed: []FixedBranch{
			{Operand: "Enrolled", Label: "Enrolled", When: when(is("CheckVoiceIdOption", "enrollmentStatus"))},
			{Operand: "NotEnrolled", Label: "Not enrolled", When: when(is("CheckVoiceIdOption", "enrollmentStatus", "voiceAuthentication"))},
			{Operand: "OptedOut", Label: "Opted out", When: when(is("CheckVoiceIdOption", "enrollmentStatus", "voiceAuthentication"))},
			{Operand: "Authenticated", Label: "Authenticated", When: when(is("CheckVoiceIdOption", "voiceAuthentication"))},
			{Operand: "NotAuthenticated", Label: "Not authenticated", When: when(is("CheckVoiceIdOption", "voiceAuthentication"))},
			{Operand: "HighRisk", Label: "High risk", When: when(is("CheckVoiceIdOption", "fraudDetection"))},
			{Operand: "LowRisk", Label: "Low risk", When: when(is("CheckVoiceIdOption", "fraudDetection"))},
			{Operand: "Inconclusive", Label: "Inconclusive", When: when(is("CheckVoiceIdOption", "voiceAuthentication", "fraudDetection"))},
		}},
		Parameters: []Parameter{{Path: "CheckVoiceIdOption", Label: "What to check", Kind: KindEnum, Need: Required, Help: "Decides the branches.", Enum: []Choice{{"enrollmentStatus", "Enrollment status"}, {"voiceAuthentication", "Voice authentication"}, {"fraudDetection", "Fraud detection"}}}},
		FlowTypes:  talkingFlows,
		Channels:   voice,
		Docs:       dev("flow-control-actions-checkvoiceid"),
		Evidence:   "refusals.md CheckVoiceId: the full operand set, no NoMatchingCondition",
	},
}
