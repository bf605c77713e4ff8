package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const (
	bareFlow = `{"Version":"2019-10-30","StartAction":"A","Metadata":{},"Actions":[` +
		`{"Identifier":"A","Type":"MessageParticipant","Parameters":{"Text":"Hi"},"Transitions":{"NextAction":"B"}},` +
		`{"Identifier":"B","Type":"DisconnectParticipant","Parameters":{},"Transitions":{}}]}`
	halfPlaced = `{"Version":"2019-10-30","StartAction":"A","Metadata":{"entryPointPosition":{"x":20,"y":20},"ActionMetadata":{"A":{"position":{"x":333,"y":77}}}},"Actions":[` +
		`{"Identifier":"A","Type":"MessageParticipant","Parameters":{"Text":"Hi"},"Transitions":{"NextAction":"B"}},` +
		`{"Identifier":"B","Type":"DisconnectParticipant","Parameters":{},"Transitions":{}}]}`
	brokenFlow = `{"StartAction":"A","Actions":[}`
)

func runLayout(t *testing.T, stdin string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	code = Main(t.Context(), append([]string{"layout"}, args...), Streams{In: strings.NewReader(stdin), Out: &out, Err: &errs})
	return code, out.String(), errs.String()
}

func TestLayoutSaysHowItEnded(t *testing.T) {
	cases := []struct {
		name, stdin string
		args        []string
		want        int
	}{
		{"arranged", bareFlow, []string{"-"}, ExitOK},
		{"everything", halfPlaced, []string{"--all", "-"}, ExitOK},
		{"legacy", oldFlow, []string{"-"}, ExitProblems},
		{"no flow", `[]`, []string{"-"}, ExitProblems},
		{"broken", brokenFlow, []string{"-"}, ExitProblems},
		{"no file named", "", nil, ExitUsage},
		{"no such file", "", []string{"absent.json"}, ExitUsage},
		{"writing standard input", bareFlow, []string{"-w", "-"}, ExitUsage},
		{"printing two", bareFlow, []string{"-", "-"}, ExitUsage},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			code, stdout, stderr := runLayout(t, c.stdin, c.args...)
			if code != c.want {
				t.Errorf("exit code %d, want %d\n%s%s", code, c.want, stdout, stderr)
			}
			if (code == ExitOK) != (stdout != "") || (code == ExitOK) != (stderr == "") {
				t.Errorf("exit code %d with output %q and %q", code, stdout, stderr)
			}
		})
	}
}

func TestLayoutKeepsWhatHasAPosition(t *testing.T) {
	_, stdout, _ := runLayout(t, halfPlaced, "-")
	want := strings.Replace(halfPlaced, `"A":{"position":{"x":333,"y":77}}`, `"A":{"position":{"x":333,"y":77}},"B":{"position":{"x":603,"y":77}}`, 1)
	if stdout != want {
		t.Errorf("printed\n%s\nwant\n%s", stdout, want)
	}
}

func TestLayoutWritesTheFileOnce(t *testing.T) {
	file := filepath.Join(t.TempDir(), "flow.json")
	if err := os.WriteFile(file, []byte(bareFlow), 0o600); err != nil {
		t.Fatal(err)
	}
	code, stdout, stderr := runLayout(t, "", "--all", "--write", file)
	if code != ExitOK || stdout+stderr != "" {
		t.Fatalf("exit code %d, %q, %q", code, stdout, stderr)
	}
	written, err := os.ReadFile(file)
	if err != nil || strings.Count(string(written), `"position"`) != 2 {
		t.Fatalf("%v\n%s", err, written)
	}
	if _, again, _ := runLayout(t, "", "--all", file); again != string(written) {
		t.Errorf("the second layout differs:\n%s\n%s", again, written)
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file's mode changed: %v %v", info, err)
	}
}

func TestLayoutThatCannotPrint(t *testing.T) {
	var errs bytes.Buffer
	code := Main(t.Context(), []string{"layout", "-"}, Streams{In: strings.NewReader(bareFlow), Out: brokenPipe{}, Err: &errs})
	if code != ExitFailure || strings.Contains(errs.String(), "broken pipe") {
		t.Errorf("exit code %d, %q", code, errs.String())
	}
}
