package web

import (
	"net/http/httptest"
	"strings"
	"testing"

	"muster"
	"muster/figure"
	"muster/pledge"
)

// climbing is a contribution committed in two lines of one day, delivered in part in a month and in part
// nobody says when.
func climbing() *Contribution {
	claim := func(n uint64, event pledge.Event, date, amount string) Claim {
		c := Claim{Statement: muster.NewID("k7gkq2mz4t", n), Stands: true}
		c.Event, c.Date, c.Type, c.Line = event, date, "military", string(rune('a'+n))
		if amount != "" {
			c.Value = &pledge.Value{Amount: amount, Currency: "EUR"}
		} else {
			c.Quantity = &pledge.Quantity{Number: "40", Unit: "pieces"}
		}
		return c
	}
	return &Contribution{ID: "kiel:X1", Series: "kiel", Claims: []Claim{
		claim(1, pledge.Committed, "2022-09-18", "1500000"), claim(2, pledge.Committed, "2022-09-18", "500000"),
		claim(3, pledge.Delivered, "", "600000"), claim(4, pledge.Delivered, "2022-11", ""),
	}}
}

func timelineOf(t *testing.T, c *Contribution) figure.Form {
	t.Helper()
	s := &site{words: english}
	p := &contributionPage{page: s.pageAt(httptest.NewRequest("GET", "/contributions/"+c.ID, nil), c.ID, "contributions", c.Moment), c: c}
	if err := p.choose(""); err != nil {
		t.Fatal(err)
	}
	p.counted = p.laidSaid()
	p.ladder = rungs(p.counted)
	return p.timeline()
}

func TestATimelineHasEachEventAtItsTime(t *testing.T) {
	f := timelineOf(t, climbing())
	var got []string
	for _, r := range f.Table().Rows {
		got = append(got, r[0].Text+" "+english.period(*r[1].Period)+": "+r[2].Text+" "+r[2].Href)
	}
	want := []string{
		"committed 18 September 2022: EUR 2 m /entries?contribution=kiel%3AX1&known=0&measure=committed&source=kiel",
		"delivered November 2022: 40 pieces /statements/k7gkq2mz4t-4",
		"delivered no date: EUR 0.60 m /statements/k7gkq2mz4t-3",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("the events are\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	drawn := f.SVG(figure.Wide, "x", "wide")
	for _, want := range []string{"committed", "delivered", "confirmed", "no date", "EUR 2 m"} {
		if !strings.Contains(drawn, ">"+want+"<") {
			t.Errorf("the drawing does not say %q", want)
		}
	}
	if strings.Contains(drawn, ">allocated<") {
		t.Error("the drawing has a rung below the highest reached that nothing is on")
	}
}

func TestWithoutADateThereIsNoTimeline(t *testing.T) {
	c := climbing()
	for i := range c.Claims {
		c.Claims[i].Date = ""
	}
	if f := timelineOf(t, c); f != nil {
		t.Errorf("a timeline without any time: %s", f.SVG(figure.Wide, "x", "wide"))
	}
}
