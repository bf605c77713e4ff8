package catalog

// analyze holds the actions that log, record and stream.
var analyze = []Action{
	{
		Type: "UpdateFlowLoggingBehavior",
		Blocks: []Block{{
			Key: "set-logging-behavior", Name: "Set logging behavior", Category: Analyze, Icon: "scroll-text",
			Summary:  "Turns flow logs on or off for the contact.",
			Defaults: `{"FlowLoggingBehavior":"Enabled"}`, Shown: []string{"FlowLoggingBehavior"}, Form: []string{"FlowLoggingBehavior"},
			Docs: admin("set-logging-behavior"),
		}},
		Next:       Required,
		Conditions: noConditions,
		Parameters: []Parameter{{Path: "FlowLoggingBehavior", Label: "Flow logs", Kind: KindEnum, Need: Required, Enum: enabled, Help: "Lasts for this contact and the flows after this one.", Default: "Enabled"}},
		Channels:   everyChannel,
		Docs:       dev("flow-control-actions-updateflowloggingbehavior"),
		Evidence:   "refusals.md UpdateFlowLoggingBehavior: any error refused",
	},
	{
		Type: "UpdateContactRecordingBehavior",
		Blocks: []Block{{
			Key: "set-recording-behavior", Name: "Set recording and analytics behavior", Category: Analyze, Icon: "disc",
			Summary:  "Chooses who is recorded and what Contact Lens analyses (the older block).",
			Defaults: `{"RecordingBehavior":{"RecordedParticipants":["Agent","Customer"]}}`,
			Shown:    []string{"RecordingBehavior.RecordedParticipants", "AnalyticsBehavior.Enabled", "AnalyticsBehavior.AnalyticsLanguage"},
			Form: form(
				[]string{"RecordingBehavior"},
				under("RecordingBehavior.", []string{"RecordedParticipants", "IVRRecordingBehavior", "ScreenRecordedParticipants"}),
				[]string{"AnalyticsBehavior"},
				under("AnalyticsBehavior.", []string{
					"Enabled", "AnalyticsLanguage", "ChannelConfiguration.Voice.AnalyticsModes", "ChannelConfiguration.Chat.AnalyticsModes",
					"SentimentConfiguration.Enabled", "SummaryConfiguration.SummaryModes",
					"AnalyticsRedactionBehavior", "AnalyticsRedactionResults", "AnalyticsRedactionMaskMode", "AnalyticsRedactionEntities",
				}),
			),
			Docs: admin("set-recording-behavior"),
		}},
		Next:       Required,
		Conditions: noConditions,
		Parameters: []Parameter{
			{Path: "RecordingBehavior", Label: "Recording", Kind: KindObject, Need: Required},
			{Path: "RecordingBehavior.RecordedParticipants", Label: "Record the call of", Kind: KindList, Need: Required, Enum: callParticipants, Help: "Nobody chosen: recording is off."},
			{Path: "RecordingBehavior.IVRRecordingBehavior", Label: "Record the automated part", Kind: KindEnum, Need: Optional, Enum: enabled},
			{Path: "RecordingBehavior.ScreenRecordedParticipants", Label: "Record the screen of", Kind: KindList, Need: Optional, Enum: []Choice{{"Agent", "The agent"}}},
			{Path: "AnalyticsBehavior", Label: "Contact Lens", Kind: KindObject, Need: Optional},
			{Path: "AnalyticsBehavior.Enabled", Label: "Conversational analytics", Kind: KindBool, Need: Optional, Enum: yesNo("On", "Off"), Help: "Needs agent and customer to be recorded."},
			{Path: "AnalyticsBehavior.AnalyticsLanguage", Label: "Language", Kind: KindText, Need: Optional, Dynamic: true, Pattern: languageCode, Help: "Such as en-US."},
			{Path: "AnalyticsBehavior.AnalyticsRedactionBehavior", Label: "Redact sensitive data", Kind: KindEnum, Need: Optional, Enum: enabled, Dynamic: true},
			{Path: "AnalyticsBehavior.AnalyticsRedactionResults", Label: "Keep the transcript", Kind: KindEnum, Need: Optional, Enum: []Choice{{"RedactedAndOriginal", "Redacted and original"}, {"RedactedOnly", "Redacted only"}, {"None", "Nothing redacted"}}, Dynamic: true},
			{Path: "AnalyticsBehavior.AnalyticsRedactionMaskMode", Label: "Replace with", Kind: KindEnum, Need: Optional, Enum: masks},
			{Path: "AnalyticsBehavior.AnalyticsRedactionEntities", Label: "What to redact", Kind: KindList, Need: Optional, Enum: redactionEntities, Dynamic: true, Help: "Nothing chosen: all of it."},
			{Path: "AnalyticsBehavior.AnalyticsMode", Label: "When (old)", Kind: KindEnum, Need: Optional, Enum: same("RealTime", "PostCall", "PostContact"), Dynamic: true},
			{Path: "AnalyticsBehavior.AnalyticsCustomVocabulary", Label: "Custom vocabulary", Kind: KindText, Need: Optional, Dynamic: true},
			{Path: "AnalyticsBehavior.ChannelConfiguration", Label: "By channel", Kind: KindObject, Need: Optional},
			{Path: "AnalyticsBehavior.ChannelConfiguration.Voice", Label: "Calls", Kind: KindObject, Need: Optional},
			{Path: "AnalyticsBehavior.ChannelConfiguration.Voice.AnalyticsModes", Label: "Analyse calls", Kind: KindList, Need: Optional, Enum: []Choice{{"RealTime", "During the call"}, {"PostContact", "After the call"}}, Dynamic: true},
			{Path: "AnalyticsBehavior.ChannelConfiguration.Chat", Label: "Chats", Kind: KindObject, Need: Optional},
			{Path: "AnalyticsBehavior.ChannelConfiguration.Chat.AnalyticsModes", Label: "Analyse chats", Kind: KindList, Need: Optional, Enum: []Choice{{"ContactLens", "With Contact Lens"}}, Dynamic: true},
			{Path: "AnalyticsBehavior.SentimentConfiguration", Label: "Sentiment", Kind: KindObject, Need: Optional},
			{Path: "AnalyticsBehavior.SentimentConfiguration.Enabled", Label: "Sentiment", Kind: KindBool, Need: Optional, Enum: yesNo("On", "Off"), Dynamic: true},
			{Path: "AnalyticsBehavior.SummaryConfiguration", Label: "Summaries", Kind: KindObject, Need: Optional},
			{Path: "AnalyticsBehavior.SummaryConfiguration.SummaryModes", Label: "Summarise", Kind: KindList, Need: Optional, Enum: []Choice{{"PostContact", "After the contact"}}, Dynamic: true},
		},
		FlowTypes: withOutbound,
		Channels:  []string{"VOICE", "CHAT"},
		Docs:      dev("contact-actions-updatecontactrecordingbehavior"),
		Evidence:  "refusals.md UpdateContactRecordingBehavior: NoMatchingError refused",
	},
	{
		Type: "UpdateContactRecordingAndAnalyticsBehavior",
		Blocks: []Block{{
			Key: "set-recording-analytics-behavior", Name: "Set recording, analytics and processing behavior", Category: Analyze, Icon: "circle-dot",
			Summary:  "Chooses who is recorded and what Contact Lens analyses, for one channel.",
			Defaults: `{"VoiceBehavior":{"VoiceRecordingBehavior":{"RecordedParticipants":["Agent","Customer"],"IVRRecordingBehavior":"Disabled"},"VoiceAnalyticsBehavior":{"Enabled":"False"}}}`,
			Shown:    []string{"VoiceBehavior.VoiceRecordingBehavior.RecordedParticipants", "VoiceBehavior.VoiceAnalyticsBehavior.Enabled", "ChatBehavior.ChatAnalyticsBehavior.Enabled", "ScreenRecordingBehavior.ScreenRecordedParticipants"},
			Form:     recordingForm,
			Docs:     admin("set-recording-analytics-processing-behavior"), Errors: []string{noMatchingError, "ChannelMismatch"},
		}},
		Next: Required,
		Errors: []ErrorRule{
			failure(Required), errorBranch("ChannelMismatch", "Channel mismatch", Required),
			errorBranch("InFlightRedactionConfigurationFailed", "Redaction failed", Optional, Case{has("ChatBehavior"), Required}, Case{has("VoiceBehavior"), Refused}),
		},
		Conditions: noConditions,
		Parameters: join(
			[]Parameter{
				{Path: "VoiceBehavior", Label: "Calls", Kind: KindObject, Need: Optional},
				{Path: "VoiceBehavior.VoiceRecordingBehavior", Label: "Recording", Kind: KindObject, Need: Optional},
				{Path: "VoiceBehavior.VoiceRecordingBehavior.RecordedParticipants", Label: "Record the call of", Kind: KindList, Need: Optional, Enum: callParticipants, Help: "Nobody chosen: recording is off."},
				{Path: "VoiceBehavior.VoiceRecordingBehavior.IVRRecordingBehavior", Label: "Record the automated part", Kind: KindEnum, Need: Optional, Enum: enabled},
				{Path: "VoiceBehavior.VoiceAnalyticsBehavior", Label: "Contact Lens for calls", Kind: KindObject, Need: Optional},
			},
			analytics("VoiceBehavior.VoiceAnalyticsBehavior", []Choice{{"RealTime", "During the call"}, {"PostContact", "After the call"}, {"AutomatedInteraction", "The automated part"}}),
			[]Parameter{
				{Path: "ChatBehavior", Label: "Chats", Kind: KindObject, Need: Optional},
				{Path: "ChatBehavior.ChatAnalyticsBehavior", Label: "Contact Lens for chats", Kind: KindObject, Need: Optional},
			},
			analytics("ChatBehavior.ChatAnalyticsBehavior", []Choice{{"ContactLens", "With Contact Lens"}}),
			[]Parameter{
				{Path: "ChatBehavior.ChatAnalyticsBehavior.InFlightChatRedactionConfiguration", Label: "Redaction while chatting", Kind: KindObject, Need: Optional},
				{Path: "ChatBehavior.ChatAnalyticsBehavior.InFlightChatRedactionConfiguration.Enabled", Label: "Redact messages before they are delivered", Kind: KindBool, Need: Optional, Enum: yesNo("On", "Off")},
				{Path: "ChatBehavior.ChatAnalyticsBehavior.InFlightChatRedactionConfiguration.RedactionMaskMode", Label: "Replace with", Kind: KindEnum, Need: Optional, Enum: masks},
				{Path: "ChatBehavior.ChatAnalyticsBehavior.InFlightChatRedactionConfiguration.RedactionEntities", Label: "What to redact", Kind: KindList, Need: Optional, Enum: inFlightEntities, Min: 1, Help: "Left out: all of it."},
				{Path: "ChatBehavior.ChatAnalyticsBehavior.InFlightChatRedactionConfiguration.DeliverUnprocessedMessages", Label: "When redaction fails", Kind: KindBool, Need: Optional, Enum: yesNo("Deliver the message as it is", "Do not deliver it")},
				{Path: "ScreenRecordingBehavior", Label: "Screens", Kind: KindObject, Need: Optional},
				{Path: "ScreenRecordingBehavior.ScreenRecordedParticipants", Label: "Record the screen of", Kind: KindList, Need: Optional, Enum: []Choice{{"Agent", "The agent"}}},
				// The email channel exists in the console; its key is not documented.
				{Path: "EmailBehavior", Label: "Email", Kind: KindJSON, Need: Optional},
			},
		),
		OneOf:    []Group{{Paths: []string{"VoiceBehavior", "ChatBehavior", "ScreenRecordingBehavior", "EmailBehavior"}, Min: 1, Max: 1, Label: "Channel"}},
		Channels: everyChannel,
		Docs:     dev("contact-actions-updatecontactrecordingandanalyticsbehavior"),
		Evidence: "refusals.md UpdateContactRecordingAndAnalyticsBehavior",
	},
	{
		Type: "UpdateContactMediaProcessing",
		Blocks: []Block{{
			Key: "set-message-processor", Name: "Set message processor", Category: Analyze, Icon: "funnel",
			Summary:  "Sends chat messages through a Lambda function of yours.",
			Defaults: `{"ChatProcessor":{"ProcessingEnabled":"True","LambdaProcessorARN":"","ChatProcessorSettings":{"DeliverUnprocessedMessages":"True"}}}`,
			Shown:    []string{"ChatProcessor.ProcessingEnabled", "ChatProcessor.LambdaProcessorARN"},
			Form:     []string{"ChatProcessor.ProcessingEnabled", "ChatProcessor.LambdaProcessorARN", "ChatProcessor.ChatProcessorSettings.DeliverUnprocessedMessages"},
			Docs:     admin("set-recording-analytics-processing-behavior"), Errors: []string{noMatchingError, "ChannelMismatch"},
		}},
		Next:       Required,
		Errors:     []ErrorRule{failure(Required), errorBranch("ChannelMismatch", "Channel mismatch", Required)},
		Conditions: noConditions,
		Parameters: []Parameter{
			{Path: "ChatProcessor", Label: "Processor", Kind: KindObject, Need: Required},
			{Path: "ChatProcessor.ProcessingEnabled", Label: "Processing", Kind: KindBool, Need: Required, Enum: yesNo("On", "Off")},
			{Path: "ChatProcessor.LambdaProcessorARN", Label: "Lambda function", Kind: KindResource, Resource: "lambda", Need: Optional, Cases: []Case{{is("ChatProcessor.ProcessingEnabled", "True", "true"), Required}}, Help: "ARN of a function of the instance."},
			// Probes of the service: required, although the page has it optional.
			{Path: "ChatProcessor.ChatProcessorSettings", Label: "Settings", Kind: KindObject, Need: Required},
			{Path: "ChatProcessor.ChatProcessorSettings.DeliverUnprocessedMessages", Label: "When processing fails", Kind: KindBool, Need: Optional, Enum: yesNo("Deliver the message as it is", "Do not deliver it")},
		},
		Channels: chat,
		Docs:     dev("contact-actions-updatecontactmediaprocessing"),
		Evidence: "action page; probes of the service",
	},
	{
		Type: "UpdateContactMediaStreamingBehavior",
		Blocks: []Block{
			{
				Key: "start-media-streaming", Name: "Start media streaming", Category: Analyze, Icon: "radio-tower",
				Summary:  "Streams the customer's audio to Kinesis.",
				When:     when(is("MediaStreamingState", "Enabled")),
				Defaults: `{"MediaStreamingState":"Enabled","MediaStreamType":"Audio","Participants":[{"ParticipantType":"Customer","MediaDirections":["To","From"]}]}`,
				Shown:    []string{"Participants"}, Form: streamingForm,
				Docs: admin("start-media-streaming"), Errors: []string{noMatchingError},
			},
			{
				Key: "stop-media-streaming", Name: "Stop media streaming", Category: Analyze, Icon: "radio",
				Summary:  "Stops streaming the customer's audio.",
				Defaults: `{"MediaStreamingState":"Disabled","MediaStreamType":"Audio","Participants":[{"ParticipantType":"Customer","MediaDirections":["To","From"]}]}`,
				Form:     streamingForm,
				Docs:     admin("stop-media-streaming"), Errors: []string{noMatchingError},
			},
		},
		Next: Required, Errors: onlyError(), Conditions: noConditions,
		Parameters: []Parameter{
			{Path: "MediaStreamingState", Label: "Streaming", Kind: KindEnum, Need: Required, Enum: []Choice{{"Enabled", "Start"}, {"Disabled", "Stop"}}},
			{Path: "Participants", Label: "Who is streamed", Kind: KindList, Need: Required, Help: "The customer of the call."},
			{Path: "Participants[].ParticipantType", Label: "Participant", Kind: KindEnum, Need: Required, Enum: []Choice{{"Customer", "Customer"}}, Default: "Customer"},
			{Path: "Participants[].MediaDirections", Label: "Sound", Kind: KindList, Need: Required, Enum: []Choice{{"From", "From the customer"}, {"To", "To the customer"}}},
			{Path: "MediaStreamType", Label: "Media", Kind: KindEnum, Need: Required, Enum: []Choice{{"Audio", "Audio"}}, Default: "Audio"},
		},
		FlowTypes: talkingFlows,
		Channels:  voice,
		Docs:      dev("contact-actions-updatecontactmediastreamingbehavior"),
		Evidence:  "119 in exports; one of AWS's pages leaves out agent whisper flows, yet three published ones have it",
	},
}

var streamingForm = []string{"Participants", "Participants[].ParticipantType", "Participants[].MediaDirections"}

// analytics are the parameters of Contact Lens that calls and chats share.
func analytics(owner string, modes []Choice) []Parameter {
	redaction := owner + ".ConversationalAnalyticsRedactionConfiguration"
	return []Parameter{
		{Path: owner + ".Enabled", Label: "Conversational analytics", Kind: KindBool, Need: Optional, Enum: yesNo("On", "Off"), Help: "Of calls only when agent and customer are recorded."},
		{Path: owner + ".AnalyticsLanguage", Label: "Language", Kind: KindText, Need: Optional, Dynamic: true, Pattern: languageCode, Help: "Such as en-US."},
		{Path: owner + ".AnalyticsModes", Label: "Analyse", Kind: KindList, Need: Optional, Enum: modes},
		{Path: owner + ".SentimentConfiguration", Label: "Sentiment", Kind: KindObject, Need: Optional},
		{Path: owner + ".SentimentConfiguration.Enabled", Label: "Sentiment", Kind: KindBool, Need: Optional, Enum: yesNo("On", "Off")},
		{Path: owner + ".SummaryConfiguration", Label: "Summaries", Kind: KindObject, Need: Optional},
		{Path: owner + ".SummaryConfiguration.SummaryModes", Label: "Summarise", Kind: KindList, Need: Optional, Enum: []Choice{{"PostContact", "After the contact"}, {"AutomatedInteraction", "The automated part"}}, Dynamic: true},
		{Path: redaction, Label: "Redaction", Kind: KindObject, Need: Optional},
		{Path: redaction + ".Enabled", Label: "Redact sensitive data", Kind: KindBool, Need: Optional, Enum: yesNo("On", "Off")},
		{Path: redaction + ".RedactionResults", Label: "Keep the transcript", Kind: KindEnum, Need: Optional, Enum: []Choice{{"RedactedAndOriginal", "Redacted and original"}, {"RedactedOnly", "Redacted only"}}, Dynamic: true},
		{Path: redaction + ".RedactionMaskMode", Label: "Replace with", Kind: KindEnum, Need: Optional, Enum: masks},
		{Path: redaction + ".RedactionEntities", Label: "What to redact", Kind: KindList, Need: Optional, Enum: redactionEntities, Min: 1, Help: "Left out: all of it."},
	}
}

// languageCode is the form of a language of Contact Lens.
const languageCode = `^[a-z]{2,3}-[A-Z]{2}$`

var (
	enabled          = []Choice{{"Enabled", "On"}, {"Disabled", "Off"}}
	masks            = []Choice{{"PII", "[PII]"}, {"EntityType", "The kind of data"}}
	callParticipants = []Choice{{"Agent", "The agent"}, {"Customer", "The customer"}}
)

// analyticsForm is the form of the settings that calls and chats share.
func analyticsForm(owner string) []string {
	return under(owner+".", []string{
		"Enabled", "AnalyticsLanguage", "AnalyticsModes", "SentimentConfiguration.Enabled", "SummaryConfiguration.SummaryModes",
		"ConversationalAnalyticsRedactionConfiguration",
		"ConversationalAnalyticsRedactionConfiguration.Enabled", "ConversationalAnalyticsRedactionConfiguration.RedactionResults",
		"ConversationalAnalyticsRedactionConfiguration.RedactionMaskMode", "ConversationalAnalyticsRedactionConfiguration.RedactionEntities",
	})
}

var recordingForm = form(
	[]string{"VoiceBehavior", "VoiceBehavior.VoiceRecordingBehavior.RecordedParticipants", "VoiceBehavior.VoiceRecordingBehavior.IVRRecordingBehavior"},
	analyticsForm("VoiceBehavior.VoiceAnalyticsBehavior"),
	[]string{"ChatBehavior"},
	analyticsForm("ChatBehavior.ChatAnalyticsBehavior"),
	under("ChatBehavior.ChatAnalyticsBehavior.InFlightChatRedactionConfiguration", []string{"", ".Enabled", ".RedactionMaskMode", ".RedactionEntities", ".DeliverUnprocessedMessages"}),
	[]string{"ScreenRecordingBehavior", "ScreenRecordingBehavior.ScreenRecordedParticipants"},
)
