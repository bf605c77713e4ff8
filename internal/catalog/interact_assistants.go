package catalog

// lexSentiments is what Amazon Lex says of the mood of what it heard (facts.md §2).
var lexSentiments = []string{
	"$.Lex.SentimentResponse.Label", "$.Lex.SentimentResponse.Scores.Positive", "$.Lex.SentimentResponse.Scores.Negative",
	"$.Lex.SentimentResponse.Scores.Mixed", "$.Lex.SentimentResponse.Scores.Neutral",
}

// assistants hand the conversation to a bot.
var assistants = []Action{
	{
		Type: "ConnectParticipantWithLexBot", Pauses: true,
		Blocks: []Block{{
			Key: "get-customer-input-lex", Name: "Get customer input (Amazon Lex)", Category: Interact, Icon: "bot",
			Summary:  "Lets an Amazon Lex bot talk with the customer and branches on the intent.",
			Defaults: `{"Text":"","LexV2Bot":{"AliasArn":""}}`, Shown: form(promptShown, []string{"LexV2Bot.AliasArn"}),
			Form: form(promptForm, []string{
				"LexInitializationData.InitialMessage", "LexV2Bot", "LexV2Bot.AliasArn",
				"LexBot", "LexBot.Name", "LexBot.Region", "LexBot.Alias",
				"LexSessionAttributes", "LexTimeoutSeconds.Text",
			}),
			Docs: admin("get-customer-input"), Errors: []string{noMatchingCondition, noMatchingError},
			Parts: []Part{ // AWS's page: a fragment overrides the branch by sentiment; no export has it
				{Type: "ConnectParticipantWithLexBot", Label: "Bot"},
				{
					Type: "Compare", Label: "Sentiment", Optional: true, By: noMatchingCondition, When: when(is("ComparisonValue", lexSentiments...)),
					Defaults: `{"ComparisonValue":"$.Lex.SentimentResponse.Scores.Negative"}`, Errors: []string{noMatchingCondition},
				},
			},
		}},
		Next:   Required,
		Mirror: &BranchRef{Error: noMatchingError},
		// Sources conflict over a required Timeout; exports without it run.
		Errors: []ErrorRule{
			errorBranch("InputTimeLimitExceeded", "Timeout", Optional),
			noMatch("Default"), failure(Required),
		},
		Conditions: Conditions{Need: Optional, Operators: []string{equals}, Hint: "the name of an intent of the bot"},
		Parameters: join(prompt(), []Parameter{
			{Path: "LexV2Bot", Label: "Amazon Lex bot", Kind: KindObject, Need: Optional},
			{Path: "LexV2Bot.AliasArn", Label: "Bot alias", Kind: KindResource, Resource: "lex-bot", Need: Required, Dynamic: true, Help: "ARN of an alias that is associated with the instance."},
			{Path: "LexBot", Label: "Amazon Lex bot (V1)", Kind: KindObject, Need: Optional},
			{Path: "LexBot.Name", Label: "Bot name", Kind: KindText, Need: Required, Dynamic: true, Help: "Lex V1 is no longer served."},
			// Required on AWS's page; a published flow of the older format has none.
			{Path: "LexBot.Region", Label: "Bot region", Kind: KindText, Need: Optional, Dynamic: true, Help: "Such as us-east-1."},
			{Path: "LexBot.Alias", Label: "Bot alias", Kind: KindText, Need: Optional, Dynamic: true, Help: "Such as $LATEST."},
			{Path: "LexBot.AliasArn", Label: "Bot alias ARN", Kind: KindText, Need: Optional, Dynamic: true},
			{Path: "LexSessionAttributes", Label: "Session attributes", Kind: KindMap, Need: Optional, Dynamic: true, Help: "For the bot; x-amz-lex: names change how it listens."},
			{Path: "LexInitializationData", Label: "First message of the chat", Kind: KindObject, Need: Optional},
			{Path: "LexInitializationData.InitialMessage", Label: "First message", Kind: KindText, Need: Optional, MaxLen: 1024, Dynamic: true, Help: "Chat only: what the bot is told first, up to 1,024 characters; $.Media.InitialMessage is what the customer wrote."},
			{Path: "LexTimeoutSeconds", Label: "Chat timeout", Kind: KindObject, Need: Optional},
			{Path: "LexTimeoutSeconds.Text", Label: "End the chat after silence of", Kind: KindDuration, Need: Optional, Min: 60, Max: 604800, Dynamic: true, Native: true, Help: "Chat only, 1 minute to 7 days, then Timeout."},
		}),
		OneOf: []Group{
			{Paths: promptPaths, Min: 0, Max: 1, When: when(has("LexInitializationData")), Label: "What to ask"},
			{Paths: promptPaths, Min: 1, Max: 1, Label: "What to ask"},
			{Paths: []string{"LexV2Bot", "LexBot"}, Min: 1, Max: 1, Label: "Which bot"},
		},
		FlowTypes: withOutbound, FlowTypesDisputed: disputesOut,
		Channels: []string{"VOICE", "CHAT"},
		Docs:     dev("participant-actions-connectparticipantwithlexbot"),
		Evidence: "refusals.md ConnectParticipantWithLexBot",
	},
	{
		Type: "ConnectParticipantWithAgenticCX", Pauses: true,
		Blocks: []Block{{
			Key: "agentic-cx", Name: "Agentic CX", Category: Interact, Icon: "bot-message-square",
			Summary: "Lets an agentic assistant serve the customer.",
			// Speech and sound as the console's export has them.
			Defaults: `{"AgentConfiguration":{"WorkspaceId":"","ApplicationId":"","Alias":""},"SpeechRecognitionConfiguration":{"SpeechRecognitionEngine":"AMAZON_AGENTIC_VOICE"},"AudioFillerConfiguration":{"Enabled":true,"AudioType":"MELODY_CHIPPER_CHIME","StartDelayInMilliseconds":2500,"MinimumPlayDurationInMilliseconds":3000,"ResponseDeliveryDelayInMilliseconds":500}}`,
			Shown:    []string{"AgentConfiguration.ApplicationId", "AgentConfiguration.Alias"},
			Form: form(
				under("AgentConfiguration", []string{"", ".WorkspaceId", ".ApplicationId", ".Alias", ".ContextVariables"}),
				[]string{"SpeechRecognitionConfiguration.SpeechRecognitionEngine"},
				under("AudioFillerConfiguration", []string{"", ".Enabled", ".AudioType", ".StartDelayInMilliseconds", ".MinimumPlayDurationInMilliseconds", ".ResponseDeliveryDelayInMilliseconds"}),
			),
			Docs: admin("agentic-cx-block"), Conditions: []string{"Escalation"},
			Errors: []string{noMatchingCondition, noMatchingError, "InputTimeLimitExceeded"},
		}},
		Next: Required,
		// An ended conversation goes on at NextAction, which the console calls
		// Default; import was refused without any of the three errors.
		Mirror: &BranchRef{Error: noMatchingCondition},
		Errors: []ErrorRule{
			noMatch("Default"), failure(Required),
			errorBranch("InputTimeLimitExceeded", "Idle chat timeout", Required),
		},
		Conditions: Conditions{Need: Optional, Operators: []string{equals}, Hint: "Escalation"},
		Parameters: []Parameter{
			{Path: "AgentConfiguration", Label: "Assistant", Kind: KindObject, Need: Required},
			{Path: "AgentConfiguration.WorkspaceId", Label: "Workspace", Kind: KindText, Need: Required, Help: "Id of the workspace in the Agentic CX designer."},
			{Path: "AgentConfiguration.ApplicationId", Label: "Application", Kind: KindText, Need: Required, Help: "Id of the application."},
			{Path: "AgentConfiguration.Alias", Label: "Alias", Kind: KindText, Need: Required, Help: "Id of the application's alias, as its console shows it."},
			{Path: "AgentConfiguration.ContextVariables", Label: "Context variables", Kind: KindMap, Need: Optional, Max: 10, Dynamic: true, Help: "At most 10. Read later as $.AgenticCX.ContextVariables.NAME."},
			{Path: "SpeechRecognitionConfiguration", Label: "Speech recognition", Kind: KindObject, Need: Optional},
			{Path: "SpeechRecognitionConfiguration.SpeechRecognitionEngine", Label: "Speech recognition", Kind: KindText, Need: Optional, Help: "AMAZON_AGENTIC_VOICE is the engine that the console recommends.", Default: "AMAZON_AGENTIC_VOICE"},
			{Path: "AudioFillerConfiguration", Label: "Sound while the assistant thinks", Kind: KindObject, Need: Optional},
			{Path: "AudioFillerConfiguration.Enabled", Label: "Sound", Kind: KindBool, Need: Optional, Enum: lowerYesNo("On", "Off"), Native: true, Typed: true},
			{Path: "AudioFillerConfiguration.AudioType", Label: "Which sound", Kind: KindText, Need: Optional, Help: "Such as MELODY_CHIPPER_CHIME.", Default: "MELODY_CHIPPER_CHIME"},
			{Path: "AudioFillerConfiguration.StartDelayInMilliseconds", Label: "Begin after", Kind: KindDuration, Unit: Milliseconds, Need: Optional, Min: 500, Max: 5000, Native: true, Typed: true, Help: "500 to 5,000 ms of silence.", Default: "2500"},
			{Path: "AudioFillerConfiguration.MinimumPlayDurationInMilliseconds", Label: "Play for at least", Kind: KindDuration, Unit: Milliseconds, Need: Optional, Min: 1000, Max: 5000, Native: true, Typed: true, Help: "1,000 to 5,000 ms.", Default: "3000"},
			{Path: "AudioFillerConfiguration.ResponseDeliveryDelayInMilliseconds", Label: "Pause before the answer", Kind: KindDuration, Unit: Milliseconds, Need: Optional, Min: 200, Max: 1000, Native: true, Typed: true, Help: "200 to 1,000 ms.", Default: "500"},
		},
		OpenParams: true, // one export is all that shows this action
		FlowTypes:  []string{inbound, customerQueue, customerHold, customerWhisper, outboundWhisper, agentTransfer, queueTransfer, module},
		Channels:   []string{"VOICE", "CHAT"},
		Docs:       admin("agentic-cx-block"),
		Evidence:   "one published export, and the notes of those who made it and imported it again (2026-09)",
	},
}
