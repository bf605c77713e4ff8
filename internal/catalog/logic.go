package catalog

// keepsRunning is the Wait that does not hold the flow up.
var keepsRunning = is("ContinueExecution", "True", "true")

// logic holds the actions that steer the flow itself.
var logic = []Action{
	{
		Type: "Loop",
		Blocks: []Block{{
			Key: "loop", Name: "Loop", Category: Logic, Icon: "repeat",
			Summary:  "Repeats a part of the flow a number of times.",
			Defaults: `{"LoopCount":"3"}`, Shown: []string{"LoopCount"}, Form: []string{"LoopCount", "LoopName"},
			Conditions: []string{"ContinueLooping", "DoneLooping"},
			Docs:       admin("loop"), Errors: []string{},
		}},
		Next: Required, Mirror: &BranchRef{Condition: "DoneLooping"},
		Errors: []ErrorRule{failure(Optional)},
		Conditions: Conditions{Need: Required, Operators: []string{equals}, All: true, Fixed: []FixedBranch{
			{Operand: "ContinueLooping", Label: "Looping"}, {Operand: "DoneLooping", Label: "Complete"},
		}},
		Parameters: []Parameter{
			{Path: "LoopCount", Label: "Times", Kind: KindInteger, Need: Optional, Max: 100, Dynamic: true, Native: true, Help: "0 to 100.", Default: "3"},
			{Path: "LoopName", Label: "Name", Kind: KindText, Need: Optional, Help: "For $.Loop.NAME.Index in the blocks of the loop.", Doubt: "AWS's pages speak of a loop's name; no flow shows how it is written."},
		},
		OpenParams: true, // looping over an array is not documented
		Channels:   everyChannel,
		Docs:       dev("flow-control-actions-loop"),
		Evidence:   "refusals.md Loop: both conditions and NextAction, error optional",
	},
	{
		Type: "Wait", Pauses: true,
		Blocks: []Block{{
			Key: "wait", Name: "Wait", Category: Logic, Icon: "hourglass",
			Summary:  "Pauses the flow for a time or until something happens.",
			Defaults: `{"TimeLimitSeconds":"60"}`, Shown: []string{"TimeLimitSeconds", "Events"},
			Form:       []string{"TimeLimitSeconds", "Events", "ContinueExecution", "MinimumWaitTimeSeconds"},
			Conditions: []string{"WaitCompleted"},
			Docs:       admin("wait"), Errors: []string{noMatchingError},
		}},
		Next: Required, Mirror: &BranchRef{Error: noMatchingError},
		Errors: []ErrorRule{failure(Required), errorBranch("ParticipantNotFound", "Participant not found", Optional)},
		Conditions: Conditions{Need: Required, Operators: []string{equals}, Fixed: []FixedBranch{
			{Operand: "WaitCompleted", Label: "Time expired"},
			{Operand: "CustomerReturned", Label: "Customer return", When: when(has("Events"))},
			{Operand: "BotParticipantDisconnected", Label: "Bot disconnected", When: when(has("Events"))},
			{Operand: "Continue", Label: "Continue", When: when(keepsRunning)},
		}, Must: []string{"WaitCompleted", "Continue"}},
		Parameters: []Parameter{
			{Path: "TimeLimitSeconds", Label: "Wait for at most", Kind: KindDuration, Need: Required, Min: 1, Max: 604800, Dynamic: true, Native: true, Help: "Up to 7 days.", Default: "60"},
			{Path: "Events", Label: "Or until", Kind: KindList, Need: Optional, Enum: []Choice{{"CustomerReturned", "The customer returns"}, {"BotParticipantDisconnected", "The bot disconnects"}}, Help: "Each needs a branch of its own."},
			{Path: "ContinueExecution", Label: "While waiting", Kind: KindBool, Need: Optional, Enum: yesNo("Keep running", "Stand still"), Dynamic: true, Help: "Keeps running from the Continue branch."},
			{Path: "MinimumWaitTimeSeconds", Label: "Wait for at least", Kind: KindDuration, Need: Optional, Cases: []Case{{keepsRunning, Required}}, Min: 1, Max: 604800, Dynamic: true, Native: true, Help: "Needed to keep running while waiting.", Default: "1"},
		},
		FlowTypes: nil, FlowTypesDisputed: []string{customerWhisper, outboundWhisper, customerHold, agentHold, agentWhisper, agentTransfer, queueTransfer},
		Channels: []string{"CHAT", "TASK", "EMAIL"},
		Docs:     dev("flow-control-actions-wait"),
		Evidence: "refusals.md Wait: TimeLimitSeconds and WaitCompleted; probes: ContinueExecution needs MinimumWaitTimeSeconds and a Continue branch",
	},
	{
		Type: "DistributeByPercentage",
		Blocks: []Block{{
			Key: "distribute-by-percentage", Name: "Distribute by percentage", Category: Logic, Icon: "percent",
			Summary:  "Sends a share of the contacts each way.",
			Defaults: `{}`, Conditions: []string{"51"}, Operator: "NumberLessThan", Docs: admin("distribute-by-percentage"), Errors: []string{noMatchingCondition},
		}},
		Next: Required, Mirror: &BranchRef{Error: noMatchingCondition},
		Errors:     []ErrorRule{noMatch("The rest")},
		Conditions: Conditions{Need: Optional, Operators: []string{"NumberLessThan"}, Operand: OperandShare, Pattern: `^([1-9][0-9]?|100|101)$`, Hint: "1 plus the shares so far: 3 %, 6 % and 8 % are 4, 10 and 18"},
		FlowTypes:  withOutbound, FlowTypesDisputed: disputesOut,
		Channels: everyChannel,
		Docs:     dev("flow-control-actions-distributebypercentage"),
		Evidence: "refusals.md DistributeByPercentage",
	},
}
