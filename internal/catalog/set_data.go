package catalog

// setData holds the actions that store values on the contact or in the flow.
var setData = []Action{
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
			{Path: "Attributes", Label: "Attributes", Kind: KindMap, Need: Required, Dynamic: true, Help: "Key and value. Keys hold no $ and no full stop; a value is text or a reference such as $.External.name. All attributes of a contact: 32 KB."},
			targetContact("TargetContact", "Store on", "Current"),
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
			Form: []string{"FlowAttributes", "FlowAttributes.*", "FlowAttributes.*.Value"},
			Docs: admin("set-contact-attributes"), Errors: []string{noMatchingError},
		}},
		Next: Required, Errors: onlyError(), Conditions: noConditions,
		Parameters: []Parameter{
			{Path: "FlowAttributes", Label: "Attributes", Kind: KindMap, Need: Required, Help: "Read later as $.FlowAttributes.key. Keys hold no $ and no full stop; 32 KB in all. Modules and Lambda functions do not see them."},
			{Path: "FlowAttributes.*", Label: "Attribute", Kind: KindObject, Need: Optional},
			{Path: "FlowAttributes.*.Value", Label: "Value", Kind: KindText, Need: Required, Dynamic: true, Help: "Text or a reference such as $.External.name."},
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
				Form: []string{
					"IsVoiceIdStreamingEnabled", "IsVoiceAuthenticationEnabled", "VoiceAuthenticationThreshold", "VoiceAuthenticationResponseTime",
					"IsFraudDetectionEnabled", "FraudDetectionThreshold", "WatchlistId",
				},
				Docs: admin("set-voice-id"), Retired: true, Errors: []string{noMatchingError},
			},
			{
				Key: "set-contact-data", Name: "Set contact attributes (system)", Category: Set, Icon: "user-pen",
				Summary:  "Sets what Amazon Connect itself knows of the contact: name, language, customer id.",
				Defaults: `{"LanguageCode":"en-US","TargetContact":"Current"}`, Shown: []string{"LanguageCode", "CustomerId", "Name", "WisdomSessionArn"},
				Form: []string{"TargetContact", "Name", "Description", "LanguageCode", "CustomerId", "WisdomSessionArn", "References"},
				Docs: admin("set-contact-attributes"), Errors: []string{noMatchingError},
			},
		},
		Next: Required, Errors: onlyError(), Conditions: noConditions,
		Parameters: []Parameter{
			{Path: "Name", Label: "Contact name", Kind: KindText, Need: Optional, Dynamic: true},
			{Path: "Description", Label: "Contact description", Kind: KindText, Need: Optional, Dynamic: true},
			{Path: "LanguageCode", Label: "Language", Kind: KindText, Need: Optional, Dynamic: true, Pattern: `^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$`, Help: "A language tag such as en-US."},
			{Path: "CustomerId", Label: "Customer id", Kind: KindText, Need: Optional, Dynamic: true, Help: "Your own id of the customer, such as a number of the CRM."},
			{Path: "References", Label: "References", Kind: KindMap, Need: Optional, Dynamic: true, Help: "Name and value of what the agent sees with the contact.", Doubt: "AWS's page has it, yet it was refused as an unknown parameter on one instance and accepted on another."},
			voiceIDSwitch("IsVoiceIdStreamingEnabled", "Voice ID"),
			voiceIDSwitch("IsVoiceAuthenticationEnabled", "Voice authentication"),
			voiceIDSwitch("IsFraudDetectionEnabled", "Fraud detection"),
			{Path: "VoiceAuthenticationThreshold", Label: "Authentication threshold", Kind: KindInteger, Need: Optional, Cases: iffOn("IsVoiceAuthenticationEnabled"), Max: 100, Dynamic: true, Native: true, Default: "90", Help: "0 to 100: how sure a match has to be."},
			{Path: "VoiceAuthenticationResponseTime", Label: "Authentication response time", Kind: KindDuration, Need: Optional, Cases: iffOn("IsVoiceAuthenticationEnabled"), Min: 5, Max: 10, Dynamic: true, Native: true, Default: "10", Help: "5 to 10 seconds of speech before a result is given."},
			{Path: "FraudDetectionThreshold", Label: "Fraud threshold", Kind: KindInteger, Need: Optional, Cases: iffOn("IsFraudDetectionEnabled"), Max: 100, Dynamic: true, Native: true, Default: "50", Help: "0 to 100: scores above it are high risk."},
			{Path: "WatchlistId", Label: "Watchlist", Kind: KindText, Need: Optional, Dynamic: true, Help: "Id of the list of known fraudsters: 22 letters and digits."},
			{Path: "WisdomSessionArn", Label: "Assistant session", Kind: KindText, Need: Optional, Dynamic: true, Help: "$.Wisdom.SessionArn after Connect assistant."},
			targetContact("TargetContact", "Store on", ""),
		},
		OneOf: []Group{{Paths: []string{
			"Name", "Description", "LanguageCode", "CustomerId", "References", "IsVoiceIdStreamingEnabled", "IsVoiceAuthenticationEnabled",
			"IsFraudDetectionEnabled", "VoiceAuthenticationThreshold", "VoiceAuthenticationResponseTime", "FraudDetectionThreshold", "WatchlistId", "WisdomSessionArn",
		}, Min: 1, Max: 13, Label: "What to set"}, voiceIDTogether(0), voiceIDTogether(1), voiceIDTogether(2)},
		OpenParams: true, // the designer also sets a task template and an expiry: no page or export tells their names
		Channels:   everyChannel,
		Docs:       dev("contact-actions-updatecontactdata"),
		Evidence:   "refusals.md UpdateContactData: at least one field, the switches of Voice ID together, thresholds iff on; 117 in exports",
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
}

// targetContact says which of two contacts an action writes to.
func targetContact(path, label, start string) Parameter {
	return Parameter{Path: path, Label: label, Kind: KindEnum, Need: Optional, Default: start, Enum: []Choice{{"Current", "This contact"}, {"Related", "The related contact"}}}
}

// voiceIDSwitches are set all together or not at all (refusals.md UpdateContactData).
var voiceIDSwitches = []string{"IsVoiceIdStreamingEnabled", "IsVoiceAuthenticationEnabled", "IsFraudDetectionEnabled"}

func voiceIDTogether(present int) Group {
	return Group{Paths: voiceIDSwitches, Min: len(voiceIDSwitches), Max: len(voiceIDSwitches), When: when(has(voiceIDSwitches[present])), Label: "Voice ID"}
}

// voiceIDSwitch: AWS's page writes TRUE and FALSE, every export lower case.
func voiceIDSwitch(path, label string) Parameter {
	return Parameter{Path: path, Label: label, Kind: KindBool, Need: Optional, Enum: lowerYesNo("On", "Off"), Dynamic: true}
}

// iffOn: asked for while a switch is on, refused while it is off, and neither
// while a reference decides.
func iffOn(path string) []Case {
	return []Case{{is(path, "true", "True", "TRUE"), Required}, {is(path, "false", "False", "FALSE"), Refused}}
}
