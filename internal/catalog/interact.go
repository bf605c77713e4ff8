package catalog

import "slices"

// interact holds the actions that talk with a participant.
var interact = slices.Concat(prompts, assistants, chats, newContacts)

// prompts play to the participant and ask for keys.
var prompts = []Action{
	{
		Type: "MessageParticipant",
		Blocks: []Block{{
			Key: "play-prompt", Name: "Play prompt", Category: Interact, Icon: "volume-2",
			Summary:  "Plays or writes a message to the customer or agent.",
			Defaults: `{"Text":""}`, Shown: promptShown, Form: form(promptForm, []string{"SkipWhenDTMFBufferEnabled"}),
			Docs: admin("play"), Errors: []string{noMatchingError},
		}},
		Next: Required,
		// Exports omit Error on half of the blocks and the service takes both.
		Errors:     []ErrorRule{failure(Optional)},
		Conditions: noConditions,
		Parameters: join(prompt(), []Parameter{skipWhenBuffered}),
		OneOf:      []Group{{Paths: promptPaths, Min: 1, Max: 1, Label: "What to play"}},
		FlowTypes:  talkingFlows,
		Channels:   []string{"VOICE", "CHAT", "TASK"},
		Docs:       dev("participant-actions-messageparticipant"),
		Evidence:   "refusals.md required errors; 1,462 in exports",
	},
	{
		Type: "GetParticipantInput", Pauses: true,
		Blocks: []Block{
			{
				Key: "set-touchtone-buffer", Name: "Set touchtone buffer behavior", Category: Set, Icon: "audio-lines",
				Summary:  "Keeps or clears keys that the customer presses before they are asked.",
				When:     when(has("EnableDTMFBuffer")),
				Defaults: `{"EnableDTMFBuffer":"true"}`, Shown: []string{"EnableDTMFBuffer"}, Form: []string{"EnableDTMFBuffer"},
				Docs: admin("set-touchtone-buffer-behavior"), Errors: []string{noMatchingError},
			},
			{
				Key: "store-customer-input", Name: "Store customer input", Category: Interact, Icon: "text-cursor-input",
				Summary:  "Collects keys into Stored customer input, encrypted when asked for.",
				When:     when(is("StoreInput", "True", "true")),
				Defaults: `{"Text":"","StoreInput":"True","InputTimeLimitSeconds":"5","InputValidation":{"CustomValidation":{"MaximumLength":"20"}},"DTMFConfiguration":{"DisableCancelKey":"False","InterdigitTimeLimitSeconds":"5"}}`,
				Shown:    []string{"Text", "SSML", "PromptId", "Media.Uri", "InputValidation.CustomValidation.MaximumLength", "InputValidation.PhoneNumberValidation.NumberFormat"},
				Form: form(promptForm, []string{
					"InputTimeLimitSeconds",
					"InputValidation.CustomValidation", "InputValidation.CustomValidation.MaximumLength",
					"InputValidation.PhoneNumberValidation",
					"InputValidation.PhoneNumberValidation.NumberFormat", "InputValidation.PhoneNumberValidation.CountryCode",
					"InputEncryption", "InputEncryption.EncryptionKeyId", "InputEncryption.Key",
					"DTMFConfiguration", "DTMFConfiguration.InterdigitTimeLimitSeconds",
					"DTMFConfiguration.InputTerminationSequence", "DTMFConfiguration.DisableCancelKey",
				}),
				Docs: admin("store-customer-input"), Errors: []string{noMatchingError},
			},
			{
				Key: "get-customer-input", Name: "Get customer input", Category: Interact, Icon: "keyboard",
				Summary:  "Asks the customer to press a key and branches on it.",
				Defaults: `{"Text":"","StoreInput":"False","InputTimeLimitSeconds":"5"}`,
				Shown:    promptShown,
				Form:     form(promptForm, []string{"InputTimeLimitSeconds"}),
				Docs:     admin("get-customer-input"), Conditions: []string{"1", "2"},
				Errors: []string{"InputTimeLimitExceeded", noMatchingCondition, noMatchingError},
			},
		},
		Next:   Required,
		Mirror: &BranchRef{Error: noMatchingCondition},
		Errors: []ErrorRule{
			errorBranch("InputTimeLimitExceeded", "Timeout", Required, Case{has("EnableDTMFBuffer"), Optional}, Case{is("StoreInput", "True", "true"), Refused}),
			errorBranch(noMatchingCondition, "Default", Required, Case{has("EnableDTMFBuffer"), Optional}, Case{is("StoreInput", "True", "true"), Refused}),
			failure(Required),
			errorBranch("InvalidPhoneNumber", "Invalid number", Optional, Case{has("InputValidation.PhoneNumberValidation"), Required}),
		},
		Conditions: Conditions{
			Need: Optional, Cases: []Case{{is("StoreInput", "True", "true"), Refused}},
			Operators: []string{equals}, Pattern: `^[0-9*#]$`, Hint: "one key: 0 to 9, * or #",
		},
		Parameters: join(prompt(), []Parameter{
			{Path: "InputTimeLimitSeconds", Label: "Wait for the first key", Kind: KindDuration, Need: Required, Cases: []Case{{has("EnableDTMFBuffer"), Optional}}, Min: 1, Max: 180, Native: true, Help: "1 to 180 seconds. A menu then takes Timeout, stored input is \"Timeout\".", Default: "5"},
			{Path: "StoreInput", Label: "What to do with the keys", Kind: KindBool, Need: Required, Cases: []Case{{has("EnableDTMFBuffer"), Optional}}, Enum: yesNo("Store them", "Branch on one key"), Default: "False"},
			{Path: "InputValidation", Label: "What the customer enters", Kind: KindObject, Need: Refused, Cases: []Case{{has("EnableDTMFBuffer"), Optional}, {is("StoreInput", "True", "true"), Required}}},
			{Path: "InputValidation.CustomValidation", Label: "Digits", Kind: KindObject, Need: Optional},
			{Path: "InputValidation.CustomValidation.MaximumLength", Label: "Most keys taken", Kind: KindInteger, Need: Required, Min: 1, Max: 20, Dynamic: true, Native: true, Help: "The input ends after this many keys: 1 to 20.", Default: "20"},
			{Path: "InputValidation.PhoneNumberValidation", Label: "Phone number", Kind: KindObject, Need: Optional},
			{Path: "InputValidation.PhoneNumberValidation.NumberFormat", Label: "Form of the phone number", Kind: KindEnum, Need: Required, Enum: []Choice{{"Local", "Local format"}, {"E164", "International format (E.164)"}}, Default: "Local"},
			{Path: "InputValidation.PhoneNumberValidation.CountryCode", Label: "Country", Kind: KindText, Need: Optional, Cases: []Case{{is("InputValidation.PhoneNumberValidation.NumberFormat", "Local"), Required}}, MaxLen: 2, Pattern: `^[A-Z]{2}$`, Help: "Two capital letters, such as US. Needed for the local format.", Default: "US"},
			// Probes of the service: it needs CustomValidation and is refused with a phone number.
			{Path: "InputEncryption", Label: "Encrypt what is entered", Kind: KindObject, Need: Refused, Cases: []Case{{has("EnableDTMFBuffer"), Optional}, {has("InputValidation.PhoneNumberValidation"), Refused}, {is("StoreInput", "True", "true"), Optional}}},
			{Path: "InputEncryption.EncryptionKeyId", Label: "Encryption key id", Kind: KindText, Need: Required, Dynamic: true, Help: "The id that Lambda uses to find the private key."},
			{Path: "InputEncryption.Key", Label: "Public key", Kind: KindText, Need: Required, Dynamic: true, Help: "The key or certificate in PEM form, beginning with -----BEGIN."},
			{Path: "DTMFConfiguration", Label: "Keypad", Kind: KindObject, Need: Refused, Cases: []Case{{has("EnableDTMFBuffer"), Optional}, {is("StoreInput", "True", "true"), Optional}}},
			{Path: "DTMFConfiguration.InterdigitTimeLimitSeconds", Label: "Wait between keys", Kind: KindDuration, Need: Optional, Min: 1, Max: 20, Dynamic: true, Native: true, Help: "1 to 20 seconds.", Default: "5"},
			{Path: "DTMFConfiguration.InputTerminationSequence", Label: "Keys that end the input", Kind: KindText, Need: Optional, MaxLen: 5, Pattern: `^[0-9*#]{1,5}$`, Dynamic: true, Help: "1 to 5 keys, such as #. To end with * the cancel key must be disabled."},
			{Path: "DTMFConfiguration.DisableCancelKey", Label: "Cancel key *", Kind: KindBool, Need: Optional, Enum: yesNo("Disabled", "Clears the input"), Default: "False"},
			{Path: "EnableDTMFBuffer", Label: "Keys pressed early", Kind: KindBool, Need: Optional, Cases: []Case{{has("EnableDTMFBuffer"), Required}}, Enum: lowerYesNo("Keep them for the next input", "Clear them"), Help: "At most 30 keys are kept."},
		}),
		OneOf: []Group{
			{Paths: promptPaths, Min: 0, Max: 1, When: when(has("EnableDTMFBuffer")), Label: "What to ask"},
			{Paths: promptPaths, Min: 1, Max: 1, Label: "What to ask"},
			{Paths: []string{"InputValidation.CustomValidation", "InputValidation.PhoneNumberValidation"}, Min: 1, Max: 1, When: when(is("StoreInput", "True", "true")), Label: "What the customer enters"},
		},
		FlowTypes: withOutbound, FlowTypesDisputed: disputesOut,
		Channels: voice,
		Docs:     dev("participant-actions-getparticipantinput"),
		Evidence: "refusals.md GetParticipantInput menu, store and both",
	},
	{
		Type: "MessageParticipantIteratively", Pauses: true,
		Blocks: []Block{{
			Key: "loop-prompts", Name: "Loop prompts", Category: Interact, Icon: "list-music",
			Summary:  "Plays prompts over and over while the customer or agent waits.",
			Defaults: `{"Messages":[{"Text":""}]}`, Shown: []string{"Messages", "InterruptFrequencySeconds"},
			Form: form([]string{"Messages"}, under("Messages[].", promptForm), []string{"InterruptFrequencySeconds", "ContinueMessagingDuringInterrupt"}),
			Docs: admin("loop-prompts"), Errors: []string{noMatchingError},
		}},
		// It holds the participant: console exports have no NextAction.
		Next:       Optional,
		Mirror:     &BranchRef{Error: noMatchingError},
		Errors:     []ErrorRule{failure(Optional)},
		Conditions: Conditions{Need: Optional, Operators: []string{equals}, Fixed: []FixedBranch{{Operand: "MessagesInterrupted", Label: "Timeout"}}},
		Parameters: join(
			[]Parameter{{Path: "Messages", Label: "Prompts", Kind: KindList, Need: Required, Help: "Played one after the other, then from the first again."}},
			promptUnder("Messages[]."),
			[]Parameter{
				{Path: "InterruptFrequencySeconds", Label: "Interrupt every", Kind: KindDuration, Need: Optional, Min: 1, Dynamic: true, Native: true, Help: "Then the Timeout branch is taken."},
				{Path: "ContinueMessagingDuringInterrupt", Label: "While interrupted", Kind: KindBool, Need: Optional, Enum: lowerYesNo("Keep playing", "Stop playing")},
			},
		),
		OneOf:     []Group{{Paths: under("Messages[].", promptPaths), Min: 1, Max: 1, Label: "What to play"}},
		FlowTypes: []string{customerQueue, customerHold, agentHold, module},
		Channels:  voice,
		Docs:      dev("participant-actions-messageparticipantiteratively"),
		Evidence:  "68 in exports, 25 without NextAction",
	},
}
