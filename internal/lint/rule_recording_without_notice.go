package lint

import (
	"slices"

	"switchyard.dev/switchyard/internal/flow"
)

var recordingWithoutNotice = Rule{
	Code: "recording-without-notice", Severity: Warning,
	Title:    "The customer is recorded without having heard a word",
	About:    "On some path the customer's voice is recorded and nothing was played to them before: many countries ask for a notice. Play one before the contact reaches the queue.",
	Evidence: "AWS's guide, set-up-recordings: recording starts when the customer is with an agent, of the automated part at once; but there every block that listens to the customer speaks first, and five of six real flows that record it from their start go on so. What a prompt says is not judged; a customer queue or whisper flow that is set here may give the notice, and so may a module.",
	check: func(p *pass) {
		if !slices.ContainsFunc(p.actions, func(a action) bool { return a.recordsCustomer() }) || !p.meetsCustomerFirst() {
			return
		}
		at := p.solve(analysis{facts: 2, start: []int{unheard}, cross: p.hears})
		for i := range p.actions {
			if a := &p.actions[i]; at[i] != nil && a.Type == "TransferContactToQueue" && at[i].has(recordedUnheard) {
				p.report(a, a.Pointer, a.name()+": on some path the customer will be recorded and has heard nothing before. Play a notice before it.")
			}
		}
	},
}

// Facts about a path: nothing was played on it; nothing was played and the
// customer will be recorded.
const (
	unheard = iota
	recordedUnheard
)

// meetsCustomerFirst: in other types of flows the customer came through one before.
func (p *pass) meetsCustomerFirst() bool {
	return p.flowType == "" || p.flowType == "CONTACT_FLOW"
}

func (p *pass) hears(from int, _ edge, now set) {
	a := &p.actions[from]
	switch {
	case a.mayTell():
		now.remove(unheard)
		now.remove(recordedUnheard)
	case a.recordsCustomer() && now.has(unheard):
		now.add(recordedUnheard)
	case a.setsRecording():
		now.remove(recordedUnheard)
	}
}

// mayTell reports whether the customer hears or reads something in this block,
// or in a flow that it chooses.
func (a *action) mayTell() bool {
	switch a.Type {
	case "MessageParticipant", "MessageParticipantIteratively", "GetParticipantInput", "ConnectParticipantWithLexBot",
		"ConnectParticipantWithAgenticCX", "InvokeFlowModule", "ShowView":
		return true
	case "UpdateContactEventHooks":
		hooks := a.Parameters.Get("EventHooks")
		return isSet(hooks.Get("CustomerQueue")) || isSet(hooks.Get("CustomerWhisper"))
	}
	return false
}

func (a *action) setsRecording() bool {
	return a.Type == "UpdateContactRecordingBehavior" || a.Type == "UpdateContactRecordingAndAnalyticsBehavior"
}

// recording is the object that says who is recorded.
func (a *action) recording() flow.Node {
	if !a.setsRecording() {
		return flow.Node{}
	}
	if old := a.Parameters.Get("RecordingBehavior"); old.Exists() {
		return old
	}
	return at(a.Parameters, "VoiceBehavior.VoiceRecordingBehavior")
}

// recordsCustomer reports whether the customer is recorded with an agent or
// with the automated part.
func (a *action) recordsCustomer() bool {
	if a.recording().Get("IVRRecordingBehavior").Text() == "Enabled" {
		return true
	}
	for _, who := range a.recording().Get("RecordedParticipants").Elements() {
		if who.Text() == "Customer" {
			return true
		}
	}
	return false
}
