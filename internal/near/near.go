// Package near finds what somebody meant who mistyped a name.
package near

import "strings"

// longest is the length in bytes from which a name is no name but a text.
const longest = 100

// Match is the name of known that is closest to name, whatever the case; ok is
// false when none differs in at most a quarter of its characters.
func Match(name string, known []string) (match string, ok bool) {
	if len(name) > longest {
		return "", false
	}
	lower, limit := strings.ToLower(name), len(name)/4+1
	for _, k := range known {
		if d := distance(lower, strings.ToLower(k), limit); d < limit {
			match, limit, ok = k, d, true
		}
	}
	return match, ok
}

// distance is Levenshtein's, in bytes; once it is sure to reach limit it
// answers limit.
func distance(a, b string, limit int) int {
	if len(a)-len(b) >= limit || len(b)-len(a) >= limit {
		return limit
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		diagonal := row[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := diagonal
			if a[i-1] != b[j-1] {
				cost++
			}
			diagonal = row[j]
			row[j] = min(cost, row[j]+1, row[j-1]+1)
		}
	}
	return min(row[len(b)], limit)
}
