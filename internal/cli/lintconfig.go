package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"switchyard.dev/switchyard/internal/lint"
)

// defaultLintConfig is read from the working directory when none is named.
const defaultLintConfig = ".switchyard.json"

// readLintConfig reads the configuration of the linter. No file is no
// configuration, unless one was named.
func readLintConfig(named string) (lint.Config, error) {
	path := named
	if path == "" {
		path = defaultLintConfig
	}
	var config lint.Config
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) && named == "" {
		return config, nil
	}
	if err != nil {
		return config, &Usage{unreadable(path, err)}
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&config); err != nil {
		return config, &Usage{fmt.Sprintf(`%s is no configuration: it must be a JSON object with "severity" and "silence" (see docs/cli.md).`, path)}
	}
	if problems := config.Problems(); len(problems) > 0 {
		return config, &Usage{path + ": " + strings.Join(problems, "\n"+path+": ")}
	}
	return config, nil
}
