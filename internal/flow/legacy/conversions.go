package legacy

// conversion says what one old block type becomes. Target and flowType narrow
// it; empty they fit all. The first that fits counts.
type conversion struct {
	kind, target, flowType string
	action                 string
	parameters             []step
	ways                   []way
	next                   string // the old branch that NextAction stands for or mirrors; "" for actions that end the flow
	orElse                 string // the branch that it mirrors where the block lacks next
	holds                  bool   // may lack NextAction
}

// rule returns the conversion of the block. A type that is not known keeps
// its name and its parameters, so that it shows as an unknown block with its
// wires.
func (b *block) rule() *conversion {
	for i := range conversions {
		c := &conversions[i]
		if c.kind == b.kind && (c.target == "" || c.target == b.target) && (c.flowType == "" || c.flowType == b.flowType) {
			return c
		}
	}
	name := b.kind
	if b.target != "" {
		name += " to " + b.target
	}
	b.note(Lost, b.node, "The block type %q is not known. It is kept as an unknown block: replace it.", name)
	return &conversion{
		action:     b.kind,
		parameters: []step{everything},
		ways:       []way{success("Success"), mayFail("NoMatch", "NoMatchingCondition"), mayFail("Error", "NoMatchingError"), compares("Evaluate")},
		next:       "Success", holds: true,
	}
}

const (
	onError   = "NoMatchingError"
	onNoMatch = "NoMatchingCondition"
	onTimeout = "InputTimeLimitExceeded"
	onFull    = "QueueAtCapacity"
)

// conversions are all old block types, in the order of the palette. The
// evidence for each is in docs/legacy.md.
var conversions = []conversion{
	{
		kind: "PlayPrompt", action: "MessageParticipant", next: "Success",
		parameters: []step{prompt},
		ways:       []way{success("Success"), mayFail("Error", onError)},
	},
	{
		kind: "PlayAudio", action: "MessageParticipant", next: "Success",
		parameters: []step{prompt},
		ways:       []way{success("Success"), mayFail("Error", onError)},
	},
	{
		kind: "GetUserInput", target: "Digits", action: "GetParticipantInput", next: "NoMatch",
		parameters: []step{prompt, constant("False", "StoreInput"), carry("Timeout", "InputTimeLimitSeconds"), implied("MaxDigits", "1")},
		ways:       []way{compares("Evaluate"), fails("Timeout", onTimeout), fails("NoMatch", onNoMatch), fails("Error", onError)},
	},
	{
		kind: "GetUserInput", target: "Lex", action: "ConnectParticipantWithLexBot", next: "Error",
		parameters: []step{
			prompt, implied("LexVersion", "V1", "V2"), carry("BotAliasArn", "LexV2Bot.AliasArn"),
			carry("BotName", "LexBot.Name"), carry("BotRegion", "LexBot.Region"), carry("BotAlias", "LexBot.Alias"),
			keyed("Parameter", "LexSessionAttributes"),
		},
		ways: []way{compares("Evaluate"), mayFail("Timeout", onTimeout), fails("NoMatch", onNoMatch), fails("Error", onError)},
	},
	{
		kind: "StoreUserInput", action: "GetParticipantInput", next: "Success",
		parameters: storeInput,
		ways:       []way{success("Success"), fails("Error", onError), mayFail("InvalidNumber", "InvalidPhoneNumber")},
	},
	{
		kind: "StoreCustomerInput", action: "GetParticipantInput", next: "Success",
		parameters: storeInput,
		ways:       []way{success("Success"), fails("Error", onError), mayFail("InvalidNumber", "InvalidPhoneNumber")},
	},
	{
		// It holds the participant: where it has no Error branch, exports of
		// the new block have no NextAction.
		kind: "LoopPrompts", action: "MessageParticipantIteratively", next: "Error", holds: true,
		parameters: []step{messages, carry("InterruptSeconds", "InterruptFrequencySeconds")},
		ways:       []way{is("Timeout", "MessagesInterrupted"), mayFail("Error", onError)},
	},
	{
		kind: "SetAttributes", action: "UpdateContactAttributes", next: "Success",
		parameters: []step{keyed("Attribute", "Attributes")},
		ways:       []way{success("Success"), fails("Error", onError)},
	},
	{
		kind: "SetScreenPop", action: "UpdateContactAttributes", next: "Success",
		parameters: []step{screenPop},
		ways:       []way{success("Success"), fails("Error", onError)},
	},
	{
		kind: "SetContactData", action: "UpdateContactData", next: "Success",
		parameters: []step{
			contactData, carry("IsVoiceIdStreamingEnabled", "IsVoiceIdStreamingEnabled"),
			carry("IsVoiceAuthenticationEnabled", "IsVoiceAuthenticationEnabled"), carry("IsFraudDetectionEnabled", "IsFraudDetectionEnabled"),
			carry("VoiceAuthenticationThreshold", "VoiceAuthenticationThreshold"), carry("VoiceAuthenticationResponseTime", "VoiceAuthenticationResponseTime"),
			carry("FraudDetectionThreshold", "FraudDetectionThreshold"), carry("WatchlistId", "WatchlistId"),
		},
		ways: []way{success("Success"), fails("Error", onError)},
	},
	{
		kind: "SetVoiceId", action: "StartVoiceIdStream", next: "Success",
		ways: []way{success("Success"), fails("Error", onError)},
	},
	{
		kind: "SetQueue", action: "UpdateContactTargetQueue", next: "Success",
		parameters: queueOrAgent,
		ways:       []way{success("Success"), fails("Error", onError)},
	},
	{
		kind: "SetCallBackNumber", action: "UpdateContactCallbackNumber", next: "Success",
		parameters: []step{carry("CallBackNumber", "CallbackNumber")},
		ways:       []way{success("Success"), fails("InvalidPhoneNumber", "InvalidCallbackNumber"), fails("NonDialableNumber", "CallbackNumberNotDialable")},
	},
	{
		kind: "SetEventHook", action: "UpdateContactEventHooks", next: "Success",
		parameters: []step{eventHook},
		ways:       []way{success("Success"), fails("Error", onError)},
	},
	{
		kind: "SetContactFlow", action: "UpdateContactEventHooks", next: "Success",
		parameters: []step{eventHook},
		ways:       []way{success("Success"), fails("Error", onError)},
	},
	{
		kind: "SetVoice", action: "UpdateContactTextToSpeechVoice", next: "Success",
		parameters: []step{carry("GlobalVoice", "TextToSpeechVoice"), carry("GlobalEngine", "TextToSpeechEngine"), carry("SpeakingStyle", "TextToSpeechStyle")},
		ways:       []way{success("Success"), mayFail("Error", onError)},
	},
	{
		kind: "UpdateRoutingPriority", action: "UpdateContactRoutingBehavior", next: "Success",
		parameters: []step{carry("AbsolutePosition", "QueuePriority"), carry("TimeOffset", "QueueTimeAdjustmentSeconds")},
		ways:       []way{success("Success")},
	},
	{
		kind: "CheckAttribute", action: "Compare", next: "NoMatch",
		parameters: []step{comparedAttribute},
		ways:       []way{compares("Evaluate"), fails("NoMatch", onNoMatch)},
	},
	{
		kind: "CheckHoursOfOperation", action: "CheckHoursOfOperation", next: "Error",
		parameters: []step{resource("Hours", "HoursOfOperationId")},
		ways:       []way{is("True", "True"), is("False", "False"), fails("Error", onError)},
	},
	{
		kind: "CheckStaffing", action: "CheckMetricData", next: "Error",
		parameters: []step{
			choose("Status", "MetricType", map[string]string{"Available": "NumberOfAgentsAvailable", "Staffed": "NumberOfAgentsStaffed", "Online": "NumberOfAgentsOnline"}),
			resource("Queue", "QueueId"), resource("Agent", "AgentId"),
		},
		ways: []way{{from: "True", operator: "NumberGreaterThan", operand: "0"}, fails("False", onNoMatch), fails("Error", onError)},
	},
	{
		kind: "CheckQueueStatus", action: "CheckMetricData", next: "Error",
		parameters: []step{queueMetric, resource("Queue", "QueueId"), resource("Agent", "AgentId")},
		ways:       []way{compares("CheckQueueTime"), compares("CheckQueueSize"), fails("NoMatch", onNoMatch), fails("Error", onError)},
	},
	{
		kind: "GetMetricData", action: "GetMetricData", next: "Success",
		parameters: queueOrAgent,
		ways:       []way{success("Success"), fails("Error", onError)},
	},
	{
		kind: "CheckVoiceId", action: "CheckVoiceId", next: "Error",
		parameters: []step{carry("CheckVoiceIdOption", "CheckVoiceIdOption")},
		ways: []way{
			is("Authenticated", "Authenticated"), is("NotAuthenticated", "NotAuthenticated"), is("Inconclusive", "Inconclusive"), is("Enrolled", "Enrolled"),
			is("NotEnrolled", "NotEnrolled"), is("OptedOut", "OptedOut"), is("HighRisk", "HighRisk"), is("LowRisk", "LowRisk"), fails("Error", onError),
		},
	},
	{
		kind: "SetLoggingBehavior", action: "UpdateFlowLoggingBehavior", next: "Success",
		parameters: []step{choose("LoggingBehavior", "FlowLoggingBehavior", switches)},
		ways:       []way{success("Success")},
	},
	{
		kind: "SetRecordingBehavior", action: "UpdateContactRecordingBehavior", next: "Success",
		parameters: []step{
			recorded, analytics, carry("AnalyticsLanguageLocaleCode", "AnalyticsBehavior.AnalyticsLanguage"),
			choose("AnalyticsRedactionOption", "AnalyticsBehavior.AnalyticsRedactionBehavior", switches),
			carry("AnalyticsRedactionPolicy", "AnalyticsBehavior.AnalyticsRedactionResults"),
			carry("AnalyticsMode", "AnalyticsBehavior.AnalyticsMode"),
			implied("AnalyticsCustomVocabulary", "None"), carry("AnalyticsCustomVocabulary", "AnalyticsBehavior.AnalyticsCustomVocabulary"),
		},
		ways: []way{success("Success")},
	},
	{
		kind: "StartMediaStreaming", action: "UpdateContactMediaStreamingBehavior", next: "Success",
		parameters: []step{constant("Enabled", "MediaStreamingState"), streams, streamSwitches},
		ways:       []way{success("Success"), fails("Error", onError)},
	},
	{
		kind: "StopMediaStreaming", action: "UpdateContactMediaStreamingBehavior", next: "Success",
		parameters: []step{constant("Disabled", "MediaStreamingState"), streams},
		ways:       []way{success("Success"), fails("Error", onError)},
	},
	{
		kind: "Loop", action: "Loop", next: "Complete",
		parameters: []step{carry("LoopCount", "LoopCount")},
		ways:       []way{is("Looping", "ContinueLooping"), is("Complete", "DoneLooping"), mayFail("Error", onError)},
	},
	{
		kind: "Wait", action: "Wait", next: "Error",
		parameters: []step{carry("TimeoutSeconds", "TimeLimitSeconds"), customerReturn},
		ways:       []way{is("Timeout", "WaitCompleted"), is("CustomerReturn", "CustomerReturned"), fails("Error", onError)},
	},
	{
		kind: "PercentileBranching", action: "DistributeByPercentage", next: "NoMatch",
		ways: []way{{from: "Evaluate", read: share}, fails("NoMatch", onNoMatch)},
	},
	{
		kind: "InvokeExternalResource", target: "Lambda", action: "InvokeLambdaFunction", next: "Success",
		parameters: []step{resource("FunctionArn", "LambdaFunctionARN"), carry("TimeLimit", "InvocationTimeLimitSeconds"), keyed("Parameter", "LambdaInvocationAttributes")},
		ways:       []way{success("Success"), fails("Error", onError)},
	},
	{
		kind: "Transfer", target: "Queue", flowType: "CUSTOMER_QUEUE", action: "DequeueContactAndTransferToQueue", next: "Error",
		parameters: queueOrAgent,
		ways:       []way{fails("AtCapacity", onFull), fails("Error", onError)},
	},
	{
		kind: "Transfer", target: "Queue", action: "TransferContactToQueue", next: "Error",
		ways: []way{fails("AtCapacity", onFull), fails("Error", onError)},
	},
	{
		kind: "CustomerInQueue", action: "TransferContactToQueue", next: "Error",
		ways: []way{fails("AtCapacity", onFull), fails("Error", onError)},
	},
	{
		kind: "Transfer", target: "Flow", action: "TransferToFlow", next: "Error",
		parameters: []step{resource("ContactFlowId", "ContactFlowId")},
		ways:       []way{fails("Error", onError)},
	},
	{
		kind: "TransferToFlow", action: "TransferToFlow", next: "Error",
		parameters: []step{resource("ContactFlowId", "ContactFlowId")},
		ways:       []way{fails("Error", onError)},
	},
	{
		kind: "Transfer", target: "PhoneNumber", action: "TransferParticipantToThirdParty", next: "Success", orElse: "Error",
		parameters: []step{carry("PhoneNumber", "ThirdPartyPhoneNumber"), carry("TimeLimit", "ThirdPartyConnectionTimeLimitSeconds"), thirdParty},
		ways:       []way{success("Success"), mayFail("CallFailure", "CallFailed"), mayFail("Timeout", "ConnectionTimeLimitExceeded"), fails("Error", onError)},
	},
	{kind: "Transfer", target: "Agent", action: "TransferContactToAgent"},
	{
		kind: "CreateCallback", action: "CreateCallbackContact", next: "Success",
		parameters: []step{
			carry("InitialDelaySeconds", "InitialCallDelaySeconds"), carry("MaxRetryAttempts", "MaximumConnectionAttempts"),
			carry("RetryDelaySeconds", "RetryDelaySeconds"), resource("Queue", "QueueId"), resource("Agent", "AgentId"),
		},
		ways: []way{success("Success"), fails("Error", onError)},
	},
	{kind: "Disconnect", action: "DisconnectParticipant"},
	{kind: "Resume", action: "EndFlowExecution"},
}

// switches are the two words for on and off.
var switches = map[string]string{"Enable": "Enabled", "Disable": "Disabled"}

var queueOrAgent = []step{resource("Queue", "QueueId"), resource("Agent", "AgentId")}

var storeInput = []step{prompt, constant("True", "StoreInput"), carry("Timeout", "InputTimeLimitSeconds"), validation, encryption, keypad}
