package catalog

// dataTables holds the uses of the Data table block. The block's page has the
// fields and limits; the names come from exports that a public project shows.
var dataTables = []Action{
	dataTableAction("EvaluateDataTableValues", "evaluate-data-table", "Data table (evaluate)", "table-properties", "Loads values of a data table by its keys.",
		`{"DataTableId":"","Queries":[{"QueryName":"","PrimaryValues":[{"AttributeName":"","Value":""}],"Attributes":[""]}]}`,
		[]string{"DataTableId", "Queries[].QueryName"},
		join([]Parameter{
			{Path: "Queries", Label: "Queries", Kind: KindList, Need: Required, Min: 1, Max: 5, Help: "1 to 5. Results are read as $.DataTables.query.attribute; the next Data table block clears them."},
			{Path: "Queries[].QueryName", Label: "Query name", Kind: KindText, Need: Required, Help: "Used once in the whole flow."},
		}, primaryValues("Queries[]", "AttributeName"), []Parameter{
			{Path: "Queries[].Attributes", Label: "Attributes to load", Kind: KindList, Need: Optional, Help: "Names of the table's attributes."},
		})...,
	),
	dataTableAction("ListDataTableValues", "list-data-table", "Data table (list)", "table", "Loads rows of a data table.",
		`{"DataTableId":""}`,
		[]string{"DataTableId", "PrimaryKeyGroups[].PrimaryKeyGroupName"},
		join([]Parameter{
			{Path: "PrimaryKeyGroups", Label: "Rows", Kind: KindList, Need: Optional, Max: 5, Help: "At most 5 groups; none loads the whole table. Results of 32 KB at most are read as $.DataTableList.ResultData."},
			groupName("PrimaryKeyGroups[]"),
		}, primaryValues("PrimaryKeyGroups[]", "Name"))...,
	),
	dataTableAction("UpsertDataTableValues", "write-data-table", "Data table (write)", "table-2", "Writes values to a data table.",
		`{"DataTableId":"","LockVersion":"LATEST","DataTableUpsertAttributes":[{"PrimaryKeyGroupName":"","PrimaryValues":[{"Name":"","Value":""}],"Attributes":[{"Name":"","Value":""}]}]}`,
		[]string{"DataTableId", "DataTableUpsertAttributes[].PrimaryKeyGroupName"},
		join([]Parameter{
			{Path: "LockVersion", Label: "Version to write to", Kind: KindText, Need: Required, Dynamic: true, Default: "LATEST", Help: "LATEST, or a reference to the version that was read."},
			{Path: "DataTableUpsertAttributes", Label: "Rows to write", Kind: KindList, Need: Required, Min: 1, Help: "A row with the same primary attributes is changed, else one is added. At most 25 attributes in all."},
			groupName("DataTableUpsertAttributes[]"),
		}, primaryValues("DataTableUpsertAttributes[]", "Name"), []Parameter{
			{Path: "DataTableUpsertAttributes[].Attributes", Label: "Attributes to write", Kind: KindList, Need: Optional},
			{Path: "DataTableUpsertAttributes[].Attributes[].Name", Label: "Attribute", Kind: KindText, Need: Required, Dynamic: true},
			{Path: "DataTableUpsertAttributes[].Attributes[].Value", Label: "Value", Kind: KindText, Need: Optional, Dynamic: true, Help: "Text or a reference."},
			// Exports have a JSON boolean.
			{Path: "DataTableUpsertAttributes[].Attributes[].UseDefaultValue", Label: "Write", Kind: KindBool, Need: Optional, Enum: lowerYesNo("The table's default", "The value"), Native: true, Typed: true},
		})...,
	),
}

// primaryValues pick a row by all of the table's primary attributes. The
// three actions do not agree on the member that names the attribute.
func primaryValues(owner, name string) []Parameter {
	values := owner + ".PrimaryValues"
	return []Parameter{
		{Path: values, Label: "Primary attributes", Kind: KindList, Need: Optional, Max: 5, Help: "All primary attributes of the table, with the value that the row has."},
		{Path: values + "[]." + name, Label: "Attribute", Kind: KindText, Need: Required, Dynamic: true},
		{Path: values + "[].Value", Label: "Value", Kind: KindText, Need: Required, Dynamic: true, Help: "Text or a reference."},
	}
}

func groupName(owner string) Parameter {
	return Parameter{Path: owner + ".PrimaryKeyGroupName", Label: "Group name", Kind: KindText, Need: Required, Dynamic: true, Help: "Used once in the whole flow."}
}

func dataTableAction(kind, key, name, icon, summary, defaults string, shown []string, own ...Parameter) Action {
	parameters := join([]Parameter{
		{Path: "DataTableId", Label: "Data table", Kind: KindResource, Resource: "data-table", Need: Required, Dynamic: true, Help: "Id or ARN of a data table."},
	}, own)
	form := make([]string, 0, len(parameters))
	for _, p := range parameters {
		form = append(form, p.Path)
	}
	return Action{
		Type: kind,
		Blocks: []Block{{
			Key: key, Name: name, Category: Integrate, Icon: icon, Summary: summary,
			Defaults: defaults, Shown: shown, Form: form,
			Docs: admin("data-table-block"), Errors: []string{noMatchingError},
		}},
		Next: Required, Errors: onlyError(), Conditions: noConditions,
		Parameters: parameters,
		Channels:   everyChannel,
		Docs:       admin("data-table-block"),
		Evidence:   "the block's page; exports shown by a public project",
	}
}
