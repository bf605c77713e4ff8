package catalog

import "strings"

// cases holds the uses of the Cases block that have an action type with a name.
var cases = []Action{
	caseAction("CreateCase", "create-case", "Cases (create case)", "briefcase", "Creates a case.", "createcase",
		`{"LinkContactToCase":"true","CaseTemplateId":"","CaseRequestFields":{"customer_id":"$.Customer.ProfileARN","title":""}}`,
		[]ErrorRule{errorBranch("ContactNotLinked", "Contact not linked", Optional), failure(Required)},
		[]string{"CaseTemplateId", "CaseRequestFields", "LinkContactToCase", "ContactToLink"},
		Parameter{Path: "CaseTemplateId", Label: "Case template", Kind: KindResource, Resource: "case-template", Need: Required, Dynamic: true, Help: "Id of the template that says which fields a case has."},
	),
	open(caseAction("GetCase", "get-case", "Cases (get case)", "briefcase-business", "Finds a case.", "getcase",
		`{"LinkContactToCase":"false","GetLastUpdatedCase":"true","CaseRequestFields":{"customer_id":"$.Customer.ProfileARN"},"CaseResponseFields":["case_id","status","title"]}`,
		[]ErrorRule{
			errorBranch("ContactNotLinked", "Contact not linked", Optional),
			errorBranch("MultipleFound", "Multiple found", Required), errorBranch("NoneFound", "None found", Required), failure(Required),
		},
		[]string{"CaseRequestFields", "CustomerId", "GetLastUpdatedCase", "CaseResponseFields", "LinkContactToCase", "ContactToLink"},
		Parameter{Path: "GetLastUpdatedCase", Label: "When several match", Kind: KindBool, Need: Optional, Enum: lowerYesNo("Take the last updated", "Take the branch Multiple found"), Default: "true"},
		Parameter{Path: "CustomerId", Label: "Customer", Kind: KindText, Need: Optional, Dynamic: true, Help: "ARN of the customer's profile, such as $.Customer.ProfileARN."},
		Parameter{Path: "CaseResponseFields", Label: "Fields to load", Kind: KindList, Need: Optional, Dynamic: true, Help: "Ids of fields, such as status. Read later as $.Case.status."},
	)), // the block also finds the case of another contact: no page or export tells how that is written
	caseAction("UpdateCase", "update-case", "Cases (update case)", "briefcase-conveyor-belt", "Changes a case.", "updatecase",
		`{"LinkContactToCase":"false","CaseId":"$.Case.case_id","CaseRequestFields":{}}`,
		[]ErrorRule{errorBranch("ContactNotLinked", "Contact not linked", Optional), failure(Required)},
		[]string{"CaseId", "CaseRequestFields", "LinkContactToCase", "ContactToLink"},
		Parameter{Path: "CaseId", Label: "Case", Kind: KindText, Need: Required, Dynamic: true, Help: "Id of a case, such as $.Case.case_id after Get case."},
	),
}

func caseAction(kind, key, name, icon, summary, page, defaults string, errors []ErrorRule, form []string, own ...Parameter) Action {
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
			Defaults: defaults, Shown: []string{own[0].Path, "LinkContactToCase"}, Form: form,
			Docs: admin("cases-block"), Errors: branches,
		}},
		Next: Required, Errors: errors, Conditions: noConditions,
		Parameters: join(own, []Parameter{
			{Path: "CaseRequestFields", Label: caseFields[kind], Kind: KindMap, Need: Optional, Dynamic: true, Help: "Id of a field, such as title, customer_id or status, and its value or a reference."},
			{Path: "LinkContactToCase", Label: "Contact", Kind: KindBool, Need: Optional, Enum: lowerYesNo("Link it to the case", "Do not link it"), Default: "true"},
			targetContact("ContactToLink", "Contact to link", "Current"),
		}),
		Channels: everyChannel,
		Docs:     dev(page),
		Evidence: "25 and more in exports",
	}
}

var caseFields = map[string]string{"CreateCase": "Fields", "GetCase": "Fields to find it by", "UpdateCase": "Fields to change"}

func linksByDefault(defaults string) bool {
	return strings.Contains(defaults, `"LinkContactToCase":"true"`)
}

// open marks an action whose parameters are not all known.
func open(a Action) Action {
	a.OpenParams = true
	return a
}
