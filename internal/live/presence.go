package live

import "time"

// presenceEvery bounds how often a room tells who is there: when a hundred
// people arrive at once, everybody gets a few lists and not a hundred.
const presenceEvery = 100 * time.Millisecond

type presenceState struct {
	timer *time.Timer
	last  time.Time
}

// due fires when a list is to be sent; it is nil, and never fires, otherwise.
func (p *presenceState) due() <-chan time.Time {
	if p.timer == nil {
		return nil
	}
	return p.timer.C
}

// presenceChanged sends the list, at once if none was sent lately.
func (r *room) presenceChanged() {
	if r.presence.timer != nil {
		return
	}
	wait := presenceEvery - time.Since(r.presence.last)
	if wait <= 0 {
		r.sendPresence()
		return
	}
	r.presence.timer = time.NewTimer(wait)
}

func (r *room) sendPresence() {
	r.presence.timer, r.presence.last = nil, time.Now()
	if len(r.conns) == 0 {
		return
	}
	list := make([]presentClient, 0, len(r.conns))
	for _, c := range r.conns {
		list = append(list, presentClient{Client: c.client, User: c.visit.User})
	}
	shown := sharedFrame(presenceMessage{Type: "presence", Clients: list})
	for _, c := range r.conns {
		c.send(shown)
	}
}
