//go:build unix

package localpg

import (
	"io"
	"strings"
	"sync"
)

// output passes on what Postgres prints and keeps the end of it, to be able to
// say why it stopped.
type output struct {
	mu   sync.Mutex
	to   io.Writer
	last []byte
}

const keptOutput = 8 << 10

// Write never fails: a log that cannot be written must not end the server.
func (o *output) Write(text []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.last = append(o.last, text...)
	if extra := len(o.last) - keptOutput; extra > 0 {
		o.last = append(o.last[:0], o.last[extra:]...)
	}
	if o.to != nil {
		_, _ = o.to.Write(text)
	}
	return len(text), nil
}

func (o *output) complaint() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return lastComplaint(string(o.last))
}

// forget is called before a new server is started, whose complaints count.
func (o *output) forget() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.last = o.last[:0]
}

// lastComplaint is the last line that says what went wrong, without the time
// and the process before it and the full stop after it.
func lastComplaint(said string) string {
	line := ""
	for candidate := range strings.Lines(said) {
		for _, mark := range []string{"FATAL:", "PANIC:", "error:", "could not"} {
			if at := strings.Index(candidate, mark); at >= 0 {
				line = strings.TrimSpace(strings.TrimPrefix(candidate[at:], mark))
				break
			}
		}
	}
	if line == "" {
		return lastLine(said)
	}
	return strings.TrimRight(line, ".")
}

func lastLine(said string) string {
	lines := strings.Split(strings.TrimSpace(said), "\n")
	return strings.TrimRight(strings.TrimSpace(lines[len(lines)-1]), ".")
}
