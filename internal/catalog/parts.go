package catalog

import "slices"

// The pieces that many literals share. They keep the category files readable;
// each is a plain value, so a literal that differs says so itself.

const (
	adminGuide = "https://docs.aws.amazon.com/connect/latest/adminguide/"
	devGuide   = "https://docs.aws.amazon.com/connect/latest/devguide/"
)

func admin(page string) string { return adminGuide + page + ".html" }
func dev(page string) string   { return devGuide + page + ".html" }

// Channels.
var (
	everyChannel = []string{"VOICE", "CHAT", "TASK", "EMAIL"}
	voice        = []string{"VOICE"}
	chat         = []string{"CHAT"}
)

// Sets of flow types. A module may hold any action (unsupported ones take
// their Error branch at run time), so every limited set has MODULE in it; nil
// means all.
const (
	inbound         = "CONTACT_FLOW"
	customerQueue   = "CUSTOMER_QUEUE"
	customerHold    = "CUSTOMER_HOLD"
	customerWhisper = "CUSTOMER_WHISPER"
	agentHold       = "AGENT_HOLD"
	agentWhisper    = "AGENT_WHISPER"
	outboundWhisper = "OUTBOUND_WHISPER"
	agentTransfer   = "AGENT_TRANSFER"
	queueTransfer   = "QUEUE_TRANSFER"
	campaign        = "CAMPAIGN"
	module          = "MODULE"
)

var (
	mainFlows     = []string{inbound, agentTransfer, queueTransfer, module}
	queuedFlows   = []string{inbound, customerQueue, agentTransfer, queueTransfer, module}
	talkingFlows  = []string{inbound, customerQueue, agentTransfer, queueTransfer, customerWhisper, agentWhisper, outboundWhisper, module}
	withOutbound  = []string{inbound, customerQueue, agentTransfer, queueTransfer, outboundWhisper, module}
	disputesOut   = []string{outboundWhisper}
	disputesQueue = []string{customerQueue}
)

// Error branches.
const (
	noMatchingError     = "NoMatchingError"
	noMatchingCondition = "NoMatchingCondition"
)

func failure(need Need) ErrorRule {
	return ErrorRule{Type: noMatchingError, Label: "Error", Need: need}
}

func noMatch(label string) ErrorRule {
	return ErrorRule{Type: noMatchingCondition, Label: label, Need: Required}
}

func errorBranch(kind, label string, need Need, cases ...Case) ErrorRule {
	return ErrorRule{Type: kind, Label: label, Need: need, Cases: cases}
}

func onlyError() []ErrorRule { return []ErrorRule{failure(Required)} }

// Conditions.
var noConditions = Conditions{Need: Refused}

const equals = "Equals"

// compareOperators are those that the service accepts with one operand
// (refusals.md, condition facts).
var compareOperators = []string{
	equals, "TextStartsWith", "TextEndsWith", "TextContains",
	"NumberGreaterThan", "NumberGreaterOrEqualTo", "NumberLessThan", "NumberLessOrEqualTo", "KeyExists",
}

var numberOperators = []string{equals, "NumberGreaterThan", "NumberGreaterOrEqualTo", "NumberLessThan", "NumberLessOrEqualTo"}

func is(path string, values ...string) When { return When{Path: path, Equals: values} }
func has(path string) When                  { return When{Path: path} }
func when(w When) *When                     { return &w }

// Choices. Most switches are written "True" and "False"; the case actions
// and a few newer ones are lower case (facts.md §1).
func yesNo(yes, no string) []Choice {
	return []Choice{{Value: "True", Label: yes}, {Value: "False", Label: no}}
}

func lowerYesNo(yes, no string) []Choice {
	return []Choice{{Value: "true", Label: yes}, {Value: "false", Label: no}}
}

func same(values ...string) []Choice {
	choices := make([]Choice, 0, len(values))
	for _, v := range values {
		choices = append(choices, Choice{Value: v, Label: v})
	}
	return choices
}

// join makes one parameter list of several.
func join(lists ...[]Parameter) []Parameter {
	var all []Parameter
	for _, l := range lists {
		all = append(all, l...)
	}
	return all
}

// prompt is what plays to the participant: text, SSML, a recording or a file
// in S3. Exactly one of the four is set (refusals.md: "Only one of these
// properties may be defined", "At least one of the following properties").
func prompt() []Parameter { return promptUnder("") }

// promptUnder is a prompt whose members have a prefix, as in a list of prompts.
func promptUnder(prefix string) []Parameter {
	return []Parameter{
		{Path: prefix + "Text", Label: "Text to speech or chat text", Kind: KindText, Need: Optional, MaxLen: 6000, Dynamic: true, Help: "What is spoken or written. May hold values of the contact inline, such as $.Attributes.firstName."},
		{Path: prefix + "SSML", Label: "Text to speech as SSML", Kind: KindSSML, Need: Optional, MaxLen: 6000, Dynamic: true, Help: "Speech markup between <speak> and </speak>. Voice only."},
		{Path: prefix + "PromptId", Label: "Recorded prompt", Kind: KindResource, Resource: "prompt", Need: Optional, Dynamic: true, Help: "Id or ARN of a prompt of the instance. Voice only."},
		{Path: prefix + "Media", Label: "Audio file in S3", Kind: KindObject, Need: Optional},
		{Path: prefix + "Media.Uri", Label: "Address of the audio file", Kind: KindText, Need: Required, Dynamic: true, Help: "An https address of a .wav file in an S3 bucket: 8 kHz, u-law, under 50 MB and 5 minutes."},
		{Path: prefix + "Media.SourceType", Label: "Source", Kind: KindEnum, Need: Required, Enum: []Choice{{Value: "S3", Label: "Amazon S3"}}, Default: "S3"},
		{Path: prefix + "Media.MediaType", Label: "Kind of media", Kind: KindEnum, Need: Required, Enum: []Choice{{Value: "Audio", Label: "Audio"}}, Default: "Audio"},
	}
}

// promptPaths are the four ways to say something; promptForm is their form.
var (
	promptPaths = []string{"Text", "SSML", "PromptId", "Media"}
	promptForm  = []string{"Text", "SSML", "PromptId", "Media", "Media.Uri", "Media.SourceType", "Media.MediaType"}
	promptShown = []string{"Text", "SSML", "PromptId", "Media.Uri"}
)

// under puts a prefix before paths.
func under(prefix string, paths []string) []string {
	list := make([]string, 0, len(paths))
	for _, path := range paths {
		list = append(list, prefix+path)
	}
	return list
}

// form joins parts of a form.
func form(parts ...[]string) []string { return slices.Concat(parts...) }

var skipWhenBuffered = Parameter{
	Path: "SkipWhenDTMFBufferEnabled", Label: "When the customer already pressed keys", Kind: KindBool, Need: Optional,
	Enum: lowerYesNo("Skip the prompt", "Play the prompt"),
	Help: "Counts only while the touchtone buffer keeps keys.",
}

// queueOrAgent is the target that several actions take; neither means the
// contact's working queue.
func queueOrAgent() []Parameter {
	return []Parameter{
		{Path: "QueueId", Label: "Queue", Kind: KindResource, Resource: "queue", Need: Optional, Dynamic: true, Help: "Id or ARN of a queue, or a value such as $.Attributes.queueArn."},
		{Path: "AgentId", Label: "Agent's own queue", Kind: KindResource, Resource: "agent", Need: Optional, Dynamic: true, Help: "Id or ARN of an agent, or a value such as $.Attributes.agentArn."},
	}
}

var queueOrAgentPaths = []string{"QueueId", "AgentId"}

// redactionEntities are what Contact Lens can redact; messages on their way
// take all but the last.
var (
	redactionEntities = slices.Concat(inFlightEntities, []Choice{
		{"IN_AADHAAR", "Aadhaar number (India)"},
		{"IN_PERMANENT_ACCOUNT_NUMBER", "Permanent account number (India)"},
		{"IN_NREGA", "NREGA job card (India)"},
		{"IN_VOTER_NUMBER", "Voter number (India)"},
		{"DATE_TIME", "Date or time"},
		{"AGENT_DISPLAY_NAME", "Agent's display name"},
		{"CUSTOMER_DISPLAY_NAME", "Customer's display name"},
		{"ATTACHMENT_NAME", "Name of an attachment"},
	})
	inFlightEntities = []Choice{
		{"NAME", "Name"},
		{"AGE", "Age"},
		{"ADDRESS", "Address"},
		{"EMAIL", "Email address"},
		{"PHONE", "Phone number"},
		{"CREDIT_DEBIT_NUMBER", "Card number"},
		{"CREDIT_DEBIT_CVV", "Card security code"},
		{"CREDIT_DEBIT_EXPIRY", "Card expiry date"},
		{"PIN", "PIN"},
		{"BANK_ACCOUNT_NUMBER", "Bank account number"},
		{"BANK_ROUTING", "Bank routing number"},
		{"INTERNATIONAL_BANK_ACCOUNT_NUMBER", "IBAN"},
		{"SWIFT_CODE", "SWIFT code"},
		{"PASSPORT_NUMBER", "Passport number"},
		{"DRIVER_ID", "Driver's licence"},
		{"SSN", "Social security number (US)"},
		{"US_INDIVIDUAL_TAX_IDENTIFICATION_NUMBER", "Individual tax number (US)"},
		{"CA_HEALTH_NUMBER", "Health number (Canada)"},
		{"CA_SOCIAL_INSURANCE_NUMBER", "Social insurance number (Canada)"},
		{"UK_NATIONAL_HEALTH_SERVICE_NUMBER", "NHS number (UK)"},
		{"UK_NATIONAL_INSURANCE_NUMBER", "National insurance number (UK)"},
		{"UK_UNIQUE_TAXPAYER_REFERENCE_NUMBER", "Taxpayer reference (UK)"},
		{"LICENSE_PLATE", "Licence plate"},
		{"VEHICLE_IDENTIFICATION_NUMBER", "Vehicle identification number"},
		{"USERNAME", "User name"},
		{"PASSWORD", "Password"},
		{"URL", "Web address"},
		{"IP_ADDRESS", "IP address"},
		{"MAC_ADDRESS", "MAC address"},
		{"AWS_ACCESS_KEY", "AWS access key"},
		{"AWS_SECRET_KEY", "AWS secret key"},
	}
)
