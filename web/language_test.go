package web

import (
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"muster"
	"muster/money"

	"golang.org/x/net/html"
)

// inUkrainian asks as a browser whose reader would rather have Ukrainian.
func inUkrainian(t testing.TB, h http.Handler, url string) (*httptest.ResponseRecorder, *html.Node) {
	t.Helper()
	r := httptest.NewRequest("GET", url, nil)
	r.Header.Set("Accept-Language", "uk")
	rec := httptest.NewRecorder()
	h.ServeHTTP(rec, r)
	doc, err := html.Parse(strings.NewReader(rec.Body.String()))
	if err != nil {
		t.Fatal(err)
	}
	return rec, doc
}

func TestAReaderGetsTheLanguageChosenElseTheOneTheBrowserAsksFor(t *testing.T) {
	for _, c := range []struct{ accept, cookie, want string }{
		{"", "", "en"},
		{"*", "", "en"},
		{"uk", "", "uk"},
		{"uk-UA,uk;q=0.9,en;q=0.8", "", "uk"},
		{"en-GB,en;q=0.9,uk;q=0.8", "", "en"},
		{"de-DE,de;q=0.9", "", "en"},
		{"de,uk;q=0.7,en;q=0.3", "", "uk"},
		{"de,en;q=0.7,uk;q=0.3", "", "en"},
		{"uk;q=0", "", "en"},
		{"ru", "", "en"},
		{"be", "", "en"},
		{"no such;;q=x", "", "en"},
		{"en", "uk", "uk"},
		{"uk", "en", "en"},
		{"uk", "xx", "uk"},
		{"", "uk-UA", "en"},
	} {
		r := httptest.NewRequest("GET", "/pledges", nil)
		r.Header.Set("Accept-Language", c.accept)
		if c.cookie != "" {
			r.AddCookie(&http.Cookie{Name: fieldLang, Value: c.cookie})
		}
		if got := readers(r).lang; got != c.want {
			t.Errorf("Accept-Language %q, cookie %q: %s, want %s", c.accept, c.cookie, got, c.want)
		}
	}
}

func TestChoosingALanguageKeepsTheAddress(t *testing.T) {
	h := quiet(synthetic(t))
	for address, want := range map[string]string{
		"/pledges?lang=uk": "/pledges",
		"/pledges/washington-2024?known=5914&lang=uk&months-inside=yes": "/pledges/washington-2024?known=5914&months-inside=yes",
		"/?lang=uk":                    "/",
		"//example.org/x?lang=uk":      "/example.org/x",
		"/%5Cexample.org?lang=uk":      "/%5Cexample.org",
		"/nowhere?lang=uk&x=%26&x=2":   "/nowhere?x=%26&x=2",
		"/contributions?q=a+b&lang=uk": "/contributions?q=a+b",
	} {
		rec := httptest.NewRecorder()
		h.ServeHTTP(rec, httptest.NewRequest("GET", address, nil))
		if got := rec.Header().Get("Location"); rec.Code != http.StatusSeeOther || got != want {
			t.Errorf("%s: status %d to %s, want 303 to %s", address, rec.Code, got, want)
		}
		cookies := rec.Result().Cookies()
		if len(cookies) != 1 || cookies[0].Name != fieldLang || cookies[0].Value != "uk" || cookies[0].SameSite != http.SameSiteLaxMode || cookies[0].Path != "/" {
			t.Errorf("%s: cookies %v", address, cookies)
		}
		if got := rec.Header().Get("Cache-Control"); got != "no-store" {
			t.Errorf("%s: the way to another language may be kept: %s", address, got)
		}
	}
	code, _, body := get(t, h, "/pledges?lang=xx")
	if code != http.StatusBadRequest || !strings.Contains(body, "accepted are en, uk") {
		t.Errorf("a language that there is not: status %d", code)
	}
}

func TestEveryPageOffersTheOtherLanguage(t *testing.T) {
	h := quiet(synthetic(t))
	for address := range allPages {
		rec, doc := inUkrainian(t, h, address)
		if got := rec.Header().Get("Content-Language"); got != "uk" {
			t.Errorf("%s: Content-Language %q", address, got)
		}
		if got := strings.Join(rec.Header().Values("Vary"), ", "); !strings.Contains(got, "Accept-Language") || !strings.Contains(got, "Cookie") {
			t.Errorf("%s: Vary %q", address, got)
		}
		if root := find(doc, tag("html")); attr(root[0], "lang") != "uk" {
			t.Errorf("%s: the page says it is in %q", address, attr(root[0], "lang"))
		}
		links := find(doc, func(n *html.Node) bool { return attr(n, "hreflang") == "en" })
		mark := "?"
		if strings.Contains(address, "?") {
			mark = "&"
		}
		if len(links) != 1 || attr(links[0], "href") != address+mark+"lang=en" || text(links[0]) != "English" || attr(links[0], "lang") != "en" {
			t.Errorf("%s: no way to English", address)
		}
		if body := rec.Body.String(); strings.Contains(body, "⟦") || strings.Contains(body, foreignBegin) || strings.Contains(body, foreignEnd) {
			t.Errorf("%s: shows a key or a mark", address)
		}
		checkMarkup(t, address, rec.Body.String(), doc)
	}
}

func TestThePledgePageIsWhollyInUkrainian(t *testing.T) {
	h := quiet(synthetic(t))
	for _, address := range []string{
		"/pledges/washington-2024", "/pledges/washington-2024?months-inside=yes&known=5914&method=military-committed",
		"/pledges/washington-2024/rows?at=5914", "/pledges/washington-2024/shares?at=5914", "/pledges",
	} {
		rec, doc := inUkrainian(t, h, address)
		for _, n := range find(doc, func(n *html.Node) bool {
			return n.Data == "span" && attr(n, "lang") == "en" && !within(n, tag("footer"))
		}) {
			t.Errorf("%s: in English: %q", address, text(n))
		}
		seen := text(find(doc, tag("main"))[0])
		if found := regexp.MustCompile(`EUR \d|\d (bn|m)\b|\bEUR bn\b|\d,\d{3},\d{3}|[0-9]\.[0-9]{2,3}\b`).FindString(seen); found != "" {
			t.Errorf("%s: a number in the English way: %q", address, found)
		}
		if rec.Code != 200 {
			t.Errorf("%s: status %d", address, rec.Code)
		}
	}
	_, doc := inUkrainian(t, h, "/pledges/washington-2024")
	if got := text(find(doc, tag("h1"))[0]); got != "Зобов’язання щодо довгострокової безпекової допомоги" {
		t.Errorf("the pledge is called %q", got)
	}
	lead := text(find(doc, func(n *html.Node) bool { return hasClass(n, "lead") })[0])
	for _, want := range []string{"10 липня 2024", "9 липня 2025", "млрд EUR", "мінімального рівня 40 млрд EUR"} {
		if !strings.Contains(strings.ReplaceAll(lead, nbsp, " "), want) {
			t.Errorf("the answer does not say %q: %s", want, lead)
		}
	}
}

func TestFilesAreTheSameInEveryLanguage(t *testing.T) {
	h := quiet(synthetic(t))
	for _, address := range []string{"/pledges/washington-2024/rows?at=5914&format=csv", "/pledges/washington-2024/shares?at=5914&format=csv", "/parties?format=csv"} {
		_, _, english := get(t, h, address)
		rec, _ := inUkrainian(t, h, address)
		if rec.Code != 200 || rec.Body.String() != english || rec.Header().Get("Content-Language") != "" {
			t.Errorf("%s: status %d, other bytes in Ukrainian", address, rec.Code)
		}
	}
}

func TestNumbersAndDaysInUkrainian(t *testing.T) {
	w := ukrainian
	eur := func(s string) money.Money { return money.Money{Amount: money.MustParse(s), Currency: "EUR"} }
	u := w.unitFor(eur("40000000000"))
	for _, c := range [][2]string{
		{u.String(), "млрд EUR"},
		{u.full(money.MustParse("41043752802.31")), "41,04 млрд EUR"},
		{u.full(money.MustParse("40000000000")), "40 млрд EUR"},
		{u.signed(money.MustParse("-10967600000")), "−10,968"},
		{w.unitFor(eur("2500000")).full(money.MustParse("2500000")), "2,50 млн EUR"},
		{w.money(eur("-1234567.891")), "−1 234 567,89 EUR"},
		{w.exactly(eur("1234.5678")), "1 234,5678 EUR"},
		{w.num(1234567), "1 234 567"},
		{w.day(muster.NewDay(2024, 7, 10)), "10 липня 2024"},
		{w.shortDay(muster.NewDay(2025, 6, 27)), "27 черв. 2025"},
		{w.period(muster.InMonth(2024, 7)), "липень 2024"},
		{w.period(muster.Between(muster.MinDay, muster.NewDay(2022, 6, 9))), "до 9 червня 2022"},
		{w.instant(time.Date(2026, 11, 23, 18, 30, 0, 0, time.FixedZone("", 3600))), "23 листопада 2026, 17:30 UTC"},
		{w.list([]string{"Албанія", "Чорногорія", "Туреччина"}), "Албанія, Чорногорія і Туреччина"},
		{w.count("contribution.entries", 1), "1 запис"},
		{w.count("contribution.entries", 2), "2 записи"},
		{w.count("contribution.entries", 5), "5 записів"},
		{w.count("contribution.entries", 11), "11 записів"},
		{w.count("contribution.entries", 21), "21 запис"},
		{w.count("contribution.entries", 0), "0 записів"},
		{w.count("contribution.entries", 1_000_022), "1 000 022 записи"},
		{w.recorded("Military allocations"), "Військові виділення"},
		{w.recorded("Somebody's own method"), "Somebody's own method"},
		{w.say("nothing of that name"), "⟦nothing of that name⟧"},
	} {
		if got := strings.ReplaceAll(c[0], nbsp, " "); got != c[1] {
			t.Errorf("got %q, want %q", got, c[1])
		}
	}
}

func TestWordsInAnotherLanguageAreMarkedSo(t *testing.T) {
	e := markForeign
	for in, want := range map[string]string{
		"<p>" + e("Rows") + "</p>":                                       `<p><span lang="en">Rows</span></p>`,
		"<p>до " + e("a "+e("b")+" c") + " після</p>":                    `<p>до <span lang="en">a b c</span> після</p>`,
		`<a title="` + e("x > y") + `">я</a>`:                            `<a title="x > y">я</a>`,
		"<title>" + e("Rows") + "</title>":                               "<title>Rows</title>",
		"<option value=1>" + e("Rows") + "</option>":                     "<option value=1>Rows</option>",
		"<svg><text>" + e("Rows") + "</text></svg><b>" + e("x") + "</b>": `<svg><text>Rows</text></svg><b><span lang="en">x</span></b>`,
		"<p>" + foreignBegin + "cut</p><p>x</p>":                         `<p><span lang="en">cut</span></p><p>x</p>`,
		"<p>x" + foreignEnd + "</p>":                                     "<p>x</p>",
		"<p>﷐ and ﷼</p>":                                                 `<p><span lang="en"> and ﷼</span></p>`,
		"<p>нічого</p>":                                                  "<p>нічого</p>",
	} {
		if got := markedUp(in, "en"); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
	if got := upperFirst(e("rows")); got != e("Rows") {
		t.Errorf("got %q", got)
	}
}
