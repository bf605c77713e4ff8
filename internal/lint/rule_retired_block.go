package lint

var retiredBlock = Rule{
	Code: "retired-block", Severity: Warning,
	Title:    "A block relies on what AWS has retired",
	About:    "AWS ended Amazon Lex V1 on 2025-09-15: a bot named by name and alias no longer answers. Other blocks that the designer no longer offers are told too. Use the successor that the message names.",
	Evidence: "AWS's notice of the end of support for Lex V1, 2025-09-15; the catalogue's retired blocks. Voice ID has a rule of its own.",
	check: func(p *pass) {
		for i := range p.actions {
			a := &p.actions[i]
			block := a.block()
			switch {
			case a.Type == "ConnectParticipantWithLexBot" && isSet(a.Parameters.Get("LexBot")):
				p.report(a, a.Pointer+"/Parameters/LexBot", a.name()+" uses a bot of Amazon Lex V1, which AWS ended on 2025-09-15. Move the bot to Lex V2 and choose its alias here.")
			case block != nil && block.Retired && !a.usesVoiceID():
				p.report(a, a.Pointer, a.name()+" is retired; the designer no longer offers it. Replace it.")
			}
		}
	},
}
