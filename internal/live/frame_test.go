package live

import "testing"

func TestQueueIsBoundedByWhatWaits(t *testing.T) {
	text := func(n int) frame { return frame{text: make([]byte, n)} }
	q := newQueue(100)
	for i, n := range []int{5000, 60, 40} { // the first may be of any size
		if !q.add(text(n)) {
			t.Fatalf("frame %d was refused", i)
		}
	}
	if f, ok, _ := q.next(); !ok || len(f.text) != 5000 {
		t.Fatal("the first frame does not come first")
	}
	if !q.add(text(5000)) {
		t.Fatal("100 bytes wait, which is within the bound")
	}
	if q.add(text(1)) {
		t.Fatal("more waits than the bound allows")
	}
	if _, ok, ended := q.next(); ok || !ended {
		t.Error("a queue that overflowed still has frames")
	}
	if code, _ := q.closing(); code != closeTryLater {
		t.Errorf("closes with %d", code)
	}
	if !q.add(text(1)) {
		t.Error("adding after the end counts as another overflow")
	}
}

func TestQueueSendsWhatIsInItBeforeTheEnd(t *testing.T) {
	q := newQueue(100)
	q.add(frame{text: []byte("last words")})
	q.end(closeGoingAway, "bye")
	q.end(closeSessionOver, "too late")
	if _, ok, _ := q.next(); !ok {
		t.Error("the frame is lost")
	}
	if _, ok, ended := q.next(); ok || !ended {
		t.Error("the queue does not end")
	}
	if code, reason := q.closing(); code != closeGoingAway || reason != "bye" {
		t.Errorf("closes with %d %s: the first end counts", code, reason)
	}
}
