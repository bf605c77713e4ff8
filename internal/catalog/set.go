package catalog

// set holds the actions that change what the contact carries.
var set = []Action{
	{
		Type: "UpdateContactAttributes",
		Blocks: []Block{{
			Key: "set-contact-attributes", Name: "Set contact attributes", Category: Set, Icon: "pencil-line",
			Summary:  "Stores values on the contact for later blocks, agents and reports.",
			Defaults: `{"Attributes":{},"TargetContact":"Current"}`, Shown: []string{"Attributes"},
			Form: []string{"TargetContact", "Attributes"},
			Docs: admin("set-contact-attributes"), Errors: []string{noMatchingError},
		}},
		Next: Required, Errors: onlyError(), Conditions: noConditions,
		Parameters: []Parameter{
			{Path: "Attributes", Label: "Attributes", Kind: KindMap, Need: Required, Dynamic: true, Help: "Key and value. Keys hold no $ and no full stop; a value is text or a reference such as $.External.name."},
			{Path: "TargetContact", Label: "Store on", Kind: KindEnum, Need: Optional, Enum: []Choice{{"Current", "This contact"}, {"Related", "The related contact"}}, Default: "Current"},
		},
		Channels: everyChannel,
		Docs:     dev("contact-actions-updatecontactattributes"),
		Evidence: "refusals.md: Empty value in Parameters.Attributes; NoMatchingError list",
	},
	{
		Type: "UpdateFlowAttributes",
		Blocks: []Block{{
			Key: "set-flow-attributes", Name: "Set flow attributes", Category: Set, Icon: "notebook-pen",
			Summary:  "Stores values that only this flow sees.",
			Defaults: `{"FlowAttributes":{}}`, Shown: []string{"FlowAttributes"},
			Docs: admin("set-contact-attributes"), Errors: []string{noMatchingError},
		}},
		Next: Required, Errors: onlyError(), Conditions: noConditions,
		Parameters: []Parameter{
			{Path: "FlowAttributes", Label: "Attributes", Kind: KindObject, Need: Required, Help: `Each value is an object: {"Value": "text"}.`},
			{Path: "FlowAttributes.*", Label: "Attribute", Kind: KindObject, Need: Optional},
			{Path: "FlowAttributes.*.Value", Label: "Value", Kind: KindText, Need: Required, Dynamic: true},
			{Path: "FlowAttributes.*.Type", Label: "Type", Kind: KindText, Need: Optional},
		},
		Channels: everyChannel,
		Docs:     dev("flow-control-actions-updateflowattributes"),
		Evidence: "refusals.md: flat strings refused, NoMatchingError required",
	},
	{
		Type: "UpdateContactData",
		Blocks: []Block{
			{
				Key: "set-voice-id", Name: "Set Voice ID", Category: Set, Icon: "fingerprint-pattern",
				Summary:  "Turns Voice ID on or off for the call. Voice ID has ended.",
				When:     when(has("IsVoiceIdStreamingEnabled")),
				Defaults: `{"IsVoiceIdStreamingEnabled":"true","IsVoiceAuthenticationEnabled":"false","IsFraudDetectionEnabled":"false"}`,
				Shown:    []string{"IsVoiceAuthenticationEnabled", "IsFraudDetectionEnabled"},
				Docs:     admin("set-voice-id"), Retired: true, Errors: []string{noMatchingError},
			},
			{
				Key: "set-contact-data", Name: "Set contact attributes (system)", Category: Set, Icon: "user-pen",
				Summary:  "Sets what Amazon Connect itself knows of the contact: name, language, customer id.",
				Defaults: `{"LanguageCode":"en-US"}`, Shown: []string{"LanguageCode", "CustomerId", "Name", "WisdomSessionArn"},
				Docs: admin("set-contact-attributes"), Errors: []string{noMatchingError},
			},
		},
		Next: Required, Errors: onlyError(), Conditions: noConditions,
		Parameters: []Parameter{
			{Path: "Name", Label: "Contact name", Kind: KindText, Need: Optional, Dynamic: true},
			{Path: "Description", Label: "Contact description", Kind: KindText, Need: Optional, Dynamic: true},
			{Path: "LanguageCode", Label: "Language", Kind: KindText, Need: Optional, Dynamic: true, Help: "Such as en-US."},
			{Path: "CustomerId", Label: "Customer id", Kind: KindText, Need: Optional, Dynamic: true},
			{Path: "References", Label: "References", Kind: KindJSON, Need: Optional, Doubt: "AWS's page has it, yet it was refused as an unknown parameter on one instance and accepted on another."},
			{Path: "IsVoiceIdStreamingEnabled", Label: "Voice ID", Kind: KindBool, Need: Optional, Enum: lowerYesNo("On", "Off"), Dynamic: true},
			{Path: "IsVoiceAuthenticationEnabled", Label: "Voice authentication", Kind: KindBool, Need: Optional, Enum: lowerYesNo("On", "Off"), Dynamic: true},
			{Path: "IsFraudDetectionEnabled", Label: "Fraud detection", Kind: KindBool, Need: Optional, Enum: lowerYesNo("On", "Off"), Dynamic: true},
			{Path: "VoiceAuthenticationThreshold", Label: "Authentication threshold", Kind: KindInteger, Need: Optional, Max: 100, Dynamic: true, Native: true},
			{Path: "VoiceAuthenticationResponseTime", Label: "Authentication response time", Kind: KindDuration, Need: Optional, Min: 5, Max: 10, Dynamic: true, Native: true},
			{Path: "FraudDetectionThreshold", Label: "Fraud threshold", Kind: KindInteger, Need: Optional, Max: 100, Dynamic: true, Native: true},
			{Path: "WatchlistId", Label: "Watchlist", Kind: KindText, Need: Optional, Dynamic: true},
			{Path: "WisdomSessionArn", Label: "Assistant session", Kind: KindText, Need: Optional, Dynamic: true},
			{Path: "TargetContact", Label: "Store on", Kind: KindEnum, Need: Optional, Enum: []Choice{{"Current", "This contact"}, {"Related", "The related contact"}}},
		},
		OneOf: []Group{{Paths: []string{
			"Name", "Description", "LanguageCode", "CustomerId", "References", "IsVoiceIdStreamingEnabled", "IsVoiceAuthenticationEnabled",
			"IsFraudDetectionEnabled", "VoiceAuthenticationThreshold", "VoiceAuthenticationResponseTime", "FraudDetectionThreshold", "WatchlistId", "WisdomSessionArn",
		}, Min: 1, Max: 13, Label: "What to set"}, voiceIDTogether(0), voiceIDTogether(1), voiceIDTogether(2)},
		OpenParams: true, // task template and expiry fields are not documented
		Channels:   everyChannel,
		Docs:       dev("contact-actions-updatecontactdata"),
		Evidence:   "refusals.md UpdateContactData",
	},
	{
		Type: "StartVoiceIdStream",
		Blocks: []Block{{
			Key: "start-voice-id-stream", Name: "Start Voice ID stream", Category: Set, Icon: "audio-waveform",
			Summary:  "Sends the customer's audio to Voice ID. Voice ID has ended.",
			Defaults: `{}`, Docs: admin("set-voice-id"), Retired: true, Errors: []string{noMatchingError},
		}},
		Next: Required, Errors: onlyError(), Conditions: noConditions,
		FlowTypes: talkingFlows,
		Channels:  voice,
		Docs:      dev("flow-control-actions-startvoiceidstream"),
		Evidence:  "49 in exports",
	},
	{
		Type: "UpdateContactTargetQueue",
		Blocks: []Block{{
			Key: "set-working-queue", Name: "Set working queue", Category: Set, Icon: "list-ordered",
			Summary:  "Chooses the queue that Transfer to queue sends the contact to.",
			Defaults: `{"QueueId":""}`, Shown: queueOrAgentPaths, Form: queueOrAgentPaths,
			Docs: admin("set-working-queue"), Errors: []string{noMatchingError},
		}},
		Next: Required, Errors: onlyError(), Conditions: noConditions,
		Parameters: queueOrAgent(),
		OneOf:      []Group{{Paths: queueOrAgentPaths, Min: 1, Max: 1, Label: "Queue"}},
		FlowTypes:  mainFlows,
		Channels:   everyChannel,
		Docs:       dev("contact-actions-updatecontacttargetqueue"),
		Evidence:   "refusals.md NoMatchingError list",
	},
	{
		Type: "UpdateContactCallbackNumber",
		Blocks: []Block{{
			Key: "set-callback-number", Name: "Set callback number", Category: Set, Icon: "phone-incoming",
			Summary:  "Stores the number that the customer is called back at.",
			Defaults: `{"CallbackNumber":"$.StoredCustomerInput"}`, Shown: []string{"CallbackNumber"},
			Docs: admin("set-callback-number"), Errors: []string{"InvalidCallbackNumber", "CallbackNumberNotDialable"},
		}},
		Next:       Required,
		Errors:     []ErrorRule{errorBranch("InvalidCallbackNumber", "Invalid number", Required), errorBranch("CallbackNumberNotDialable", "Not dialable", Required)},
		Conditions: noConditions,
		Parameters: []Parameter{{Path: "CallbackNumber", Label: "Number", Kind: KindPath, Need: Required, Dynamic: true, Help: "A reference such as $.StoredCustomerInput; a written number is refused."}},
		FlowTypes:  queuedFlows,
		Channels:   voice,
		Docs:       dev("contact-actions-updatecontactcallbacknumber"),
		Evidence:   "refusals.md UpdateContactCallbackNumber",
	},
	{
		Type: "UpdateContactEventHooks",
		Blocks: []Block{
			hookBlock("set-agent-whisper-flow", "Set whisper flow (agent)", "ear", "AgentWhisper", "Chooses what the agent hears before they are joined with the customer.", "set-whisper-flow"),
			hookBlock("set-customer-whisper-flow", "Set whisper flow (customer)", "ear", "CustomerWhisper", "Chooses what the customer hears before they are joined with the agent.", "set-whisper-flow"),
			hookBlock("set-agent-hold-flow", "Set hold flow (agent)", "circle-pause", "AgentHold", "Chooses what the agent hears on hold.", "set-hold-flow"),
			hookBlock("set-customer-hold-flow", "Set hold flow (customer)", "circle-pause", "CustomerHold", "Chooses what the customer hears on hold.", "set-hold-flow"),
			hookBlock("set-customer-queue-flow", "Set customer queue flow", "users-round", "CustomerQueue", "Chooses what the customer hears while they wait in the queue.", "set-customer-queue-flow"),
			hookBlock("set-disconnect-flow", "Set disconnect flow", "unplug", "CustomerRemaining", "Chooses the flow that runs when the agent or bot has left.", "set-disconnect-flow"),
			{
				Key: "set-event-flow", Name: "Set event flow", Category: Set, Icon: "workflow",
				Summary:  "Chooses the flow that runs at an event, such as the agent's guide.",
				Defaults: `{"EventHooks":{"DefaultAgentUI":""}}`,
				Shown:    []string{"EventHooks.DefaultAgentUI", "EventHooks.DisconnectAgentUI", "EventHooks.PauseContact", "EventHooks.ResumeContact"},
				Docs:     admin("set-event-flow"), Errors: []string{noMatchingError},
			},
		},
		Next: Required, Errors: onlyError(), Conditions: noConditions,
		Parameters: []Parameter{
			{Path: "EventHooks", Label: "Event", Kind: KindObject, Need: Optional, Help: "Exactly one event with the flow that runs at it."},
			hook("AgentHold", "Agent on hold"), hook("AgentWhisper", "Whisper to the agent"),
			hook("CustomerHold", "Customer on hold"), hook("CustomerQueue", "Customer in queue"),
			hook("CustomerRemaining", "Customer remains after the agent left"), hook("CustomerWhisper", "Whisper to the customer"),
			hook("DefaultAgentUI", "Default flow for the agent's guide"), hook("DisconnectAgentUI", "Disconnect flow for the agent's guide"),
			hook("PauseContact", "Contact is paused"), hook("ResumeContact", "Contact is resumed"),
			// Refused when a flow is created, yet in published exports: design §7 makes it a warning.
			{Path: "EventHooksConfiguration", Label: "Switches of the events", Kind: KindJSON, Need: Optional, Doubt: "Consoles write it, yet creating a flow with it through the API was refused."},
		},
		OneOf:    []Group{{Paths: eventPaths, Min: 0, Max: 1, When: when(has("EventHooksConfiguration")), Label: "Event"}, {Paths: eventPaths, Min: 1, Max: 1, Label: "Event"}},
		Channels: everyChannel,
		Docs:     dev("contact-actions-updatecontacteventhooks"),
		Evidence: "refusals.md: EventHooks {} refused; NoMatchingError list",
	},
	{
		Type: "UpdateContactTextToSpeechVoice",
		Blocks: []Block{{
			Key: "set-voice", Name: "Set voice", Category: Set, Icon: "speech",
			Summary:  "Chooses the voice of spoken text.",
			Defaults: `{"TextToSpeechVoice":"Joanna"}`, Shown: []string{"TextToSpeechVoice", "TextToSpeechEngine"},
			Docs: admin("set-voice"), Errors: []string{noMatchingError},
		}},
		Next: Required, Errors: []ErrorRule{failure(Optional)}, Conditions: noConditions,
		Parameters: []Parameter{
			{Path: "TextToSpeechVoice", Label: "Voice", Kind: KindText, Need: Required, Dynamic: true, Help: "The name of an Amazon Polly voice.", Default: "Joanna"},
			{Path: "TextToSpeechEngine", Label: "Engine", Kind: KindText, Need: Optional, Dynamic: true, Help: "Standard, Neural or Generative."},
			{Path: "TextToSpeechStyle", Label: "Style", Kind: KindText, Need: Optional, Dynamic: true, Help: "None, Conversational or Newscaster."},
		},
		Channels: voice,
		Docs:     dev("contact-actions-updatecontacttexttospeechvoice"),
		Evidence: "refusals.md: NoMatchingError optional; VoiceId, Engine, LanguageCode refused",
	},
	{
		Type: "UpdateContactRoutingBehavior",
		Blocks: []Block{{
			Key: "change-routing-priority", Name: "Change routing priority / age", Category: Set, Icon: "arrow-up-wide-narrow",
			Summary:  "Moves the contact forward or back in its queue.",
			Defaults: `{"QueuePriority":"5"}`, Shown: []string{"QueuePriority", "QueueTimeAdjustmentSeconds"},
			Docs: admin("change-routing-priority"),
		}},
		Next:       Required,
		Errors:     []ErrorRule{{Type: noMatchingError, Label: "Error", Need: Refused, Cases: []Case{{has("RoutingProficiencies"), Required}}}},
		Conditions: noConditions,
		Parameters: []Parameter{
			{Path: "QueuePriority", Label: "Priority", Kind: KindInteger, Need: Optional, Dynamic: true, Native: true, Help: "Lower goes first; contacts start at 5."},
			{Path: "QueueTimeAdjustmentSeconds", Label: "Change of age in seconds", Kind: KindInteger, Need: Optional, Dynamic: true, Native: true},
			{Path: "RoutingProficiencies", Label: "Proficiencies", Kind: KindJSON, Need: Optional},
		},
		OneOf:     []Group{{Paths: []string{"QueuePriority", "QueueTimeAdjustmentSeconds", "RoutingProficiencies"}, Min: 1, Max: 1, Label: "What to change"}},
		FlowTypes: withOutbound, FlowTypesDisputed: []string{customerQueue, outboundWhisper, agentTransfer, queueTransfer},
		Channels: everyChannel,
		Docs:     dev("contact-actions-updatecontactroutingbehavior"),
		Evidence: "refusals.md: priority and age refuse any error, RoutingProficiencies requires one",
	},
	{
		Type: "UpdateContactRoutingCriteria",
		Blocks: []Block{{
			Key: "set-routing-criteria", Name: "Set routing criteria", Category: Set, Icon: "route",
			Summary:  "Asks for agents with certain proficiencies.",
			Defaults: `{"RoutingCriteria":{"Steps":[]}}`, Shown: []string{"RoutingCriteria"},
			Docs: admin("set-routing-criteria"), Errors: []string{noMatchingError},
		}},
		Next: Required, Errors: onlyError(), Conditions: noConditions,
		Parameters: []Parameter{{Path: "RoutingCriteria", Label: "Criteria", Kind: KindJSON, Need: Required, Dynamic: true, Help: "Steps, each with an expression over proficiencies and when it expires."}},
		FlowTypes:  queuedFlows,
		Channels:   everyChannel,
		Docs:       dev("flow-control-actions-updateroutingcriteria"),
		Evidence:   "33 in exports; facts.md §1: the documented name UpdateRoutingCriteria is refused",
	},
	{
		Type: "TagContact",
		Blocks: []Block{{
			Key: "tag-contact", Name: "Contact tags (tag)", Category: Set, Icon: "tag",
			Summary:  "Adds tags for cost reports to the contact.",
			Defaults: `{"Tags":{}}`, Shown: []string{"Tags"},
			Docs: admin("contact-tags-block"), Errors: []string{noMatchingError},
		}},
		Next: Required, Errors: onlyError(), Conditions: noConditions,
		Parameters: []Parameter{{Path: "Tags", Label: "Tags", Kind: KindMap, Need: Required, Max: 6, Dynamic: true, Help: "At most 6. Keys must not begin with aws:."}},
		Channels:   everyChannel,
		Docs:       dev("contact-actions-tagcontact"),
		Evidence:   "refusals.md: More than 6 tags; NoMatchingError list",
	},
	{
		Type: "UntagContact",
		Blocks: []Block{{
			Key: "untag-contact", Name: "Contact tags (untag)", Category: Set, Icon: "eraser",
			Summary:  "Removes tags from the contact.",
			Defaults: `{"TagKeys":[]}`, Shown: []string{"TagKeys"},
			Docs: admin("contact-tags-block"), Errors: []string{noMatchingError},
		}},
		Next: Required, Errors: onlyError(), Conditions: noConditions,
		Parameters: []Parameter{{Path: "TagKeys", Label: "Keys", Kind: KindList, Need: Required, Min: 1}},
		Channels:   everyChannel,
		Docs:       dev("contact-actions-untagcontact"),
		Evidence:   "refusals.md: TagKeys [] refused",
	},
	{
		Type: "CreateWisdomSession",
		Blocks: []Block{{
			Key: "connect-assistant", Name: "Connect assistant", Category: Set, Icon: "sparkles",
			Summary:  "Starts an assistant session that helps the agent.",
			Defaults: `{"WisdomAssistantArn":""}`, Shown: []string{"WisdomAssistantArn"},
			Docs: admin("connect-assistant-block"), Errors: []string{noMatchingError},
		}},
		Next: Required, Errors: onlyError(), Conditions: noConditions,
		Parameters: []Parameter{
			{Path: "WisdomAssistantArn", Label: "Assistant", Kind: KindResource, Resource: "assistant", Need: Required, Dynamic: true, Help: "ARN of the assistant's domain."},
		},
		OpenParams: true, // AI agent choices are not documented
		Channels:   []string{"VOICE", "CHAT", "EMAIL"},
		FlowTypes:  nil, FlowTypesDisputed: []string{customerHold, customerWhisper, agentHold, agentWhisper},
		Docs:     dev("createwisdomsession"),
		Evidence: "refusals.md NoMatchingError list",
	},
	{
		Type: "ResumeContact",
		Blocks: []Block{{
			Key: "resume-contact", Name: "Resume contact", Category: Set, Icon: "play",
			Summary:  "Resumes a paused task.",
			Defaults: `{}`, Docs: admin("resume-contact"), Errors: []string{noMatchingError},
		}},
		Next: Required, Errors: onlyError(), Conditions: noConditions,
		Channels: []string{"TASK"},
		Docs:     dev("contact-actions-updatecontactresumecontact"),
		Evidence: "31 in exports",
	},
}

// voiceIDSwitches are set all together or not at all (refusals.md UpdateContactData).
var voiceIDSwitches = []string{"IsVoiceIdStreamingEnabled", "IsVoiceAuthenticationEnabled", "IsFraudDetectionEnabled"}

func voiceIDTogether(present int) Group {
	return Group{Paths: voiceIDSwitches, Min: len(voiceIDSwitches), Max: len(voiceIDSwitches), When: when(has(voiceIDSwitches[present])), Label: "Voice ID"}
}

var eventPaths = []string{
	"EventHooks.AgentHold", "EventHooks.AgentWhisper", "EventHooks.CustomerHold", "EventHooks.CustomerQueue", "EventHooks.CustomerRemaining",
	"EventHooks.CustomerWhisper", "EventHooks.DefaultAgentUI", "EventHooks.DisconnectAgentUI", "EventHooks.PauseContact", "EventHooks.ResumeContact",
}

func hook(name, label string) Parameter {
	return Parameter{Path: "EventHooks." + name, Label: label, Kind: KindResource, Resource: "flow", Need: Optional, Dynamic: true}
}

// hookBlock is one use of UpdateContactEventHooks: the block that sets one event's flow.
func hookBlock(key, name, icon, event, summary, page string) Block {
	path := "EventHooks." + event
	return Block{
		Key: key, Name: name, Category: Set, Icon: icon, Summary: summary, When: when(has(path)),
		Defaults: `{"EventHooks":{"` + event + `":""}}`, Shown: []string{path},
		Docs: admin(page), Errors: []string{noMatchingError},
	}
}
