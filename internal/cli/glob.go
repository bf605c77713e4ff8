package cli

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// expand replaces patterns by the files that match them, sorted; * stays
// within a folder, ** is any number of folders. What exists under its own name
// is no pattern, and “-” is standard input. A pattern that matches nothing is
// the typist's mistake.
func expand(args []string) (files []string, err error) {
	for _, arg := range args {
		if !strings.ContainsAny(arg, "*?[") {
			files = append(files, arg)
			continue
		}
		if _, err := os.Lstat(arg); err == nil {
			files = append(files, arg)
			continue
		}
		matches, err := glob(filepath.ToSlash(arg))
		if err != nil {
			return nil, &Usage{fmt.Sprintf("the pattern %q is malformed: close its brackets.", arg)}
		}
		if len(matches) == 0 {
			return nil, &Usage{fmt.Sprintf("no file matches %q.", arg)}
		}
		files = append(files, matches...)
	}
	return files, nil
}

func glob(pattern string) ([]string, error) {
	parts := strings.Split(pattern, "/")
	fixed := 0
	for fixed < len(parts)-1 && !strings.ContainsAny(parts[fixed], "*?[") {
		fixed++
	}
	root := strings.Join(parts[:fixed], "/")
	switch {
	case root == "" && fixed > 0:
		root = "/"
	case root == "":
		root = "."
	}
	for _, part := range parts[fixed:] {
		if _, err := filepath.Match(part, ""); err != nil {
			return nil, fmt.Errorf("match %q: %w", part, err)
		}
	}
	var found []string
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			if entry != nil && entry.IsDir() {
				return fs.SkipDir // a folder that may not be read holds nothing for us
			}
			return nil
		}
		below, err := filepath.Rel(root, path)
		if err == nil && !entry.IsDir() && matches(parts[fixed:], strings.Split(filepath.ToSlash(below), "/")) {
			found = append(found, path)
		}
		return nil
	})
	slices.Sort(found)
	return found, err
}

// matches compares folder by folder; ** takes none, one or more of them.
func matches(pattern, path []string) bool {
	switch {
	case len(pattern) == 0:
		return len(path) == 0
	case pattern[0] == "**":
		return matches(pattern[1:], path) || len(path) > 0 && matches(pattern, path[1:])
	case len(path) == 0:
		return false
	}
	ok, err := filepath.Match(pattern[0], path[0])
	return err == nil && ok && matches(pattern[1:], path[1:])
}
