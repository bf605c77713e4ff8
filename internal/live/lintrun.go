package live

import (
	"time"

	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/lint"
	"switchyard.dev/switchyard/internal/sidecar"
)

// Findings are what the linter found in one revision of a draft: what is to be
// shown, and what people silenced. Neither list is nil.
type Findings struct {
	Revision int64
	Items    []lint.Diagnostic
	Silenced []sidecar.Silenced
}

// lintResult is what came of one run.
type lintResult struct {
	Findings
	asked int
	frame frame
}

// lintJob is everything that a run looks at, as it was at one moment.
type lintJob struct {
	doc      flow.Document // a document's tree is never changed
	revision int64
	asked    int
	opt      lint.Options
	sidecar  sidecar.Document

	severities lint.Severities
}

// lintState is the room's side of linting: one run at a time, always on the
// newest committed content, so revisions that were overtaken are skipped.
type lintState struct {
	running bool
	asked   int // counts the reasons to lint
	latest  lintResult
	again   bool              // something changed that the running one does not see
	waiting []chan lintResult // for a run that saw at least what was asked for by then
	from    []int
}

// startLint lints the content as it is now, or after the run under way.
func (r *room) startLint() {
	r.lint.asked++
	if r.lint.running {
		r.lint.again = true
		return
	}
	r.runLint()
}

func (r *room) runLint() {
	r.lint.running, r.lint.again = true, false
	job := r.lintJob()
	go func() { r.linted <- r.hub.runLint(job) }()
}

func (r *room) lintJob() lintJob {
	return lintJob{
		doc: *r.doc, revision: r.revision, asked: r.lint.asked, sidecar: r.sidecar, severities: r.severities,
		opt: lint.Options{FlowType: r.info.Type, Settings: r.settings, Modules: r.hub.opt.Modules},
	}
}

func (h *Hub) runLint(job lintJob) lintResult {
	started := time.Now()
	found := job.severities.Apply(lint.Run(&job.doc, job.opt))
	h.stats.lints.Add(1)
	h.stats.lintTime.Add(int64(time.Since(started)))
	shown, silenced := job.sidecar.Part(&job.doc, found)
	return lintResult{
		Findings: Findings{job.revision, shown, silenced}, asked: job.asked,
		frame: sharedFrame(diagnosticsMessage{Type: "diagnostics", Revision: job.revision, Items: shown, Silenced: silenced}),
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
		r.runLint()
	}
}

func (s *lintState) tell(l lintResult) {
	waiting, from := s.waiting, s.from
	s.waiting, s.from = nil, nil
	for i, w := range waiting {
		if l.asked >= from[i] {
			w <- l
			continue
		}
		s.waiting, s.from = append(s.waiting, w), append(s.from, from[i])
	}
}

// whenLinted answers with what was found in the content as it is now or later.
func (r *room) whenLinted(found chan lintResult) {
	if !r.lint.running {
		found <- r.lint.latest
		return
	}
	r.lint.waiting, r.lint.from = append(r.lint.waiting, found), append(r.lint.from, r.lint.asked)
}

// end lets go of whoever waits for a result that will not come.
func (s *lintState) end() {
	for _, w := range s.waiting {
		w <- lintResult{}
	}
	s.waiting, s.from = nil, nil
}
