package diff

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"switchyard.dev/switchyard/internal/catalog"
	"switchyard.dev/switchyard/internal/flow"
)

// flowName is the name under which changes of the flow itself stand.
const flowName = "Flow"

// name is what people call the block: what kind of block it is, with the name
// that it was given, else what it says, else the beginning of its identifier.
func (b *block) name() string {
	kind := b.kindName()
	if b.id != "" && (!flow.IsUUID(b.id) || b.meta.Get("isFriendlyName").Text() == "true") {
		return kind + " “" + oneLine(b.id, 60) + "”"
	}
	if b.known != nil {
		for _, path := range catalog.BlockOf(b.known, b.param).Shown {
			if text, _ := b.param(path); text != "" {
				return kind + " (" + oneLine(text, 40) + ")"
			}
		}
	}
	if b.id == "" {
		return kind
	}
	return kind + " (" + b.id[:8] + ")"
}

// kindName is what people call this kind of block.
func (b *block) kindName() string {
	if b.known != nil {
		return catalog.BlockOf(b.known, b.param).Name
	}
	if b.kind == "" {
		return "Block"
	}
	return words(oneLine(b.kind, 40))
}

// words makes "Play prompt" of "PlayPrompt", for types that the catalogue does
// not have, such as those of the old designer.
func words(kind string) string {
	out := make([]rune, 0, len(kind)+4)
	for i, r := range kind {
		if i > 0 && unicode.IsUpper(r) && unicode.IsLower(out[len(out)-1]) {
			out = append(out, ' ')
			r = unicode.ToLower(r)
		}
		out = append(out, r)
	}
	return string(out)
}

// param answers a scalar parameter by its dotted path.
func (b *block) param(path string) (string, bool) {
	n := b.node.Get("Parameters")
	for part := range strings.SplitSeq(path, ".") {
		n = n.Get(part)
	}
	return n.Text(), n.Kind() > flow.Null
}

// oneLine makes a text from a flow fit into a sentence.
func oneLine(text string, most int) string {
	text = strings.Join(strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " ")
	if r := []rune(text); len(r) > most {
		return string(r[:most]) + "…"
	}
	return text
}

// branchLabel is the branch's name as the canvas shows it.
func (b *block) branchLabel(br *flow.Branch) string {
	label := ""
	switch br.Kind {
	case flow.BranchNext:
		label = b.nextLabel()
	case flow.BranchError:
		label = b.errorLabel(br.Error)
	default:
		label = b.conditionLabel(br)
	}
	if br.Nth > 0 {
		return fmt.Sprintf("%s (%d)", label, br.Nth+1)
	}
	return label
}

// nextLabel: where nothing can go wrong the one way on is plainly "Next".
func (b *block) nextLabel() string {
	if b.known != nil && len(b.known.Errors) == 0 && b.known.Conditions.Need == catalog.Refused {
		return "Next"
	}
	return "Success"
}

func (b *block) errorLabel(kind string) string {
	if b.known != nil {
		if rule, ok := b.known.Error(kind); ok {
			return rule.Label
		}
	}
	if kind == "" {
		return "Error"
	}
	return oneLine(catalog.ErrorLabel(kind), 60)
}

func (b *block) conditionLabel(br *flow.Branch) string {
	if b.known != nil && br.Operator == "Equals" && len(br.Operands) == 1 {
		for i := range b.known.Conditions.Fixed {
			if fixed := &b.known.Conditions.Fixed[i]; fixed.Operand == br.Operands[0] {
				return fixed.Label
			}
		}
	}
	operands := make([]string, len(br.Operands))
	for i, o := range br.Operands {
		operands[i] = oneLine(o, 60)
		if o == "" || strings.HasPrefix(br.Operator, "Text") {
			operands[i] = strconv.Quote(operands[i])
		}
	}
	sign, ok := operatorSigns[br.Operator]
	if !ok {
		sign = oneLine(br.Operator, 60)
	}
	if sign == "" {
		sign = "if"
	}
	return strings.TrimSpace(sign + " " + strings.Join(operands, ", "))
}

var operatorSigns = map[string]string{
	"Equals": "=", "NumberEquals": "=", "NumberGreaterThan": ">", "NumberGreaterOrEqualTo": "≥", "NumberLessThan": "<", "NumberLessOrEqualTo": "≤",
	"TextStartsWith": "starts with", "TextEndsWith": "ends with", "TextContains": "contains", "KeyExists": "exists",
}

func (b *block) conditionLabels() json.RawMessage {
	labels := []string{}
	for i := range b.branches {
		if name := &b.branches[i].name; name.Kind == flow.BranchCondition {
			labels = append(labels, b.branchLabel(name))
		}
	}
	text, _ := json.Marshal(labels)
	return text
}

// parameterLabel is the catalogue's name for a parameter; below what the
// catalogue knows, the rest of the path follows.
func (b *block) parameterLabel(path []string) string {
	if len(path) > 0 {
		path = path[1:] // Parameters
	}
	if b.known != nil {
		for most := len(path); most > 0; most-- {
			if p, ok := findParameter(b.known, path[:most]); ok {
				return strings.Join(append([]string{p.Label}, path[most:]...), " › ")
			}
		}
	}
	return strings.Join(path, " › ")
}

// findParameter finds the parameter of that path; elements of lists are
// written "[]" in the catalogue, freely chosen members "*".
func findParameter(a *catalog.Action, path []string) (*catalog.Parameter, bool) {
	for i := range a.Parameters {
		if fits(a.Parameters[i].Path, path) {
			return &a.Parameters[i], true
		}
	}
	return nil, false
}

func fits(pattern string, path []string) bool {
	parts := strings.Split(strings.ReplaceAll(pattern, "[]", ".[]"), ".")
	if len(parts) != len(path) {
		return false
	}
	for i, part := range parts {
		if part == "[]" {
			if _, err := strconv.Atoi(path[i]); err != nil {
				return false
			}
		} else if part != "*" && part != path[i] {
			return false
		}
	}
	return true
}

var flowLabels = map[string]string{
	"/Version": "Version of the flow language", "/Settings": "Module settings", "/Metadata/name": "Name", "/Metadata/description": "Description",
	"/Metadata/type": "Flow type", "/Metadata/status": "Status", "/Metadata/hash": "Hash", "/Metadata/snapToGrid": "Snap to grid",
}

func flowLabel(path []string) string {
	at := flow.Pointer(path...)
	if label, ok := flowLabels[at]; ok {
		return label
	}
	if len(path) > 2 && path[1] == "ActionMetadata" {
		return "Metadata of a block that is not there › " + strings.Join(path[2:], " › ")
	}
	return strings.Join(path, " › ")
}

// pathLabel is a path for people, without the container that all of its kind
// lie in.
func pathLabel(path []string) string {
	if len(path) > 1 {
		path = path[1:]
	}
	return strings.Join(path, " › ")
}
