package catalog

// logic holds the actions that steer the flow itself.
var logic = []Action{
	{
		Type: "Loop",
		Blocks: []Block{{
			Key: "loop", Name: "Loop", Category: Logic, Icon: "repeat",
			Summary:  "Repeats a part of the flow a number of times.",
			Defaults: `{"LoopCount":"3"}`, Shown: []string{"LoopCount"}, Form: []string{"LoopCount"},
			Conditions: []string{"ContinueLooping", "DoneLooping"},
			Docs:       admin("loop"), Errors: []string{},
		}},
		Next: Required, Mirror: &BranchRef{Condition: "DoneLooping"},
		Errors: []ErrorRule{failure(Optional)},
		Conditions: Conditions{Need: Required, Operators: []string{equals}, All: true, Fixed: []FixedBranch{
			{Operand: "ContinueLooping", Label: "Looping"}, {Operand: "DoneLooping", Label: "Complete"},
		}},
		Parameters: []Parameter{
			{Path: "LoopCount", Label: "Times", Kind: KindInteger, Need: Optional, Max: 100, Dynamic: true, Native: true, Help: "0 to 100, or a reference such as $.Attributes.retries.", Default: "3"},
			{Path: "LoopName", Label: "Name", Kind: KindText, Need: Optional},
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
			Conditions: []string{"WaitCompleted"},
			Docs:       admin("wait"), Errors: []string{noMatchingError},
		}},
		Next: Required, Mirror: &BranchRef{Error: noMatchingError},
		Errors: []ErrorRule{failure(Required), errorBranch("ParticipantNotFound", "Participant not found", Optional)},
		Conditions: Conditions{Need: Required, Operators: []string{equals}, Fixed: []FixedBranch{
			{Operand: "WaitCompleted", Label: "Time expired"},
			{Operand: "CustomerReturned", Label: "Customer return"},
			{Operand: "BotParticipantDisconnected", Label: "Bot disconnected"},
			{Operand: "Continue", Label: "Continue"},
		}, Must: []string{"WaitCompleted"}},
		Parameters: []Parameter{
			{Path: "TimeLimitSeconds", Label: "Wait for", Kind: KindDuration, Need: Required, Min: 1, Max: 604800, Dynamic: true, Native: true, Help: "Seconds, up to 7 days."},
			{Path: "Events", Label: "Or until", Kind: KindList, Need: Optional, Enum: []Choice{{"CustomerReturned", "The customer returns"}, {"BotParticipantDisconnected", "The bot disconnects"}}},
			{Path: "ContinueExecution", Label: "Keep running while waiting", Kind: KindBool, Need: Optional, Enum: yesNo("Keep running", "Wait"), Dynamic: true},
			{Path: "MinimumWaitTimeSeconds", Label: "Wait at least", Kind: KindDuration, Need: Optional, Cases: []Case{{has("ContinueExecution"), Required}}, Dynamic: true, Native: true},
		},
		FlowTypes: nil, FlowTypesDisputed: []string{customerWhisper, outboundWhisper, customerHold, agentHold, agentWhisper, agentTransfer, queueTransfer},
		Channels: []string{"CHAT", "TASK", "EMAIL"},
		Docs:     dev("flow-control-actions-wait"),
		Evidence: "refusals.md Wait: TimeLimitSeconds and WaitCompleted",
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
