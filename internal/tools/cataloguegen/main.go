// Command cataloguegen writes the catalogue of blocks for the canvas:
// web/canvas/catalogue.gen.ts, from the literals of internal/catalog. Its one
// argument is the file to write; the same catalogue gives the same bytes.
package main

import (
	"fmt"
	"os"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: cataloguegen FILE")
		os.Exit(2)
	}
	text, err := render()
	if err == nil {
		err = os.WriteFile(os.Args[1], text, 0o644)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "cataloguegen:", err)
		os.Exit(1)
	}
}
