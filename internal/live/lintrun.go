package live

import (
	"time"

	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/lint"
)

// lintResult is what the linter found in one revision; items is never nil.
type lintResult struct {
	revision int64
	items    []lint.Diagnostic
	frame    frame
}

// lintState is the room's side of linting: one run at a time, always on the
// newest committed content, so revisions that were overtaken are skipped.
type lintState struct {
	running bool
	latest  lintResult
	again   bool              // something changed that the running one does not see
	waiting []chan lintResult // for a result of at least the revision asked at
	from    []int64
}

// startLint lints the content as it is now, or after the run under way.
func (r *room) startLint() {
	if r.lint.running {
		r.lint.again = true
		return
	}
	r.lint.running, r.lint.again = true, false
	snapshot, revision := *r.doc, r.revision // a document's tree is never changed
	opt := r.lintOptions()
	go func() { r.linted <- r.hub.runLint(&snapshot, revision, opt) }()
}

func (r *room) lintOptions() lint.Options {
	return lint.Options{FlowType: r.info.Type, Settings: r.settings}
}

func (h *Hub) runLint(doc *flow.Document, revision int64, opt lint.Options) lintResult {
	started := time.Now()
	items := lint.Run(doc, opt)
	h.stats.lints.Add(1)
	h.stats.lintTime.Add(int64(time.Since(started)))
	if items == nil {
		items = []lint.Diagnostic{}
	}
	return lintResult{
		revision: revision, items: items,
		frame: sharedFrame(diagnosticsMessage{Type: "diagnostics", Revision: revision, Items: items}),
	}
}

// publishLint shows a result to everybody, and lints again if it was overtaken.
func (r *room) publishLint(l lintResult) {
	r.lint.running = false
	r.lint.latest = l
	for _, c := range r.conns {
		c.send(l.frame)
	}
	r.lint.tell(l)
	if r.lint.again {
		r.startLint()
	}
}

func (s *lintState) tell(l lintResult) {
	waiting, from := s.waiting, s.from
	s.waiting, s.from = nil, nil
	for i, w := range waiting {
		if l.revision >= from[i] {
			w <- l
			continue
		}
		s.waiting, s.from = append(s.waiting, w), append(s.from, from[i])
	}
}

// whenLinted answers with what was found in the content as it is now or later.
func (r *room) whenLinted(found chan lintResult) {
	if !r.lint.running && r.lint.latest.revision == r.revision {
		found <- r.lint.latest
		return
	}
	r.lint.waiting, r.lint.from = append(r.lint.waiting, found), append(r.lint.from, r.revision)
}

// end lets go of whoever waits for a result that will not come.
func (s *lintState) end() {
	for _, w := range s.waiting {
		w <- lintResult{}
	}
	s.waiting, s.from = nil, nil
}
