package catalog

import "strings"

// integrate holds the actions that reach outside of the flow.
var integrate = []Action{
	{
		Type: "InvokeLambdaFunction",
		Blocks: []Block{{
			Key: "lambda-function", Name: "AWS Lambda function", Category: Integrate, Icon: "square-function",
			Summary:  "Runs a Lambda function and loads its answer into $.External.",
			Defaults: `{"LambdaFunctionARN":"","InvocationTimeLimitSeconds":"3","InvocationType":"SYNCHRONOUS","ResponseValidation":{"ResponseType":"STRING_MAP"}}`,
			Shown:    []string{"LambdaFunctionARN", "InvocationTimeLimitSeconds"},
			Form:     []string{"LambdaFunctionARN", "InvocationTimeLimitSeconds", "InvocationType", "LambdaInvocationAttributes", "ResponseValidation.ResponseType"},
			Docs:     admin("invoke-lambda-function-block"), Errors: []string{noMatchingError},
		}},
		Next:       Required,
		Errors:     onlyError(),
		Conditions: noConditions,
		Parameters: []Parameter{
			{Path: "LambdaFunctionARN", Label: "Function", Kind: KindResource, Resource: "lambda", Need: Required, Dynamic: true, Help: "ARN of a function that the instance may call, or a reference."},
			{Path: "InvocationTimeLimitSeconds", Label: "Time limit", Kind: KindDuration, Need: Required, Min: 1, Max: 60, Dynamic: true, Native: true, Help: "Whole seconds: 1 to 8, or up to 60 when the flow does not wait.", Default: "3"},
			{Path: "InvocationType", Label: "How to run it", Kind: KindEnum, Need: Optional, Enum: []Choice{{"SYNCHRONOUS", "Wait for the answer"}, {"ASYNCHRONOUS", "Go on at once"}}, Default: "SYNCHRONOUS"},
			{Path: "LambdaInvocationAttributes", Label: "What to send", Kind: KindMap, Need: Optional, Dynamic: true, Help: "Key and value; the function reads them from Details.Parameters."},
			{Path: "ResponseValidation", Label: "Answer", Kind: KindObject, Need: Optional},
			{Path: "ResponseValidation.ResponseType", Label: "Form of the answer", Kind: KindEnum, Need: Optional, Enum: []Choice{{"STRING_MAP", "Flat: keys with text values"}, {"JSON", "Any JSON"}}, Default: "STRING_MAP"},
		},
		FlowTypes: nil, FlowTypesDisputed: disputesOut,
		Channels: everyChannel,
		Docs:     dev("interactions-invokelambdafunction"),
		Evidence: "refusals.md InvokeLambdaFunction",
	},
	{
		Type: "InvokeFlowModule",
		Blocks: []Block{{
			Key: "invoke-module", Name: "Invoke module", Category: Integrate, Icon: "package",
			Summary:  "Runs a module and comes back.",
			Defaults: `{"FlowModuleId":""}`, Shown: []string{"FlowModuleId"},
			Docs: admin("invoke-module-block"), Errors: []string{noMatchingError},
		}},
		Next:       Required,
		Errors:     []ErrorRule{failure(Required), errorBranch(noMatchingCondition, "No match", Optional)},
		Conditions: Conditions{Need: Optional, Operators: []string{equals}, Hint: "the name of a branch that the module declares"},
		Parameters: []Parameter{
			{Path: "FlowModuleId", Label: "Module", Kind: KindResource, Resource: "module", Need: Required, Dynamic: true},
			{Path: "Input", Label: "Input", Kind: KindJSON, Need: Optional, Dynamic: true},
			{Path: "FlowModuleType", Label: "Kind of module", Kind: KindText, Need: Optional},
		},
		Channels: everyChannel,
		Docs:     dev("flow-language-actions-invoke-flow-module"),
		Evidence: "41 in exports; facts.md §4",
	},
	{
		Type: "ShowView", Pauses: true,
		Blocks: []Block{{
			Key: "show-view", Name: "Show view", Category: Integrate, Icon: "layout-template",
			Summary:  "Shows a page of a step-by-step guide.",
			Defaults: `{"ViewResource":{"Id":""},"InvocationTimeLimitSeconds":"400","ViewData":{}}`,
			Shown:    []string{"ViewResource.Id", "InvocationTimeLimitSeconds"},
			Docs:     admin("show-view-block"), Errors: []string{noMatchingCondition, noMatchingError, "TimeLimitExceeded"},
		}},
		Next: Required, Mirror: &BranchRef{Error: noMatchingError},
		Errors:     []ErrorRule{noMatch("No match"), failure(Required), errorBranch("TimeLimitExceeded", "Timeout", Required)},
		Conditions: Conditions{Need: Optional, Operators: []string{equals}, Hint: "the name of an action of the view"},
		Parameters: []Parameter{
			{Path: "ViewResource", Label: "View", Kind: KindObject, Need: Required},
			{Path: "ViewResource.Id", Label: "View", Kind: KindResource, Resource: "view", Need: Required, Dynamic: true},
			{Path: "ViewResource.Version", Label: "Version", Kind: KindText, Need: Optional, Dynamic: true},
			{Path: "InvocationTimeLimitSeconds", Label: "Time limit", Kind: KindDuration, Need: Required, Dynamic: true, Native: true},
			{Path: "ViewData", Label: "Data", Kind: KindJSON, Need: Optional, Dynamic: true},
			{Path: "SensitiveDataConfiguration", Label: "Sensitive data", Kind: KindObject, Need: Optional},
			{Path: "SensitiveDataConfiguration.HideResponseOn", Label: "Hide the answer in", Kind: KindList, Need: Optional, Enum: []Choice{{"TRANSCRIPT", "The transcript"}}},
		},
		FlowTypes: []string{inbound, customerQueue, module}, FlowTypesDisputed: disputesQueue,
		Channels: chat,
		Docs:     dev("participant-actions-showview"),
		Evidence: "refusals.md ShowView",
	},
	caseAction("CreateCase", "create-case", "Cases (create case)", "briefcase", "Creates a case.", "createcase",
		`{"LinkContactToCase":"true","CaseTemplateId":""}`,
		[]ErrorRule{errorBranch("ContactNotLinked", "Contact not linked", Optional), failure(Required)},
		Parameter{Path: "CaseTemplateId", Label: "Case template", Kind: KindResource, Resource: "case-template", Need: Required, Dynamic: true},
		Parameter{Path: "ContactToLink", Label: "Contact to link", Kind: KindText, Need: Optional, Dynamic: true},
	),
	caseAction("GetCase", "get-case", "Cases (get case)", "briefcase-business", "Finds a case.", "getcase",
		`{"LinkContactToCase":"false","GetLastUpdatedCase":"true"}`,
		[]ErrorRule{
			errorBranch("ContactNotLinked", "Contact not linked", Optional),
			errorBranch("MultipleFound", "Multiple found", Required), errorBranch("NoneFound", "None found", Required), failure(Required),
		},
		Parameter{Path: "GetLastUpdatedCase", Label: "When several match", Kind: KindBool, Need: Optional, Enum: lowerYesNo("Take the last updated", "Take the branch Multiple found")},
		Parameter{Path: "CustomerId", Label: "Customer", Kind: KindText, Need: Optional, Dynamic: true},
		Parameter{Path: "CaseResponseFields", Label: "Fields to load", Kind: KindList, Need: Optional, Dynamic: true},
	),
	caseAction("UpdateCase", "update-case", "Cases (update case)", "briefcase-conveyor-belt", "Changes a case.", "updatecase",
		`{"LinkContactToCase":"false","CaseId":""}`,
		[]ErrorRule{errorBranch("ContactNotLinked", "Contact not linked", Optional), failure(Required)},
		Parameter{Path: "CaseId", Label: "Case", Kind: KindText, Need: Required, Dynamic: true},
		Parameter{Path: "ContactToLink", Label: "Contact to link", Kind: KindText, Need: Optional, Dynamic: true},
	),
	profileAction("GetCustomerProfile", "get-profile", "Customer profiles (get profile)", "user-search", "Finds the customer's profile.", "interactions-getcustomerprofile",
		`{"ProfileRequestData":{"IdentifierName":"_phone","IdentifierValue":"$.CustomerEndpoint.Address"},"ProfileResponseData":[]}`, noConditions,
		failure(Required), errorBranch("MultipleFoundError", "Multiple found", Required), errorBranch("NoneFoundError", "None found", Required),
	),
	profileAction("CreateCustomerProfile", "create-profile", "Customer profiles (create profile)", "user-plus", "Creates a profile.", "interactions-createcustomerprofile",
		`{"ProfileRequestData":{},"ProfileResponseData":[]}`, noConditions, failure(Required),
	),
	profileAction("UpdateCustomerProfile", "update-profile", "Customer profiles (update profile)", "user-pen", "Changes the profile that was found.", "interactions-updatecustomerprofile",
		`{"ProfileRequestData":{},"ProfileResponseData":[]}`, noConditions, failure(Required),
	),
	profileAction("AssociateContactToCustomerProfile", "associate-profile", "Customer profiles (associate contact)", "user-check", "Links the contact with a profile.", "interactions-associatecontacttocustomerprofile",
		`{"ProfileRequestData":{"ProfileId":"$.Customer.ProfileId","ContactId":"$.ContactId"}}`, noConditions, failure(Required),
	),
	profileAction("GetCustomerProfileObject", "get-profile-object", "Customer profiles (get profile object)", "contact-round", "Loads an object of the profile, such as an order.", "interactions-getcustomerprofileobject",
		`{"ProfileRequestData":{"ProfileId":"$.Customer.ProfileId","ObjectType":""},"ProfileResponseData":[]}`, noConditions,
		failure(Required), errorBranch("NoneFoundError", "None found", Required),
	),
	profileAction("GetCalculatedAttributesForCustomerProfile", "get-calculated-attributes", "Customer profiles (get calculated attributes)", "calculator", "Loads what is calculated from the profile.", "interactions-getcalculatedattributesforcustomerprofile",
		`{"ProfileRequestData":{"ProfileId":"$.Customer.ProfileId"},"ProfileResponseData":[]}`, noConditions,
		failure(Required), errorBranch("NoneFoundError", "None found", Required),
	),
	profileAction("CheckSegmentMembershipForCustomerProfile", "check-segment-membership", "Customer profiles (check segment membership)", "chart-pie", "Branches on whether the customer is in a segment.", "",
		`{"ProfileRequestData":{"ProfileId":"$.Customer.ProfileId","SegmentName":""}}`,
		Conditions{Need: Optional, Operators: []string{equals}, Hint: "True or False"}, failure(Required),
	),
	retire(profileAction("CheckSegmentMembership", "check-segment-membership-documented", "Customer profiles (check segment membership, as documented)", "chart-pie", "The name on AWS's page; consoles write CheckSegmentMembershipForCustomerProfile.", "",
		`{}`, Conditions{Need: Optional, Operators: []string{equals}}, failure(Optional),
	)),
	dataTableAction("EvaluateDataTableValues", "evaluate-data-table", "Data table (evaluate)", "table-properties", "Loads values of a data table by its keys.", `{"DataTableId":"","Queries":[]}`,
		Parameter{Path: "Queries", Label: "Queries", Kind: KindJSON, Need: Required, Dynamic: true, Help: "At most 5, each with a name of its own."},
	),
	dataTableAction("ListDataTableValues", "list-data-table", "Data table (list)", "table", "Loads rows of a data table.", `{"DataTableId":""}`,
		Parameter{Path: "PrimaryKeyGroups", Label: "Keys", Kind: KindJSON, Need: Optional, Dynamic: true, Help: "At most 5 groups."},
	),
	dataTableAction("UpsertDataTableValues", "write-data-table", "Data table (write)", "table-2", "Writes values to a data table.", `{"DataTableId":"","LockVersion":"LATEST","DataTableUpsertAttributes":[]}`,
		Parameter{Path: "LockVersion", Label: "Version", Kind: KindText, Need: Required, Dynamic: true},
		Parameter{Path: "DataTableUpsertAttributes", Label: "Values", Kind: KindJSON, Need: Required, Dynamic: true},
	),
	{
		Type: "RenderMessageTemplate",
		Blocks: []Block{{
			Key: "render-message-template", Name: "Render message template", Category: Integrate, Icon: "file-text",
			Summary:  "Fills a message template for a later block to send.",
			Defaults: `{"WisdomKnowledgeBaseArn":"","WisdomMessageTemplateArn":""}`, Shown: []string{"WisdomMessageTemplateArn"},
			Docs: admin("send-message"), Errors: []string{noMatchingError, "TemplateRenderingError"},
		}},
		Next:       Required,
		Errors:     []ErrorRule{failure(Required), errorBranch("TemplateRenderingError", "Template error", Required)},
		Conditions: noConditions,
		Parameters: []Parameter{
			{Path: "WisdomKnowledgeBaseArn", Label: "Knowledge base", Kind: KindText, Need: Required, Dynamic: true},
			{Path: "WisdomMessageTemplateArn", Label: "Message template", Kind: KindText, Need: Required, Dynamic: true},
		},
		OpenParams: true, // known from exports only
		Channels:   everyChannel,
		Docs:       admin("send-message"),
		Evidence:   "refusals.md RenderMessageTemplate; 37 in exports",
	},
}

func caseAction(kind, key, name, icon, summary, page, defaults string, errors []ErrorRule, own ...Parameter) Action {
	linked := Case{is("LinkContactToCase", "true", "True"), Required}
	errors[0].Cases = []Case{linked}
	branches := make([]string, 0, len(errors))
	for _, e := range errors {
		if e.Need == Required || linksByDefault(defaults) {
			branches = append(branches, e.Type)
		}
	}
	return Action{
		Type: kind,
		Blocks: []Block{{
			Key: key, Name: name, Category: Integrate, Icon: icon, Summary: summary,
			Defaults: defaults, Shown: []string{own[0].Path, "LinkContactToCase"},
			Docs: admin("cases-block"), Errors: branches,
		}},
		Next: Required, Errors: errors, Conditions: noConditions,
		Parameters: join([]Parameter{
			{Path: "LinkContactToCase", Label: "Contact", Kind: KindBool, Need: Optional, Enum: lowerYesNo("Link it to the case", "Do not link it")},
		}, own, []Parameter{
			{Path: "CaseRequestFields", Label: "Fields", Kind: KindMap, Need: Optional, Dynamic: true},
		}),
		OpenParams: true, // comments and related items are not documented
		Channels:   everyChannel,
		Docs:       dev(page),
		Evidence:   "25 and more in exports",
	}
}

func linksByDefault(defaults string) bool {
	return strings.Contains(defaults, `"LinkContactToCase":"true"`)
}

func profileAction(kind, key, name, icon, summary, page, defaults string, conditions Conditions, errors ...ErrorRule) Action {
	docs := admin("customer-profiles-block")
	reference := docs
	if page != "" {
		reference = dev(page)
	}
	branches := make([]string, 0, len(errors))
	for _, e := range errors {
		if e.Need == Required {
			branches = append(branches, e.Type)
		}
	}
	return Action{
		Type: kind,
		Blocks: []Block{{
			Key: key, Name: name, Category: Integrate, Icon: icon, Summary: summary,
			Defaults: defaults, Shown: []string{"ProfileRequestData"}, Docs: docs, Errors: branches,
		}},
		Next: Required, Errors: errors, Conditions: conditions,
		Parameters: []Parameter{
			{Path: "ProfileRequestData", Label: "Request", Kind: KindJSON, Need: Required, Dynamic: true},
			{Path: "ProfileResponseData", Label: "Fields to load", Kind: KindList, Need: Optional},
		},
		Channels: everyChannel,
		Docs:     reference,
		Evidence: "25 and more in exports",
	}
}

// retire takes an action out of the palette: it is known, not offered.
func retire(a Action) Action {
	for i := range a.Blocks {
		a.Blocks[i].Retired = true
	}
	a.Parameters, a.OpenParams = nil, true
	a.Blocks[0].Shown = nil
	return a
}

func dataTableAction(kind, key, name, icon, summary, defaults string, own ...Parameter) Action {
	return Action{
		Type: kind,
		Blocks: []Block{{
			Key: key, Name: name, Category: Integrate, Icon: icon, Summary: summary,
			Defaults: defaults, Shown: []string{"DataTableId"},
			Docs: admin("data-table-block"), Errors: []string{noMatchingError},
		}},
		Next: Required, Errors: onlyError(), Conditions: noConditions,
		Parameters: join([]Parameter{
			{Path: "DataTableId", Label: "Data table", Kind: KindResource, Resource: "data-table", Need: Required, Dynamic: true},
		}, own),
		Channels: everyChannel,
		Docs:     admin("data-table-block"),
		Evidence: "action pages",
	}
}
