package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"switchyard.dev/switchyard/internal/catalog"
	lintreport "switchyard.dev/switchyard/internal/lint/report"
)

// LintCmd checks files as the designer does, for pipelines.
type LintCmd struct {
	Format string   `help:"How to print what was found: text, json, sarif or github." enum:"text,json,sarif,github" default:"text"`
	Type   string   `help:"The flow type, where the file does not tell: an API type such as CONTACT_FLOW, or MODULE." placeholder:"TYPE"`
	Strict bool     `help:"Warnings count as problems too."`
	Files  []string `arg:"" name:"file" help:"Flow files; - is standard input."`
}

// Lint checks the files, prints what was found, and returns the exit code: 0
// clean, 1 errors found (with Strict: or warnings), 2 a file can't be read (the
// others are checked and printed), 3 a rule failed or the report can't be written.
func (c *LintCmd) Lint(stdin io.Reader, stdout, stderr io.Writer) int {
	if code := checkFlowType(c.Type, stderr); code != ExitOK {
		return code
	}
	files := make([]lintreport.File, 0, len(c.Files))
	skipped := false
	for _, path := range c.Files {
		src, err := readInput(path, stdin)
		if err != nil {
			fmt.Fprintf(stderr, "switchyard: %s\n", unreadable(path, err))
			skipped = true
			continue
		}
		files = append(files, lintreport.Check(path, src, c.Type))
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

func readInput(path string, stdin io.Reader) ([]byte, error) {
	if path == "-" {
		return io.ReadAll(stdin)
	}
	return os.ReadFile(path)
}

func unreadable(path string, err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Sprintf("there is no file %q.", path)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Sprintf("%q may not be read by this account.", path)
	default:
		return fmt.Sprintf("%q can't be read. Is it a file?", path)
	}
}

func checkFlowType(api string, stderr io.Writer) int {
	if api == "" {
		return ExitOK
	}
	var known []string
	for _, t := range catalog.FlowTypes() {
		if t.API == api {
			return ExitOK
		}
		known = append(known, t.API)
	}
	fmt.Fprintf(stderr, "switchyard: there is no flow type %q. Use one of %s.\n", api, strings.Join(known, ", "))
	return ExitUsage
}
