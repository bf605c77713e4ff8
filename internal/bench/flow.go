package main

import (
	"fmt"
	"strings"
)

// content is a flow of n blocks in the layout in which the console exports:
// prompts in a row, a menu now and then, errors into the last block.
func content(n int) string {
	var actions, metadata []string
	for i := range n - 1 {
		actions = append(actions, block(i, n))
	}
	actions = append(actions, fmt.Sprintf(`    {
      "Parameters": {},
      "Identifier": "%s",
      "Type": "DisconnectParticipant",
      "Transitions": {}
    }`, id(n-1)))
	for i := range n {
		metadata = append(metadata, fmt.Sprintf(`      "%s": {
        "position": {
          "x": %d,
          "y": %d
        }
      }`, id(i), 240*(i%25), 180*(i/25)))
	}
	return fmt.Sprintf(`{
  "Version": "2019-10-30",
  "StartAction": "%s",
  "Metadata": {
    "entryPointPosition": {
      "x": 20,
      "y": 20
    },
    "ActionMetadata": {
%s
    }
  },
  "Actions": [
%s
  ]
}`, id(0), strings.Join(metadata, ",\n"), strings.Join(actions, ",\n"))
}

func id(i int) string { return fmt.Sprintf("%08x-0000-4000-8000-%012x", i, i) }

func block(i, n int) string {
	if i%5 == 4 {
		return fmt.Sprintf(`    {
      "Parameters": {
        "Text": "For sales press one, for service press two.",
        "StoreInput": "False",
        "InputTimeLimitSeconds": "5"
      },
      "Identifier": "%s",
      "Type": "GetParticipantInput",
      "Transitions": {
        "NextAction": "%s",
        "Conditions": [
          {
            "NextAction": "%s",
            "Condition": {
              "Operator": "Equals",
              "Operands": [
                "1"
              ]
            }
          }
        ],
        "Errors": [
          {
            "NextAction": "%s",
            "ErrorType": "InputTimeLimitExceeded"
          },
          {
            "NextAction": "%s",
            "ErrorType": "NoMatchingCondition"
          },
          {
            "NextAction": "%s",
            "ErrorType": "NoMatchingError"
          }
        ]
      }
    }`, id(i), id(n-1), id(i+1), id(n-1), id(n-1), id(n-1))
	}
	return fmt.Sprintf(`    {
      "Parameters": {
        "Text": "Thank you for calling. This is prompt number %d."
      },
      "Identifier": "%s",
      "Type": "MessageParticipant",
      "Transitions": {
        "NextAction": "%s",
        "Errors": [
          {
            "NextAction": "%s",
            "ErrorType": "NoMatchingError"
          }
        ]
      }
    }`, i, id(i), id(i+1), id(n-1))
}
