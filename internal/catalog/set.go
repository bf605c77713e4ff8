package catalog

import "slices"

// set holds the actions that change what the contact carries.
var set = slices.Concat(setData, setRouting, []Action{
	{
		Type: "UpdateContactTextToSpeechVoice",
		Blocks: []Block{{
			Key: "set-voice", Name: "Set voice", Category: Set, Icon: "speech",
			Summary:  "Chooses the voice of spoken text.",
			Defaults: `{"TextToSpeechVoice":"Joanna"}`, Shown: []string{"TextToSpeechVoice", "TextToSpeechEngine"},
			Form: []string{"TextToSpeechVoice", "TextToSpeechEngine", "TextToSpeechStyle"},
			Docs: admin("set-voice"), Errors: []string{noMatchingError},
			Parts: []Part{ // 4 exports: children and fragments on the voice
				{Type: "UpdateContactTextToSpeechVoice", Label: "Voice"},
				{
					Type: "UpdateContactData", Label: "Language attribute", Optional: true, Fragment: "SetContactData",
					Defaults: `{"LanguageCode":"en-US"}`, Errors: []string{noMatchingError},
				},
			},
		}},
		Next: Required, Errors: []ErrorRule{failure(Optional)}, Conditions: noConditions,
		Parameters: []Parameter{
			{Path: "TextToSpeechVoice", Label: "Voice", Kind: KindText, Need: Required, Dynamic: true, Help: "The name of an Amazon Polly voice, such as Joanna.", Default: "Joanna"},
			{Path: "TextToSpeechEngine", Label: "Engine", Kind: KindEnum, Need: Optional, Dynamic: true, Help: "Not every voice has every engine.", Lenient: true, Default: "Neural", Enum: []Choice{
				{"Standard", "Standard"}, {"Neural", "Neural"}, {"Generative", "Generative"}, {"long-form", "Long form"},
			}},
			{Path: "TextToSpeechStyle", Label: "Style", Kind: KindEnum, Need: Optional, Dynamic: true, Help: "Some neural voices have styles.", Lenient: true, Default: "None", Enum: same("None", "Conversational", "Newscaster")},
		},
		Channels: voice,
		Docs:     dev("contact-actions-updatecontacttexttospeechvoice"),
		Evidence: "refusals.md: NoMatchingError optional; VoiceId, Engine, LanguageCode refused; facts.md §12: voice and engine names are not checked",
	},
	{
		Type: "TagContact",
		Blocks: []Block{{
			Key: "tag-contact", Name: "Contact tags (tag)", Category: Set, Icon: "tag",
			Summary:  "Adds tags for cost reports to the contact.",
			Defaults: `{"Tags":{}}`, Shown: []string{"Tags"}, Form: []string{"Tags"},
			Docs: admin("contact-tags-block"), Errors: []string{noMatchingError},
		}},
		Next: Required, Errors: onlyError(), Conditions: noConditions,
		Parameters: []Parameter{{Path: "Tags", Label: "Tags", Kind: KindMap, Need: Required, Max: 6, Dynamic: true, Help: "Key and value, at most 6. Keys must not begin with aws:."}},
		Channels:   everyChannel,
		Docs:       dev("contact-actions-tagcontact"),
		Evidence:   "refusals.md: More than 6 tags; NoMatchingError list",
	},
	{
		Type: "UntagContact",
		Blocks: []Block{{
			Key: "untag-contact", Name: "Contact tags (untag)", Category: Set, Icon: "eraser",
			Summary:  "Removes tags from the contact.",
			Defaults: `{"TagKeys":[]}`, Shown: []string{"TagKeys"}, Form: []string{"TagKeys"},
			Docs: admin("contact-tags-block"), Errors: []string{noMatchingError},
		}},
		Next: Required, Errors: onlyError(), Conditions: noConditions,
		Parameters: []Parameter{{Path: "TagKeys", Label: "Keys", Kind: KindList, Need: Required, Min: 1, Help: "Keys of the tags to remove, as written: no references."}},
		Channels:   everyChannel,
		Docs:       dev("contact-actions-untagcontact"),
		Evidence:   "refusals.md: TagKeys [] refused",
	},
	{
		Type: "CreateWisdomSession",
		Blocks: []Block{{
			Key: "connect-assistant", Name: "Connect assistant", Category: Set, Icon: "sparkles",
			Summary:  "Starts an assistant session that helps the agent.",
			Defaults: `{"WisdomAssistantArn":""}`, Shown: []string{"WisdomAssistantArn"}, Form: []string{"WisdomAssistantArn"},
			Docs: admin("connect-assistant-block"), Errors: []string{noMatchingError},
			Parts: []Part{ // 8 exports: children and fragments on the session
				{Type: "CreateWisdomSession", Label: "Session"},
				{
					Type: "UpdateContactData", Label: "Session of the contact", Fixed: true, Fragment: "SetContactData",
					Defaults: `{"WisdomSessionArn":"$.Wisdom.SessionArn"}`, Errors: []string{noMatchingError},
				},
			},
		}},
		Next: Required, Errors: onlyError(), Conditions: noConditions,
		Parameters: []Parameter{
			{Path: "WisdomAssistantArn", Label: "Assistant", Kind: KindResource, Resource: "assistant", Need: Required, Dynamic: true, Help: "ARN of the assistant's domain."},
		},
		OpenParams: true, // the block also chooses an AI agent: exports have it in the metadata, no page says that it is only there
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
})
