//go:build unix && !linux

package testkit

import "os"

// roomyPlace is the temporary directory where there is no memory file system.
func roomyPlace() string { return os.TempDir() }
