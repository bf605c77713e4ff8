package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"switchyard.dev/switchyard/internal/flow"
)

// readFlow reads a file that a command is about; a *Usage when it can't.
func readFlow(path string, stdin io.Reader) (*flow.Document, error) {
	src, err := readInput(path, stdin)
	if err != nil {
		return nil, &Usage{unreadable(path, err)}
	}
	return flow.Parse(src), nil
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
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return fmt.Sprintf("%q is a folder. Name files, or a pattern such as %q.", path, strings.TrimSuffix(path, "/")+"/**/*.json")
	}
	return fmt.Sprintf("%q can't be read. Is it a file?", path)
}

// overwrite replaces a file's content; what it is allowed stays as it is.
func overwrite(path string, content []byte) error {
	info, err := os.Stat(path)
	if err != nil {
		return fmt.Errorf("overwrite %q: %w", path, err)
	}
	return os.WriteFile(path, content, info.Mode().Perm())
}

// unwritable says in a sentence that a file can't be replaced.
func unwritable(path string) string {
	return fmt.Sprintf("%q can't be written. May this account write there?", path)
}
