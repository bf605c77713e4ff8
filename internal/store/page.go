package store

import (
	"encoding/base64"
	"encoding/json"
)

const (
	defaultLimit = 50
	maxLimit     = 200
)

func (p Page) limit() int {
	switch {
	case p.Limit <= 0:
		return defaultLimit
	case p.Limit > maxLimit:
		return maxLimit
	}
	return p.Limit
}

// encodeCursor makes an opaque cursor of the sort key of a page's last item.
func encodeCursor(key any) string {
	text, err := json.Marshal(key)
	if err != nil {
		panic("store: a cursor's key is not JSON: " + err.Error()) // keys are structs of strings and numbers
	}
	return base64.RawURLEncoding.EncodeToString(text)
}

// decodeCursor reads into key what encodeCursor made; key stays as it is for
// the first page. Cursors come back from clients, so anything may be in them.
func decodeCursor(cursor string, key any) error {
	if cursor == "" {
		return nil
	}
	text, err := base64.RawURLEncoding.DecodeString(cursor)
	if err == nil {
		err = json.Unmarshal(text, key)
	}
	if err != nil {
		return &Invalid{Field: "cursor", Reason: "is not one that a list returned"}
	}
	return nil
}

// cut takes one item more than the limit and returns the page with the cursor
// of the next one, "" on the last page.
func cut[T any](items []T, limit int, key func(T) any) ([]T, string) {
	if len(items) <= limit {
		return items, ""
	}
	items = items[:limit]
	return items, encodeCursor(key(items[limit-1]))
}
