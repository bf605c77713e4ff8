package catalog

import "strings"

// neverValid maps names that the service refuses, yet that documents, legacy
// exports and generated flows use, to the action that was meant (refusals.md,
// "Type names the docs get wrong" and "Never valid"; facts.md §1).
var neverValid = map[string]string{
	"UnTagContact":                       "UntagContact",
	"UpdateRoutingCriteria":              "UpdateContactRoutingCriteria",
	"UpdateContactRoutingData":           "UpdateContactRoutingCriteria",
	"SetLoggingBehavior":                 "UpdateFlowLoggingBehavior",
	"SetRecordingBehavior":               "UpdateContactRecordingBehavior",
	"SetRecordingAndAnalyticsBehavior":   "UpdateContactRecordingAndAnalyticsBehavior",
	"CheckStaffing":                      "CheckMetricData",
	"CheckQueueStatus":                   "CheckMetricData",
	"GetQueueMetrics":                    "GetMetricData",
	"TransferToAgent":                    "TransferContactToAgent",
	"TransferToPhoneNumber":              "TransferParticipantToThirdParty",
	"TransferToThirdParty":               "TransferParticipantToThirdParty",
	"TransferToQueue":                    "TransferContactToQueue",
	"TransferParticipantToQueue":         "TransferContactToQueue",
	"TransferContactToFlow":              "TransferToFlow",
	"Distribute":                         "DistributeByPercentage",
	"PercentileBranching":                "DistributeByPercentage",
	"StartMediaStreaming":                "UpdateContactMediaStreamingBehavior",
	"StopMediaStreaming":                 "UpdateContactMediaStreamingBehavior",
	"InvokeAPI":                          "InvokeLambdaFunction",
	"InvokeExternalResource":             "InvokeLambdaFunction",
	"GetParticipantWithLexV2Bot":         "ConnectParticipantWithLexBot",
	"PutCustomerProfile":                 "UpdateCustomerProfile",
	"PlayPrompt":                         "MessageParticipant",
	"PlayAudio":                          "MessageParticipant",
	"LoopPrompts":                        "MessageParticipantIteratively",
	"GetUserInput":                       "GetParticipantInput",
	"StoreUserInput":                     "GetParticipantInput",
	"StoreCustomerInput":                 "GetParticipantInput",
	"InvokeAgentAction":                  "ConnectParticipantWithAgenticCX",
	"CheckCondition":                     "Compare",
	"CheckAttribute":                     "Compare",
	"SetAttributes":                      "UpdateContactAttributes",
	"SetContactAttributes":               "UpdateContactAttributes",
	"SetContactData":                     "UpdateContactData",
	"SetQueue":                           "UpdateContactTargetQueue",
	"SetWorkingQueue":                    "UpdateContactTargetQueue",
	"SetCallbackNumber":                  "UpdateContactCallbackNumber",
	"SetCallBackNumber":                  "UpdateContactCallbackNumber",
	"CreateCallback":                     "CreateCallbackContact",
	"SetVoice":                           "UpdateContactTextToSpeechVoice",
	"SetEventHook":                       "UpdateContactEventHooks",
	"SetContactFlow":                     "UpdateContactEventHooks",
	"UpdateRoutingPriority":              "UpdateContactRoutingBehavior",
	"Disconnect":                         "DisconnectParticipant",
	"Resume":                             "EndFlowExecution",
	"ReturnFromFlowModule":               "EndFlowModuleExecution",
	"InvokeModule":                       "InvokeFlowModule",
	"UpdateContactRecordingAndAnalytics": "UpdateContactRecordingAndAnalyticsBehavior",
}

// DidYouMean suggests the action that an unknown type name stands for: a
// known wrong name, or the nearest name by edit distance when it is near.
func DidYouMean(kind string) (string, bool) {
	if name, ok := neverValid[kind]; ok {
		return name, true
	}
	best, distance := "", len(kind)/4+1
	if len(kind) > 100 {
		return "", false
	}
	lower := strings.ToLower(kind)
	for i := range actions {
		if d := editDistance(lower, strings.ToLower(actions[i].Type), distance); d < distance {
			best, distance = actions[i].Type, d
		}
	}
	return best, best != ""
}

// editDistance is Levenshtein's, in bytes; once it is sure to reach limit it
// answers limit.
func editDistance(a, b string, limit int) int {
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
