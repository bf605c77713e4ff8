package lint

import "testing"

func TestReadPath(t *testing.T) {
	for text, want := range map[string][2]string{
		".External.name":              {"External", "name"},
		".External.customer.id":       {"External", "customer"},
		".Attributes['first name']!":  {"Attributes", "first name"},
		"['Attributes']['x']":         {"Attributes", "x"},
		".Attributes.['x y'].z":       {"Attributes", "x y"},
		`.Attributes["x"]`:            {"Attributes", "x"},
		".Attributes.firstName. Good": {"Attributes", "firstName"},
		".Attributes.customer-id":     {"Attributes", "customer-id"},
		".Attributes.größe":           {"Attributes", "größe"},
		".Channel":                    {},
		".Attributes":                 {},
		".Attributes['x":              {},
		" 5 and more":                 {},
		"":                            {},
	} {
		space, key, ok := readPath(text)
		if ok != (want[0] != "") || ok && [2]string{space, key} != want {
			t.Errorf("%q reads as %q %q %t, want %q", text, space, key, ok, want)
		}
	}
}
