package web

import (
	"encoding/csv"
	"encoding/json"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"muster/money"
)

// datum is a number on a page and the address of the rows it is made of.
type datum struct{ text, href, unit string }

// numbersOf finds the numbers of a page's tables that lead to their rows.
func numbersOf(t *testing.T, page string) (out []datum) {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	unit := ""
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.Data {
		case "caption":
			unit = textOf(n)
		case "a":
			href := attrOf(n, "href")
			if n.Parent.Data == "td" && strings.Contains(attrOf(n.Parent, "class"), "n") && (strings.HasPrefix(href, "/entries?") || strings.Contains(href, "/rows?")) {
				out = append(out, datum{strings.TrimSpace(textOf(n)), href, unit})
			}
		}
	}
	return out
}

func attrOf(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}

// reader asks a running program.
type reader struct {
	*testing.T
	base string
}

func (r reader) get(path string) string {
	r.Helper()
	res, err := http.Get(r.base + path)
	if err != nil {
		r.Fatal(err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != http.StatusOK {
		r.Fatalf("%s: %d, %v\n%s", path, res.StatusCode, err, b)
	}
	return string(b)
}

// sums adds up the rows of an exported file, by currency.
func (r reader) sums(href string) map[string]money.Amount {
	r.Helper()
	rows, err := csv.NewReader(strings.NewReader(r.get(href + "&format=csv"))).ReadAll()
	if err != nil {
		r.Fatal(err)
	}
	amount, currency := -1, -1
	for i, name := range rows[0] {
		switch name {
		case "adds_amount":
			amount = i
		case "adds_currency":
			currency = i
		}
	}
	out := map[string]money.Amount{}
	for _, row := range rows[1:] {
		if row[amount] == "" {
			continue
		}
		a, err := money.Parse(row[amount])
		if err != nil {
			r.Fatalf("%s: %v", href, err)
		}
		out[row[currency]] = out[row[currency]].Add(a)
	}
	return out
}

// api asks the API for the same rows and returns the sums that it gives.
func (r reader) api(href string) map[string]money.Amount {
	r.Helper()
	u, err := url.Parse(href)
	if err != nil {
		r.Fatal(err)
	}
	v := u.Query()
	v.Set("limit", "1")
	var answer struct {
		Sums []struct {
			Amount  money.Money `json:"amount"`
			Entries int         `json:"entries"`
			Partial int         `json:"partial"`
		} `json:"sums"`
	}
	if err := json.Unmarshal([]byte(r.get("/v1/positions/rows?"+v.Encode())), &answer); err != nil {
		r.Fatal(err)
	}
	out := map[string]money.Amount{}
	for _, s := range answer.Sums {
		if s.Entries > s.Partial {
			out[string(s.Amount.Currency)] = s.Amount.Amount
		}
	}
	return out
}

// rounds reports whether an exact amount is what the page shows of it.
func rounds(exact money.Amount, s datum) bool {
	text := strings.NewReplacer(",", "", "−", "-", "+", "").Replace(s.text)
	if i := strings.LastIndexByte(text, ' '); i >= 0 { // "EUR 35000000.00" beside a number in another unit
		text = text[i+1:]
	}
	_, decimals, _ := strings.Cut(text, ".")
	unit := money.New(1, 0)
	switch {
	case strings.Contains(s.unit, " bn"):
		unit = money.New(1_000_000_000, 0)
	case strings.Contains(s.unit, "EUR m") || strings.Contains(s.unit, "USD m") || strings.Contains(s.unit, "GBP m"):
		unit = money.New(1_000_000, 0)
	}
	q, err := exact.Quo(unit, uint8(len(decimals)))
	return err == nil && q.Fixed(uint8(len(decimals))) == text
}

// pick is a random page with numbers, with random filters, as known at a random position.
func (r reader) pick(rnd *rand.Rand, known int) string {
	v := url.Values{}
	some := func(name string, values ...string) {
		if x := values[rnd.IntN(len(values))]; x != "" {
			v.Set(name, x)
		}
	}
	some("known", "", strconv.Itoa(known-rnd.IntN(900)), strconv.Itoa(known))
	switch rnd.IntN(5) {
	case 0:
		some("months-inside", "", "yes")
		some("membership", "", "entry-date")
		some("from", "", "2024-01-01", "2024-07-11")
		some("edition", "", "Release 8")
		return "/pledges/washington-2024?" + v.Encode()
	case 1:
		some("donor", "", "de", "dk", "us", "gb")
		some("type", "", "military")
		some("year", "", "2022", "2024")
		some("edition", "", "Release 7", "Release 8")
		return "/contributions?" + v.Encode()
	case 2:
		return "/parties/" + []string{"de", "dk", "us", "no", "fi"}[rnd.IntN(5)] + "?" + v.Encode()
	}
	some("measure", "", "committed", "allocated", "delivered")
	some("by", "donor", "type", "year", "month")
	some("across", "", "year", "month", "type", "donor")
	if v.Get("by") == v.Get("across") {
		v.Del("across")
	}
	some("donor", "", "", "de", "dk,se,no")
	some("group", "", "", "nato", "eu")
	some("from", "", "", "2022-06-01", "2024-07-10")
	some("currency", "", "", "EUR", "USD")
	some("edition", "", "", "Release 7", "Release 8")
	return "/explore?" + v.Encode()
}

// Behind two hundred random numbers on random pages, with random filters and as known at random
// positions, the rows as exported sum to the number, to the last digit that it shows; their sum is
// the one that their page gives, and the API gives the same, to the last digit there is.
func TestTheRowsBehindTwoHundredRandomNumbersSumToThem(t *testing.T) {
	r := reader{t, sharedDemo(t)}
	var head struct{ Known int }
	if err := json.Unmarshal([]byte(r.get("/v1/record")), &head); err != nil {
		t.Fatal(err)
	}
	rnd := rand.New(rand.NewPCG(uint64(head.Known), rand.Uint64()))
	pages := map[string]int{}
	for checked, tries := 0, 0; checked < 200; tries++ {
		if tries > 400 {
			t.Fatalf("only %d numbers were found on %d pages", checked, tries)
		}
		path := r.pick(rnd, head.Known)
		all := numbersOf(t, r.get(path))
		rnd.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		for _, s := range all[:min(6, len(all))] {
			if !strings.ContainsAny(s.text, "0123456789") {
				continue // a word for a number that is not known
			}
			checked++
			kind, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), "?")
			kind, _, _ = strings.Cut(kind, "/")
			pages[kind]++
			sums := r.sums(s.href)
			fits := len(sums) == 0 && rounds(money.Amount{}, s)
			for _, sum := range sums {
				fits = fits || rounds(sum, s)
			}
			if !fits {
				t.Errorf("%s shows %q (%s); the rows of %s sum to %v", path, s.text, s.unit, s.href, sums)
			}
			if strings.HasPrefix(s.href, "/entries?") {
				given := r.api(s.href)
				for cur, sum := range sums {
					if !given[cur].Equal(sum) {
						t.Errorf("%s: the rows sum to %s %s, the API says %s", s.href, cur, sum, given[cur])
					}
				}
				if len(given) != len(sums) {
					t.Errorf("%s: the rows sum to %v, the API says %v", s.href, sums, given)
				}
			}
		}
	}
	t.Logf("checked by page: %v", pages)
	for _, kind := range []string{"pledges", "contributions", "parties", "explore"} {
		if pages[kind] == 0 {
			t.Errorf("no number of a page of %s was checked", kind)
		}
	}
}
