package cli

import (
	"fmt"
	"runtime"
)

// Version is set by the build.
var Version = "dev"

type versionCmd struct{}

// Run prints the version and what it was built with.
func (versionCmd) Run(streams Streams) error {
	_, err := fmt.Fprintf(streams.Out, "switchyard %s %s %s/%s\n", Version, runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return err
}
