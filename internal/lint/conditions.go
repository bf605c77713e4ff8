package lint

import (
	"strings"

	"switchyard.dev/switchyard/internal/flow"
)

// conditionLabel is what the console shows on the port of a condition.
func (a *action) conditionLabel(operator string, operands []string) string {
	operand := strings.Join(operands, ", ")
	if a.known != nil && operator == "Equals" {
		for i := range a.known.Conditions.Fixed {
			if fixed := &a.known.Conditions.Fixed[i]; fixed.Operand == operand {
				return fixed.Label
			}
		}
	}
	sign, ok := operatorSigns[operator]
	if !ok {
		sign = operator
	}
	return strings.TrimSpace(sign + " " + operand)
}

var operatorSigns = map[string]string{
	"Equals": "=", "NumberGreaterThan": ">", "NumberGreaterOrEqualTo": "≥", "NumberLessThan": "<", "NumberLessOrEqualTo": "≤",
	"TextStartsWith": "starts with", "TextEndsWith": "ends with", "TextContains": "contains", "KeyExists": "exists",
}

func operandTexts(operands []flow.Node) []string {
	texts := make([]string, len(operands))
	for i, o := range operands {
		texts[i] = o.Text()
	}
	return texts
}
