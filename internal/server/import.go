package server

import (
	"context"
	"fmt"
	"net/http"
	"path"
	"strings"
	"unicode"

	"switchyard.dev/switchyard/internal/catalog"
	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/lint"
	"switchyard.dev/switchyard/internal/store"
)

// importBytes is how much of an import's body is read: what flow accepts, and
// as much again for content that travels as a string in a string.
const importBytes = 2*flow.MaxBytes + 64<<10

// importsAtOnce bounds the memory that reading hostile texts may take: each may
// take many times its size while it is looked at.
const importsAtOnce = 4

// incoming is one text to import, with what the sender says about it.
type incoming struct {
	Text []byte
	Name string // "": the file's own name, else the name of the file
	Type string // "": the file's own type
	File string // the file's name
	Ask  bool   // there is a person who can be asked for the type
}

// imported is what became of it.
type imported struct {
	Flow        store.Flow
	Diagnostics []lint.Diagnostic
	Notes       []string // what to know although it was imported
}

// importFlow is the one way in for flows made elsewhere. What is refused says
// the place and the reason and leaves nothing behind; a flow that the service
// would refuse comes in, because mending it is the point.
func (s *server) importFlow(ctx context.Context, actor store.Actor, in incoming) (imported, error) {
	select {
	case s.importing <- struct{}{}:
		defer func() { <-s.importing }()
	case <-ctx.Done():
		return imported{}, ctx.Err()
	}
	made, err := s.tryImport(ctx, actor, in)
	outcome := "imported"
	if err != nil {
		outcome = "refused"
	}
	s.metrics.imports.WithLabelValues(outcome).Inc()
	return made, err
}

func (s *server) tryImport(ctx context.Context, actor store.Actor, in incoming) (imported, error) {
	if p := flow.CheckLimits(in.Text); p != nil {
		return imported{}, refusedText(p)
	}
	content, info, wrapped := flow.Unwrap(in.Text)
	if wrapped {
		if p := flow.CheckLimits(content); p != nil {
			return imported{}, refusedText(p).with("member", "Content")
		}
	}
	doc := flow.Parse(content)
	if doc.Format() == flow.FormatUnknown {
		return imported{}, refuse(http.StatusUnprocessableEntity, "not_a_flow",
			"This is JSON, but not a flow: it has neither Actions nor StartAction, nor the modules of an old export.")
	}
	kind, notes, err := decideType(doc, info, in)
	if err != nil {
		return imported{}, err
	}
	settings := settingsFor(kind, info)
	if settings != nil {
		if p := flow.CheckLimits([]byte(*settings)); p != nil {
			return imported{}, refusedText(p).with("member", "Settings")
		}
	}
	n := store.NewFlow{
		Name: nameFor(in, doc, info), Type: kind, Format: string(doc.Format()), Description: clip(strings.ReplaceAll(info.Description, "\x00", " "), 2000),
		Content: doc.String(), SourceName: clip(oneLine(in.File), 200), Settings: settings,
	}
	found, err := s.lint(ctx, doc, kind, n.Settings)
	if err != nil {
		return imported{}, err
	}
	made, err := s.store.CreateFlow(ctx, actor, n)
	if err != nil {
		return imported{}, err
	}
	return imported{Flow: made, Diagnostics: found, Notes: notes}, nil
}

func refusedText(p *flow.Problem) *problem {
	if p.Code == flow.CodeTooLarge {
		return refuse(http.StatusRequestEntityTooLarge, codeTooLarge, p.Message)
	}
	return refuse(http.StatusUnprocessableEntity, p.Code, p.Message)
}

// assumedType is what a flow is taken for when neither the file nor the sender
// says and nobody can be asked: most flows are inbound, and the type can be
// corrected while the flow was never published.
const assumedType = "CONTACT_FLOW"

// decideType settles what a flow is: the file's own word counts most, then the
// sender's, then the person is asked. A program's import never fails over it.
// A disagreement and an assumption are worth a note.
func decideType(doc *flow.Document, info flow.ResourceInfo, in incoming) (kind string, notes []string, err error) {
	asked := in.Type
	if asked != "" && !isFlowType(asked) {
		return "", nil, invalid("type", "The type must be one of "+strings.Join(flowTypeNames(), ", ")+".")
	}
	told := doc.Type()
	if told == "" && isFlowType(info.Type) {
		told = info.Type
	}
	switch {
	case told == "" && asked == "" && !in.Ask:
		return assumedType, []string{"The file does not tell its flow type; it was taken for " + assumedType + ". It can be corrected while the flow was never published."}, nil
	case told == "" && asked == "":
		return "", nil, refuse(http.StatusUnprocessableEntity, "type_needed",
			"The file does not tell its flow type. Say which one it is.").with("types", flowTypeNames())
	case told == "":
		return asked, nil, nil
	case asked != "" && asked != told:
		return told, []string{fmt.Sprintf("The file says that it is %s, so %s was not used.", told, asked)}, nil
	}
	return told, nil, nil
}

func isFlowType(kind string) bool {
	for _, t := range catalog.FlowTypes() {
		if t.API == kind {
			return true
		}
	}
	return false
}

func flowTypeNames() []string {
	var names []string
	for _, t := range catalog.FlowTypes() {
		names = append(names, t.API)
	}
	return names
}

func settingsFor(kind string, info flow.ResourceInfo) *string {
	if kind != moduleType || info.Settings == "" {
		return nil
	}
	return &info.Settings
}

const moduleType = "MODULE"

// nameFor picks the name: the sender's, the resource's, the one in the file's
// metadata, the file's name, else a name that can be changed.
func nameFor(in incoming, doc *flow.Document, info flow.ResourceInfo) string {
	metadata := doc.Root().Get("Metadata")
	if doc.Format() == flow.FormatLegacy {
		metadata = doc.Root().Get("metadata")
	}
	base := path.Base(strings.ReplaceAll(in.File, `\`, "/"))
	if in.File == "" {
		base = ""
	}
	for _, name := range []string{in.Name, info.Name, textOf(metadata.Get("name")), strings.TrimSuffix(base, ".json")} {
		if name = clip(oneLine(name), 200); name != "" {
			return name
		}
	}
	return "Imported flow"
}

func textOf(n flow.Node) string {
	if n.Kind() != flow.String {
		return ""
	}
	return n.Text()
}

// oneLine makes a name of any text: no line breaks, nothing unprintable.
func oneLine(text string) string {
	clean := strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(text, ""))
	return strings.Join(strings.Fields(clean), " ")
}

func clip(text string, runes int) string {
	if r := []rune(text); len(r) > runes {
		return strings.TrimSpace(string(r[:runes]))
	}
	return text
}

// lint checks a document as the type it is kept as, by the rules of this server.
func (s *server) lint(ctx context.Context, doc *flow.Document, kind string, settings *string) ([]lint.Diagnostic, error) {
	decided, err := s.store.RuleSeverities(ctx)
	if err != nil {
		return nil, err
	}
	opts := lint.Options{FlowType: kind, Modules: s.modules.Lint}
	if settings != nil {
		opts.Settings = *settings
	}
	return decided.Apply(lint.Run(doc, opts)), nil
}
