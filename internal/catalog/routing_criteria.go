package catalog

// The steps of a contact's routing: each asks for agents with certain
// proficiencies, or for certain agents, for some time. AWS's page of the
// action has the operator NumberGreaterOrEqualTo and AndExpression only;
// exports have Match with agents, the block's page Range, OrExpression and
// NotAttributeCondition.

const (
	stepExpression = "RoutingCriteria.Steps[].Expression"
	stepExpiry     = "RoutingCriteria.Steps[].Expiry"
	atLeastLevel   = "NumberGreaterOrEqualTo"
)

var updateContactRoutingCriteria = Action{
	Type: "UpdateContactRoutingCriteria",
	Blocks: []Block{{
		Key: "set-routing-criteria", Name: "Set routing criteria", Category: Set, Icon: "route",
		Summary:  "Asks for agents with certain proficiencies.",
		Defaults: `{"RoutingCriteria":{"Steps":[{"Expression":{"AttributeCondition":{"Name":"","Value":"","ProficiencyLevel":1,"ComparisonOperator":"NumberGreaterOrEqualTo"}}}]}}`,
		Shown: []string{
			stepExpression + ".AttributeCondition.Name", stepExpression + ".AttributeCondition.Value",
			stepExpression + ".AttributeCondition.MatchCriteria.AgentsCriteria.AgentIds", stepExpression + ".AndExpression[].AttributeCondition.Name",
		},
		Form: criteriaForm(),
		Docs: admin("set-routing-criteria"), Errors: []string{noMatchingError},
	}},
	Next: Required, Errors: onlyError(), Conditions: noConditions,
	Parameters: criteriaParameters(),
	OneOf: []Group{{
		Paths: []string{stepExpression + ".AttributeCondition", stepExpression + ".AndExpression", stepExpression + ".OrExpression", stepExpression + ".NotAttributeCondition"},
		Min:   1, Max: 1, Label: "Who may take the contact",
	}},
	FlowTypes: queuedFlows,
	Channels:  everyChannel,
	Docs:      dev("flow-control-actions-updateroutingcriteria"),
	Evidence:  "33 in exports; facts.md §1: the documented name UpdateRoutingCriteria is refused",
}

func criteriaParameters() []Parameter {
	const fromLambda = "AWS's page takes it only in criteria that a Lambda function answers."
	return join(
		[]Parameter{
			{Path: "RoutingCriteria", Label: "Criteria", Kind: KindObject, Need: Required, Dynamic: true, Help: "Steps in order, or a reference to a Lambda function's answer such as $.External.criteria."},
			{Path: "RoutingCriteria.Steps", Label: "Steps", Kind: KindList, Need: Required, Min: 1, Dynamic: true, Help: "Tried in order. After the last, any agent of the queue may take the contact."},
			{Path: stepExpression, Label: "Requirement", Kind: KindObject, Need: Required},
			{Path: stepExpression + ".AttributeCondition", Label: "One requirement", Kind: KindObject, Need: Optional},
		},
		condition(stepExpression+".AttributeCondition"),
		[]Parameter{
			{Path: stepExpression + ".AndExpression", Label: "All of several requirements", Kind: KindList, Need: Optional, Max: 8, Help: "At most 8."},
			{Path: stepExpression + ".AndExpression[].AttributeCondition", Label: "Requirement", Kind: KindObject, Need: Optional},
		},
		condition(stepExpression+".AndExpression[].AttributeCondition"),
		[]Parameter{
			{Path: stepExpression + ".AndExpression[].NotAttributeCondition", Label: "Not this", Kind: KindJSON, Need: Optional, Doubt: fromLambda},
			{Path: stepExpression + ".OrExpression", Label: "One of several requirements", Kind: KindJSON, Need: Optional, Doubt: fromLambda, Help: "A list of requirements."},
			{Path: stepExpression + ".NotAttributeCondition", Label: "Not this requirement", Kind: KindJSON, Need: Optional, Doubt: fromLambda, Help: "A requirement that must not hold."},
			{Path: stepExpiry, Label: "Expiry", Kind: KindObject, Need: Optional},
			// Exports and AWS's examples have a JSON number (facts.md §1, exceptions).
			{Path: stepExpiry + ".DurationInSeconds", Label: "Goes on to the next step after", Kind: KindDuration, Need: Optional, Min: 1, Native: true, Typed: true, Help: "Only the last step may wait without end."},
		},
	)
}

// condition is one requirement: a level of a proficiency, or certain agents.
// Levels are JSON numbers in exports and AWS's examples (facts.md §1, exceptions).
func condition(owner string) []Parameter {
	operator := owner + ".ComparisonOperator"
	unlessAgents := []Case{{is(operator, atLeastLevel, "Range"), Required}, {is(operator, "Match"), Refused}}
	onlyFor := func(choice string, others ...string) []Case {
		return []Case{{is(operator, choice), Required}, {is(operator, others...), Refused}}
	}
	ofRange, ofAgents := onlyFor("Range", atLeastLevel, "Match"), onlyFor("Match", atLeastLevel, "Range")
	return []Parameter{
		{Path: operator, Label: "Kind of requirement", Kind: KindEnum, Need: Required, Default: atLeastLevel, Enum: []Choice{
			{atLeastLevel, "At least a level of a proficiency"}, {"Range", "Between two levels of a proficiency"}, {"Match", "Certain agents"},
		}},
		{Path: owner + ".Name", Label: "Proficiency", Kind: KindText, Need: Optional, Cases: unlessAgents, MaxLen: 64, Dynamic: true, Help: "Name of a predefined attribute, such as Language."},
		{Path: owner + ".Value", Label: "Value", Kind: KindText, Need: Optional, Cases: unlessAgents, MaxLen: 64, Dynamic: true, Help: "Such as English."},
		{Path: owner + ".ProficiencyLevel", Label: "Level", Kind: KindInteger, Need: Optional, Cases: onlyFor(atLeastLevel, "Range", "Match"), Min: 1, Max: 5, Dynamic: true, Native: true, Typed: true, Default: "1", Help: "1 to 5."},
		{Path: owner + ".Range", Label: "Levels", Kind: KindObject, Need: Optional, Cases: ofRange},
		{Path: owner + ".Range.MinProficiencyLevel", Label: "From level", Kind: KindInteger, Need: Required, Cases: ofRange, Min: 1, Max: 5, Dynamic: true, Native: true, Typed: true, Default: "1", Help: "1 to 5."},
		{Path: owner + ".Range.MaxProficiencyLevel", Label: "To level", Kind: KindInteger, Need: Required, Cases: ofRange, Min: 1, Max: 5, Dynamic: true, Native: true, Typed: true, Default: "5", Help: "1 to 5."},
		{Path: owner + ".MatchCriteria", Label: "Agents", Kind: KindObject, Need: Optional, Cases: ofAgents},
		{Path: owner + ".MatchCriteria.AgentsCriteria", Label: "Agents", Kind: KindObject, Need: Required},
		{Path: owner + ".MatchCriteria.AgentsCriteria.AgentIds", Label: "Agents", Kind: KindList, Need: Required, Cases: ofAgents, Items: KindResource, Resource: "agent", Min: 1, Dynamic: true, Help: "Ids of agents, or references such as $.Customer.CalculatedAttributes._last_agent_id."},
	}
}

// criteriaForm lists the owners and what people fill in; of owners with one
// member only the member.
func criteriaForm() []string {
	fields := func(owner string) []string {
		return []string{
			owner, owner + ".ComparisonOperator", owner + ".Name", owner + ".Value", owner + ".ProficiencyLevel",
			owner + ".Range.MinProficiencyLevel", owner + ".Range.MaxProficiencyLevel", owner + ".MatchCriteria.AgentsCriteria.AgentIds",
		}
	}
	form := append([]string{"RoutingCriteria", "RoutingCriteria.Steps"}, fields(stepExpression+".AttributeCondition")...)
	form = append(form, stepExpression+".AndExpression")
	form = append(form, fields(stepExpression+".AndExpression[].AttributeCondition")...)
	return append(
		form, stepExpression+".AndExpression[].NotAttributeCondition", stepExpression+".OrExpression",
		stepExpression+".NotAttributeCondition", stepExpiry+".DurationInSeconds",
	)
}
