package web

import (
	"bytes"
	"compress/gzip"
	"container/list"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/http"
	"strings"
	"sync"

	"golang.org/x/sync/singleflight"

	"muster"
	"muster/access"
)

// Rests says what pages rest on at the moment beside what they are asked: how far the record goes, and
// which day it is.
type Rests func(context.Context) (known muster.Seq, today muster.Day, err error)

// mostKept bounds the pages that are kept, in bytes.
const mostKept = 32 << 20

// keepable are the pages that follow from the record, the day and what is asked: the first parts of
// their addresses. What shows how something in this process goes on (a verification, a file tried), or
// what one may do, is made anew for everybody.
var keepable = map[string]bool{
	"": true, "pledges": true, "contributions": true, "explore": true, "entries": true, "parties": true, "sources": true, "definitions": true, "gallery": true,
	"needs": true, "offers": true, "types": true,
}

// kept are the pages that were asked for most recently, packed. A page is a function of what its key
// has; so none in it is ever wrong, and those of an earlier position make room as nobody asks for them.
type kept struct {
	making singleflight.Group // of those who ask for a page at once one has it made
	mu     sync.Mutex
	byKey  map[string]*list.Element
	order  *list.List // of *keptPage, the one asked for last first
	size   int
}

type keptPage struct {
	key  string
	page packed
}

func newKept() *kept {
	return &kept{byKey: map[string]*list.Element{}, order: list.New()}
}

// keyOf names the page that a request asks for; empty: it is not one to keep. Whoever says who they are,
// or may do more than read, gets a page of their own.
func (s *site) keyOf(r *http.Request) string {
	first, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	if s.opt.Rests == nil || r.Method != http.MethodGet || !keepable[first] || r.Header.Get("Cookie") != "" || r.Header.Get("Authorization") != "" {
		return ""
	}
	if _, signed := s.signed(r); signed {
		return ""
	}
	if r.URL.Query().Has(fieldLayer) {
		return "" // a layer is changed without the record
	}
	known, today, err := s.opt.Rests(r.Context())
	if err != nil {
		return "" // the page will say what is wrong
	}
	// Those who did not sign in may look as one or the other, and what one sees is not for the other. The
	// host stands in addresses to be copied, the language chooses the words.
	eyes, _ := access.Looks(r.Context())
	key := fmt.Sprintf("%d %d %q %v %v %q %q %s", known, today, eyes, r.TLS != nil, takesGzip(r.Header.Get("Accept-Encoding")), r.Host, r.Header.Values("Accept-Language"), r.URL.RequestURI())
	if len(key) > 4<<10 {
		return ""
	}
	return key
}

func (k *kept) get(key string) (packed, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	e, ok := k.byKey[key]
	if !ok {
		return packed{}, false
	}
	k.order.MoveToFront(e)
	p, _ := e.Value.(*keptPage)
	return p.page, true
}

func (k *kept) put(key string, p packed) {
	weight := func(p *keptPage) int { return 2*len(p.key) + len(p.page.body) + 1<<10 }
	page := &keptPage{key, p}
	k.mu.Lock()
	defer k.mu.Unlock()
	if _, ok := k.byKey[key]; ok || weight(page) > mostKept/8 {
		return
	}
	k.byKey[key] = k.order.PushFront(page)
	k.size += weight(page)
	for k.size > mostKept {
		old, _ := k.order.Remove(k.order.Back()).(*keptPage)
		delete(k.byKey, old.key)
		k.size -= weight(old)
	}
}

// packed is an answer as it goes out.
type packed struct {
	status int
	header http.Header
	body   []byte
}

// packers are used again: each takes most of a megabyte.
var packers = sync.Pool{New: func() any { return gzip.NewWriter(nil) }}

// packedOf packs what a handler wrote. A page's tag is the digest of what is sent: packed and not
// packed are two.
func packedOf(a *answer, r *http.Request) packed {
	h := a.Header()
	h.Add("Vary", "Accept-Encoding")
	p := packed{status: a.status, header: h, body: a.body.Bytes()}
	if len(p.body) >= 1400 && takesGzip(r.Header.Get("Accept-Encoding")) {
		h.Set("Content-Encoding", "gzip")
		h.Del("Content-Length")
		var b bytes.Buffer
		z, _ := packers.Get().(*gzip.Writer)
		z.Reset(&b)
		z.Write(p.body) //nolint:errcheck // a buffer takes all
		z.Close()       //nolint:errcheck // a buffer takes all
		packers.Put(z)
		p.body = b.Bytes()
	}
	if r.Method == http.MethodGet && p.status == http.StatusOK && h.Get("ETag") == "" {
		sum := sha256.Sum256(p.body)
		h.Set("ETag", `"`+base64.RawURLEncoding.EncodeToString(sum[:18])+`"`)
	}
	return p
}

// write sends an answer, or that the reader has it.
func (p packed) write(rw http.ResponseWriter, r *http.Request) {
	h := rw.Header()
	for name, values := range p.header {
		h[name] = values
	}
	if tag := h.Get("ETag"); tag != "" && r.Method == http.MethodGet && p.status == http.StatusOK {
		for t := range strings.SplitSeq(r.Header.Get("If-None-Match"), ",") {
			if t = strings.TrimSpace(t); t == "*" || strings.TrimPrefix(t, "W/") == tag {
				h.Del("Content-Encoding")
				rw.WriteHeader(http.StatusNotModified)
				return
			}
		}
	}
	rw.WriteHeader(p.status)
	rw.Write(p.body) //nolint:errcheck // the reader left
}
