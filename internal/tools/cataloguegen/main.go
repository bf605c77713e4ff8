// Command cataloguegen writes the catalogue of blocks for the canvas:
// web/canvas/catalogue.gen.ts, from the literals of internal/catalog. Run it
// from the root of the repository; the same catalogue gives the same bytes.
package main

import (
	"fmt"
	"os"
)

const target = "web/canvas/catalogue.gen.ts"

func main() {
	text, err := render()
	if err == nil {
		err = os.WriteFile(target, text, 0o644)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "cataloguegen:", err)
		os.Exit(1)
	}
}
