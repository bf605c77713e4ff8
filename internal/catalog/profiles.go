package catalog

import "cmp"

// profiles holds the uses of the Customer profiles block. AWS's pages print
// ProfileResponseData as an object; every export has a list of names.
var profiles = []Action{
	profileAction("GetCustomerProfile", "get-profile", "Customer profiles (get profile)", "user-search", "Finds the customer's profile.", "interactions-getcustomerprofile",
		`{"ProfileRequestData":{"IdentifierName":"_phone","IdentifierValue":"$.CustomerEndpoint.Address"},"ProfileResponseData":["FirstName","LastName"]}`,
		findProfile(), answer("Names of fields, such as FirstName, EmailAddress or Attributes.tier. Read later as $.Customer.FirstName."),
		failure(Required), errorBranch("MultipleFoundError", "Multiple found", Required), errorBranch("NoneFoundError", "None found", Required),
	),
	profileAction("CreateCustomerProfile", "create-profile", "Customer profiles (create profile)", "user-plus", "Creates a profile.", "interactions-createcustomerprofile",
		`{"ProfileRequestData":{"PhoneNumber":"$.CustomerEndpoint.Address"},"ProfileResponseData":["FirstName","LastName"]}`,
		writeProfile(), answer("Names of fields, such as FirstName. Read later as $.Customer.FirstName."), failure(Required),
	),
	profileAction("UpdateCustomerProfile", "update-profile", "Customer profiles (update profile)", "user-pen", "Changes the profile that was found.", "interactions-updatecustomerprofile",
		`{"ProfileRequestData":{},"ProfileResponseData":["FirstName","LastName"]}`,
		writeProfile(), answer("Names of fields, such as FirstName. Read later as $.Customer.FirstName."), failure(Required),
	),
	profileAction("AssociateContactToCustomerProfile", "associate-profile", "Customer profiles (associate contact)", "user-check", "Links the contact with a profile.", "interactions-associatecontacttocustomerprofile",
		`{"ProfileRequestData":{"ProfileId":"$.Customer.ProfileId","ContactId":"$.ContactId"}}`,
		request{fields: []Parameter{
			profileID,
			{Path: "ProfileRequestData.ContactId", Label: "Contact", Kind: KindText, Need: Required, Dynamic: true, Default: "$.ContactId", Help: "$.ContactId is this contact."},
		}}, nil, failure(Required),
	),
	profileAction("GetCustomerProfileObject", "get-profile-object", "Customer profiles (get profile object)", "contact-round", "Loads an object of the profile, such as an order.", "interactions-getcustomerprofileobject",
		`{"ProfileRequestData":{"ProfileId":"$.Customer.ProfileId","ObjectType":"","UseLatest":true},"ProfileResponseData":[]}`,
		findObject(), answer("Names of fields with the object before them, such as OrderStatus, AssetAssetName or ObjectAttributes.x."),
		failure(Required), errorBranch("NoneFoundError", "None found", Required),
	),
	profileAction("GetCalculatedAttributesForCustomerProfile", "get-calculated-attributes", "Customer profiles (get calculated attributes)", "calculator", "Loads what is calculated from the profile.", "interactions-getcalculatedattributesforcustomerprofile",
		`{"ProfileRequestData":{"ProfileId":"$.Customer.ProfileId"},"ProfileResponseData":["CalculatedAttributes._frequent_caller"]}`,
		request{fields: []Parameter{profileID}}, answer("Such as CalculatedAttributes._frequent_caller."),
		failure(Required), errorBranch("NoneFoundError", "None found", Required),
	),
	segmentMembership(),
	// The name on AWS's page, refused by a probe of the service: known, not offered.
	{
		Type: "CheckSegmentMembership",
		Blocks: []Block{{
			Key: "check-segment-membership-documented", Name: "Customer profiles (check segment membership, as documented)", Category: Integrate, Icon: "chart-pie",
			Summary:  "The name on AWS's page; consoles write CheckSegmentMembershipForCustomerProfile.",
			Defaults: `{}`, Docs: admin("customer-profiles-block"), Retired: true,
		}},
		Next: Required, Errors: []ErrorRule{failure(Optional)}, Conditions: Conditions{Need: Optional, Operators: []string{equals}},
		OpenParams: true, // AWS's page names no parameters
		Channels:   everyChannel,
		Docs:       admin("customer-profiles-block"),
		Evidence:   "facts.md §1: refused as an action type",
	},
}

// request is what ProfileRequestData takes.
type request struct {
	fields   []Parameter
	groups   []Group
	unformed map[string]bool // known, in no form
	title    string          // the legend around its fields, where any field may be named; empty: they stand alone
}

func answer(help string) []Parameter {
	return []Parameter{{Path: "ProfileResponseData", Label: "Fields to load", Kind: KindList, Need: Optional, Help: help}}
}

var profileID = Parameter{
	Path: "ProfileRequestData.ProfileId", Label: "Profile", Kind: KindText, Need: Required, Dynamic: true, Default: "$.Customer.ProfileId",
	Help: "$.Customer.ProfileId after Get profile or Create profile.",
}

// findProfile: one search key, or several. Exports of earlier years name the
// key itself (ProfileRequestData.PhoneNumber) and are still published.
func findProfile() request {
	paths := []string{"ProfileRequestData.IdentifierName", "ProfileRequestData.SearchCriteria"}
	r := request{
		fields: []Parameter{
			{Path: "ProfileRequestData.IdentifierName", Label: "One search key", Kind: KindText, Need: Optional, Dynamic: true, Default: "_phone", Help: searchKeys},
			{Path: "ProfileRequestData.IdentifierValue", Label: "Value", Kind: KindText, Need: Optional, Cases: []Case{{has("ProfileRequestData.IdentifierName"), Required}, {has("ProfileRequestData.SearchCriteria"), Refused}}, MaxLen: 255, Dynamic: true, Help: "Such as $.CustomerEndpoint.Address."},
			{Path: "ProfileRequestData.SearchCriteria", Label: "Several search keys", Kind: KindList, Need: Optional, Min: 1, Max: 5, Help: "At most 5."},
			{Path: "ProfileRequestData.SearchCriteria[].IdentifierName", Label: "Search key", Kind: KindText, Need: Required, Dynamic: true, Help: searchKeys},
			{Path: "ProfileRequestData.SearchCriteria[].IdentifierValue", Label: "Value", Kind: KindText, Need: Required, MaxLen: 255, Dynamic: true},
			{Path: "ProfileRequestData.LogicalOperator", Label: "A profile matches", Kind: KindEnum, Need: Optional, Cases: []Case{{has("ProfileRequestData.SearchCriteria"), Required}, {has("ProfileRequestData.IdentifierName"), Refused}}, Enum: []Choice{{"AND", "All keys"}, {"OR", "Any key"}}, Default: "AND"},
		},
		unformed: map[string]bool{},
	}
	for _, key := range []string{"PhoneNumber", "EmailAddress", "AccountNumber"} {
		path := "ProfileRequestData." + key
		r.fields = append(r.fields, Parameter{Path: path, Label: key + " (older form)", Kind: KindText, Need: Optional, Dynamic: true})
		r.groups = append(r.groups, Group{Paths: paths, Min: 0, Max: 1, When: when(has(path)), Label: "Search by"})
		r.unformed[path] = true
	}
	r.groups = append(r.groups, Group{Paths: paths, Min: 1, Max: 1, Label: "Search by"})
	return r
}

const searchKeys = "_phone, _email, _account, _profileId or a key of your own."

// writeProfile: the fields that most profiles have, then any of AWS's some 55
// others by name, then attributes of one's own.
func writeProfile() request {
	r := request{title: "Profile"}
	for _, f := range []Choice{
		{"FirstName", "First name"}, {"LastName", "Last name"}, {"PhoneNumber", "Phone number"}, {"EmailAddress", "Email address"}, {"AccountNumber", "Account number"},
	} {
		r.fields = append(r.fields, Parameter{Path: "ProfileRequestData." + f.Value, Label: f.Label, Kind: KindText, Need: Optional, MaxLen: 255, Dynamic: true})
	}
	r.fields = append(
		r.fields,
		Parameter{Path: "ProfileRequestData.*", Label: "Other fields", Kind: KindText, Need: Optional, MaxLen: 255, Dynamic: true, Help: "Name of a field, such as BirthDate, City or MobilePhoneNumber, and its value."},
		Parameter{Path: "ProfileRequestData.Attributes", Label: "Attributes of your own", Kind: KindMap, Need: Optional, Dynamic: true, Help: "Name and value, at most 255 characters."},
	)
	return r
}

// findObject: the latest object of a type, or one by a search key.
func findObject() request {
	name := "ProfileRequestData.IdentifierName"
	return request{
		fields: []Parameter{
			profileID,
			{Path: "ProfileRequestData.ObjectType", Label: "Type of object", Kind: KindText, Need: Required, Dynamic: true, Help: "Such as _order, _asset, _case or a type of your own."},
			// A JSON boolean on AWS's page; no export tells whether text is taken too.
			{Path: "ProfileRequestData.UseLatest", Label: "The latest", Kind: KindBool, Need: Optional, Enum: lowerYesNo("Load the latest", "Do not"), Dynamic: true, Native: true, Typed: true, Default: "true"},
			{Path: name, Label: "By a search key", Kind: KindText, Need: Optional, Dynamic: true, Help: "Such as _orderId."},
			{Path: "ProfileRequestData.IdentifierValue", Label: "Value", Kind: KindText, Need: Optional, Cases: []Case{{has(name), Required}, {has("ProfileRequestData.UseLatest"), Refused}}, MaxLen: 255, Dynamic: true},
		},
		groups: []Group{{Paths: []string{"ProfileRequestData.UseLatest", name}, Min: 1, Max: 1, Label: "Which object"}},
	}
}

func segmentMembership() Action {
	a := profileAction("CheckSegmentMembershipForCustomerProfile", "check-segment-membership", "Customer profiles (check segment membership)", "chart-pie", "Branches on whether the customer is in a segment.", "",
		`{"ProfileRequestData":{"ProfileId":"$.Customer.ProfileId","SegmentName":""}}`,
		request{fields: []Parameter{
			profileID,
			{Path: "ProfileRequestData.SegmentName", Label: "Segment", Kind: KindText, Need: Required, Dynamic: true, Help: "Name of a segment of the domain."},
		}}, nil, failure(Required),
	)
	// Exports branch with Equals on two operands; no page says what they are.
	a.Conditions = Conditions{Need: Optional, Operators: []string{equals}, Hint: "True or False"}
	return a
}

func profileAction(kind, key, name, icon, summary, page, defaults string, asked request, answered []Parameter, errors ...ErrorRule) Action {
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
	owner := Parameter{Path: "ProfileRequestData", Label: cmp.Or(asked.title, "Request"), Kind: KindObject, Need: Required}
	parameters := join([]Parameter{owner}, asked.fields, answered)
	var form, shown []string
	for _, p := range parameters {
		if asked.unformed[p.Path] || p.Path == owner.Path && asked.title == "" {
			continue
		}
		form = append(form, p.Path)
		if p.Kind == KindText && p.Need == Required || p.Default != "" || asked.title != "" && p.MaxLen > 0 {
			shown = append(shown, p.Path)
		}
	}
	return Action{
		Type: kind,
		Blocks: []Block{{
			Key: key, Name: name, Category: Integrate, Icon: icon, Summary: summary,
			Defaults: defaults, Shown: shown[:min(3, len(shown))], Form: form, Docs: docs, Errors: branches,
		}},
		Next: Required, Errors: errors, Conditions: noConditions,
		Parameters: parameters, OneOf: asked.groups,
		Channels: everyChannel,
		Docs:     reference,
		Evidence: "25 and more in exports",
	}
}
