package catalog

import "slices"

// integrate holds the actions that reach outside of the flow.
var integrate = slices.Concat(services, cases, profiles, dataTables, []Action{
	{
		Type: "RenderMessageTemplate",
		Blocks: []Block{{
			Key: "render-message-template", Name: "Render message template", Category: Integrate, Icon: "file-text",
			Summary:  "Fills a message template for a later block to send.",
			Defaults: `{"WisdomKnowledgeBaseArn":"","WisdomMessageTemplateArn":""}`, Shown: []string{"WisdomMessageTemplateArn"},
			Form: []string{"WisdomKnowledgeBaseArn", "WisdomMessageTemplateArn"},
			Docs: admin("send-message"), Errors: []string{noMatchingError, "TemplateRenderingError"},
		}},
		Next:       Required,
		Errors:     []ErrorRule{failure(Required), errorBranch("TemplateRenderingError", "Template error", Required)},
		Conditions: noConditions,
		Parameters: []Parameter{
			{Path: "WisdomKnowledgeBaseArn", Label: "Knowledge base", Kind: KindResource, Resource: "knowledge-base", Need: Required, Dynamic: true, Help: "ARN of the knowledge base that holds the template."},
			{Path: "WisdomMessageTemplateArn", Label: "Message template", Kind: KindResource, Resource: "message-template", Need: Required, Dynamic: true, Help: "ARN of the template."},
		},
		OpenParams: true, // known from exports only
		Channels:   everyChannel,
		Docs:       admin("send-message"),
		Evidence:   "refusals.md RenderMessageTemplate; 37 in exports",
	},
})

// services holds the calls of functions, modules and views.
var services = []Action{
	{
		Type: "InvokeLambdaFunction",
		Blocks: []Block{{
			Key: "lambda-function", Name: "AWS Lambda function", Category: Integrate, Icon: "square-function",
			Summary:  "Runs a Lambda function and loads its answer into $.External.",
			Defaults: `{"LambdaFunctionARN":"","InvocationTimeLimitSeconds":"3","InvocationType":"SYNCHRONOUS","ResponseValidation":{"ResponseType":"STRING_MAP"}}`,
			Shown:    []string{"LambdaFunctionARN", "InvocationTimeLimitSeconds"},
			Form:     []string{"LambdaFunctionARN", "InvocationType", "InvocationTimeLimitSeconds", "LambdaInvocationAttributes", "ResponseValidation.ResponseType"},
			Docs:     admin("invoke-lambda-function-block"), Errors: []string{noMatchingError},
		}},
		Next:       Required,
		Errors:     onlyError(),
		Conditions: noConditions,
		Parameters: []Parameter{
			{Path: "LambdaFunctionARN", Label: "Function", Kind: KindResource, Resource: "lambda", Need: Required, Dynamic: true, Help: "ARN of a function that the instance may call, or a reference."},
			{Path: "InvocationTimeLimitSeconds", Label: "Time limit", Kind: KindDuration, Need: Required, Min: 1, Max: 8, MaxIn: []Limit{{is("InvocationType", "ASYNCHRONOUS"), 60}}, Native: true, Help: "Whole seconds: 1 to 8, or up to 60 when the flow does not wait.", Default: "3"},
			{Path: "InvocationType", Label: "How to run it", Kind: KindEnum, Need: Optional, Enum: []Choice{{"SYNCHRONOUS", "Wait for the answer"}, {"ASYNCHRONOUS", "Go on at once"}}, Default: "SYNCHRONOUS"},
			{Path: "LambdaInvocationAttributes", Label: "What to send", Kind: KindMap, Need: Optional, Dynamic: true, Help: "Key and value; the function reads them from Details.Parameters."},
			{Path: "ResponseValidation", Label: "Answer", Kind: KindObject, Need: Optional},
			{Path: "ResponseValidation.ResponseType", Label: "Form of the answer", Kind: KindEnum, Need: Optional, Enum: []Choice{{"STRING_MAP", "Flat: keys with text values"}, {"JSON", "Any JSON"}}, Default: "STRING_MAP", Help: "An answer has at most 32 KB."},
		},
		FlowTypes: nil,
		Channels:  everyChannel,
		Docs:      dev("interactions-invokelambdafunction"),
		Evidence:  "refusals.md InvokeLambdaFunction; one of AWS's pages leaves out outbound whisper flows, yet published ones have it",
	},
	{
		Type: "InvokeFlowModule",
		Blocks: []Block{{
			Key: "invoke-module", Name: "Invoke module", Category: Integrate, Icon: "package",
			Summary:  "Runs a module and comes back.",
			Defaults: `{"FlowModuleId":""}`, Shown: []string{"FlowModuleId"}, Form: []string{"FlowModuleId", "Input"},
			Docs: admin("invoke-module-block"), Errors: []string{noMatchingError},
		}},
		Next:       Required,
		Errors:     []ErrorRule{failure(Required), errorBranch(noMatchingCondition, "No match", Optional)},
		Conditions: Conditions{Need: Optional, Operators: []string{equals}, Hint: "the name of a branch that the module declares"},
		Parameters: []Parameter{
			{Path: "FlowModuleId", Label: "Module", Kind: KindResource, Resource: "module", Need: Required, Dynamic: true, Help: "Id or ARN, if need be with a version or an alias at its end, such as :$LATEST; or a reference."},
			// The values have the JSON types of the module's schema (refusals.md, Envelope).
			{Path: "Input", Label: "Input", Kind: KindJSON, Need: Optional, Dynamic: true, Help: `An object of the module's inputs by name, such as {"accountId":"$.Attributes.account"}. Numbers and switches as JSON; references only where the module asks for text.`},
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
			Form:     []string{"ViewResource.Id", "ViewResource.Version", "InvocationTimeLimitSeconds", "ViewData", "SensitiveDataConfiguration.HideResponseOn"},
			Docs:     admin("show-view-block"), Errors: []string{noMatchingCondition, noMatchingError, "TimeLimitExceeded"},
		}},
		Next: Required, Mirror: &BranchRef{Error: noMatchingError},
		Errors:     []ErrorRule{noMatch("No match"), failure(Required), errorBranch("TimeLimitExceeded", "Timeout", Required)},
		Conditions: Conditions{Need: Optional, Operators: []string{equals}, Hint: "the name of an action of the view"},
		Parameters: []Parameter{
			{Path: "ViewResource", Label: "View", Kind: KindObject, Need: Required},
			{Path: "ViewResource.Id", Label: "View", Kind: KindResource, Resource: "view", Need: Required, Dynamic: true, Help: "Id or ARN of a view, with its version at the end, such as :$LATEST or :1."},
			{Path: "ViewResource.Version", Label: "Version", Kind: KindText, Need: Optional, Dynamic: true, Help: "Older flows write Latest or a number here; leave it out when the view names its version."},
			{Path: "InvocationTimeLimitSeconds", Label: "Time limit", Kind: KindDuration, Need: Required, Min: 1, Dynamic: true, Native: true, Default: "400", Help: "Whole seconds until the Timeout branch is taken."},
			{Path: "ViewData", Label: "Data", Kind: KindJSON, Need: Optional, Dynamic: true, Help: "An object of the view's inputs by name; values may hold references. With attributes at most 16 KB."},
			{Path: "SensitiveDataConfiguration", Label: "Sensitive data", Kind: KindObject, Need: Optional},
			{Path: "SensitiveDataConfiguration.HideResponseOn", Label: "Hide the answer in", Kind: KindList, Need: Optional, Enum: []Choice{{"TRANSCRIPT", "The transcript"}}},
		},
		FlowTypes: []string{inbound, customerQueue, module}, FlowTypesDisputed: disputesQueue,
		Channels: chat,
		Docs:     dev("participant-actions-showview"),
		Evidence: "refusals.md ShowView",
	},
}
