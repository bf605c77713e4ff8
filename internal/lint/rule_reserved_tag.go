package lint

import "strings"

var reservedTag = Rule{
	Code: "reserved-tag", Severity: Warning,
	Title:    "A tag's key begins with “aws:”",
	About:    "Keys that begin with aws: belong to AWS: nobody else can set or remove such a tag, and the block takes its Error branch. Choose another key.",
	Evidence: "AWS's page on TagContact: the aws: prefix is reserved. A warning: no probe of the service is known.",
	check: func(p *pass) {
		for i := range p.actions {
			a := &p.actions[i]
			switch a.Type {
			case "TagContact":
				for key, value := range a.Parameters.Get("Tags").Members() {
					p.checkTag(a, key, value.Pointer())
				}
			case "UntagContact":
				for _, key := range a.Parameters.Get("TagKeys").Elements() {
					p.checkTag(a, key.Text(), key.Pointer())
				}
			}
		}
	},
}

func (p *pass) checkTag(a *action, key, path string) {
	const prefix = "aws:"
	if len(key) >= len(prefix) && strings.EqualFold(key[:len(prefix)], prefix) {
		p.report(a, path, a.name()+": the tag "+quoted(key)+" begins with “aws:”, which is reserved for AWS. Choose another key.")
	}
}
