// Command rulesgen writes the list of the linter's rules, docs/rules.md. Its
// one argument is the file to write.
package main

import (
	"bytes"
	"fmt"
	"os"
	"strings"

	"switchyard.dev/switchyard/internal/lint"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: rulesgen FILE")
		os.Exit(2)
	}
	if err := os.WriteFile(os.Args[1], render(), 0o644); err != nil {
		fmt.Fprintln(os.Stderr, "rulesgen:", err)
		os.Exit(1)
	}
}

const intro = `<!-- Generated from internal/lint by internal/tools/rulesgen: change the rules there, then run make generate. -->

# Rules

Switchyard checks a flow by these rules at every edit, at import, before publishing and in ` + "`switchyard lint`" + `.

An **error** means that Amazon Connect refuses to publish the flow. Everything else is a **warning**: where published flows
contradict what was refused elsewhere, or only one page of AWS says so, a rule warns. A rule listed as an error may lower
single findings to warnings; its text says where.

`

func render() []byte {
	var b bytes.Buffer
	b.WriteString(intro)
	b.WriteString("| rule | severity | finds |\n| --- | --- | --- |\n")
	rules := lint.Rules()
	for i := range rules {
		fmt.Fprintf(&b, "| [`%s`](#%s) | %s | %s |\n", rules[i].Code, rules[i].Code, rules[i].Severity, rules[i].Title)
	}
	for i := range rules {
		r := &rules[i]
		fmt.Fprintf(&b, "\n## %s\n\n**%s.** %s\n", r.Code, r.Title, r.About)
		if len(r.Service) > 0 {
			fmt.Fprintf(&b, "\nConnect's own words: `%s`\n", strings.Join(r.Service, "`, `"))
		}
	}
	b.WriteString("\n## " + lint.CodeInternal + "\n\nA rule failed on this flow: a fault in Switchyard, not in the flow. The other rules ran.\n")
	return b.Bytes()
}
