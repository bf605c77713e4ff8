package cli

import (
	"bytes"
	"io"
	"strings"
	"sync"
)

// pgLog shows of the private Postgres' messages what an operator must see, and
// keeps the latest for the moment that it does not start.
type pgLog struct {
	to  io.Writer
	all bool // show everything

	mu     sync.Mutex
	rest   []byte
	latest []string
}

const keptLines = 40

// Write takes any part of the output.
func (l *pgLog) Write(text []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.rest = append(l.rest, text...)
	for {
		line, rest, ok := bytes.Cut(l.rest, []byte("\n"))
		if !ok {
			return len(text), nil
		}
		l.line(string(line))
		l.rest = rest
	}
}

func (l *pgLog) line(line string) {
	l.latest = append(l.latest, line)
	if len(l.latest) > keptLines {
		l.latest = l.latest[1:]
	}
	if l.all || strings.Contains(line, "FATAL:") || strings.Contains(line, "PANIC:") {
		_, _ = io.WriteString(l.to, "postgres: "+line+"\n") // a log has nowhere to complain to
	}
}

// tell shows what was kept, unless it was shown already.
func (l *pgLog) tell() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.all {
		return
	}
	for _, line := range l.latest {
		_, _ = io.WriteString(l.to, "postgres: "+line+"\n")
	}
}
