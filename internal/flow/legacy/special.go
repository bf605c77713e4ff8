package legacy

import (
	"slices"
	"strings"

	"switchyard.dev/switchyard/internal/flow"
)

// The steps of single block types.

// prompt carries what is played: text, SSML or a recording.
func prompt(b *block) {
	place := "Text"
	if b.plain("TextToSpeechType") == "ssml" {
		place = "SSML"
	}
	carry("Text", place)(b)
	p := b.take("AudioPrompt")
	if p == nil {
		return
	}
	b.resource(p, "PromptId")
}

// messages carries the prompts of a loop in their order. The key of a text
// says whether it is markup.
func messages(b *block) {
	var list, names []any
	named := false
	for _, p := range b.given {
		if p.used || p.name != "Text" && p.name != "AudioPrompt" {
			continue
		}
		p.used = true
		message, name := b.message(p)
		if message == nil {
			continue
		}
		list = append(list, message)
		names = append(names, name)
		named = named || name != nil
	}
	if list != nil {
		b.parameters.set(list, "Messages")
	}
	if named {
		b.display.set(names, "Messages")
	}
}

// message returns one prompt and, where it is a recording with a name, the
// name as the console keeps it.
func (b *block) message(p *parameter) (message *object, name any) {
	text, ok := b.value(p)
	place := "Text"
	switch {
	case p.name == "AudioPrompt":
		place = "PromptId"
	case p.key == "ssml":
		place = "SSML"
	}
	if p.resource != "" {
		name = &object{{place, &object{{"displayName", p.resource}}}}
		if text == "" {
			b.nameOnly(p)
			ok = true
		}
	}
	if !ok {
		return nil, nil
	}
	return &object{{place, text}}, name
}

// screenPop carries one attribute that was given as a key and a value.
func screenPop(b *block) {
	key := b.plain("key")
	p := b.take("value")
	if p == nil || key == "" {
		b.note(Lost, b.node, "The attribute has no key or no value. Set both.")
		return
	}
	if text, ok := b.value(p); ok {
		b.parameters.set(text, "Attributes", key)
	}
}

// contactData carries ContactData, whose members stand beside the name.
func contactData(b *block) {
	for p := b.take("ContactData"); p != nil; p = b.take("ContactData") {
		for key, n := range p.node.Members() {
			place, known := contactFields[key]
			switch {
			case key == "contactReference":
				b.reference(p, n)
			case known:
				if text, ok := b.written(p, n); ok {
					b.parameters.set(text, place)
				}
			case key != "name" && key != "namespace" && n.Kind() != flow.Null:
				b.note(Lost, n, "The contact's %q has no place in the flow language.", key)
			}
		}
	}
}

var contactFields = map[string]string{"languageCode": "LanguageCode", "customerId": "CustomerId"}

// reference carries a link or file that the contact has. $.References names
// the members (facts.md §2).
func (b *block) reference(p *parameter, n flow.Node) {
	key := textOf(n.Get("key"))
	text, ok := b.written(p, n.Get("value"))
	if key == "" || !ok {
		b.note(Lost, n, "The link has no key or no value. Set both.")
		return
	}
	b.parameters.set(text, "References", key, "Value")
	if kind := textOf(n.Get("type")); kind != "" {
		b.parameters.set(kind, "References", key, "Type")
	}
}

// eventHook carries the flow of one event under the event's name.
func eventHook(b *block) {
	event := b.plain("Type")
	p := b.take("ContactFlowId")
	if p == nil || event == "" {
		b.note(Lost, b.node, "The block names no event or no flow. Choose both.")
		return
	}
	b.resource(p, "EventHooks", event)
}

// comparedAttribute joins namespace and attribute to one reference.
func comparedAttribute(b *block) {
	namespace := b.plain("Namespace")
	p := b.take("Attribute")
	if p == nil {
		return
	}
	if namespace == "" {
		namespace = userNamespace
	}
	p.namespace = namespace
	if text, ok := b.value(p); ok {
		b.parameters.set(text, "ComparisonValue")
	}
}

// queueMetric tells from the branches what the queue is asked. The new block
// asks one thing; times stay in milliseconds, as the console leaves them.
func queueMetric(b *block) {
	if !b.has("CheckQueueSize") || b.has("CheckQueueTime") {
		b.parameters.set("OldestContactInQueueAgeSeconds", "MetricType")
	} else {
		b.parameters.set("NumberOfContactsInQueue", "MetricType")
		return
	}
	for _, br := range b.branches {
		if br.condition == "CheckQueueSize" {
			br.used = true
			b.note(Lost, br.node, "The new block compares the time in queue or the number of contacts, not both: the branch on the number, to %q, is left out. Add a second block for it.", br.target)
		}
	}
}

// recorded carries whose voice is recorded; nobody's when recording is off.
func recorded(b *block) {
	people, who := []any{}, b.plain("RecordingParticipantOption")
	if b.enabled("RecordingBehaviorOption") {
		switch who {
		case "Agent", "Customer":
			people = append(people, who)
		case "Both", "":
			people = append(people, "Agent", "Customer")
		default:
			b.note(Lost, b.node, "It is not known who %q is: nobody is recorded now. Choose who.", who)
		}
	}
	b.parameters.set(people, "RecordingBehavior", "RecordedParticipants")
}

// analytics carries the switch of Contact Lens.
func analytics(b *block) {
	if !slices.ContainsFunc(b.given, func(p *parameter) bool { return p.name == "AnalyticsBehaviorOption" }) {
		return
	}
	word := "False"
	if b.enabled("AnalyticsBehaviorOption") {
		word = "True"
	}
	b.parameters.set(word, "AnalyticsBehavior", "Enabled")
}

// enabled reads a switch; one that is missing is on.
func (b *block) enabled(name string) bool {
	p := b.take(name)
	return p == nil || b.word(p, p.node.Get("value").Text(), switches) != switches["Disable"]
}

// directions are the sides of the conversation that are streamed.
var directions = map[string]string{"FromCustomer": "From", "ToCustomer": "To"}

// streams carries what is streamed. Files that name no track stream what the
// customer says (observed in a pair).
func streams(b *block) {
	carry("MediaStreamTypes", "MediaStreamType")(b)
	who := b.plain("ParticipantTypes")
	if who == "" {
		who = "Customer"
	}
	sides := []any{}
	for p := b.take("Track"); p != nil; p = b.take("Track") {
		side, ok := directions[p.node.Get("value").Text()]
		if !ok {
			b.note(Lost, p.node, "The track %q is not known.", p.node.Get("value").Text())
			continue
		}
		sides = append(sides, side)
	}
	if len(sides) == 0 {
		sides = append(sides, "From")
	}
	b.parameters.set([]any{&object{{"ParticipantType", who}, {"MediaDirections", sides}}}, "Participants")
}

// streamSwitches adds the metadata that files without tracks lack.
func streamSwitches(b *block) {
	tracks := map[string]bool{}
	for _, p := range b.given {
		if p.name == "Track" {
			tracks[p.node.Get("value").Text()] = true
		}
	}
	b.added.set(tracks["FromCustomer"] || !tracks["ToCustomer"], "fromCustomer")
	b.added.set(tracks["ToCustomer"], "toCustomer")
}

// customerReturn carries whether the wait ends when the customer is back.
func customerReturn(b *block) {
	if strings.EqualFold(b.plain("InterruptOnCustomerReturn"), "true") {
		b.parameters.set([]any{"CustomerReturned"}, "Events")
	}
}

// thirdParty carries whether the flow goes on after the call. A blind
// transfer ends it and has no Success: NextAction mirrors Error then.
func thirdParty(b *block) {
	goesOn := "True"
	if strings.EqualFold(b.plain("BlindTransfer"), "true") {
		goesOn = "False"
	}
	b.parameters.set(goesOn, "ContinueFlowExecution")
}

// validation carries what the customer may enter.
func validation(b *block) {
	if b.plain("CustomerInputType") == "PhoneNumber" {
		carry("PhoneNumberFormat", "InputValidation.PhoneNumberValidation.NumberFormat")(b)
		carry("CountryCode", "InputValidation.PhoneNumberValidation.CountryCode")(b)
		return
	}
	carry("MaxDigits", "InputValidation.CustomValidation.MaximumLength")(b)
}

// encryption carries the keys where the input is encrypted.
func encryption(b *block) {
	if strings.EqualFold(b.plain("EncryptEntry"), "true") {
		carry("EncryptionKeyId", "InputEncryption.EncryptionKeyId")(b)
		carry("EncryptionKey", "InputEncryption.Key")(b)
		return
	}
	b.take("EncryptionKeyId")
	b.take("EncryptionKey")
}

// keypad carries the keys that end or clear the input. A cancel key that
// works is the default.
func keypad(b *block) {
	carry("TerminatorDigits", "DTMFConfiguration.InputTerminationSequence")(b)
	if strings.EqualFold(b.plain("DisableCancel"), "true") {
		b.parameters.set("True", "DTMFConfiguration", "DisableCancelKey")
	}
}
