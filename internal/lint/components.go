package lint

// components numbers the strongly connected groups of actions (Tarjan's
// algorithm, without recursion so that a long flow can't exhaust the stack).
func (p *pass) components() (component []int, count int) {
	n := len(p.actions)
	t := tarjan{
		component: make([]int, n), low: make([]int, n), order: make([]int, n),
		targets: make([][]int, n), onStack: make([]bool, n),
	}
	for i := range p.actions {
		t.component[i] = -1
		p.actions[i].eachTarget(func(id string) {
			if j, ok := p.byID[id]; ok {
				t.targets[i] = append(t.targets[i], j)
			}
		})
	}
	for i := range n {
		if t.order[i] == 0 {
			t.walk(i)
		}
	}
	return t.component, t.count
}

type tarjan struct {
	targets   [][]int
	component []int
	low       []int
	order     []int // when it was met, from 1; 0 is not yet
	onStack   []bool
	stack     []int
	met       int
	count     int
}

// frame is one action being walked and the next of its targets to look at.
type frame struct{ at, next int }

func (t *tarjan) walk(root int) {
	frames := []frame{t.enter(root)}
	for len(frames) > 0 {
		f := &frames[len(frames)-1]
		if f.next < len(t.targets[f.at]) {
			to := t.targets[f.at][f.next]
			f.next++
			switch {
			case t.order[to] == 0:
				frames = append(frames, t.enter(to))
			case t.onStack[to]:
				t.low[f.at] = min(t.low[f.at], t.order[to])
			}
			continue
		}
		done := f.at
		frames = frames[:len(frames)-1]
		if len(frames) > 0 {
			parent := frames[len(frames)-1].at
			t.low[parent] = min(t.low[parent], t.low[done])
		}
		if t.low[done] == t.order[done] {
			t.close(done)
		}
	}
}

func (t *tarjan) enter(i int) frame {
	t.met++
	t.order[i], t.low[i], t.onStack[i] = t.met, t.met, true
	t.stack = append(t.stack, i)
	return frame{at: i}
}

func (t *tarjan) close(root int) {
	for {
		i := t.stack[len(t.stack)-1]
		t.stack = t.stack[:len(t.stack)-1]
		t.onStack[i] = false
		t.component[i] = t.count
		if i == root {
			break
		}
	}
	t.count++
}
