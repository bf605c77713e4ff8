package lint

import "strings"

var voiceIDEnded = Rule{
	Code: "voice-id-ended", Severity: Warning,
	Title:    "A block needs Voice ID, which AWS has ended",
	About:    "AWS ended Amazon Connect Voice ID on 2026-05-20: the block takes its Error branch, and new content with it may be refused. Remove it and identify callers in another way.",
	Evidence: "AWS's notice of the end of support for Voice ID, 2026-05-20; refusals.md: fields of Voice ID refused as “Invalid Action type” on an instance without it.",
	check: func(p *pass) {
		for i := range p.actions {
			a := &p.actions[i]
			if a.usesVoiceID() {
				p.report(a, a.Pointer, a.name()+" needs Voice ID, which AWS ended on 2026-05-20. Remove it and identify callers in another way.")
			}
		}
	},
}

func (a *action) usesVoiceID() bool {
	switch a.Type {
	case "CheckVoiceId", "StartVoiceIdStream":
		return true
	case "UpdateContactData":
		for name := range a.Parameters.Members() {
			if strings.HasPrefix(name, "IsVoice") || strings.HasPrefix(name, "VoiceAuthentication") || strings.Contains(name, "FraudDetection") {
				return true
			}
		}
	}
	return false
}
