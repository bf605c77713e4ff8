// Command bundle makes the front end with esbuild as a library: npm only
// brings packages. Without flags it writes static/dist; with -tests it bundles
// every web/**/*.test.ts into the given folder, for `node --test`; with -bench,
// the pages and the driver of the canvas benchmark.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

func main() {
	tests := flag.String("tests", "", "bundle the unit tests into this folder instead")
	bench := flag.String("bench", "", "bundle the benchmark of the canvas into this folder instead")
	watch := flag.Bool("watch", false, "keep bundling when sources change")
	flag.Parse()
	if err := run(*tests, *bench, *watch); err != nil {
		fmt.Fprintln(os.Stderr, "bundle:", err)
		os.Exit(1)
	}
}

func run(tests, bench string, watch bool) error {
	if _, err := os.Stat("node_modules"); err != nil {
		return errors.New("node_modules is missing: run `npm ci` at the top of the checkout first")
	}
	if tests != "" {
		return bundleTests(tests)
	}
	if bench != "" {
		return bundleBench(bench)
	}
	opts := appOptions()
	// What is fetched later is a part of its own; what it shares with the page, too.
	opts.Splitting = true
	if !watch {
		result := api.Build(opts)
		if err := report(result); err != nil {
			return err
		}
		return removeStale(opts.Outdir, result.OutputFiles)
	}
	ctx, ctxErr := api.Context(opts)
	if ctxErr != nil {
		return ctxErr
	}
	if err := ctx.Watch(api.WatchOptions{}); err != nil {
		return err
	}
	select {}
}

func appOptions() api.BuildOptions {
	return api.BuildOptions{
		EntryPointsAdvanced: []api.EntryPoint{
			{InputPath: "web/canvas/main.tsx", OutputPath: "designer"},
			{InputPath: "web/page/page.ts", OutputPath: "page"},
		},
		Outdir:            "static/dist",
		Bundle:            true,
		Write:             true,
		Format:            api.FormatESModule,
		Platform:          api.PlatformBrowser,
		Target:            api.ES2022,
		JSX:               api.JSXAutomatic,
		JSXImportSource:   "preact",
		MinifyWhitespace:  true,
		MinifyIdentifiers: true,
		MinifySyntax:      true,
		LegalComments:     api.LegalCommentsNone,
		Sourcemap:         api.SourceMapNone,
		// A style sheet in the script of a later part: the page's own holds what is seen first.
		Loader:   map[string]api.Loader{".svg": api.LoaderText, ".later.css": api.LoaderText},
		LogLevel: api.LogLevelWarning,
	}
}

// bundleTests writes one file per test, each with everything it imports but
// node's own modules, keeping the folders so that names stay unique.
func bundleTests(out string) error {
	entries, err := testFiles("web", "bench")
	if err != nil {
		return err
	}
	if len(entries) == 0 {
		return errors.New("no *.test.ts under web: the unit tests went missing")
	}
	if err := os.RemoveAll(out); err != nil {
		return err
	}
	opts := appOptions()
	opts.EntryPointsAdvanced = nil
	opts.EntryPoints = entries
	opts.Outdir = out
	opts.Outbase = "."
	opts.Platform = api.PlatformNode
	opts.OutExtension = map[string]string{".js": ".mjs"}
	opts.MinifyWhitespace, opts.MinifyIdentifiers, opts.MinifySyntax = false, false, false
	opts.Sourcemap = api.SourceMapInline
	opts.Loader[".css"] = api.LoaderEmpty
	return report(api.Build(opts))
}

// removeStale removes parts of earlier builds: their names hold a hash, so
// nothing writes over them, and the binary would carry them along.
func removeStale(dir string, written []api.OutputFile) error {
	isNew := map[string]bool{}
	for _, file := range written {
		isNew[filepath.Base(file.Path)] = true
	}
	found, err := filepath.Glob(filepath.Join(dir, "*-????????.js"))
	if err != nil {
		return err
	}
	for _, path := range found {
		if isNew[filepath.Base(path)] {
			continue
		}
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

func testFiles(roots ...string) ([]string, error) {
	var files []string
	for _, root := range roots {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if errors.Is(err, fs.ErrNotExist) {
				return nil
			}
			if err == nil && !d.IsDir() && strings.HasSuffix(path, ".test.ts") {
				files = append(files, path)
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return files, nil
}

func report(result api.BuildResult) error {
	if n := len(result.Errors); n > 0 {
		return fmt.Errorf("%d errors, printed above", n)
	}
	return nil
}
