package store

// Actor is who does something, for the audit.
type Actor struct {
	UserID string // "" is Switchyard itself, the first start, or somebody not signed in
	Name   string // kept as written: names change, the audit does not
	IP     string
}

// System is the actor of what nobody in particular does.
var System = Actor{Name: "Switchyard"}

// Page asks for one page of a list: at most Limit items (0 is 50, the most is
// 200) from where Cursor, the `next` of the page before, points.
type Page struct {
	Limit  int
	Cursor string
}
