package work_test

import (
	"strings"
	"testing"

	"muster/work"
)

func TestANameFromAFileIsMadeOneToKeep(t *testing.T) {
	for brought, want := range map[string]string{
		"contract.pdf": "contract.pdf", "Договір №4.pdf": "Договір №4.pdf", "": "file", "..": "file", ".": "file", "/": "file", " a ": "a",
		"../../etc/passwd": "passwd", `C:\Users\ada\photo.jpg`: "photo.jpg", "a\x00b\nc.txt": "abc.txt", "gpj.\u202eexe": "gpj.exe", "a\xffb": "ab",
		strings.Repeat("x", 300) + ".pdf": strings.Repeat("x", 196) + ".pdf", strings.Repeat("ї", 300): strings.Repeat("ї", 100),
	} {
		got := work.FileName(brought)
		if got != want {
			t.Errorf("%q becomes %q, want %q", brought, got, want)
		}
		if again := work.FileName(got); again != got {
			t.Errorf("%q becomes %q and then %q", brought, got, again)
		}
	}
}

func TestAMediaTypeIsMadeOneToKeep(t *testing.T) {
	for said, want := range map[string]string{
		"application/pdf": "application/pdf", "Text/HTML; charset=utf-8": "text/html", "": "application/octet-stream", "pdf": "application/octet-stream",
		"text/html\r\nX-Evil: 1": "application/octet-stream", "a/" + strings.Repeat("b", 200): "application/octet-stream",
	} {
		if got := work.MediaType(said); got != want || work.MediaType(got) != got {
			t.Errorf("%q becomes %q, want %q", said, got, want)
		}
	}
}

func FuzzFileName(f *testing.F) {
	f.Add("../a\u202e.pdf")
	f.Fuzz(func(t *testing.T, s string) {
		got := work.FileName(s)
		if got == "" || len(got) > 200 || strings.ContainsAny(got, "/\\\x00\n") || work.FileName(got) != got {
			t.Errorf("%q becomes %q, and then %q", s, got, work.FileName(got))
		}
	})
}
