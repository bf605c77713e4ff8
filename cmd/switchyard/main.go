// Command switchyard designs Amazon Connect flows: `switchyard serve` starts
// the designer, the other commands work without a browser.
package main

import (
	"context"
	"os"

	"switchyard.dev/switchyard/internal/cli"
)

func main() {
	os.Exit(cli.Main(context.Background(), os.Args[1:], cli.Streams{
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Env: os.Environ(),
	}))
}
