package config

import (
	"fmt"
	"strings"
)

//go:generate go test -run TestDocumentationIsFresh -update .

// Markdown is docs/config.md, made from the table.
func Markdown() string {
	var b strings.Builder
	b.WriteString(`# Configuration

<!-- Made from the table in internal/config/options.go; change that, then run "make generate". -->

Every setting is an environment variable or a flag of ` + "`switchyard serve`" + `; a flag wins. Nothing has to be set.
An empty variable counts as not set. A variable that starts with ` + "`SWITCHYARD_`" + ` and is none of these is named in a warning at the start.
A setting marked as a secret never appears in the log, and can be given as a file: the same variable with ` + "`_FILE`" + ` at the end names it.

`)
	for _, o := range options {
		fmt.Fprintf(&b, "## `%s`\n\n", o.Env())
		fmt.Fprintf(&b, "%s\n\n", o.Doc)
		fmt.Fprintf(&b, "- flag: `--%s`\n- type: %s\n- default: %s\n", o.Flag(), o.Type, o.shownDefault())
		if o.Secret {
			fmt.Fprintf(&b, "- secret; `%s%s` names a file that holds it\n", o.Env(), fileSuffix)
		}
		b.WriteString("\n")
	}
	return strings.TrimRight(b.String(), "\n") + "\n"
}

func (o Option) shownDefault() string {
	if o.Shown != "" {
		return o.Shown
	}
	return "`" + o.Default(nil) + "`"
}
