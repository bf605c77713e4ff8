package live

import (
	"fmt"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	"switchyard.dev/switchyard/internal/testkit"
)

// TestMain is the tests, or, when the crash test started this binary again, the
// server that is to be killed.
func TestMain(m *testing.M) {
	if url := os.Getenv(crashDatabase); url != "" {
		serveUntilKilled(url)
		return
	}
	testkit.Main(m)
	if left := leftBehind(); left != "" {
		fmt.Fprintln(os.Stderr, "goroutines of this package outlive its tests:\n"+left)
		os.Exit(1)
	}
}

// leftBehind returns the stacks of goroutines that run this package's code
// although every test is over. They get a moment to end.
func leftBehind() string {
	var left []string
	for deadline := time.Now().Add(5 * time.Second); time.Now().Before(deadline); runtime.Gosched() {
		buf := make([]byte, 4<<20)
		left = nil
		for _, stack := range strings.Split(string(buf[:runtime.Stack(buf, true)]), "\n\n") {
			if strings.Contains(stack, "internal/live.(") {
				left = append(left, stack)
			}
		}
		if len(left) == 0 {
			return ""
		}
	}
	return strings.Join(left, "\n\n")
}
