package cli_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"muster/cli"
	"muster/demo"
)

// TestEveryCommandInTheDocumentsWorks runs each line of a fenced block that begins with 'muster',
// in the order of the document, in a folder that holds the files it names.
func TestEveryCommandInTheDocumentsWorks(t *testing.T) {
	if demo.Synthetic {
		t.Skip("the documents speak of real editions, which this build leaves out")
	}
	for _, doc := range []string{"README.md", "docs/operating.md", "docs/import.md", "docs/methods.md", "docs/search.md", "docs/commands.md", "demo/README.md"} {
		t.Run(doc, func(t *testing.T) {
			b, err := os.ReadFile(filepath.Join("..", doc))
			if err != nil {
				t.Fatal(err)
			}
			commands := commandsOf(string(b))
			t.Logf("%d commands", len(commands))
			if doc == "README.md" && len(commands) < 8 {
				t.Fatalf("%d commands in README.md, want at least 8: %v", len(commands), commands)
			}
			t.Chdir(t.TempDir())
			t.Setenv("MUSTER_DATA", "")
			words := sampleFolder(t)
			writeFiles(t, string(b))
			for _, c := range commands {
				for said, meant := range words {
					c.line = strings.ReplaceAll(c.line, said, meant)
				}
				follow(t, c)
			}
		})
	}
}

// command is a line of a document, and whether the document says that it is refused.
type command struct {
	line    string
	refused bool
}

var fileBlock = regexp.MustCompile("(?ms)^```csv (\\S+)\n(.*?)^```$")

// writeFiles writes the files that a document shows.
func writeFiles(t *testing.T, doc string) {
	t.Helper()
	for _, m := range fileBlock.FindAllStringSubmatch(doc, -1) {
		if err := os.WriteFile(m[1], []byte(m[2]), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// commandsOf takes the commands out of a document's fenced blocks, without what is said of them.
func commandsOf(doc string) (out []command) {
	inside := false
	for line := range strings.Lines(doc) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "```") {
			inside = !inside
			continue
		}
		line = strings.TrimPrefix(line, "$ ")
		if inside && strings.HasPrefix(line, "muster ") {
			line, comment, _ := strings.Cut(line, " #")
			line, _, _ = strings.Cut(line, " >") // where a shell would put what it prints
			out = append(out, command{strings.TrimSpace(line), strings.TrimSpace(comment) == "refused"})
		}
	}
	return out
}

// sampleFolder puts files by the names of the documents into the working folder, with a record
// begun, and returns what their placeholders stand for.
func sampleFolder(t *testing.T) map[string]string {
	t.Helper()
	names := map[string]string{"kiel": "main-data.csv.gz", "rates": "eurofxref-hist.csv.gz", "gdp": "gdp_current-usd.csv.gz"}
	for _, f := range demo.Files() {
		name := names[f.Kind]
		if name == "" {
			continue
		}
		delete(names, f.Kind)
		if err := os.WriteFile(name, packed(t, f), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	done(t, "import", "kiel", "main-data.csv.gz", "--label", "Sample")
	var said []struct{ Statement string }
	if err := json.Unmarshal([]byte(done(t, "contribution", "kiel:AUH1", "--format", "json")), &said); err != nil || len(said) == 0 {
		t.Fatalf("%v, %d entries", err, len(said))
	}
	return map[string]string{
		"HEAD": "muster-data/head", "k7gkq2mz4t-341": said[0].Statement, "2026-11-01": time.Now().UTC().Format(time.DateOnly),
	}
}

func packed(t *testing.T, f demo.File) []byte {
	t.Helper()
	if strings.HasSuffix(f.Name, ".gz") {
		return f.Data
	}
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(f.Data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

var word = regexp.MustCompile(`"[^"]*"|\S+`)

// follow runs a command. One that serves is stopped once it does; one that names a database of the
// reader's own is only held to its flags and arguments.
func follow(t *testing.T, c command) {
	t.Helper()
	var args []string
	for _, w := range word.FindAllString(c.line, -1)[1:] {
		args = append(args, strings.Trim(w, `"`))
	}
	if len(args) > 0 && (args[0] == "serve" || args[0] == "demo") {
		t.Log("serves:", c.line)
		serveUntilReady(t, "", append(args, "--listen", "127.0.0.1:0")...)
		return
	}
	if strings.Contains(c.line, "postgres://") {
		_, errs, code := run(t, append(args, "--help")...)
		if code != 0 {
			t.Errorf("%s\n%s", c.line, errs)
		}
		return
	}
	out, errs, code := run(t, args...)
	t.Logf("%s → %d", c.line, code)
	want := 0
	if c.refused {
		want = 1
	}
	if code != want {
		t.Errorf("%s: exit code %d, want %d\n%s%s", c.line, code, want, out, errs)
	}
}

// serveUntilReady runs a command that serves, asks for a page by its path, stops it, and returns what it
// printed and the page.
func serveUntilReady(t *testing.T, path string, args ...string) (out string, page []byte) {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	w := &watched{ready: make(chan string, 1)}
	ended := make(chan int, 1)
	var errs bytes.Buffer
	go func() { ended <- cli.Main(ctx, args, strings.NewReader(""), w, &errs) }()
	select {
	case url := <-w.ready:
		page = get(t, strings.TrimSuffix(url, "/")+"/"+path)
	case code := <-ended:
		t.Fatalf("muster %s ended with %d before it served\n%s%s", strings.Join(args, " "), code, w.String(), errs.String())
	}
	stop()
	if code := <-ended; code != 0 {
		t.Errorf("muster %s: exit code %d when it was stopped\n%s", strings.Join(args, " "), code, errs.String())
	}
	return w.String(), page
}

// watched keeps what is printed and looks for the address.
type watched struct {
	mu    sync.Mutex
	b     bytes.Buffer
	ready chan string
	told  bool
}

var serving = regexp.MustCompile(`Serving (http://\S+)`)

func (w *watched) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.b.Write(p)
	if m := serving.FindSubmatch(w.b.Bytes()); m != nil && !w.told {
		w.told = true
		w.ready <- string(m[1])
	}
	return len(p), nil
}

func (w *watched) String() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.b.String()
}
