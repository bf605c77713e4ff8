package lint

import "switchyard.dev/switchyard/internal/flow"

var byteOrderMark = Rule{
	Code: "byte-order-mark", Severity: Warning,
	Title:    "The file begins with a byte order mark",
	About:    "JSON has no place for the three bytes that some editors put first; readers may refuse the file. Save it as UTF-8 without a byte order mark.",
	Evidence: "RFC 8259 §8.1.",
	check: func(p *pass) {
		for _, problem := range p.doc.Problems() {
			if problem.Code == flow.CodeByteOrderMark {
				p.report(nil, "", "The file begins with a byte order mark, which JSON does not allow. Save it as UTF-8 without one.")
			}
		}
	},
}
