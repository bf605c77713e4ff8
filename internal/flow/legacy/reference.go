package legacy

import (
	"regexp"
	"strings"
)

// systemNames are the attributes that the old console named in words. "Customer
// callback number" has no reference in the flow language (facts.md §2).
var systemNames = map[string]string{
	"Customer Number":       "$.CustomerEndpoint.Address",
	"Dialed Number":         "$.SystemEndpoint.Address",
	"Stored customer input": "$.StoredCustomerInput",
}

// userNamespace is where contact attributes live.
const userNamespace = "User Defined"

var (
	plainPath = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)*$`)
	quotable  = regexp.MustCompile(`^[^'\[\]\\\x00-\x1f]+$`)
)

// reference returns the JSONPath of an attribute of an old namespace. ok is
// false when the flow language cannot name it.
func reference(namespace, name string) (path string, ok bool) {
	if strings.HasPrefix(name, "$.") {
		return name, true
	}
	switch namespace {
	case "System":
		if path, ok := systemNames[name]; ok {
			return path, true
		}
		return "$." + name, plainPath.MatchString(name)
	case userNamespace:
		namespace = "Attributes"
	}
	if !plainPath.MatchString(namespace) {
		return "", false
	}
	root := "$." + namespace
	if plainPath.MatchString("_" + name) {
		return root + "." + name, true
	}
	// Names with spaces are written in brackets (facts.md §2).
	return root + ".['" + name + "']", quotable.MatchString(name)
}

// operators are the comparisons of CheckAttribute and CheckQueueStatus.
var operators = map[string]string{
	"Equals":               "Equals",
	"StartsWith":           "TextStartsWith",
	"EndsWith":             "TextEndsWith",
	"Contains":             "TextContains",
	"GreaterThan":          "NumberGreaterThan",
	"GreaterThanOrEqualTo": "NumberGreaterOrEqualTo",
	"LessThan":             "NumberLessThan",
	"LessThanOrEqualTo":    "NumberLessOrEqualTo",
}
