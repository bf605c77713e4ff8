// Command lint measures what linting real flows costs: each file of a folder is
// read and linted, and beside it encoding/json decodes the same bytes. The times
// of a file are the medians of some runs in turn, so that a busy machine slows
// both.
//
//	go run ./internal/bench/lint [-runs 5] [FOLDER]
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/lint"
)

// corpus is where the real flows lie, beside the checkout.
const corpus = "../shared/corpus/flows"

func main() {
	runs := flag.Int("runs", 5, "how often each file is timed")
	flag.Parse()
	folder := corpus
	if flag.NArg() > 0 {
		folder = flag.Arg(0)
	}
	if err := run(folder, *runs); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(folder string, runs int) error {
	if _, err := os.Stat(folder); os.IsNotExist(err) {
		fmt.Printf("there are no flows in %s: nothing was measured\n", folder)
		return nil
	}
	var costs []cost
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".json") {
			return err
		}
		src, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if json.Valid(src) { // of another text nobody decodes the whole
			costs = append(costs, measure(src, runs))
		}
		return nil
	})
	if err != nil || len(costs) == 0 {
		return err
	}
	show("the corpus", costs)
	show("without old exports", slices.DeleteFunc(costs, func(c cost) bool { return c.format == flow.FormatLegacy }))
	return nil
}

func show(what string, costs []cost) {
	lints, decodes, ratios := column(costs, cost.lintTime), column(costs, cost.decodeTime), column(costs, cost.ratio)
	fmt.Printf("lint a real flow, %-20s median %.2f ms  p95 %.2f ms   encoding/json median %.2f ms  p95 %.2f ms   ratio median %.1fx  p95 %.1fx  (n %d)\n",
		what+":", quantile(lints, 0.5), quantile(lints, 0.95), quantile(decodes, 0.5), quantile(decodes, 0.95), quantile(ratios, 0.5), quantile(ratios, 0.95), len(costs))
}

// cost is what one file takes.
type cost struct {
	format       flow.Format
	lint, decode time.Duration
}

func (c cost) lintTime() float64   { return c.lint.Seconds() * 1000 }
func (c cost) decodeTime() float64 { return c.decode.Seconds() * 1000 }
func (c cost) ratio() float64      { return c.lint.Seconds() / c.decode.Seconds() }

func measure(src []byte, runs int) cost {
	var lints, decodes []time.Duration
	for range runs {
		lints = append(lints, timed(func() { lint.Run(flow.Parse(src), lint.Options{}) }))
		decodes = append(decodes, timed(func() {
			var v any
			_ = json.Unmarshal(src, &v)
		}))
	}
	return cost{flow.Parse(src).Format(), quantile(lints, 0.5), quantile(decodes, 0.5)}
}

func timed(do func()) time.Duration {
	started := time.Now()
	do()
	return time.Since(started)
}

func column(costs []cost, of func(cost) float64) []float64 {
	out := make([]float64, len(costs))
	for i, c := range costs {
		out[i] = of(c)
	}
	return out
}

func quantile[T float64 | time.Duration](values []T, q float64) T {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[min(int(q*float64(len(sorted))), len(sorted)-1)]
}
