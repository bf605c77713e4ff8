package config

import (
	"errors"
	"flag"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write docs/config.md")

func load(t *testing.T, env []string, flags map[string]string) Loaded {
	t.Helper()
	loaded, err := Load(append([]string{"HOME=/home/someone"}, env...), flags)
	if err != nil {
		t.Fatal(err)
	}
	return loaded
}

func TestNothingHasToBeSet(t *testing.T) {
	c := load(t, nil, nil).Config
	if c.Addr != "127.0.0.1:8080" || c.LogLevel != slog.LevelInfo || c.LogFormat != "text" || c.DatabaseURL != "" || c.URL != "" {
		t.Errorf("defaults are %+v", c)
	}
	want := "/home/someone/.local/share/switchyard"
	if os.Geteuid() == 0 {
		want = "/var/lib/switchyard"
	}
	if c.DataDir != want {
		t.Errorf("data directory %q, want %q", c.DataDir, want)
	}
}

func TestFlagWinsOverEnvironmentOverDefault(t *testing.T) {
	env := []string{"SWITCHYARD_ADDR=127.0.0.1:1", "SWITCHYARD_LOG_FORMAT=json", "SWITCHYARD_LOG_LEVEL="}
	loaded := load(t, env, map[string]string{"addr": "127.0.0.1:2"})
	if c := loaded.Config; c.Addr != "127.0.0.1:2" || c.LogFormat != "json" || c.LogLevel != slog.LevelInfo {
		t.Errorf("got %+v", c)
	}
	sources := map[string]Source{}
	for _, s := range loaded.Settings {
		sources[s.Name] = s.Source
	}
	if sources["SWITCHYARD_ADDR"] != FromFlag || sources["SWITCHYARD_LOG_FORMAT"] != FromEnv || sources["SWITCHYARD_LOG_LEVEL"] != FromDefault {
		t.Errorf("sources are %v", sources)
	}
}

func TestBadValuesNameTheSetting(t *testing.T) {
	for _, entry := range []string{
		"SWITCHYARD_ADDR=8080", "SWITCHYARD_ADDR=localhost:http", "SWITCHYARD_ADDR=:70000", "SWITCHYARD_LOG_LEVEL=loud", "SWITCHYARD_LOG_FORMAT=xml",
		"SWITCHYARD_URL=switchyard.example.com", "SWITCHYARD_URL=ftp://x", "SWITCHYARD_URL=https://x/sub", "SWITCHYARD_URL=https://user:pw@x",
		"SWITCHYARD_DATABASE_URL=host=/tmp user=x", "SWITCHYARD_DATABASE_URL=mysql://x",
	} {
		name, _, _ := strings.Cut(entry, "=")
		_, err := Load([]string{entry}, map[string]string{"data-dir": "/tmp"})
		var problem *Problem
		if !errors.As(err, &problem) || problem.Name != name {
			t.Errorf("%s: %v", entry, err)
		}
	}
	if _, err := Load(nil, map[string]string{"colour": "red"}); err == nil {
		t.Error("an unknown flag is accepted")
	}
}

func TestURLIsSchemeAndHost(t *testing.T) {
	c := load(t, []string{"SWITCHYARD_URL=https://Switchyard.Example.com:8443/"}, nil).Config
	if c.URL != "https://switchyard.example.com:8443" || !c.HTTPS() {
		t.Errorf("URL is %q, https %t", c.URL, c.HTTPS())
	}
}

func TestSecretsStayHidden(t *testing.T) {
	const secret = "hunter2hunter2"
	for _, value := range []string{"postgres://u:" + secret + "@h/d", "mysql://u:" + secret + "@h/d", "postgres://u:" + secret + "@h:port/%zz"} {
		loaded, err := Load([]string{"HOME=/h", "SWITCHYARD_DATABASE_URL=" + value}, nil)
		if err != nil && strings.Contains(err.Error(), secret) {
			t.Errorf("the error shows the secret: %v", err)
		}
		for _, s := range loaded.Settings {
			if strings.Contains(s.Value, secret) {
				t.Errorf("the dump shows the secret: %v", s)
			}
		}
	}
}

func TestSecretFromAFile(t *testing.T) {
	const url = "postgres://u:p@h/d"
	file := filepath.Join(t.TempDir(), "url")
	if err := os.WriteFile(file, []byte(url+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	loaded := load(t, []string{"SWITCHYARD_DATABASE_URL_FILE=" + file}, nil)
	if loaded.Config.DatabaseURL != url {
		t.Errorf("got %q", loaded.Config.DatabaseURL)
	}
	if len(loaded.Warnings) > 0 {
		t.Errorf("warnings: %q", loaded.Warnings)
	}
	if _, err := Load([]string{"SWITCHYARD_DATABASE_URL_FILE=" + file, "SWITCHYARD_DATABASE_URL=" + url}, nil); err == nil {
		t.Error("a secret given twice is accepted")
	}
	missing := []string{"SWITCHYARD_DATABASE_URL_FILE=" + file + "x", "SWITCHYARD_DATA_DIR=/x"}
	var problem *Problem
	if _, err := Load(missing, nil); !errors.As(err, &problem) || !strings.Contains(err.Error(), file+"x") {
		t.Errorf("a file that is not there: %v", err)
	}
}

func TestUnknownVariablesAreNamed(t *testing.T) {
	got := load(t, []string{"SWITCHYARD_DATADIR=/x", "SWITCHYARD_ZZZZZZZZZZZZ=1", "SWITCHYARD_ADDR_FILE=/x", "SWITCHYARD_CHROMIUM=/x", "PATH=/bin"}, nil).Warnings
	want := []string{
		"SWITCHYARD_ADDR_FILE is set but means nothing to Switchyard.",
		"SWITCHYARD_DATADIR is set but means nothing to Switchyard. Did you mean SWITCHYARD_DATA_DIR?",
		"SWITCHYARD_ZZZZZZZZZZZZ is set but means nothing to Switchyard.",
	}
	if !slices.EqualFunc(got, want, func(a, b string) bool { return strings.HasPrefix(a, b) }) {
		t.Errorf("warnings are %q", got)
	}
}

func TestEveryOptionIsComplete(t *testing.T) {
	seen := map[string]bool{}
	for _, o := range Options() {
		if seen[o.Name] || o.Doc == "" || o.Type == "" || o.Default == nil || o.set == nil {
			t.Errorf("option %q is a duplicate or lacks a part", o.Name)
		}
		seen[o.Name] = true
		if o.Shown == "" && o.Default(nil) == "" {
			t.Errorf("option %q has an empty default that nobody explains", o.Name)
		}
	}
}

func TestDocumentationIsFresh(t *testing.T) {
	const path = "../../docs/config.md"
	if *update {
		if err := os.WriteFile(path, []byte(Markdown()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != Markdown() {
		t.Error(`docs/config.md is older than the table: run "make generate"`)
	}
}
