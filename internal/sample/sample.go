// Package sample holds the flow that a first start installs, so that a newcomer
// sees a working flow. It was written for this project.
package sample

import _ "embed"

// What the sample flow is called and is.
const (
	Name        = "Sample: Harbour Bank main line"
	Description = "A flow to look at: opening hours, a menu with three tries, two queues. Change it, or archive it."
	Type        = "CONTACT_FLOW"
	Format      = "flow"
)

//go:embed flow.json
var content string

// Content is the flow in the flow language, laid out.
func Content() string { return content }
