package catalog

// setRouting holds the actions that decide where a contact goes next and what
// is heard on the way.
var setRouting = []Action{
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
			Defaults: `{"CallbackNumber":"$.StoredCustomerInput"}`, Shown: []string{"CallbackNumber"}, Form: []string{"CallbackNumber"},
			Docs: admin("set-callback-number"), Errors: []string{"InvalidCallbackNumber", "CallbackNumberNotDialable"},
		}},
		Next:       Required,
		Errors:     []ErrorRule{errorBranch("InvalidCallbackNumber", "Invalid number", Required), errorBranch("CallbackNumberNotDialable", "Not dialable", Required)},
		Conditions: noConditions,
		Parameters: []Parameter{{Path: "CallbackNumber", Label: "Number", Kind: KindPath, Need: Required, Dynamic: true, Default: "$.StoredCustomerInput", Help: "A reference to a number in E.164, such as $.StoredCustomerInput or $.CustomerEndpoint.Address; a written number is refused."}},
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
				Shown:    eventFlowPaths, Form: eventFlowPaths,
				Docs: admin("set-event-flow"), Errors: []string{noMatchingError},
			},
		},
		Next: Required, Errors: onlyError(), Conditions: noConditions,
		Parameters: []Parameter{
			{Path: "EventHooks", Label: "Event", Kind: KindObject, Need: Optional, Help: "Exactly one event with the flow that runs at it."},
			hook("AgentHold", "Agent hold flow"), hook("AgentWhisper", "Agent whisper flow"),
			hook("CustomerHold", "Customer hold flow"), hook("CustomerQueue", "Customer queue flow"),
			hook("CustomerRemaining", "Disconnect flow"), hook("CustomerWhisper", "Customer whisper flow"),
			hook("DefaultAgentUI", "Default flow for the agent's guide"), hook("DisconnectAgentUI", "Disconnect flow for the agent's guide"),
			hook("PauseContact", "Flow when the contact is paused"), hook("ResumeContact", "Flow when the contact is resumed"),
			// Refused when a flow is created, yet in published exports: design §7 makes it a warning.
			{Path: "EventHooksConfiguration", Label: "Switches of the events", Kind: KindMap, Need: Optional, Doubt: "Consoles write it, yet creating a flow with it through the API was refused."},
			{Path: "EventHooksConfiguration.*", Label: "Event", Kind: KindObject, Need: Optional},
			{Path: "EventHooksConfiguration.*.DisableExecution", Label: "Runs at the event", Kind: KindBool, Need: Optional, Enum: lowerYesNo("No flow", "The flow")},
		},
		OneOf:    []Group{{Paths: eventPaths, Min: 0, Max: 1, When: when(has("EventHooksConfiguration")), Label: "Event"}, {Paths: eventPaths, Min: 1, Max: 1, Label: "Event"}},
		Channels: everyChannel,
		Docs:     dev("contact-actions-updatecontacteventhooks"),
		Evidence: "refusals.md: EventHooks {} refused; NoMatchingError list",
	},
	{
		Type: "UpdateContactRoutingBehavior",
		Blocks: []Block{{
			Key: "change-routing-priority", Name: "Change routing priority / age", Category: Set, Icon: "arrow-up-wide-narrow",
			Summary:  "Moves the contact forward or back in its queue.",
			Defaults: `{"QueuePriority":"5"}`, Shown: routingChanges, Form: routingChanges,
			Docs: admin("change-routing-priority"),
		}},
		Next:       Required,
		Errors:     []ErrorRule{{Type: noMatchingError, Label: "Error", Need: Refused, Cases: []Case{{has("RoutingProficiencies"), Required}}}},
		Conditions: noConditions,
		Parameters: []Parameter{
			{Path: "QueuePriority", Label: "Priority", Kind: KindInteger, Need: Optional, Min: 1, Dynamic: true, Native: true, Default: "5", Help: "From 1. Lower goes first; contacts start at 5."},
			{Path: "QueueTimeAdjustmentSeconds", Label: "Change of age in seconds", Kind: KindInteger, Need: Optional, Dynamic: true, Native: true, Default: "60", Help: "Older goes first; a negative number makes the contact younger. Contacts that wait already change after a minute or more."},
			// The members are on an older page of AWS only, so they are not checked.
			{Path: "RoutingProficiencies", Label: "Agent hierarchy", Kind: KindJSON, Need: Optional, Help: `{"AgentHierarchyProficiency":{"AgentHierarchy":"ARN","ExpirationSeconds":"60"}}; 0 to 600 seconds.`},
		},
		OneOf:     []Group{{Paths: routingChanges, Min: 1, Max: 1, Label: "What to change"}},
		FlowTypes: withOutbound, FlowTypesDisputed: []string{customerQueue, outboundWhisper, agentTransfer, queueTransfer},
		Channels: everyChannel,
		Docs:     dev("contact-actions-updatecontactroutingbehavior"),
		Evidence: "refusals.md: priority and age refuse any error, RoutingProficiencies requires one",
	},
	updateContactRoutingCriteria,
}

var routingChanges = []string{"QueuePriority", "QueueTimeAdjustmentSeconds", "RoutingProficiencies"}

var eventPaths = []string{
	"EventHooks.AgentHold", "EventHooks.AgentWhisper", "EventHooks.CustomerHold", "EventHooks.CustomerQueue", "EventHooks.CustomerRemaining",
	"EventHooks.CustomerWhisper", "EventHooks.DefaultAgentUI", "EventHooks.DisconnectAgentUI", "EventHooks.PauseContact", "EventHooks.ResumeContact",
}

var eventFlowPaths = []string{"EventHooks.DefaultAgentUI", "EventHooks.DisconnectAgentUI", "EventHooks.PauseContact", "EventHooks.ResumeContact"}

func hook(name, label string) Parameter {
	return Parameter{Path: "EventHooks." + name, Label: label, Kind: KindResource, Resource: "flow", Need: Optional, Dynamic: true, Help: "Id or ARN of a flow, or a reference such as $.Attributes.flowArn."}
}

// hookBlock is one use of UpdateContactEventHooks: the block that sets one event's flow.
func hookBlock(key, name, icon, event, summary, page string) Block {
	path := "EventHooks." + event
	return Block{
		Key: key, Name: name, Category: Set, Icon: icon, Summary: summary, When: when(has(path)),
		Defaults: `{"EventHooks":{"` + event + `":""}}`, Shown: []string{path}, Form: []string{path},
		Docs: admin(page), Errors: []string{noMatchingError},
	}
}
