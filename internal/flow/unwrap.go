package flow

// ResourceInfo is what a description of a flow or module says beside its
// content. Empty fields were not told. Settings is a module's contract, a
// JSON text of its own.
type ResourceInfo struct {
	ID          string
	ARN         string
	Name        string
	Type        string // the API's flow type, MODULE for a module
	Description string
	State       string
	Status      string
	Settings    string
}

// Unwrap takes the content out of the answers of DescribeContactFlow and
// DescribeContactFlowModule, which hold it as a string in a string. ok is
// false when src is something else; content is then src itself.
func Unwrap(src []byte) (content []byte, info ResourceInfo, ok bool) {
	root := Parse(src).Root()
	for _, name := range [...]string{"ContactFlow", "ContactFlowModule"} {
		r := root.Get(name)
		if r.Get("Content").Kind() != String {
			continue
		}
		info = ResourceInfo{
			ID:          stringOf(r.Get("Id")),
			ARN:         stringOf(r.Get("Arn")),
			Name:        stringOf(r.Get("Name")),
			Type:        stringOf(r.Get("Type")),
			Description: stringOf(r.Get("Description")),
			State:       stringOf(r.Get("State")),
			Status:      stringOf(r.Get("Status")),
			Settings:    stringOf(r.Get("Settings")),
		}
		if name == "ContactFlowModule" {
			info.Type = "MODULE"
		}
		return []byte(r.Get("Content").Text()), info, true
	}
	return src, ResourceInfo{}, false
}
