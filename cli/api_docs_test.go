package cli_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"muster/demo"
)

var fence = regexp.MustCompile("(?s)```sh\n(.*?)```")

// TestTheExamplesOfTheAPIWork runs the shell blocks of docs/API.md with curl against a server.
func TestTheExamplesOfTheAPIWork(t *testing.T) {
	if _, err := exec.LookPath("curl"); err != nil {
		t.Fatal("curl is missing: run scripts/setup")
	}
	if demo.Synthetic {
		t.Skip("the document speaks of real editions, which this build leaves out")
	}
	b, err := os.ReadFile("../docs/API.md")
	if err != nil {
		t.Fatal(err)
	}
	list, err := os.ReadFile("testdata/files/entries-1.csv")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	t.Setenv("MUSTER_DATA", "")
	sampleFolder(t)
	if err := os.WriteFile("list.csv", list, 0o600); err != nil {
		t.Fatal(err)
	}
	url := strings.TrimSuffix(served(t, "muster-data"), "/")

	// This test binary is the program, under its name.
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir("bin", 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(self, "bin/muster"); err != nil {
		t.Fatal(err)
	}
	bin, err := filepath.Abs("bin")
	if err != nil {
		t.Fatal(err)
	}
	var script strings.Builder
	script.WriteString("set -eu\n")
	examples := 0
	for _, block := range fence.FindAllStringSubmatch(string(b), -1) {
		for line := range strings.Lines(block[1]) {
			command := strings.TrimSpace(line)
			switch {
			case strings.HasPrefix(command, "muster serve"), strings.HasPrefix(command, "export MUSTER="):
				continue // it serves already
			case strings.HasPrefix(command, "curl "):
				examples++
				refused := strings.Contains(command, "# 422")
				line = strings.Replace(line, "curl ", `curl -sS -w '\n%{http_code} %{url}\n' `, 1)
				if !refused && !strings.Contains(command, "--max-time") {
					line = strings.Replace(line, "curl ", "curl --fail-with-body ", 1)
				}
				if strings.Contains(command, "--max-time") {
					command, _, _ := strings.Cut(line, "#")
					line = strings.TrimSpace(command) + " || test $? = 28\n" // it ends by its own time
				}
			}
			script.WriteString(line)
		}
	}
	if examples < 15 {
		t.Fatalf("%d examples", examples)
	}
	sh := exec.Command("sh", "-c", script.String())
	sh.Env = append(os.Environ(), "MUSTER="+url, "PATH="+bin+string(os.PathListSeparator)+os.Getenv("PATH"))
	out, err := sh.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s\n%s", err, script.String(), out)
	}
	for _, want := range []string{`"again":false`, `"location":"query.by"`, "\n422 ", "\n201 ", "event: statement", "muster/", `"recorded":`, "The statement is in the record that the key"} {
		if !strings.Contains(string(out), want) {
			t.Errorf("%q is not in what the examples print", want)
		}
	}
}
