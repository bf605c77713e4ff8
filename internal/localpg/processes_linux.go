package localpg

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// processesIn lists the live Postgres processes whose working directory is the
// cluster, which is where the postmaster and all its children stay. Zombies
// have none. A shell that stands in the folder is not one of them.
func processesIn(cluster string) ([]int, error) {
	here, err := os.Stat(cluster)
	if err != nil {
		return nil, unreachable(cluster, err)
	}
	entries, err := os.ReadDir("/proc")
	if err != nil {
		return nil, fmt.Errorf("list processes: %w", err)
	}
	var pids []int
	for _, entry := range entries {
		pid, err := strconv.Atoi(entry.Name())
		if err != nil {
			continue
		}
		// Comparing files instead of names also holds across mounts.
		there, err := os.Stat(filepath.Join("/proc", entry.Name(), "cwd"))
		if err != nil || !os.SameFile(here, there) {
			continue // it ended meanwhile, or is another user's
		}
		name, err := os.ReadFile(filepath.Join("/proc", entry.Name(), "comm"))
		if err == nil && strings.HasPrefix(string(name), "post") { // postgres, postmaster
			pids = append(pids, pid)
		}
	}
	return pids, nil
}
