// Command cataloguegen writes the catalogue of blocks for the browser from the
// literals of internal/catalog, in two parts: catalogue.gen.ts, which comes
// with the designer, and panel/form/forms.gen.ts, which is fetched with the
// forms. Its one argument is the folder of the canvas; the same catalogue
// gives the same bytes.
package main

import (
	"fmt"
	"os"
	"path/filepath"
)

// parts are the files, below the folder of the canvas.
var parts = map[string]func() *module{
	"catalogue.gen.ts":        core,
	"panel/form/forms.gen.ts": forms,
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: cataloguegen FOLDER")
		os.Exit(2)
	}
	for name, part := range parts {
		text, err := part().render()
		if err == nil {
			err = os.WriteFile(filepath.Join(os.Args[1], filepath.FromSlash(name)), text, 0o644)
		}
		if err != nil {
			fmt.Fprintf(os.Stderr, "cataloguegen: %s: %v\n", name, err)
			os.Exit(1)
		}
	}
}
