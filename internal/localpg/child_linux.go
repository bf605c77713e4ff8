package localpg

import "syscall"

// childAttributes puts the program in its own process group, so that ctrl-c in
// a terminal reaches Switchyard alone, which then stops it in order. When
// Switchyard dies, the kernel sends the program the given signal.
func childAttributes(a account, onParentDeath syscall.Signal) *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Credential: a.credential(), Setpgid: true, Pdeathsig: onParentDeath}
}
