package web

import (
	"compress/gzip"
	"io"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"muster"
	"muster/money"
)

func TestForeignHostNamesAreRefusedOnLoopback(t *testing.T) {
	for _, c := range []struct {
		host string
		want int
	}{
		{"localhost:8080", 200},
		{"LOCALHOST", 200},
		{"127.0.0.1:8080", 200},
		{"127.8.9.1", 200},
		{"[::1]:8080", 200},
		{"muster.example.org", 200},
		{"evil.example:8080", 421},
		{"127.0.0.1.evil.example", 421},
		{"10.0.0.1:8080", 421},
		{"localhost.evil.example", 421},
		{"", 421},
	} {
		h := New(synthetic(t), Options{Loopback: true, Hosts: []string{"muster.example.org"}})
		r := httptest.NewRequest("GET", "/pledges", nil)
		r.Host = c.host
		rec := httptest.NewRecorder()
		h.ServeHTTP(rec, r)
		if rec.Code != c.want {
			t.Errorf("host %q: status %d, want %d", c.host, rec.Code, c.want)
		}
		if c.want == 421 && strings.Contains(rec.Body.String(), "Pledge of") {
			t.Errorf("host %q is refused and reads the page", c.host)
		}
	}
}

func TestEveryAnswerKeepsToItself(t *testing.T) {
	h := quiet(synthetic(t))
	for url := range allPages {
		rec := httptest.NewRecorder()
		h.ServeHTTP(rec, httptest.NewRequest("GET", url, nil))
		if body := rec.Body.String(); strings.Contains(body, "⟦") {
			t.Errorf("%s lacks a word: %.60s", url, body[strings.Index(body, "⟦"):])
		}
		for name, want := range map[string]string{
			"Content-Security-Policy": "default-src 'none'; style-src 'sha256-", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Content-Type": "text/",
		} {
			if got := rec.Header().Get(name); !strings.HasPrefix(got, want) {
				t.Errorf("%s: %s is %q, want %q…", url, name, got, want)
			}
		}
		if !strings.Contains(rec.Header().Get("Content-Security-Policy"), "frame-ancestors 'none'") {
			t.Errorf("%s may be framed", url)
		}
		for _, u := range regexp.MustCompile(`(?i)(href|src|action)="([^"]*)"|url\(([^)]*)\)`).FindAllStringSubmatch(rec.Body.String(), -1) {
			if a := u[2] + u[3]; !strings.HasPrefix(a, "/") && !strings.HasPrefix(a, "#") && !strings.HasPrefix(a, "data:") {
				t.Errorf("%s leads outside: %s", url, a)
			}
		}
	}
}

func TestPagesAreOnlyForReading(t *testing.T) {
	h := quiet(synthetic(t))
	for _, method := range []string{"POST", "PUT", "DELETE"} {
		rec := httptest.NewRecorder()
		h.ServeHTTP(rec, httptest.NewRequest(method, "/pledges/washington-2024", nil))
		if rec.Code != 405 || rec.Header().Get("Allow") == "" {
			t.Errorf("%s: status %d, Allow %q", method, rec.Code, rec.Header().Get("Allow"))
		}
	}
}

// What an address asks is heeded whole or refused.
func TestAnAddressDoesNotSayTwoThings(t *testing.T) {
	h := quiet(synthetic(t))
	for query, says := range map[string]string{
		"known=5&known=7": "found 5 and 7", "from=2024-01-01&from=2025-01-01": "found 2024-01-01 and 2025-01-01", "known=5&%zz": "%25", "known=5;from=7": "%3B",
		"known=&known=&from=&from=2024-08-01": "", "from=2024-08-01&from=2024-08-01": "",
	} {
		rec := httptest.NewRecorder()
		r := httptest.NewRequest("GET", "/pledges/washington-2024", nil)
		r.URL.RawQuery = query
		h.ServeHTTP(rec, r)
		if want := map[bool]int{true: 200, false: 400}[says == ""]; rec.Code != want || !strings.Contains(rec.Body.String(), says) {
			t.Errorf("%s: status %d, want %d saying %q", query, rec.Code, want, says)
		}
	}
}

// Forms without a file are small; what is larger is refused before anybody reads it.
func TestALargeFormIsRefused(t *testing.T) {
	h := quiet(synthetic(t))
	for kind, body := range map[string]string{
		"application/x-www-form-urlencoded": "why=" + strings.Repeat("a", 2<<20),
		"multipart/form-data; boundary=x":   "--x\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f\"\r\n\r\n" + strings.Repeat("a", 2<<20) + "\r\n--x--\r\n",
	} {
		for _, url := range []string{"/record/verify", "/layers", "/layers/judge", "/sources/k7gkq2mz4t-90/withdraw"} {
			r := httptest.NewRequest("POST", url, strings.NewReader(body))
			r.Header.Set("Content-Type", kind)
			rec := httptest.NewRecorder()
			h.ServeHTTP(rec, r)
			if rec.Code != 413 || !strings.Contains(rec.Body.String(), "send less") {
				t.Errorf("%s to %s: status %d", kind, url, rec.Code)
			}
		}
	}
}

func TestPagesTravelPacked(t *testing.T) {
	h := quiet(synthetic(t))
	plain := httptest.NewRecorder()
	h.ServeHTTP(plain, httptest.NewRequest("GET", "/pledges/washington-2024", nil))
	for accept, packed := range map[string]bool{"gzip": true, "br, gzip;q=0.5": true, "gzip;q=0": false, "gzip; q=0.0": false, "br": false, "": false} {
		r := httptest.NewRequest("GET", "/pledges/washington-2024", nil)
		r.Header.Set("Accept-Encoding", accept)
		rec := httptest.NewRecorder()
		h.ServeHTTP(rec, r)
		if got := rec.Header().Get("Content-Encoding") == "gzip"; got != packed {
			t.Errorf("Accept-Encoding %q: packed is %v, want %v", accept, got, packed)
		}
		if !packed {
			continue
		}
		if rec.Body.Len() > 100_000 {
			t.Errorf("%d bytes travel, want at most 100 kB", rec.Body.Len())
		}
		z, err := gzip.NewReader(rec.Body)
		if err != nil {
			t.Fatal(err)
		}
		if b, err := io.ReadAll(z); err != nil || string(b) != plain.Body.String() {
			t.Errorf("packed and plain differ: %v", err)
		}
	}
}

func TestTheStyleSheetStaysSmall(t *testing.T) {
	if len(style) > 22_000 {
		t.Errorf("the style sheet has %d bytes, want at most 22,000", len(style))
	}
	if strings.Contains(style, "@import") || strings.Contains(style, "url(") {
		t.Error("the style sheet asks for something outside the page")
	}
}

func TestAnErasedStatementKeepsItsHead(t *testing.T) {
	_, _, body := get(t, quiet(synthetic(t)), "/statements/k7gkq2mz4t-101")
	if !strings.Contains(body, "Its text was erased") || !strings.Contains(body, "Head, as sealed") || strings.Contains(body, "Salt, hexadecimal") {
		t.Error("an erased statement shows its head, says that its text was erased, and has no salt")
	}
	_, _, body = get(t, quiet(synthetic(t)), "/statements/k7gkq2mz4t-102")
	if !strings.Contains(body, "It no longer stands") || !strings.Contains(body, `href="/statements/k7gkq2mz4t-150"`) {
		t.Error("an ended statement says what ended it")
	}
}

func TestAProofIsDownloaded(t *testing.T) {
	rec := httptest.NewRecorder()
	quiet(synthetic(t)).ServeHTTP(rec, httptest.NewRequest("GET", "/statements/k7gkq2mz4t-120/proof", nil))
	if rec.Code != 200 || rec.Body.String() != "proof of k7gkq2mz4t-120\n" || rec.Header().Get("Content-Disposition") != `attachment; filename="k7gkq2mz4t-120.proof"` {
		t.Errorf("status %d, %q, %q", rec.Code, rec.Body, rec.Header().Get("Content-Disposition"))
	}
}

func TestNumbersAndDaysAsPeopleSayThem(t *testing.T) {
	u := english.unitFor(money.Money{Amount: money.MustParse("40000000000"), Currency: "EUR"})
	m := english.unitFor(money.Money{Amount: money.MustParse("2500000"), Currency: "NOK"})
	for _, c := range [][2]string{
		{u.cell(money.MustParse("41043752802.31")), "41.044"},
		{u.cell(money.MustParse("-10967600000")), "−10.968"},
		{u.signed(money.MustParse("3484000000")), "+3.484"},
		{u.signed(money.MustParse("-3")), "0.000"},
		{u.full(money.MustParse("40000000000")), "EUR 40 bn"},
		{u.full(money.MustParse("41043752802.31")), "EUR 41.04 bn"},
		{u.cell(money.MustParse("1234567000000000")), "1,234,567.000"},
		{m.full(money.MustParse("2500000")), "NOK 2.50 m"},
		{english.cents(money.Money{Amount: money.MustParse("-1234567.891"), Currency: "EUR"}), "−1,234,567.89"},
		{english.digits(money.Money{Amount: money.MustParse("1234.5678"), Currency: "EUR"}), "1,234.5678"},
		{english.digits(money.Money{Amount: money.MustParse("12"), Currency: "EUR"}), "12.00"},
		{english.day(muster.NewDay(2024, 7, 10)), "10 July 2024"},
		{english.shortDay(muster.NewDay(2025, 6, 27)), "27 Jun 2025"},
		{english.period(muster.InMonth(2024, 7)), "July 2024"},
		{english.period(muster.Between(muster.MinDay, muster.NewDay(2022, 6, 9))), "until 9 June 2022"},
		{english.period(muster.Between(muster.NewDay(2022, 3, 20), muster.NewDay(2022, 7, 1))), "20 March 2022 to 1 July 2022"},
		{english.period(muster.Period{}), "no date"},
		{english.instant(time.Date(2026, 11, 23, 18, 30, 0, 0, time.FixedZone("", 3600))), "23 November 2026, 17:30 UTC"},
		{english.list([]string{"Albania", "Montenegro", "North Macedonia"}), "Albania, Montenegro and North Macedonia"},
		{english.say("nothing of that name"), "⟦nothing of that name⟧"},
		{lowerFirst("Military allocations"), "military allocations"},
		{lowerFirst("NATO returns"), "NATO returns"},
	} {
		if c[0] != c[1] {
			t.Errorf("got %q, want %q", c[0], c[1])
		}
	}
}
