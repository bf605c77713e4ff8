// Package config holds Switchyard's settings as one table: name, type,
// default, check, whether it is a secret, what it is for. The environment, the
// flags, the redacted dump and docs/config.md all come from it.
//
// Laws:
//   - A setting is one row in options.go and one field of Config; nothing else
//     reads the environment.
//   - A flag wins over the environment, the environment over the default.
//   - A secret never appears in an error, a warning or the dump.
package config

import (
	"fmt"
	"log/slog"
	"os"
	"slices"
	"strconv"
	"strings"

	"switchyard.dev/switchyard/internal/near"
)

// Prefix starts the name of every environment variable that is Switchyard's.
const Prefix = "SWITCHYARD_"

// Config is every setting, checked. It is passed by value.
type Config struct {
	Addr        string     // host:port to listen at
	DataDir     string     // absolute
	DatabaseURL string     // "" runs a private Postgres in DataDir
	URL         string     // external address without a trailing slash, "" for the request's host
	PGBin       string     // folder with postgres and initdb, "" to search
	LogLevel    slog.Level // the least that is logged
	LogFormat   string     // "text" or "json"
}

// HTTPS tells whether people reach the server over https.
func (c Config) HTTPS() bool { return strings.HasPrefix(c.URL, "https://") }

// Source says where a setting's value came from.
type Source string

// The sources, from weakest to strongest.
const (
	FromDefault Source = "default"
	FromEnv     Source = "environment"
	FromFile    Source = "file"
	FromFlag    Source = "flag"
)

// Setting is one row of the dump.
type Setting struct {
	Name   string // as an environment variable
	Value  string // hidden for secrets
	Source Source
}

// Loaded is what Load found.
type Loaded struct {
	Config   Config
	Settings []Setting // in the table's order, secrets hidden
	Warnings []string  // sentences for the log: variables that mean nothing
}

// Problem is a setting that cannot be used. The sentence names the setting and
// what would be right; a secret's value is not in it.
type Problem struct {
	Name   string
	Reason string
}

func (p *Problem) Error() string { return p.Name + " " + p.Reason }

// Load reads the settings. env is the environment as os.Environ gives it; flags
// holds what was given on the command line, by option name ("addr",
// "data-dir"). It stops at the first setting that cannot be used.
func Load(env []string, flags map[string]string) (Loaded, error) {
	vars := environment(env)
	loaded := Loaded{Warnings: unknown(vars)}
	for name := range flags {
		if !slices.ContainsFunc(options, func(o Option) bool { return o.Flag() == name }) {
			return Loaded{}, fmt.Errorf("config: there is no option %q", name)
		}
	}
	for _, o := range options {
		value, source, err := o.find(vars, flags)
		if err != nil {
			return Loaded{}, err
		}
		if reason := o.set(&loaded.Config, value); reason != "" {
			return Loaded{}, &Problem{Name: o.Env(), Reason: reason}
		}
		shown := value
		if o.Secret && value != "" {
			shown = "(hidden)"
		}
		loaded.Settings = append(loaded.Settings, Setting{o.Env(), shown, source})
	}
	return loaded, nil
}

// environment keeps Switchyard's variables. The last of two wins, as in os.Getenv.
func environment(env []string) map[string]string {
	vars := map[string]string{}
	for _, entry := range env {
		if name, value, ok := strings.Cut(entry, "="); ok {
			vars[name] = value
		}
	}
	return vars
}

// find gives an option's text and where it came from. An empty variable counts
// as not set, as compose files leave them.
func (o Option) find(vars, flags map[string]string) (string, Source, error) {
	if value, ok := flags[o.Flag()]; ok {
		return value, FromFlag, nil
	}
	value, file := vars[o.Env()], ""
	if o.Secret {
		file = vars[o.Env()+fileSuffix]
	}
	switch {
	case value != "" && file != "":
		return "", "", &Problem{o.Env(), "and " + o.Env() + fileSuffix + " are both set: keep one"}
	case value != "":
		return value, FromEnv, nil
	case file != "":
		text, err := os.ReadFile(file)
		if err != nil {
			return "", "", &Problem{o.Env() + fileSuffix, "names the file " + strconv.Quote(file) + ", which cannot be read"}
		}
		return strings.TrimRight(string(text), "\r\n"), FromFile, nil
	}
	return o.Default(vars), FromDefault, nil
}

// ofTools are variables of the build and the tests, which may be set beside.
var ofTools = []string{Prefix + "CHROMIUM", Prefix + "RACE", Prefix + "TEST_PG_LOG"}

// unknown warns of Switchyard's variables that mean nothing, sorted.
func unknown(vars map[string]string) []string {
	var known, warnings []string
	for _, o := range options {
		known = append(known, o.Env())
		if o.Secret {
			known = append(known, o.Env()+fileSuffix)
		}
	}
	for name := range vars {
		if !strings.HasPrefix(name, Prefix) || slices.Contains(known, name) || slices.Contains(ofTools, name) {
			continue
		}
		warning := name + " is set but means nothing to Switchyard."
		if close, ok := near.Match(name, known); ok {
			warning += " Did you mean " + close + "?"
		}
		warnings = append(warnings, warning)
	}
	slices.Sort(warnings)
	return warnings
}
