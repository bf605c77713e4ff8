package server

import (
	lru "container/list"
	"context"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"sync"

	"switchyard.dev/switchyard/internal/diff"
	"switchyard.dev/switchyard/internal/diff/report"
	"switchyard.dev/switchyard/internal/store"
	"switchyard.dev/switchyard/web/page"
)

// The bounds of what one view of the versions page reads, compares and shows.
// A pair of versions never changes, so it is compared once and then kept.
const (
	comparedPerView = 4 << 20 // bytes of text; what is beyond is shown on request
	linesPerList    = 200
	linesPerView    = 1500
	listsKept       = 500
)

// changeLists keeps the lists that were asked for last.
type changeLists struct {
	mu    sync.Mutex
	byKey map[string]*lru.Element
	order *lru.List // of keptList, the last used in front
}

type keptList struct {
	key  string
	list *page.ChangeList
}

func newChangeLists() *changeLists {
	return &changeLists{byKey: map[string]*lru.Element{}, order: lru.New()}
}

func (c *changeLists) get(key string) *page.ChangeList {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.byKey[key]
	if !ok {
		return nil
	}
	c.order.MoveToFront(e)
	return e.Value.(keptList).list
}

func (c *changeLists) put(key string, l *page.ChangeList) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.byKey[key]; ok {
		return
	}
	c.byKey[key] = c.order.PushFront(keptList{key, l})
	if c.order.Len() > listsKept {
		oldest := c.order.Back()
		delete(c.byKey, oldest.Value.(keptList).key)
		c.order.Remove(oldest)
	}
}

// changesView is one view of the page: what it may still read and show.
type changesView struct {
	s     *server
	flow  store.Flow
	bytes int
	lines int
	last  store.Version // read last: of neighbouring pairs one is shared
}

func (s *server) changesView(f store.Flow) *changesView {
	return &changesView{s: s, flow: f, bytes: comparedPerView, lines: linesPerView}
}

// version returns what a version changed since the one before, nil when that
// is beyond what one view does, unless it was asked for.
func (v *changesView) version(ctx context.Context, n store.Version, asked bool) (*page.ChangeList, error) {
	if n.Number < 2 || v.lines <= 0 && !asked {
		return nil, nil
	}
	key := fmt.Sprintf("%s %d", v.flow.ID, n.Number)
	found := v.s.changes.get(key)
	if found == nil {
		if v.bytes -= 2 * n.Size; v.bytes < 0 && !asked {
			return nil, nil
		}
		now, err := v.read(ctx, n.Number)
		if err != nil {
			return nil, err
		}
		old, err := v.read(ctx, n.Number-1)
		if err != nil {
			return nil, err
		}
		found = changeList(compareStates(state{old.Content, old.Settings}, state{now.Content, now.Settings}))
		v.s.changes.put(key, found)
	}
	v.lines -= len(found.Lines)
	return found, nil
}

func (v *changesView) read(ctx context.Context, number int) (store.Version, error) {
	if v.last.Number == number {
		return v.last, nil
	}
	var err error
	v.last, err = v.s.store.Version(ctx, v.flow.ID, number)
	return v.last, err
}

// draft returns what the draft has that the latest version has not.
func (v *changesView) draft(r *request, latest int) (*page.ChangeList, error) {
	key := fmt.Sprintf("%s %d draft %d", v.flow.ID, latest, v.flow.Revision)
	if found := v.s.changes.get(key); found != nil {
		return found, nil
	}
	old, err := v.s.stateAt(r, v.flow, "from", "version:"+strconv.Itoa(latest))
	if err != nil {
		return nil, err
	}
	now, err := v.s.stateAt(r, v.flow, "to", "draft")
	if err != nil {
		return nil, err
	}
	found := changeList(compareStates(old, now))
	v.s.changes.put(key, found)
	return found, nil
}

func changeList(r *diff.Result) *page.ChangeList {
	lines := report.Lines(r)
	slices.SortStableFunc(lines, func(a, b report.Line) int {
		return slices.Index(diff.Groups, a.Group) - slices.Index(diff.Groups, b.Group)
	})
	n := r.Count()
	l := &page.ChangeList{
		Added: n.Added, Removed: n.Removed, Changed: n.Changed, Rewired: n.Rewired,
		Moved: r.Moves, More: max(0, len(lines)-linesPerList),
	}
	for _, line := range lines[:len(lines)-l.More] {
		l.Lines = append(l.Lines, page.ChangeLine{Group: string(line.Group), Name: line.Name, What: line.What})
	}
	for _, p := range r.Problems {
		side := "The newer content"
		if p.Side == "old" {
			side = "The older content"
		}
		l.Problem += side + ": " + p.Message + " "
	}
	return l
}

// changesURL is this page with one more list.
func changesURL(here *url.URL, number int) string {
	q := here.Query()
	q.Set("changes", strconv.Itoa(number))
	return here.Path + "?" + q.Encode() + "#v" + strconv.Itoa(number)
}
