package lint

import "switchyard.dev/switchyard/internal/flow"

var legacyFormat = Rule{
	Code: "legacy-format", Severity: Warning, anyFormat: true,
	Title:    "The file is in the old export format",
	About:    "Connect's designer stopped importing this format on 2026-03-31 and the API never took it. The flow opens for reading and exports as it came in.",
	Evidence: "facts.md §5; design: legacy files get one warning.",
	check: func(p *pass) {
		if p.doc.Format() == flow.FormatLegacy {
			p.report(nil, "/modules", "This flow is in Connect's old export format, which Connect no longer imports. It can be read and exported here, but not edited.")
		}
	},
}
