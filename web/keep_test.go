package web

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"muster"
	"muster/access"
)

// counted are pages that say how often they were made.
type counted struct {
	*site
	known muster.Seq
	today muster.Day
	made  int
	signs func(*http.Request) bool
	grows bool // while a page is made
}

func newCounted() (*counted, http.Handler) {
	c := &counted{known: 7, today: 20000}
	c.site = &site{words: english, kept: newKept(), opt: Options{
		Rests: func(context.Context) (muster.Seq, muster.Day, error) { return c.known, c.today, nil },
		Who: func(r *http.Request) (access.Principal, bool) {
			return access.Principal{Role: access.Operator, Party: "operator"}, c.signs != nil && c.signs(r)
		},
	}}
	return c, c.pack(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if c.made++; c.grows {
			c.known++
		}
		if strings.Contains(r.URL.RawQuery, "cookie") {
			w.Header().Set("Set-Cookie", "a=b")
		}
		if strings.Contains(r.URL.RawQuery, "refused") {
			w.WriteHeader(http.StatusBadRequest)
		}
		fmt.Fprintf(w, "%d %d %d %s", c.made, c.known, c.today, strings.Repeat("padding ", 400))
	}))
}

func reply(h http.Handler, method, url string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, url, nil)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	rec := httptest.NewRecorder()
	h.ServeHTTP(rec, r)
	return rec
}

func TestAPageIsMadeOnceForAPosition(t *testing.T) {
	c, h := newCounted()
	first := reply(h, "GET", "/explore?by=donor")
	again := reply(h, "GET", "/explore?by=donor")
	if c.made != 1 || again.Body.String() != first.Body.String() || again.Header().Get("ETag") != first.Header().Get("ETag") || again.Header().Get("Vary") != first.Header().Get("Vary") {
		t.Fatalf("made %d times, %v and %v", c.made, first.Header(), again.Header())
	}
	tag := first.Header().Get("ETag")
	if have := reply(h, "GET", "/explore?by=donor", "If-None-Match", `"x", `+tag); have.Code != http.StatusNotModified || have.Body.Len() > 0 || c.made != 1 {
		t.Errorf("status %d, %d bytes, made %d times", have.Code, have.Body.Len(), c.made)
	}
	small := reply(h, "GET", "/explore?by=donor", "Accept-Encoding", "gzip")
	if small.Header().Get("Content-Encoding") != "gzip" || small.Header().Get("ETag") == tag {
		t.Errorf("packed, it has the same tag: %v", small.Header())
	}
	for i, change := range []func(){
		func() { c.known++ }, func() { c.today++ },
	} {
		before := c.made
		change()
		if next := reply(h, "GET", "/explore?by=donor"); c.made != before+1 || next.Header().Get("ETag") == tag {
			t.Errorf("change %d: made %d times, before %d", i, c.made, before)
		}
	}
}

func TestWhatIsOneReadersIsNeverKept(t *testing.T) {
	for name, x := range map[string]struct {
		method, url string
		headers     []string
		set         func(*counted)
	}{
		"a cookie":            {url: "/explore", headers: []string{"Cookie", "muster=1"}},
		"a token":             {url: "/explore", headers: []string{"Authorization", "Bearer x"}},
		"somebody who may":    {url: "/explore", set: func(c *counted) { c.signs = func(*http.Request) bool { return true } }},
		"a post":              {url: "/explore", method: "POST"},
		"a verification":      {url: "/record/verification"},
		"a file tried":        {url: "/import/abc"},
		"a cookie it sets":    {url: "/explore?cookie"},
		"a refusal":           {url: "/explore?refused"},
		"a record that grows": {url: "/explore", set: func(c *counted) { c.grows = true }},
		"an endless address":  {url: "/explore?" + strings.Repeat("a", 5000)},
	} {
		c, h := newCounted()
		if x.set != nil {
			x.set(c)
		}
		method := x.method
		if method == "" {
			method = "GET"
		}
		reply(h, method, x.url, x.headers...)
		reply(h, method, x.url, x.headers...)
		if c.made != 2 || c.kept.size != 0 {
			t.Errorf("%s: made %d times, want 2; %d bytes are kept", name, c.made, c.kept.size)
		}
	}
	// Nor is a kept page shown to somebody who may do more than read, whose page has more on it.
	c, h := newCounted()
	reply(h, "GET", "/explore")
	c.signs = func(*http.Request) bool { return true }
	if reply(h, "GET", "/explore"); c.made != 2 {
		t.Error("who may record gets the page of somebody who may not")
	}
}

func TestThoseWhoAskAtOnceGetOnePage(t *testing.T) {
	for url, want := range map[string]int{"/explore": 1, "/explore?refused": 20} {
		synctest.Test(t, func(t *testing.T) {
			c, _ := newCounted()
			var made atomic.Int64
			enough := make(chan struct{})
			h := c.pack(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				made.Add(1)
				<-enough
				if strings.Contains(r.URL.RawQuery, "refused") {
					w.WriteHeader(http.StatusBadRequest)
				}
				fmt.Fprint(w, "a page")
			}))
			var all sync.WaitGroup
			for range 20 {
				all.Go(func() {
					if got := reply(h, "GET", url); got.Body.String() != "a page" {
						t.Errorf("%s: %d %q", url, got.Code, got.Body)
					}
				})
			}
			synctest.Wait()
			close(enough)
			all.Wait()
			if made.Load() != int64(want) {
				t.Errorf("%s: made %d times, want %d", url, made.Load(), want)
			}
		})
	}
}

// Else a page that takes longer than its readers wait would be begun again and again.
func TestAPageIsMadeToItsEndThoughItsReaderLeft(t *testing.T) {
	c, _ := newCounted()
	h := c.pack(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Context().Err() != nil {
			w.WriteHeader(http.StatusInternalServerError)
		}
	}))
	left, leave := context.WithCancel(t.Context())
	leave()
	h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequestWithContext(left, "GET", "/explore", nil))
	if c.kept.size == 0 {
		t.Error("nothing is kept")
	}
}

func TestKeptPagesTakeNoMoreThanTheirRoom(t *testing.T) {
	k := newKept()
	p := packed{status: 200, body: make([]byte, 1<<20)}
	for i := range 100 {
		k.put(fmt.Sprint(i), p)
		if _, ok := k.get("0"); !ok {
			t.Fatal("what is asked for again and again made room")
		}
	}
	if k.size > mostKept || len(k.byKey) != k.order.Len() || len(k.byKey) < 20 {
		t.Errorf("%d bytes in %d and %d pages", k.size, len(k.byKey), k.order.Len())
	}
	if _, ok := k.get("50"); ok {
		t.Error("an old page did not make room")
	}
	if k.put("large", packed{body: make([]byte, mostKept/4)}); k.size > mostKept {
		t.Error("one page takes much of the room")
	}
	if _, ok := k.get("large"); ok {
		t.Error("a page as large as many others is kept")
	}
}

// What one sees is not handed to another who did not sign in either.
func TestAPageIsKeptForThoseWhoSeeTheSame(t *testing.T) {
	c, h := newCounted()
	as := func(p access.Principal) string {
		r := httptest.NewRequest("GET", "/entries", nil)
		rec := httptest.NewRecorder()
		h.ServeHTTP(rec, r.WithContext(access.Looking(r.Context(), p)))
		return rec.Body.String()
	}
	public, operator := as(access.Anybody()), as(access.Principal{Role: access.Operator, Party: "operator"})
	if public == operator || c.made != 2 {
		t.Errorf("made %d times: %.20s, %.20s", c.made, public, operator)
	}
	if as(access.Anybody()) != public || c.made != 2 {
		t.Errorf("made %d times for the same eyes", c.made)
	}
}
