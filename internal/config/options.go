package config

import (
	"log/slog"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// fileSuffix makes the variable that names a file holding a secret.
const fileSuffix = "_FILE"

// Option is one row of the table.
type Option struct {
	Name    string // in snake case: addr is SWITCHYARD_ADDR and --addr
	Type    string // for readers: address, path, URL …
	Secret  bool   // hidden in the dump; may be given as a file
	Doc     string // sentences for docs/config.md and --help
	Shown   string // the default, in words, where it depends on the machine
	Default func(vars map[string]string) string

	// set checks value and puts it into the Config. It returns why the value
	// cannot be used, to be read after the setting's name, or "".
	set func(c *Config, value string) string
}

// Env is the option's environment variable.
func (o Option) Env() string { return Prefix + strings.ToUpper(o.Name) }

// Flag is the option's flag without the dashes.
func (o Option) Flag() string { return strings.ReplaceAll(o.Name, "_", "-") }

// Options lists the table's rows, for help texts.
func Options() []Option { return append([]Option(nil), options...) }

var options = []Option{
	{
		Name: "addr", Type: "host:port", Default: fixed("127.0.0.1:8080"),
		Doc: "Where the server listens. Port 0 takes a free one, which is printed. Use `0.0.0.0:8080` to be reached from other machines, behind a proxy that speaks https.",
		set: setAddr,
	},
	{
		Name: "data_dir", Type: "path", Default: defaultDataDir,
		Shown: "`/var/lib/switchyard` for root, else `$XDG_DATA_HOME/switchyard` or `~/.local/share/switchyard`",
		Doc:   "Holds the private Postgres and what belongs to this installation. One server uses it at a time.",
		set:   setDataDir,
	},
	{
		Name: "database_url", Type: "URL", Default: fixed(""), Secret: true,
		Shown: "a private Postgres in the data directory",
		Doc:   "A Postgres 15 or newer to use instead, as `postgres://user:password@host/database`.",
		set:   setDatabaseURL,
	},
	{
		Name: "url", Type: "URL", Default: fixed(""),
		Shown: "the host of each request",
		Doc:   "The address by which people reach the server, as `https://switchyard.example.com`. It is used in links, for the origin check of the websocket, and for Secure cookies when it is https.",
		set:   setURL,
	},
	{
		Name: "pg_bin", Type: "path", Default: fixed(""),
		Shown: "searched where package managers put it",
		Doc:   "The folder with `postgres` and `initdb` for the private Postgres.",
		set: func(c *Config, value string) string {
			c.PGBin = value
			return ""
		},
	},
	{
		Name: "log_level", Type: "word", Default: fixed("info"),
		Doc: "The least that is logged: `debug`, `info`, `warn` or `error`.",
		set: func(c *Config, value string) string {
			switch value {
			case "debug", "info", "warn", "error":
				if err := c.LogLevel.UnmarshalText([]byte(value)); err != nil {
					c.LogLevel = slog.LevelInfo
				}
				return ""
			}
			return "must be debug, info, warn or error"
		},
	},
	{
		Name: "log_format", Type: "word", Default: fixed("text"),
		Doc: "How log lines look: `text` for people, `json` for collectors.",
		set: func(c *Config, value string) string {
			if value != "text" && value != "json" {
				return "must be text or json"
			}
			c.LogFormat = value
			return ""
		},
	},
}

func fixed(value string) func(map[string]string) string {
	return func(map[string]string) string { return value }
}

func defaultDataDir(vars map[string]string) string {
	if os.Geteuid() == 0 {
		return "/var/lib/switchyard"
	}
	if dir := vars["XDG_DATA_HOME"]; filepath.IsAbs(dir) {
		return filepath.Join(dir, "switchyard")
	}
	if home := vars["HOME"]; home != "" {
		return filepath.Join(home, ".local", "share", "switchyard")
	}
	return ""
}

func setAddr(c *Config, value string) string {
	_, port, err := net.SplitHostPort(value)
	if err != nil {
		return "must be host:port, as 127.0.0.1:8080"
	}
	if n, err := strconv.Atoi(port); err != nil || n < 0 || n > 65535 {
		return "must end in a port from 0 to 65535"
	}
	c.Addr = value
	return ""
}

func setDataDir(c *Config, value string) string {
	if value == "" {
		return "must be set: there is no home directory to choose a folder in"
	}
	dir, err := filepath.Abs(value)
	if err != nil {
		return "cannot be made an absolute path"
	}
	c.DataDir = dir
	return ""
}

// setDatabaseURL takes URLs only: of the driver's other form, key=value pairs, a
// typing error would name a host by accident.
func setDatabaseURL(c *Config, value string) string {
	if value == "" {
		return ""
	}
	u, err := url.Parse(value)
	if err != nil || u.Scheme != "postgres" && u.Scheme != "postgresql" {
		return "must start with postgres:// and be a URL"
	}
	c.DatabaseURL = value
	return ""
}

func setURL(c *Config, value string) string {
	if value == "" {
		return ""
	}
	u, err := url.Parse(value)
	switch {
	case err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "":
		return "must be an address as https://switchyard.example.com"
	case strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil:
		return "must be scheme and host only: Switchyard lives at the root of its host"
	}
	c.URL = u.Scheme + "://" + strings.ToLower(u.Host)
	return ""
}
