package web

import (
	"fmt"
	"net/http"
	"strings"
)

// sendFile sends bytes to be kept, never to be shown or run.
func sendFile(w http.ResponseWriter, kind, name string, body []byte) {
	asFile(w, kind, name)
	w.Write(body) //nolint:errcheck // the reader left
}

// asFile says that what is sent is a file to be kept.
func asFile(w http.ResponseWriter, kind, name string) {
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Disposition", fmt.Sprintf(`attachment; filename="%s"`, plainName(name)))
}

// plainName keeps what every system takes in the name of a file.
func plainName(s string) string {
	s = strings.Map(func(r rune) rune {
		if r == '-' || r == '.' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
			return r
		}
		return '_'
	}, s)
	if s = strings.TrimLeft(s, "."); len(s) > 120 {
		s = s[len(s)-120:]
	}
	if s == "" {
		return "file"
	}
	return s
}

// fileName keeps letters, digits and dashes.
func fileName(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '-' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
			return r
		}
		return '_'
	}, s)
}
