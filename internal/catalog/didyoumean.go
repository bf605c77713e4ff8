package catalog

import "switchyard.dev/switchyard/internal/near"

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
	types := make([]string, len(actions))
	for i := range actions {
		types[i] = actions[i].Type
	}
	return near.Match(kind, types)
}
