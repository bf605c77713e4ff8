package cli

// The exit codes of every command; scripts rely on them.
const (
	ExitOK       = 0 // clean
	ExitProblems = 1 // the input has problems, all of them reported
	ExitUsage    = 2 // the command was called wrongly
	ExitFailure  = 3 // Switchyard itself failed
)
