package cli

import (
	"bytes"
	"embed"
	"fmt"
	"slices"
	"strings"
	"text/template"

	"github.com/alecthomas/kong"

	"switchyard.dev/switchyard/internal/catalog"
)

// completionCmd prints what makes a shell complete the command line. The
// scripts are made from the table that parses it, so they know what it knows.
type completionCmd struct {
	Shell string `arg:"" enum:"bash,zsh,fish" help:"bash, zsh or fish."`
}

// Run prints the script for one shell.
func (c *completionCmd) Run(parser *kong.Kong, streams Streams) error {
	var script bytes.Buffer
	if err := completions.ExecuteTemplate(&script, c.Shell+".tmpl", completed(parser.Model.Node, nil)); err != nil {
		return fmt.Errorf("make the completion for %s: %w", c.Shell, err)
	}
	if _, err := streams.Out.Write(script.Bytes()); err != nil {
		return fmt.Errorf("the script could not be printed")
	}
	return nil
}

//go:embed completion/*.tmpl
var completionFiles embed.FS

var completions = template.Must(template.New("").Funcs(template.FuncMap{
	"join": strings.Join,
	// quote makes one word of a text, for a POSIX shell and its kin.
	"quote": func(text string) string { return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'" },
	// fishQuote does so for fish, which has escapes within the quotes.
	"fishQuote": func(text string) string { return "'" + strings.NewReplacer(`\`, `\\`, "'", `\'`).Replace(text) + "'" },
	// zshText escapes what ends a description in zsh's _arguments, and the
	// quotes around it.
	"zshText": strings.NewReplacer(`\`, `\\`, ":", `\:`, "[", `\[`, "]", `\]`, "'", `'\''`).Replace,
}).ParseFS(completionFiles, "completion/*.tmpl"))

// completion is a command as shells complete it.
type completion struct {
	Path     []string // the words that call it; none for the program itself
	Help     string
	Commands []completion
	Flags    []completionFlag
	Args     completionValues
}

type completionFlag struct {
	Name, Short, Help string
	TakesValue        bool
	Values            completionValues
}

// completionValues are what may stand somewhere: words, or whatever lies on
// the disk.
type completionValues struct {
	Words []string
	On    string // "file", "dir" or ""
}

// Name is the last word of the call.
func (c completion) Name() string { return c.Path[len(c.Path)-1] }

// Call is how the command is called, without the program's name.
func (c completion) Call() string { return strings.Join(c.Path, " ") }

// All lists a command and those below it.
func (c completion) All() []completion {
	list := []completion{c}
	for _, below := range c.Commands {
		list = append(list, below.All()...)
	}
	return list
}

// Words are what may stand where the command expects its next word.
func (c completion) Words() []string {
	words := slices.Clone(c.Args.Words)
	for _, below := range c.Commands {
		words = append(words, below.Name())
	}
	return words
}

// FlagWords are the flags as they are typed.
func (c completion) FlagWords() []string {
	words := make([]string, len(c.Flags))
	for i, f := range c.Flags {
		words[i] = "--" + f.Name
	}
	return words
}

func completed(node *kong.Node, path []string) completion {
	c := completion{Help: node.Help, Path: path}
	for _, group := range node.AllFlags(true) {
		for _, f := range group {
			flag := completionFlag{Name: f.Name, Help: f.Help, TakesValue: !f.IsBool(), Values: valuesOf(f.Value)}
			if f.Short != 0 {
				flag.Short = string(f.Short)
			}
			c.Flags = append(c.Flags, flag)
		}
	}
	for _, p := range node.Positional {
		c.Args = valuesOf(p)
	}
	for _, child := range node.Children {
		c.Commands = append(c.Commands, completed(child, append(slices.Clone(path), child.Name)))
	}
	return c
}

// valuesOf reads an enumeration, else the tag "complete": file, dir, flow-type
// or a list of words.
func valuesOf(v *kong.Value) completionValues {
	if v.Enum != "" {
		return completionValues{Words: v.EnumSlice()}
	}
	switch tag := v.Tag.Get("complete"); {
	case tag == "flow-type":
		return completionValues{Words: flowTypeNames()}
	case strings.Contains(tag, ","):
		return completionValues{Words: strings.Split(tag, ",")}
	default:
		return completionValues{On: tag}
	}
}

func flowTypeNames() []string {
	var names []string
	for _, t := range catalog.FlowTypes() {
		names = append(names, t.API)
	}
	return names
}
