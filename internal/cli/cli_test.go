package cli

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"switchyard.dev/switchyard/internal/config"
	"switchyard.dev/switchyard/internal/testkit"
)

// asProgram in the environment makes the test binary the program itself, for
// scripts that call it.
const asProgram = "SWITCHYARD_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		os.Exit(Main(context.Background(), os.Args[1:], Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Env: os.Environ()}))
	}
	testkit.Main(m)
}

// run runs a command to its end.
func run(t *testing.T, env []string, in string, args ...string) (code int, out, errs string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code = Main(t.Context(), args, Streams{In: strings.NewReader(in), Out: &stdout, Err: &stderr, Env: env})
	return code, stdout.String(), stderr.String()
}

// served is a `serve` that runs in this process until the test ends.
type served struct {
	url, setup string
	stop       context.CancelFunc
	code       chan int
}

func serve(t *testing.T, env ...string) *served {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	reader, writer := io.Pipe()
	var errs bytes.Buffer
	s := &served{stop: stop, code: make(chan int, 1)}
	go func() {
		code := Main(ctx, []string{"serve", "--addr", "127.0.0.1:0"}, Streams{In: strings.NewReader(""), Out: writer, Err: &errs, Env: env})
		_ = writer.Close()
		s.code <- code
	}()
	lines := bufio.NewScanner(reader)
	for lines.Scan() {
		if at, ok := strings.CutPrefix(lines.Text(), "Switchyard is at "); ok {
			s.url = at
		}
		if at, ok := strings.CutPrefix(lines.Text(), "Create the first admin at "); ok {
			s.setup = at
			break
		}
		if s.url != "" && strings.Contains(strings.Join(env, " "), "HAS_ADMIN=1") {
			break
		}
	}
	if s.url == "" {
		t.Fatalf("serve ended with %d: %s", <-s.code, errs.String())
	}
	go func() { _, _ = io.Copy(io.Discard, reader) }()
	t.Cleanup(func() { s.end(t) })
	return s
}

// end stops it as a signal would and wants a clean end.
func (s *served) end(t *testing.T) {
	t.Helper()
	if s.stop == nil {
		return
	}
	s.stop()
	s.stop = nil
	select {
	case code := <-s.code:
		if code != ExitOK {
			t.Errorf("serve ended with %d", code)
		}
	case <-time.After(30 * time.Second):
		t.Error("serve did not end")
	}
}

func (s *served) get(t *testing.T, path, token string) (int, []byte) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), "GET", s.url+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, body
}

// dataDir is one that the account which Postgres runs under can enter.
func dataDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "switchyard-cli-")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return filepath.Join(dir, "data")
}

// TestOnAPrivatePostgres goes through a first start: serve, then user and token
// beside it on the same directory, then the same without it.
func TestOnAPrivatePostgres(t *testing.T) {
	env := append(os.Environ(), "SWITCHYARD_DATA_DIR="+dataDir(t), "SWITCHYARD_DATABASE_URL=")
	s := serve(t, env...)
	if !strings.HasPrefix(s.setup, s.url+"/setup/") {
		t.Errorf("the first admin's link is %q", s.setup)
	}
	if code, _ := s.get(t, "/readyz", ""); code != 200 {
		t.Errorf("readyz answers %d", code)
	}
	if code, out, errs := run(t, env, "four unrelated little words\n", "user", "create", "--email", "ada@example.com", "--role", "admin", "--password-stdin"); code != ExitOK {
		t.Fatalf("user create beside serve: %d %s%s", code, out, errs)
	}
	if code, _ := s.get(t, strings.TrimPrefix(s.setup, s.url), ""); code != http.StatusGone {
		t.Errorf("the first admin's link answers %d after user create", code)
	}
	token := makeToken(t, env)
	code, body := s.get(t, "/api/v1/flows", token)
	var flows struct {
		Items []struct{ Name string }
	}
	if err := json.Unmarshal(body, &flows); err != nil || code != 200 || len(flows.Items) != 1 || !strings.HasPrefix(flows.Items[0].Name, "Sample") {
		t.Errorf("the API answers %d %s", code, body)
	}
	s.end(t)

	if other := makeToken(t, env); other == token {
		t.Error("two tokens are the same")
	}
	code, out, _ := run(t, env, "", "user", "create", "--email", "bo@example.com", "--role", "designer")
	if code != ExitOK || !strings.HasPrefix(out, "http://127.0.0.1:8080/link/") {
		t.Errorf("user create without a password: %d %q", code, out)
	}
	again := serve(t, append(env, "HAS_ADMIN=1")...)
	if code, body := again.get(t, "/api/v1/flows", token); code != 200 || strings.Count(string(body), `"id"`) != 1 {
		t.Errorf("after a second start the API answers %d %s", code, body)
	}
}

// TestSlowClientDoesNotHoldUpTheStop: serve ends cleanly although a request
// never comes to its end.
func TestSlowClientDoesNotHoldUpTheStop(t *testing.T) {
	s := serve(t, append(os.Environ(), "SWITCHYARD_DATABASE_URL="+testkit.Database(t))...)
	conn, err := new(net.Dialer).DialContext(t.Context(), "tcp", strings.TrimPrefix(s.url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	const half = "POST /signin HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\n"
	if _, err := io.WriteString(conn, half); err != nil {
		t.Fatal(err)
	}
	// The server asks for the body once its handler waits for it.
	if line, err := bufio.NewReader(conn).ReadString('\n'); err != nil || !strings.Contains(line, "100") {
		t.Fatalf("the server answers %q, %v", line, err)
	}
	s.end(t)
}

var tokenForm = regexp.MustCompile(`^sy_[0-9A-Za-z]{43}\n$`)

func makeToken(t *testing.T, env []string) string {
	t.Helper()
	code, out, errs := run(t, env, "", "token", "create", "--user", "ADA@example.com", "--name", "pipeline")
	if code != ExitOK || !tokenForm.MatchString(out) {
		t.Fatalf("token create: %d %q %s", code, out, errs)
	}
	return strings.TrimSpace(out)
}

// TestRefusals: what was typed wrongly is 2, with a sentence.
func TestRefusals(t *testing.T) {
	env := append(os.Environ(), "SWITCHYARD_DATABASE_URL="+testkit.Database(t))
	user := func(more ...string) []string {
		return append([]string{"user", "create", "--email", "ada@example.com", "--role", "admin"}, more...)
	}
	if code, _, errs := run(t, env, "four unrelated little words", user("--password-stdin")...); code != ExitOK {
		t.Fatalf("%d %s", code, errs)
	}
	for name, c := range map[string]struct {
		in   string
		args []string
		says string
	}{
		"email taken":     {"", user(), "exists already"},
		"weak password":   {"password1234\n", user("--password-stdin"), "first passwords"},
		"no password":     {"", user("--password-stdin"), "12 characters"},
		"bad email":       {"", []string{"user", "create", "--email", "ada", "--role", "admin"}, "@"},
		"bad role":        {"", []string{"user", "create", "--email", "b@example.com", "--role", "king"}, "king"},
		"unknown person":  {"", []string{"token", "create", "--user", "eve@example.com", "--name", "x"}, "not known"},
		"no command":      {"", nil, "--help"},
		"unknown command": {"", []string{"fly"}, "fly"},
		"unknown flag":    {"", []string{"serve", "--fast"}, "--fast"},
		"bad address":     {"", []string{"serve", "--addr", "nowhere"}, "SWITCHYARD_ADDR"},
		"no files":        {"", []string{"lint"}, "See switchyard lint --help."},
		"mistyped flag":   {"", []string{"lint", "--formt", "json", "x"}, `did you mean "--format"? See`},
	} {
		code, _, errs := run(t, env, c.in, c.args...)
		if code != ExitUsage || !strings.Contains(errs, c.says) {
			t.Errorf("%s: exit code %d, says %q", name, code, errs)
		}
	}
}

func TestHelpAndVersion(t *testing.T) {
	for _, args := range [][]string{{"--help"}, {"serve", "--help"}, {"version"}} {
		if code, out, errs := run(t, nil, "", args...); code != ExitOK || !strings.Contains(out, "switchyard") || errs != "" {
			t.Errorf("%v: %d %q %q", args, code, out, errs)
		}
	}
}

// TestLintExitCodes runs the command as the whole program does.
func TestLintExitCodes(t *testing.T) {
	good := `{"Version":"2019-10-30","StartAction":"a","Actions":[{"Identifier":"a","Type":"DisconnectParticipant","Parameters":{},"Transitions":{}}]}`
	for text, want := range map[string]int{good: ExitOK, `{"Version":"2019-10-30","StartAction":"gone","Actions":[]}`: ExitProblems, "[": ExitProblems} {
		if code, out, errs := run(t, nil, text, "lint", "--format", "json", "-"); code != want {
			t.Errorf("%s: exit code %d, want %d: %s%s", text, code, want, out, errs)
		}
	}
	if code, _, _ := run(t, nil, "", "lint", "there-is-no-such-file.json"); code != ExitUsage {
		t.Errorf("a file that is not there is %d", code)
	}
}

// TestUnreachableDatabase is our failure, told in a sentence without the password.
func TestUnreachableDatabase(t *testing.T) {
	env := []string{"SWITCHYARD_DATABASE_URL=postgres://me:hunter2@127.0.0.1:1/x?connect_timeout=2", "HOME=" + t.TempDir()}
	code, _, errs := run(t, env, "", "token", "create", "--user", "a@example.com", "--name", "x")
	if code != ExitFailure || strings.Contains(errs, "hunter2") || errs == "" {
		t.Errorf("exit code %d, says %q", code, errs)
	}
}

// TestFlagsFollowTheTable: every setting can be given to serve as a flag.
func TestFlagsFollowTheTable(t *testing.T) {
	_, help, _ := run(t, nil, "", "serve", "--help")
	for _, o := range config.Options() {
		if !strings.Contains(help, "--"+o.Flag()+"=") {
			t.Errorf("serve has no --%s", o.Flag())
		}
	}
}
