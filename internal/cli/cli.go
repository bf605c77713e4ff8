// Package cli is the command line: arguments and streams in, an exit code out.
// Nothing here calls os.Exit or reads the process' own streams, so that tests
// run commands as they are.
//
// Laws:
//   - Exit codes: 0 clean, 1 problems found, 2 usage, 3 Switchyard failed.
//   - What a program may read goes to standard output, everything else to
//     standard error.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/alecthomas/kong"

	"switchyard.dev/switchyard/internal/config"
)

// exitWith ends a command that has printed everything itself.
type exitWith int

func (e exitWith) Error() string { return fmt.Sprintf("exit code %d", int(e)) }

// Usage is an error of whoever typed the command.
type Usage struct{ Message string }

func (e *Usage) Error() string { return e.Message }

// Streams is what a command reads and writes.
type Streams struct {
	In  io.Reader
	Out io.Writer
	Err io.Writer
	Env []string // as os.Environ gives it
}

// root is the whole command line.
type root struct {
	Serve   serveCmd   `cmd:"" help:"Migrate the database and serve the designer."`
	Lint    lintCmd    `cmd:"" help:"Check flow files."`
	Convert convertCmd `cmd:"" help:"Bring an old export into the flow language."`
	Layout  layoutCmd  `cmd:"" help:"Give the blocks of a flow their positions."`
	Diff    diffCmd    `cmd:"" help:"Say what changed between two flow files."`
	User    userCmd    `cmd:"" help:"Manage people."`
	Token   tokenCmd   `cmd:"" help:"Manage API tokens."`
	Version versionCmd `cmd:"" help:"Print the version."`

	Completion completionCmd `cmd:"" help:"Print what makes a shell complete this command line."`
}

// lintCmd is LintCmd as kong runs it.
type lintCmd struct{ LintCmd }

// Run checks the files; the report is all there is to say.
func (c *lintCmd) Run(streams Streams) error {
	if code := c.Lint(streams.In, streams.Out, streams.Err); code != ExitOK {
		return exitWith(code)
	}
	return nil
}

// halt is how kong ends after printing help; it unwinds to Main.
type halt struct{ code int }

// Main runs one command and returns its exit code.
func Main(ctx context.Context, args []string, streams Streams) (code int) {
	defer func() {
		if what := recover(); what != nil {
			h, ok := what.(halt)
			if !ok {
				panic(what)
			}
			code = h.code
		}
	}()
	var commands root
	parser, err := kong.New(
		&commands,
		kong.Name("switchyard"),
		kong.Description("A visual designer for Amazon Connect flows. Settings come from flags, else from SWITCHYARD_* in the environment."),
		kong.Writers(streams.Out, streams.Err),
		kong.Exit(func(code int) { panic(halt{code}) }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(streams),
	)
	if err != nil {
		return report(streams, err)
	}
	parsed, err := parser.Parse(args)
	if err != nil {
		return report(streams, &Usage{sentence(err.Error()) + " See " + commandOf(err) + " --help."})
	}
	return report(streams, parsed.Run())
}

func sentence(text string) string {
	if strings.HasSuffix(text, "?") {
		return text
	}
	return text + "."
}

// commandOf is the call of the command that could not be parsed.
func commandOf(err error) string {
	var parse *kong.ParseError
	if errors.As(err, &parse) && parse.Context.Selected() != nil {
		return parse.Context.Selected().FullPath()
	}
	return "switchyard"
}

// report prints what went wrong and gives it its exit code.
func report(streams Streams, err error) int {
	var usage *Usage
	var code exitWith
	var setting *config.Problem
	switch {
	case err == nil:
		return ExitOK
	case errors.As(err, &code):
		return int(code)
	case errors.As(err, &usage), errors.As(err, &setting):
		fmt.Fprintln(streams.Err, "switchyard:", strings.TrimSpace(err.Error()))
		return ExitUsage
	}
	fmt.Fprintln(streams.Err, "switchyard:", err)
	return ExitFailure
}
