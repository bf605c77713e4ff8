//go:build unix && !linux

package localpg

import "syscall"

// childAttributes puts the program in its own process group, so that ctrl-c in
// a terminal reaches Switchyard alone, which then stops it in order. Only
// Linux ends a child with its parent; elsewhere an orphan is stopped by the
// next start.
func childAttributes(a account, _ syscall.Signal) *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Credential: a.credential(), Setpgid: true}
}
