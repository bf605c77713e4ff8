package testkit

import (
	"os"
	"syscall"
)

// enoughRoom is what one package's tests may need: a cluster, and the
// databases of its tests.
const enoughRoom = 1 << 30

// roomyPlace is the memory file system when it has room; containers often give
// it 64 MB only.
func roomyPlace() string {
	const memory = "/dev/shm"
	var stat syscall.Statfs_t
	if err := syscall.Statfs(memory, &stat); err == nil && stat.Bavail*uint64(stat.Bsize) >= enoughRoom {
		return memory
	}
	return os.TempDir()
}
