package lint

import (
	"regexp"
	"strings"

	"switchyard.dev/switchyard/internal/flow"
)

var sensitiveInput = Rule{
	Code: "sensitive-input", Severity: Warning,
	Title:    "Card numbers or the like are collected in the clear",
	About:    "What Store customer input collects stands in $.StoredCustomerInput, and in the flow logs while they are on. For numbers of cards and other secrets turn on encryption in the block, and turn logging off before it and on again after it.",
	Evidence: "AWS's guide, encrypt-data and the sample “secure input”: logging off, encryption on. Told by the words of the prompt, or by encryption that is on.",
	check: func(p *pass) {
		if !p.hasType("GetParticipantInput") {
			return
		}
		var logs []set
		for i := range p.actions {
			a := &p.actions[i]
			isEncrypted := isSet(a.Parameters.Get("InputEncryption"))
			if a.Type != "GetParticipantInput" || !strings.EqualFold(a.Parameters.Get("StoreInput").Text(), "true") || !isEncrypted && !a.asksForSecret() {
				continue
			}
			if logs == nil {
				logs = p.solve(analysis{facts: 1, cross: p.switchesLogs})
			}
			isLogged := logs[i] != nil && logs[i].has(0)
			switch {
			case !isEncrypted && isLogged:
				p.report(a, a.Pointer, a.name()+" seems to ask for a secret number, which is stored in the clear and written to the flow logs. Turn on encryption in the block, and logging off before it.")
			case !isEncrypted:
				p.report(a, a.Pointer, a.name()+" seems to ask for a secret number, which is stored in the clear. Turn on encryption in the block.")
			case isLogged:
				p.report(a, a.Pointer, a.name()+" collects what is to be encrypted while logging is on. Put a Set logging behavior before it that turns logging off.")
			}
		}
	},
}

func (p *pass) switchesLogs(from int, _ edge, now set) {
	a := &p.actions[from]
	if a.Type != "UpdateFlowLoggingBehavior" {
		return
	}
	now.remove(0)
	if a.Parameters.Get("FlowLoggingBehavior").Text() == "Enabled" {
		now.add(0)
	}
}

var secretWords = regexp.MustCompile(`(?i)\b(card number|(credit|debit|payment) card|cvv|cvc|security code|expir(y|ation) date|social security|ssn|pin (code|number)|(four|4|six|6)[- ]digit pin|(your|new|old|current) pin)\b`)

func (a *action) asksForSecret() bool {
	return secretWords.MatchString(a.spoken().Text())
}

// spoken is the text or SSML of the block, Missing when it plays a recording or nothing.
func (a *action) spoken() flow.Node {
	switch a.Type {
	case "MessageParticipant", "GetParticipantInput", "ConnectParticipantWithLexBot":
		if text := a.Parameters.Get("Text"); text.Exists() {
			return text
		}
		return a.Parameters.Get("SSML")
	}
	return flow.Node{}
}
