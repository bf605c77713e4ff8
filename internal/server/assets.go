package server

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// assets serves the files of the binary. Pages name them with the hash of
// their content, so that browsers may keep them for ever.
type assets struct {
	files map[string]*asset
}

type asset struct {
	name string
	body []byte
	hash string // hex of the first bytes of its SHA-256
	zip  func() []byte
}

func newAssets(files fs.FS) *assets {
	a := &assets{files: map[string]*asset{}}
	_ = fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(path.Base(name), ".") || path.Ext(name) == ".go" {
			return nil //nolint:nilerr // a file that cannot be read is not served
		}
		body, err := fs.ReadFile(files, name)
		if err != nil {
			return nil //nolint:nilerr // as above
		}
		sum := sha256.Sum256(body)
		a.files[name] = &asset{
			name: name, body: body, hash: hex.EncodeToString(sum[:8]),
			zip: sync.OnceValue(func() []byte { return compress(name, body) }),
		}
		return nil
	})
	return a
}

// has tells whether the file is in this build.
func (a *assets) has(name string) bool { return a.files[name] != nil }

// url is the address of a file with its hash; a file that is not in this build
// has an address that is not found.
func (a *assets) url(name string) string {
	file := a.files[name]
	if file == nil {
		return "/static/" + name
	}
	return "/static/" + name + "?v=" + file.hash
}

// staticImport is how the bundler writes what a script needs before it runs.
// What it fetches later is written import("…").
var staticImport = regexp.MustCompile(`(?:from|import)"\./([\w-]+\.js)"`)

// imports names the scripts that a script needs before it runs, and what they
// need, so that a page can ask for all of them at once.
func (a *assets) imports(name string) []string {
	var names []string
	a.addImports(name, &names)
	return names
}

func (a *assets) addImports(name string, names *[]string) {
	file := a.files[name]
	if file == nil {
		return
	}
	for _, match := range staticImport.FindAllSubmatch(file.body, -1) {
		if found := path.Join(path.Dir(name), string(match[1])); !slices.Contains(*names, found) {
			*names = append(*names, found)
			a.addImports(found, names)
		}
	}
}

// hashedName is what the bundler calls a file whose name holds its hash.
var hashedName = regexp.MustCompile(`-[A-Z0-9]{8}\.(js|css)$`)

func (a *assets) serve(w http.ResponseWriter, r *request) error {
	file := a.files[strings.TrimPrefix(r.URL.Path, "/static/")]
	if file == nil {
		return errNoPage
	}
	h := w.Header()
	h.Set("ETag", strconv.Quote(file.hash))
	h.Set("Vary", "Accept-Encoding")
	h.Set("Content-Type", contentType(file.name))
	if r.URL.Query().Get("v") == file.hash || hashedName.MatchString(file.name) {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	} else {
		h.Set("Cache-Control", "no-cache")
	}
	if holds(r.Request, strconv.Quote(file.hash)) {
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	body := file.body
	if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		if zipped := file.zip(); zipped != nil {
			h.Set("Content-Encoding", "gzip")
			body = zipped
		}
	}
	return write(w, http.StatusOK, body)
}

// contentType does not ask the machine's tables: they differ.
func contentType(name string) string {
	switch path.Ext(name) {
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	}
	if kind := mime.TypeByExtension(path.Ext(name)); kind != "" {
		return kind
	}
	return "application/octet-stream"
}

// compress returns nil where it would not help.
func compress(name string, body []byte) []byte {
	switch path.Ext(name) {
	case ".js", ".css", ".svg", ".json":
	default:
		return nil
	}
	var buf bytes.Buffer
	zw, err := gzip.NewWriterLevel(&buf, gzip.BestCompression)
	if err != nil {
		return nil
	}
	if _, err := zw.Write(body); err != nil || zw.Close() != nil || buf.Len() >= len(body) {
		return nil
	}
	return buf.Bytes()
}
