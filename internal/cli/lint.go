package cli

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/lint"
	lintreport "switchyard.dev/switchyard/internal/lint/report"
)

// LintCmd checks files as the designer does, for pipelines.
type LintCmd struct {
	Format string   `help:"How to print what was found: text, json, sarif or github." enum:"text,json,sarif,github" default:"text"`
	Type   string   `help:"The flow type, where the file does not tell: an API type such as CONTACT_FLOW, or MODULE." placeholder:"TYPE" complete:"flow-type"`
	Strict bool     `help:"Warnings count as problems too."`
	Fix    bool     `help:"Mend what can be mended without a decision, in the files themselves; what is left is reported."`
	Config string   `help:"What is decided about the rules: severities and silenced findings (default .switchyard.json, when there is one)." placeholder:"FILE" complete:"file"`
	Files  []string `arg:"" name:"file" complete:"file" help:"Flow files or patterns such as 'flows/**/*.json'; - is standard input."`
}

// Lint checks the files, prints what was found, and returns the exit code: 0
// clean, 1 errors found (with Strict: or warnings), 2 a file can't be read or
// written (the others are checked and printed), 3 a rule failed or the report
// can't be written. With Fix only what is left counts.
func (c *LintCmd) Lint(stdin io.Reader, stdout, stderr io.Writer) int {
	if code := checkFlowType(c.Type, stderr); code != ExitOK {
		return code
	}
	paths, err := expand(c.Files)
	if err != nil {
		fmt.Fprintf(stderr, "switchyard: %s\n", err)
		return ExitUsage
	}
	config, err := readLintConfig(c.Config)
	if err != nil {
		fmt.Fprintf(stderr, "switchyard: %s\n", err)
		return ExitUsage
	}
	files := make([]lintreport.File, 0, len(paths))
	skipped := false
	for _, path := range paths {
		file, problem := c.check(path, stdin, &config)
		if problem != "" {
			fmt.Fprintf(stderr, "switchyard: %s\n", problem)
			skipped = true
			continue
		}
		files = append(files, file)
	}
	if skipped && len(files) == 0 {
		return ExitUsage
	}
	if err := lintreport.Formats[c.Format](stdout, files); err != nil {
		fmt.Fprintln(stderr, "switchyard: the report could not be written.")
		return ExitFailure
	}
	errorCount, warningCount := lintreport.Totals(files)
	switch {
	case skipped:
		return ExitUsage
	case lintreport.Failed(files):
		return ExitFailure
	case errorCount > 0 || c.Strict && warningCount > 0:
		return ExitProblems
	}
	return ExitOK
}

// check lints one file, and mends it first when that was asked for. A problem
// is a sentence about the file.
func (c *LintCmd) check(path string, stdin io.Reader, config *lint.Config) (file lintreport.File, problem string) {
	if c.Fix && path == "-" {
		return file, "standard input can't be fixed in place. Name a file, or leave out --fix."
	}
	src, err := readInput(path, stdin)
	if err != nil {
		return file, unreadable(path, err)
	}
	var fixed []lint.Applied
	if c.Fix {
		doc := flow.Parse(src)
		fixed = lint.FixAll(doc, lint.Options{FlowType: c.Type}, false, config.Shows)
		if len(fixed) > 0 {
			src = doc.Bytes()
			if err := overwrite(path, src); err != nil {
				return file, unwritable(path)
			}
		}
	}
	file = lintreport.Check(path, src, c.Type)
	file.Diagnostics, file.Fixed = config.Apply(file.Diagnostics), fixed
	return file, ""
}

func checkFlowType(api string, stderr io.Writer) int {
	if api == "" {
		return ExitOK
	}
	known := flowTypeNames()
	if slices.Contains(known, api) {
		return ExitOK
	}
	fmt.Fprintf(stderr, "switchyard: there is no flow type %q. Use one of %s.\n", api, strings.Join(known, ", "))
	return ExitUsage
}
