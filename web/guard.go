package web

import (
	"bytes"
	"context"
	"net"
	"net/http"
	"slices"
	"strings"
)

// guard puts on every answer what keeps a page to itself, and refuses foreign host names.
func guard(opt Options, next http.Handler) http.Handler {
	policy := strings.Join([]string{
		"default-src 'none'", "style-src " + styleHash, "script-src 'self'", "connect-src 'self'", "img-src 'self' data:", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
	}, "; ")
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		h := rw.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cache-Control", "no-cache")
		if opt.Loopback && !ownHost(r.Host, opt.Hosts) {
			h.Set("Content-Type", "text/plain; charset=utf-8")
			rw.WriteHeader(http.StatusMisdirectedRequest)
			rw.Write([]byte(unmarked(readers(r).say("host.foreign", "host", printable(r.Host))) + "\n")) //nolint:errcheck // the reader left
			return
		}
		next.ServeHTTP(rw, r)
	})
}

// ownHost reports whether a Host header names this machine or an accepted name. Whoever points a
// name of theirs at 127.0.0.1 sends that name.
func ownHost(host string, accepted []string) bool {
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	name = strings.ToLower(strings.TrimSuffix(strings.Trim(name, "[]"), "."))
	if name == "localhost" || slices.Contains(accepted, name) {
		return true
	}
	ip := net.ParseIP(name)
	return ip != nil && ip.IsLoopback()
}

// printable keeps what somebody sent from being more than a word in an answer of plain text.
func printable(s string) string {
	if len(s) > 100 {
		s = s[:100]
	}
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return '�'
		}
		return r
	}, s)
}

// answer collects what a handler writes, so that it can be packed as a whole.
type answer struct {
	http.ResponseWriter
	status int
	body   bytes.Buffer
}

func (a *answer) WriteHeader(status int)      { a.status = status }
func (a *answer) Write(b []byte) (int, error) { return a.body.Write(b) }

// pack compresses answers for readers who take gzip, and keeps those that can be asked for again.
// Pages are written in one piece in any case, so that a fault never leaves half of one.
func (s *site) pack(next http.Handler) http.Handler {
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/documents/") || strings.HasPrefix(r.URL.Path, filePath) {
			next.ServeHTTP(rw, r) // as large as a document may be, and packed by itself or not to be packed
			return
		}
		key := s.keyOf(r)
		if p, ok := s.kept.get(key); ok {
			p.write(rw, r)
			return
		}
		if key == "" {
			made(next, rw, r).write(rw, r)
			return
		}
		// It is made to its end even if who asked first leaves, since others may wait for it.
		r = r.WithContext(context.WithoutCancel(r.Context()))
		var own *packed
		same, _, _ := s.kept.making.Do(key, func() (any, error) {
			p := made(next, rw, r)
			own = &p
			// Where something was recorded meanwhile it is not certain of which position the page is.
			if p.status != http.StatusOK || p.header.Get("Set-Cookie") != "" || s.keyOf(r) != key {
				return nil, nil
			}
			keep := packed{p.status, p.header.Clone(), p.body}
			s.kept.put(key, keep)
			return keep, nil
		})
		if own != nil {
			own.write(rw, r)
		} else if p, ok := same.(packed); ok {
			p.write(rw, r)
		} else { // it is not one to keep
			made(next, rw, r).write(rw, r)
		}
	})
}

// made has a page made, and packs it.
func made(next http.Handler, rw http.ResponseWriter, r *http.Request) packed {
	a := &answer{ResponseWriter: rw, status: http.StatusOK}
	next.ServeHTTP(a, r)
	return packedOf(a, r)
}

// takesGzip reads Accept-Encoding: gzip is named and not refused with a weight of zero.
func takesGzip(accept string) bool {
	for part := range strings.SplitSeq(accept, ",") {
		name, weight, _ := strings.Cut(strings.TrimSpace(part), ";")
		if strings.EqualFold(strings.TrimSpace(name), "gzip") {
			w := strings.ReplaceAll(weight, " ", "")
			return w != "q=0" && strings.Trim(strings.TrimPrefix(w, "q="), "0.") != "" || w == ""
		}
	}
	return false
}
