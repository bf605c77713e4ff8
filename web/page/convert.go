package page

// ConvertProps is the page that offers to bring a flow of the old export
// format into the flow language.
type ConvertProps struct {
	Frame
	Flow     FlowRow
	Blocks   int
	Notes    []ConvertNote // what to look at afterwards, the gravest first
	Revision int64
	Problem  string
}

// ConvertNote is one thing that could not be carried as it was.
type ConvertNote struct {
	Tone    string // danger, warning or info
	Kind    string // "Lost", "Choose again", "Added"
	Block   string // "" when it is about the whole flow
	Message string
}
