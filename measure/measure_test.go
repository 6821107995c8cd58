package measure_test

import (
	"fmt"
	"slices"
	"testing"

	"muster"
	"muster/access"
	"muster/item"
	"muster/item/itemtest"
	"muster/lesson"
	"muster/matching"
	"muster/matching/matchingtest"
	"muster/measure"
	"muster/offer"
	"muster/party"
	"muster/requirement"
	"muster/standing"
	"muster/standing/standingtest"
)

func newBook(t *testing.T) *standingtest.Book {
	b := standingtest.New(t, party.New(), item.New(), requirement.New(), offer.New(), matching.New())
	itemtest.Fill(b)
	return b
}

// firm states a requirement that was opened on a day, and makes a match with it firm on another.
func firm(b *standingtest.Book, n int, opened, made string, to muster.Audience) {
	b.TB.Helper()
	need, stock, id := fmt.Sprintf("r-%04d", n), fmt.Sprintf("o-%04d", n), fmt.Sprintf("m-%04d", n)
	line := &requirement.Line{
		Envelope: matchingtest.As(matchingtest.Recipient, requirement.KindLine, need), Requester: "ua", Item: "generator-100kw", Quantity: "10", Unit: "each", Priority: 2, NeededBy: "2026-06-01",
	}
	line.Audience = to
	act := func(p access.Principal, act, on string) *requirement.Acted {
		x := &requirement.Acted{Act: matchingtest.Act(p, requirement.KindAct, need, act)}
		x.Effective, x.Audience = on, to
		return x
	}
	b.Add(line, act(matchingtest.Recipient, requirement.ActSubmit, opened), act(matchingtest.Coordinator, requirement.ActValidate, opened), act(matchingtest.Coordinator, requirement.ActOpen, opened))
	open := b.ID(int(b.Known()) - 3)
	b.Add(matchingtest.Stock("de", stock, "generator-100kw", "10", "bilateral"))
	matchingtest.Accept(b, "de", stock, "10")
	m := &matching.Match{Envelope: matchingtest.As(matchingtest.Coordinator, matching.KindMatch, id), Requirement: need, Line: open, Offer: stock, Quantity: "10"}
	m.Audience = to
	b.Add(m)
	for _, x := range []struct {
		p   access.Principal
		act string
	}{{matchingtest.Donor("de"), matching.ActDonorAgree}, {matchingtest.Recipient, matching.ActRecipientAgree}, {matchingtest.Coordinator, matching.ActFirm}} {
		a := &matching.Acted{Act: matchingtest.Act(x.p, matching.KindAct, id, x.act)}
		a.Effective, a.Audience = made, to
		b.Add(a)
	}
}

// at is a measure over the window that ends on a day.
func at(t *testing.T, v standing.View, name string, to muster.Day) measure.Figure {
	t.Helper()
	c, ok := measure.CasesOf(v, name)
	if !ok {
		t.Fatalf("no measure %s", name)
	}
	return c.At(to)
}

// The names that lessons accept are those that are computed.
func TestLessonsNameWhatIsComputed(t *testing.T) {
	var names []string
	for _, m := range measure.All {
		names = append(names, m.Name)
	}
	if !slices.Equal(names, lesson.Measures) {
		t.Errorf("computed are %v, named can be %v", names, lesson.Measures)
	}
	if _, ok := measure.CasesOf(newBook(t).View(0), "days-to-glory"); ok {
		t.Error("a measure that there is not is computed")
	}
}

// The median falls from before to after, and known= says what it was.
func TestTheMedianIsOfWhatTheWindowHolds(t *testing.T) {
	b := newBook(t)
	today := b.View(b.Known()).Effective
	day := func(ago int) string { return (today - muster.Day(ago)).String() }
	if f := at(t, b.View(b.Known()), measure.OpenToFirm, today); f.N != 0 || f.Value != "" {
		t.Errorf("of nothing: %+v", f)
	}
	for i, took := range []int{41, 60, 70, 90} {
		firm(b, i+1, day(300+took), day(300), "participants")
	}
	then := b.Known()
	for i, took := range []int{10, 12, 30} {
		firm(b, i+11, day(20+took), day(20), "participants")
	}
	before := at(t, b.View(b.Known()), measure.OpenToFirm, today-200)
	if before.N != 4 || before.Value != "65" || before.Low != "50.5" || before.High != "80" {
		t.Errorf("before: %+v", before)
	}
	now := at(t, b.View(b.Known()), measure.OpenToFirm, today)
	if now.N != 3 || now.Value != "12" || now.Low != "11" || now.High != "21" || now.Partial {
		t.Errorf("now: %+v", now)
	}
	if f := at(t, b.View(then), measure.OpenToFirm, today); f.N != 0 {
		t.Errorf("as known then, of the window until now: %+v", f)
	}
	if f := at(t, b.View(then), measure.OpenToFirm, today-200); f != before {
		t.Errorf("as known then: %+v, want %+v", f, before)
	}
	var n int
	cases, _ := measure.CasesOf(b.View(b.Known()), measure.OpenToFirm)
	quarters := cases.Quarters(today, 8)
	for i, q := range quarters {
		if n += q.N; i > 0 && q.From != quarters[i-1].To+1 {
			t.Errorf("quarters %v and %v do not touch", quarters[i-1], q)
		}
	}
	if n != 7 || quarters[7].From > today || quarters[7].To < today {
		t.Errorf("the quarters hold %d, the last is %+v", n, quarters[7])
	}
}

// What is not for the viewer is in no figure, and that is said.
func TestWhatIsHiddenIsLeftOutAndSaidSo(t *testing.T) {
	b := newBook(t)
	today := b.View(b.Known()).Effective
	firm(b, 1, (today - 10).String(), today.String(), "participants")
	firm(b, 2, (today - 90).String(), today.String(), "party/de+party/ua")
	v, err := b.State.At(b.Known(), today, standing.Looker{Principal: access.Principal{Role: access.DonorOfficer, Party: "fr"}, Today: today})
	if err != nil {
		t.Fatal(err)
	}
	if f := at(t, v, measure.OpenToFirm, today); f.N != 1 || f.Value != "10" || !f.Partial {
		t.Errorf("for France: %+v", f)
	}
	if f := at(t, v, measure.OpenToFirm, today-1); f.N != 0 || f.Partial {
		t.Errorf("for France, of a window in which nothing is hidden: %+v", f)
	}
	if f := at(t, b.View(b.Known()), measure.OpenToFirm, today); f.N != 2 || f.Value != "50" || f.Partial {
		t.Errorf("for the operator: %+v", f)
	}
}

// Of the offers whose last day lies in the window, those count that nobody answered.
func TestAnOfferThatNobodyAnsweredLapsed(t *testing.T) {
	b := newBook(t)
	today := b.View(b.Known()).Effective
	for i, until := range []int{5, 5, 5, 0, -5} {
		x := matchingtest.Stock("de", fmt.Sprintf("o-%04d", i+1), item.ID("generator-100kw"), "10", "bilateral")
		x.Ready, x.ValidUntil = (today - 40).String(), (today - muster.Day(until)).String()
		b.Add(x)
	}
	b.Add(&offer.Acted{Act: matchingtest.Act(matchingtest.Donor("de"), offer.KindAct, "o-0001", offer.ActNotify)})
	b.Add(&offer.Acted{Act: matchingtest.Act(matchingtest.Donor("de"), offer.KindAct, "o-0002", offer.ActWithdraw)})
	matchingtest.Accept(b, "de", "o-0003", "10")
	if f := at(t, b.View(b.Known()), measure.Unanswered, today); f.K != 1 || f.N != 2 || f.Value != "50.0" {
		t.Errorf("%+v", f)
	}
}

// An offer that nobody answered in time stays one, whatever is done to it afterwards; what ends it in time does not.
func TestAnOfferThatIsDeclinedAfterItLapsedWasNotAnswered(t *testing.T) {
	b := newBook(t)
	today := b.View(b.Known()).Effective
	for i := range 4 {
		x := matchingtest.Stock("de", fmt.Sprintf("o-%04d", i+1), item.ID("generator-100kw"), "10", "bilateral")
		x.Ready, x.ValidUntil = (today - 40).String(), (today + 1).String()
		b.Add(x, &offer.Acted{Act: matchingtest.Act(matchingtest.Donor("de"), offer.KindAct, x.About, offer.ActNotify)})
	}
	end := func(p access.Principal, id, act string) {
		x := &offer.Acted{Act: matchingtest.Act(p, offer.KindAct, id, act)}
		x.Why = "a reason"
		b.Add(x)
	}
	end(matchingtest.Coordinator, "o-0001", offer.ActDecline)
	end(matchingtest.Donor("de"), "o-0002", offer.ActWithdraw)
	b.Now = b.Now.AddDate(0, 0, 5)
	end(matchingtest.Coordinator, "o-0003", offer.ActDecline)
	end(matchingtest.Donor("de"), "o-0004", offer.ActWithdraw)
	if f := at(t, b.View(b.Known()), measure.Unanswered, today+5); f.K != 2 || f.N != 3 || f.Value != "66.7" {
		t.Errorf("%+v", f)
	}
}
