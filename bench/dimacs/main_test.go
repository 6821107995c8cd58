package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

func TestOneLineIsPrinted(t *testing.T) {
	dir := t.TempDir()
	file := func(text string) string {
		name := filepath.Join(dir, "x.min")
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return name
	}
	var out bytes.Buffer
	if err := run([]string{file("p min 2 1\nn 1 4\nn 2 -4\na 1 2 0 9 3\n")}, &out); err != nil {
		t.Fatal(err)
	}
	if !regexp.MustCompile(`^\{"flow":4,"cost":12,"seconds":\d+\.\d+\}\n$`).MatchString(out.String()) {
		t.Errorf("printed %q", out.String())
	}
	for want, args := range map[string][]string{
		"want one argument":             {},
		"no such file":                  {filepath.Join(dir, "absent")},
		"x.min: flow: infeasible: node": {file("p min 2 1\nn 1 4\nn 2 -4\na 1 2 0 3 3\n")},
	} {
		out.Reset()
		if err := run(args, &out); err == nil || !strings.Contains(err.Error(), want) || out.Len() > 0 {
			t.Errorf("%v: %v, printed %q; want %q", args, err, out.String(), want)
		}
	}
}
