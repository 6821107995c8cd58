package web

import (
	"context"
	"encoding/csv"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"muster"
	"muster/money"
	"muster/pledge"

	"golang.org/x/net/html"
	"pgregory.net/rapid"
)

// TestRowsBehindEveryNumberSumToIt follows every link of the pledge page to rows, under several
// switches, and adds up the rows as exported.
func TestRowsBehindEveryNumberSumToIt(t *testing.T) {
	h := quiet(synthetic(t))
	for _, query := range []string{"", "?months-inside=yes", "?method=military-committed", "?from=2024-09-01&to=2025-02-01", "?known=5914"} {
		_, doc, _ := get(t, h, "/pledges/washington-2024"+query)
		followed := 0
		for _, a := range find(doc, tag("a")) {
			href := attr(a, "href")
			if !strings.Contains(href, "/rows") || strings.Contains(text(a), "Statement") {
				continue
			}
			shown := lastNumber(text(a))
			_, rows, _ := get(t, h, href)
			lead := text(find(rows, func(n *html.Node) bool { return hasClass(n, "lead") })[0])
			sum, n := exported(t, h, href)
			switch {
			case n == 0:
				if !strings.Contains(lead, "No row stands behind") || strings.Trim(shown, "0.") != "" {
					t.Errorf("%s shows %s and has no rows: %s", href, shown, lead)
				}
			case !strings.Contains(lead, "exactly the number"):
				t.Errorf("%s (%s): %s", href, shown, lead)
			case strings.Contains(shown, "."):
				decimals := len(shown) - strings.IndexByte(shown, '.') - 1
				q, _ := sum.Quo(money.New(1_000_000_000, 0), uint8(decimals))
				if got := q.Fixed(uint8(decimals)); got != strings.Replace(shown, "−", "-", 1) {
					t.Errorf("%s shows %s; its %d rows sum to %s", href, shown, n, sum)
				}
			}
			followed++
		}
		if followed < 30 {
			t.Errorf("%q: followed %d links to rows, want at least 30", query, followed)
		}
	}
}

// lastNumber is the last word of a text that begins with a digit or a sign before one.
func lastNumber(s string) (n string) {
	for w := range strings.FieldsSeq(s) {
		if strings.ContainsAny(w[:1], "0123456789") || strings.HasPrefix(w, "−") {
			n = w
		}
	}
	return n
}

// exported adds up the file behind a link.
func exported(t testing.TB, h http.Handler, href string) (sum money.Amount, n int) {
	t.Helper()
	rec := httptest.NewRecorder()
	h.ServeHTTP(rec, httptest.NewRequest("GET", href+"&format=csv", nil))
	all, err := csv.NewReader(rec.Body).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	col := map[string]int{}
	for i, name := range all[0] {
		col[name] = i
	}
	for _, r := range all[1:] {
		n++
		if r[col["adds_amount"]] != "" {
			sum = sum.Add(money.MustParse(r[col["adds_amount"]]))
		}
		if r[col["known"]] != "5914" || r[col["method"]] == "" || r[col["root"]] == "" {
			t.Fatalf("%s: row %v lacks known, method or root", href, r)
		}
	}
	return sum, n
}

func TestRowsThatDoNotSumToTheirNumberAreCalledAFault(t *testing.T) {
	_, doc, _ := get(t, quiet(short{synthetic(t)}), "/pledges/washington-2024/rows?at=5914")
	lead := text(find(doc, func(n *html.Node) bool { return hasClass(n, "lead") })[0])
	if !strings.Contains(lead, "That is a fault of Muster") || strings.Contains(lead, "exactly") {
		t.Errorf("a row is missing and the page says: %s", lead)
	}
}

// short is a source that loses a row.
type short struct{ *ledger }

func (s short) Rows(ctx context.Context, name string, q Query, sel Selection) (pledge.Behind, error) {
	behind, err := s.ledger.Rows(ctx, name, q, sel)
	behind.Lines = behind.Lines[1:]
	return behind, err
}

func TestAFileOfRowsCannotRunAFormula(t *testing.T) {
	src := synthetic(t)
	for i := range src.rows {
		src.rows[i].Name, src.rows[i].Contribution, src.rows[i].Line = "=cmd|' /C calc'!A0", "@SUM(A1)", "+1+1"
	}
	rec := httptest.NewRecorder()
	quiet(src).ServeHTTP(rec, httptest.NewRequest("GET", "/pledges/washington-2024/rows?format=csv", nil))
	all, err := csv.NewReader(rec.Body).ReadAll()
	if err != nil || len(all) < 10 {
		t.Fatalf("%d rows, %v", len(all), err)
	}
	negative := 0
	for i, r := range all[1:] {
		for j, cell := range r {
			if cell == "" || !strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
				continue
			}
			if _, err := money.Parse(cell); err != nil {
				t.Errorf("row %d, %s: %q would run", i, all[0][j], cell)
			}
			negative++
		}
	}
	if negative == 0 {
		t.Error("no reduction among the rows; a negative amount must stay a number")
	}
	if got := rec.Header().Get("Content-Disposition"); !strings.HasPrefix(got, "attachment") {
		t.Errorf("Content-Disposition %q", got)
	}
}

func TestLongListsComeInPagesThatHoldEveryRowOnce(t *testing.T) {
	src := synthetic(t)
	for len(src.rows) < 3*perPage {
		src.add(pledge.Line{Party: "de", Name: "Germany", Type: "military", Period: muster.OnDay(muster.NewDay(2025, 1, 2))}, pledge.Allocated, "1.5")
	}
	h, seen, pages := quiet(src), map[string]bool{}, 0
	for href := "/pledges/washington-2024/rows?at=5914"; href != ""; pages++ {
		_, doc, _ := get(t, h, href)
		for _, a := range find(doc, func(n *html.Node) bool { return n.Data == "a" && within(n, tag("tbody")) && within(n, tag("th")) }) {
			if seen[text(a)] {
				t.Fatalf("%s is listed twice", text(a))
			}
			seen[text(a)] = true
		}
		href = ""
		for _, a := range find(doc, func(n *html.Node) bool { return attr(n, "rel") == "next" }) {
			href = attr(a, "href")
		}
	}
	behind, _ := src.Rows(context.Background(), "", Query{}, Selection{})
	lines := behind.Lines
	if len(seen) != len(lines) || pages != (len(lines)+perPage-1)/perPage {
		t.Errorf("%d rows on %d pages, want %d", len(seen), pages, len(lines))
	}
}

func TestRowsAreAskedForAtThePositionTheirNumberWasShownAt(t *testing.T) {
	src := &asked{ledger: synthetic(t)}
	h := quiet(src)
	for _, c := range []struct{ url, pledge, rows string }{
		{"/pledges/washington-2024/rows", "", "5914"},
		{"/pledges/washington-2024/rows?at=5000", "5000", "5914"},
		{"/pledges/washington-2024/rows?known=2026-01-01", "2026-01-01", "5914"},
		{"/pledges/washington-2024/rows?known=2026-01-01&at=77", "77", "5914"},
	} {
		get(t, h, c.url)
		if src.pledge != c.pledge || src.rows != c.rows {
			t.Errorf("%s: the answer was asked for at %q and its rows at %q, want %q and %q", c.url, src.pledge, src.rows, c.pledge, c.rows)
		}
	}
}

// asked remembers at which positions it was asked.
type asked struct {
	*ledger
	pledge, rows string
}

func (a *asked) Pledge(ctx context.Context, name string, q Query) (pledge.Result, error) {
	a.pledge = q.Known
	return a.ledger.Pledge(ctx, name, q)
}

func (a *asked) Rows(ctx context.Context, name string, q Query, s Selection) (pledge.Behind, error) {
	a.rows = q.Known
	return a.ledger.Rows(ctx, name, q, s)
}

func TestSwitchesSurviveTheirOwnURL(t *testing.T) {
	terms := synthetic(t).terms
	rapid.Check(t, func(t *rapid.T) {
		q := Query{
			Method: rapid.SampledFrom([]string{"", "military-allocated", "military-committed"}).Draw(t, "method"), Membership: rapid.SampledFrom([]string{"", "window-end", "entry-date"}).Draw(t, "membership"),
			GDPYear: rapid.SampledFrom([]int{0, 2021, 2023}).Draw(t, "year"), MonthsInside: rapid.Bool().Draw(t, "months"),
			Known:   rapid.SampledFrom([]string{"", "12", "2025-01-01", "2025-01-01T10:00:00Z"}).Draw(t, "known"),
			Edition: rapid.SampledFrom([]string{"", "Release 28"}).Draw(t, "edition"),
		}
		if rapid.Bool().Draw(t, "window") {
			from := muster.Day(rapid.Int32Range(0, 40000).Draw(t, "from"))
			to := from + muster.Day(rapid.Int32Range(1, 400).Draw(t, "days"))
			q.From, q.To = &from, &to
		}
		got, refused := readForm(q.values()).query(terms)
		if len(refused) > 0 {
			t.Fatalf("%v refused: %v", q.values(), refused[0])
		}
		if got.values().Encode() != q.values().Encode() {
			t.Fatalf("%v came back as %v", q.values(), got.values())
		}
	})
}

func FuzzNoAddressIsAFault(f *testing.F) {
	for u := range allPages {
		f.Add(u)
	}
	f.Add("/pledges/washington-2024/rows?days=2024-07-10%2F&party=%00&page=99999999999999999999")
	f.Add("/statements/" + strings.Repeat("x", 5000) + "-1/proof")
	src := synthetic(f)
	h := quiet(src)
	f.Fuzz(func(t *testing.T, address string) {
		u, err := url.ParseRequestURI(address)
		if err != nil || u.Host != "" || !strings.HasPrefix(u.Path, "/") {
			return
		}
		r := httptest.NewRequest("GET", "/", nil)
		r.URL = u
		rec := httptest.NewRecorder()
		h.ServeHTTP(rec, r)
		if rec.Code >= 500 {
			t.Errorf("GET %s: status %d", address, rec.Code)
		}
	})
}
