package catalog

// chats are for written contacts.
var chats = []Action{
	{
		Type: "AuthenticateParticipant", Pauses: true,
		Blocks: []Block{{
			Key: "authenticate-customer", Name: "Authenticate customer", Category: Interact, Icon: "shield-check",
			Summary:    "Asks the customer of a chat to sign in.",
			Defaults:   `{"TimeLimitMinutes":"3","CognitoConfiguration":{"UserPoolArn":"","AppClientId":""},"CustomerProfilesConfiguration":{"ObjectTypeName":"Cognito-attributes"}}`,
			Shown:      []string{"CognitoConfiguration.UserPoolArn", "TimeLimitMinutes"},
			Form:       []string{"CognitoConfiguration", "CognitoConfiguration.UserPoolArn", "CognitoConfiguration.AppClientId", "CustomerProfilesConfiguration.ObjectTypeName", "TimeLimitMinutes"},
			Conditions: []string{"OptedOut"},
			Docs:       admin("authenticate-customer"), Errors: []string{"TimeLimitExceeded", noMatchingError},
		}},
		Next:       Required,
		Errors:     []ErrorRule{errorBranch("TimeLimitExceeded", "Timeout", Required), failure(Required)},
		Conditions: Conditions{Need: Optional, Operators: []string{equals}, Fixed: []FixedBranch{{Operand: "OptedOut", Label: "Opted out"}}},
		Parameters: []Parameter{
			{Path: "CognitoConfiguration", Label: "Amazon Cognito", Kind: KindObject, Need: Required},
			{Path: "CognitoConfiguration.UserPoolArn", Label: "User pool", Kind: KindText, Need: Required, Dynamic: true, Pattern: `^arn:`, Help: "ARN of the user pool."},
			{Path: "CognitoConfiguration.AppClientId", Label: "App client", Kind: KindText, Need: Required, Dynamic: true, Help: "Id of the pool's app client."},
			{Path: "CustomerProfilesConfiguration", Label: "Customer Profiles", Kind: KindObject, Need: Required},
			{Path: "CustomerProfilesConfiguration.ObjectTypeName", Label: "Object type of Customer Profiles", Kind: KindText, Need: Required, Dynamic: true, Help: "Where the profile is stored.", Default: "Cognito-attributes"},
			{Path: "TimeLimitMinutes", Label: "Time to sign in", Kind: KindDuration, Unit: Minutes, Need: Required, Min: 3, Max: 15, Dynamic: true, Native: true, Help: "3 to 15 minutes, then Timeout.", Default: "3"},
		},
		FlowTypes: []string{inbound, module},
		Channels:  chat,
		Docs:      admin("authenticate-customer"),
		Evidence:  "refusals.md AuthenticateParticipant",
	},
	{
		Type: "LoadContactContent",
		Blocks: []Block{{
			Key: "get-stored-content", Name: "Get stored content", Category: Interact, Icon: "mail-open",
			Summary:  "Loads the text of an email into the contact.",
			Defaults: `{"ContentType":"EmailMessage"}`, Shown: []string{"ContentType"}, Form: []string{"ContentType"},
			Docs: admin("get-stored-content"), Errors: []string{noMatchingError},
		}},
		Next: Required, Errors: onlyError(), Conditions: noConditions,
		Parameters: []Parameter{{Path: "ContentType", Label: "Content", Kind: KindEnum, Need: Required, Enum: []Choice{{"EmailMessage", "Email message"}}, Help: "Up to 32 KB of plain text, read as $.Email.EmailMessage.Plaintext.", Default: "EmailMessage"}},
		Channels:   []string{"EMAIL"},
		Docs:       admin("get-stored-content"),
		Evidence:   "refusals.md NoMatchingError list",
	},
	{
		Type: "CreatePersistentContactAssociation",
		Blocks: []Block{{
			Key: "create-persistent-contact-association", Name: "Create persistent contact association", Category: Interact, Icon: "clock-arrow-left",
			Summary:  "Continues an earlier chat.",
			Defaults: `{"RehydrationType":"ENTIRE_PAST_SESSION","SourceContactId":""}`, Shown: []string{"RehydrationType", "SourceContactId"}, Form: []string{"RehydrationType", "SourceContactId"},
			Docs: admin("create-persistent-contact-association-block"), Errors: []string{noMatchingError},
		}},
		Next: Required, Errors: onlyError(), Conditions: noConditions,
		Parameters: []Parameter{
			// The API's two values; a draft of the console holds the third.
			{Path: "RehydrationType", Label: "What to continue", Kind: KindEnum, Need: Required, Help: "A chat can be continued once.", Default: "ENTIRE_PAST_SESSION", Enum: []Choice{
				{"ENTIRE_PAST_SESSION", "The whole past session"}, {"FROM_SEGMENT", "From one segment on"}, {"From Segment", "From one segment on (a draft's spelling)"},
			}},
			{Path: "SourceContactId", Label: "Earlier contact", Kind: KindText, Need: Required, Dynamic: true, Help: "Id of the earlier chat, such as $.Attributes.previousContactId. For the whole session, that of its first contact."},
		},
		Channels: chat,
		Docs:     admin("create-persistent-contact-association-block"),
		Evidence: "refusals.md NoMatchingError list",
	},
}
