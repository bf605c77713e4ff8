package lint

import "strings"

// eachPlaceholder calls with what is for a template to fill in before the flow
// is deployed: ${X} (CloudFormation, Terraform, CDK), %{ if … } (Terraform),
// {{X}}, %X%, <X> in capitals, and {X} as a whole text. What the template
// languages write for a plain “${”, ${!X} and $${X}, is none.
func eachPlaceholder(text string, visit func(placeholder string)) {
	if !strings.ContainsAny(text, "{%<") {
		return
	}
	for i := 0; i < len(text); {
		n := placeholderAt(text[i:])
		if n > 0 {
			visit(text[i : i+n])
			i += n
			continue
		}
		i += 1 - n
	}
	if inner, ok := strings.CutPrefix(text, "{"); ok {
		if name, ok := strings.CutSuffix(inner, "}"); ok && isTemplateName(name) {
			visit(text)
		}
	}
}

// placeholderAt is how long the placeholder is that a text begins with; 0 when
// it begins with none, and less for what must be passed over besides the first byte.
func placeholderAt(text string) int {
	switch text[0] {
	case '$':
		if strings.HasPrefix(text, "$${") {
			return -2
		}
		if strings.HasPrefix(text, "${") && !strings.HasPrefix(text, "${!") {
			return closedBy(text, "}")
		}
	case '%':
		if strings.HasPrefix(text, "%%{") {
			return -2
		}
		if strings.HasPrefix(text, "%{") {
			return closedBy(text, "}")
		}
		return between(text, "%", isTemplateName)
	case '{':
		if strings.HasPrefix(text, "{{") {
			return closedBy(text, "}}")
		}
	case '<':
		if strings.HasPrefix(text, "<%") {
			return closedBy(text, "%>")
		}
		return between(text, ">", isCapitals)
	}
	return 0
}

// closedBy is the length up to and with a closing mark; what a file was cut in
// the middle of is a placeholder too.
func closedBy(text, mark string) int {
	if i := strings.Index(text, mark); i >= 0 {
		return i + len(mark)
	}
	return len(text)
}

// between is the length of a name between the first byte and a closing mark.
func between(text, mark string, isName func(string) bool) int {
	const most = 100
	if i := strings.Index(text[1:min(len(text), most)], mark); i > 0 && isName(text[1:1+i]) {
		return 1 + i + len(mark)
	}
	return 0
}

func isTemplateName(text string) bool {
	for i := range len(text) {
		if !isNameByte(text[i]) && text[i] != '.' {
			return false
		}
	}
	return text != "" && (text[0] < '0' || text[0] > '9')
}

// isCapitals: <REGION> is filled in, <speak> is not.
func isCapitals(text string) bool {
	return len(text) > 1 && isTemplateName(text) && text == strings.ToUpper(text) && text != strings.ToLower(text)
}

// isPlaceholder reports whether something in a text is for a template to fill in.
func isPlaceholder(text string) bool {
	found := false
	eachPlaceholder(text, func(string) { found = true })
	return found
}
