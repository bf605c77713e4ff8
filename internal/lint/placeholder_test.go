package lint

import (
	"slices"
	"testing"
)

func TestPlaceholders(t *testing.T) {
	cases := []struct {
		text string
		want []string
	}{
		{"", nil},
		{"plain", nil},
		{"$.Attributes.name", nil},
		{"${Queue}", []string{"${Queue}"}},
		{"arn:${AWS::Partition}:connect:${AWS::Region}:1:x", []string{"${AWS::Partition}", "${AWS::Region}"}},
		{"${!Literal}", nil},
		{"$${literal}", nil},
		{"$${literal} ${value}", []string{"${value}"}},
		{"%{ if var.on }yes%{ endif }", []string{"%{ if var.on }", "%{ endif }"}},
		{"%%{ if }", nil},
		{"{{name}} and {{ other }}", []string{"{{name}}", "{{ other }}"}},
		{"{name}", []string{"{name}"}},
		{"say {name}", nil},
		{"%QUEUE_ARN%", []string{"%QUEUE_ARN%"}},
		{"50% off, 20% more", nil},
		{"100%", nil},
		{"<REGION>:<ACCOUNT_ID>", []string{"<REGION>", "<ACCOUNT_ID>"}},
		{"<speak>Hi <break time='1s'/></speak>", nil},
		{"<%=queue%>", []string{"<%=queue%>"}},
		{"${cut", []string{"${cut"}},
		{"{", nil},
		{"%", nil},
		{"<", nil},
		{"$", nil},
	}
	for _, c := range cases {
		var got []string
		eachPlaceholder(c.text, func(p string) { got = append(got, p) })
		if !slices.Equal(got, c.want) {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
		if isPlaceholder(c.text) != (len(c.want) > 0) {
			t.Errorf("%q: as a whole %v", c.text, isPlaceholder(c.text))
		}
	}
}
