//go:build unix

package localpg

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
)

// Discard removes a data directory with everything in it: for tests, which
// throw clusters away. One that is in use is a *Problem and is left alone;
// Postgres processes that a killed launcher left there are stopped first.
func Discard(ctx context.Context, dataDir string) error {
	dataDir, err := filepath.Abs(dataDir)
	if err != nil {
		return fmt.Errorf("find the data directory: %w", err)
	}
	lock, err := take(ctx, dataDir)
	if err != nil {
		return err
	}
	defer lock.Close()
	if err := stopOrphans(ctx, filepath.Join(dataDir, clusterName), func(string, ...any) {}); err != nil {
		return err
	}
	if err := removeLeftovers(dataDir); err != nil {
		return err
	}
	if err := os.RemoveAll(dataDir); err != nil {
		return fmt.Errorf("remove %s: %w", dataDir, err)
	}
	return nil
}
