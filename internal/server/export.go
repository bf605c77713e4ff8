package server

import (
	"archive/zip"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"unicode"

	"switchyard.dev/switchyard/internal/store"
)

// content is the text of a flow at some point, with the tag that names it.
type content struct {
	Text     string
	ETag     string
	Name     string  // "draft", "v3": for the name of the file
	Settings *string // of a module's version; nil for flows and for drafts
}

// contentAt reads draft, version:N or environment:NAME.
func (s *server) contentAt(r *request, id, at string) (content, error) {
	kind, arg, _ := strings.Cut(at, ":")
	switch {
	case at == "" || at == "draft":
		text, revision, err := s.draft(r.Context(), id)
		return content{Text: text, ETag: strconv.Quote(strconv.FormatInt(revision, 10)), Name: "draft"}, err
	case kind == "version":
		n, err := strconv.Atoi(arg)
		if err != nil || n < 1 {
			return content{}, invalid("at", "A version is given as version:N.")
		}
		return s.versionContent(r, id, n)
	case kind == "environment" && arg != "":
		n, live, err := s.store.Live(r.Context(), id, arg)
		if err != nil {
			return content{}, err
		}
		if !live {
			return content{}, refuse(http.StatusNotFound, "not_published", "Nothing of this flow is live there.")
		}
		return s.versionContent(r, id, n)
	}
	return content{}, invalid("at", "Give draft, version:N or environment:NAME.")
}

// draft reads a draft's text. What the table holds is the truth, so where
// nothing was edited since the last snapshot no room has to be opened, which
// matters when all flows are read at once.
func (s *server) draft(ctx context.Context, id string) (string, int64, error) {
	d, err := s.store.Draft(ctx, id)
	if err != nil {
		return "", 0, err
	}
	if d.SnapshotRevision == d.Revision {
		return d.Snapshot, d.Revision, nil
	}
	return s.hub.Content(ctx, id)
}

func (s *server) versionContent(r *request, id string, n int) (content, error) {
	v, err := s.store.Version(r.Context(), id, n)
	if err != nil {
		return content{}, err
	}
	return content{Text: v.Content, ETag: strconv.Quote(v.SHA256), Name: fmt.Sprintf("v%d", v.Number), Settings: v.Settings}, nil
}

// exportFlow sends the bytes of one flow as a file.
func (s *server) exportFlow(w http.ResponseWriter, r *request) error {
	id, err := r.id()
	if err != nil {
		return err
	}
	f, err := s.store.Flow(r.Context(), id)
	if err != nil {
		return err
	}
	c, err := s.contentAt(r, id, r.URL.Query().Get("at"))
	if err != nil {
		return err
	}
	name := fileName(f.Name)
	if c.Name != "draft" {
		name += "-" + c.Name
	}
	attach(w, name+".json", f.Name+".json")
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	return write(w, http.StatusOK, []byte(c.Text))
}

// exportAll sends every flow that is not archived as one zip. Names in it are
// made here: a flow's name decides how a file is called, never where it lands.
func (s *server) exportAll(w http.ResponseWriter, r *request) error {
	attach(w, "switchyard-flows.zip", "")
	w.Header().Set("Content-Type", "application/zip")
	out := zip.NewWriter(w)
	used := map[string]bool{}
	filter := store.FlowFilter{Page: store.Page{Limit: 200}}
	for {
		flows, next, err := s.store.Flows(r.Context(), filter)
		if err != nil {
			return s.brokenDownload(r, err)
		}
		for _, f := range flows {
			if err := s.zipFlow(r, out, f, used); err != nil {
				return s.brokenDownload(r, err)
			}
		}
		if next == "" {
			break
		}
		filter.Cursor = next
	}
	if err := out.Close(); err != nil {
		return s.brokenDownload(r, err)
	}
	return nil
}

// brokenDownload ends a download that has begun: cutting the connection is the
// only way left to say that the file is not whole.
func (s *server) brokenDownload(r *request, err error) error {
	s.log.Error("export stopped half way", "request", requestID(r.Context()), "error", err)
	panic(http.ErrAbortHandler)
}

func (s *server) zipFlow(r *request, out *zip.Writer, f store.Flow, used map[string]bool) error {
	text, _, err := s.draft(r.Context(), f.ID)
	if err != nil {
		return fmt.Errorf("read the draft of %s: %w", f.ID, err)
	}
	name := fileName(f.Name)
	for n, base := 2, name; used[strings.ToLower(name)]; n++ {
		name = fmt.Sprintf("%s-%d", base, n)
	}
	used[strings.ToLower(name)] = true
	file, err := out.CreateHeader(&zip.FileHeader{Name: name + ".json", Method: zip.Deflate, Modified: f.UpdatedAt})
	if err != nil {
		return fmt.Errorf("add %s to the zip: %w", f.ID, err)
	}
	_, err = file.Write([]byte(text))
	return err
}

// fileName makes a name that every file system takes: letters, digits and
// single dashes, at most 60 of them, and none of the names that Windows keeps
// for devices.
func fileName(name string) string {
	var b strings.Builder
	dash := false
	for _, r := range name {
		if r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_') {
			if dash && b.Len() > 0 {
				b.WriteByte('-')
			}
			dash = false
			b.WriteRune(r)
		} else {
			dash = true
		}
		if b.Len() >= 60 {
			break
		}
	}
	switch clean := b.String(); strings.ToUpper(clean) {
	case "", "CON", "PRN", "AUX", "NUL":
		return strings.TrimSuffix("flow-"+clean, "-")
	default:
		if up := strings.ToUpper(clean); len(up) == 4 && (up[:3] == "COM" || up[:3] == "LPT") {
			return "flow-" + clean
		}
		return clean
	}
}

// attach sets a download's name: an ASCII one that was made safe, and, for
// browsers that read RFC 6266, the flow's own without what paths are made of.
func attach(w http.ResponseWriter, plain, full string) {
	value := `attachment; filename="` + plain + `"`
	if full != "" {
		clean := strings.Map(func(r rune) rune {
			if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || strings.ContainsRune(`/\:*?"<>|`, r) {
				return '-'
			}
			return r
		}, clip(strings.ToValidUTF8(full, "-"), 150))
		value += "; filename*=UTF-8''" + strings.ReplaceAll(url.QueryEscape(strings.TrimLeft(clean, ".")), "+", "%20")
	}
	w.Header().Set("Content-Disposition", value)
}
