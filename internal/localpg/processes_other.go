//go:build unix && !linux

package localpg

import (
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// processesIn lists the postmaster that postmaster.pid names, if a process of
// that number runs and is Postgres. Without /proc its children are not seen;
// they end within moments of their postmaster.
func processesIn(cluster string) ([]int, error) {
	postmaster, err := readPostmaster(cluster)
	if err != nil || postmaster.pid <= 0 {
		return nil, nil // no file, or not one of Postgres
	}
	name, err := exec.Command("ps", "-o", "comm=", "-p", strconv.Itoa(postmaster.pid)).Output()
	if err != nil {
		return nil, nil // ps fails when there is no such process
	}
	if !strings.HasPrefix(filepath.Base(strings.TrimSpace(string(name))), "post") {
		return nil, nil
	}
	return []int{postmaster.pid}, nil
}
