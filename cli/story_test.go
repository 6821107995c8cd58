package cli

import (
	"bytes"
	"context"
	"strconv"
	"strings"
	"testing"
	"time"

	"muster"
	"muster/ask"
	"muster/demo"
	"muster/fund"
	"muster/lesson"
	"muster/matching"
	"muster/node"
	"muster/offer"
	"muster/report"
	"muster/requirement"
	"muster/standing"
)

// story is a node with the story of the demo, and what it says today.
func story(t *testing.T) (context.Context, *node.Node, muster.Day, standing.View) {
	t.Helper()
	ctx := t.Context()
	n, err := node.Open(ctx, node.Config{Data: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { n.Close() }) //nolint:errcheck // a folder of this test
	today := muster.DayOf(time.Now())
	if err := loadStory(ctx, n, today); err != nil {
		t.Fatal(err)
	}
	v, err := n.View(ctx, "")
	if err != nil {
		t.Fatal(err)
	}
	v.Effective = today
	return ctx, n, today, v
}

// What the demo promises is there, whatever day it is shown on: every case that its README names.
func TestTheStoryOfTheDemoShowsItsCases(t *testing.T) {
	ctx, n, today, v := story(t)
	needs, stock, matches := requirement.In(v), offer.In(v), matching.In(v)
	lines, offers, donors := 0, 0, map[muster.PartyID]bool{}
	for range needs.All(v.Known) {
		lines++
	}
	for _, o := range stock.All(v.Known) {
		offers++
		donors[o.Value.Donor] = true
		if o.Value.Source == nil || !strings.Contains(o.Value.Source.Text, "invented") {
			t.Fatalf("offer %s does not say that it is invented", o.Value.About)
		}
	}
	if lines != 300 || offers != 200 || len(donors) != 25 {
		t.Errorf("%d requirements, %d offers of %d donors; want 300, 200 and 25", lines, offers, len(donors))
	}
	need := func(id, state string) {
		t.Helper()
		if got := matches.RequirementState(v.State, v.Known, id, today); got != state {
			t.Errorf("requirement %s is %s, want %s", id, got, state)
		}
	}
	given := func(id, state string) {
		t.Helper()
		if got := matches.OfferState(v.State, v.Known, id, today); got != state {
			t.Errorf("offer %s is %s, want %s", id, got, state)
		}
	}
	need("r-0018", requirement.Expired)
	need("r-0002", requirement.PartlyCovered) // vehicles without a crew
	given("o-0020", offer.Lapsed)
	if o, _ := stock.Get(v.Known, "o-0019"); o.Value.ValidUntil != today+5 {
		t.Errorf("offer o-0019 expires on %s, want %s", o.Value.ValidUntil, today+5)
	}
	late, _ := stock.Get(v.Known, "o-0009")
	if asked, _ := needs.Get(v.Known, "r-0008"); late.Value.Ready <= asked.Value.NeededBy {
		t.Error("the offer of bridge sections is not late")
	}
	var said []string
	for _, p := range needs.Overlaps(v) {
		said = append(said, p.About())
	}
	for _, p := range stock.Overlaps(v) {
		said = append(said, p.About())
	}
	for _, want := range []string{"r-0009+r-0010", "o-0010+o-0011"} {
		if !strings.Contains(strings.Join(said, " "), want) {
			t.Errorf("no overlap %s among %s", want, said)
		}
	}
	c, _ := matches.Cover(v.State, v.Known, "r-0001")
	if c.Proposed.Cmp(c.Need) <= 0 {
		t.Errorf("of r-0001, which needs %s, %s are proposed: want more, so that one offer is trimmed", c.Need, c.Proposed)
	}
	if stock.Consented(v.Known, "o-0015", today) {
		t.Error("the original owner of o-0015 consented already")
	}
	if m := ask.In(v).Matrix(v, ask.Filter{Ask: "a-0002", Line: "r-0009", Donor: "de"}); len(m.Rows) != 1 || len(m.Rows[0].Cells[0].Refused) != 1 || m.Rows[0].Silent != 1 {
		t.Errorf("Germany, which refused r-0009 before, is %+v", m.Rows)
	}
	if all, _ := fund.In(v).Totals(v, "p-0001"); len(all) != 1 || all[0].Asked.String() != "500000000" || all[0].Excess.String() != "11000000" {
		t.Errorf("p-0001 comes to %+v", all)
	}
	var out bytes.Buffer
	if err := (&app{out: &out}).printStory(ctx, n); err != nil {
		t.Fatal(err)
	}
	if got := out.String(); !strings.Contains(got, "300 requirements: ") || !strings.Contains(got, "200 offers: ") || !strings.Contains(got, "2 asks: 1 open, 1 closed") {
		t.Errorf("printed:\n%s", got)
	}
}

func TestGapsOfTheStoryAreNamed(t *testing.T) {
	n, err := node.Open(t.Context(), node.Config{Data: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	defer n.Close() //nolint:errcheck // a folder of this test
	got, err := filled(t.Context(), n, demo.Table{Data: "{+3},{-12}"}, muster.NewDay(2026, 12, 30))
	if err != nil || got != "2027-01-02,2026-12-18" {
		t.Errorf("filled %q, %v", got, err)
	}
	if _, err := filled(t.Context(), n, demo.Table{Name: "x.csv", Data: "{r-9}"}, 0); err == nil || !strings.Contains(err.Error(), "x.csv: {r-9}") {
		t.Errorf("a gap that nothing fills: %v", err)
	}
}

// The reforms of the demo show what is public of two instalments, a clock with 214 days left, and the counts of
// the anti-corruption programme.
func TestTheReformsOfTheDemoShowTheirCases(t *testing.T) {
	_, _, _, v := story(t)
	b, err := report.ScoreboardOf(v, "ukraine-facility")
	if err != nil {
		t.Fatal(err)
	}
	if m := b.Money[0]; m.Paid.String() != "4401906159" || m.Released.String() != "597494240" || len(b.Held) != 2 || b.Held[0].DaysLeft < 213 || b.Held[0].DaysLeft > 214 {
		t.Errorf("%+v, held for %+v", m, b.Held)
	}
	sap, err := report.ScoreboardOf(v, "ua-sap")
	if err != nil || sap.Scales[0].Published.Total != 1146 {
		t.Errorf("%+v, %v", sap, err)
	}
	walk, err := report.Crosswalk(v, "asset-recovery")
	if err != nil || len(walk) != 6 {
		t.Errorf("%d steps of one reform, %v", len(walk), err)
	}
}

// A lesson tied to a measure: what was said of it when it was endorsed is what Muster computes of that day, from
// what the record knew then and from what it knows now, and it is lower today.
func TestTheMeasureOfALessonFell(t *testing.T) {
	ctx, n, _, v := story(t)
	of := func(v standing.View) report.MeasuredLesson {
		t.Helper()
		for _, m := range report.LessonsOf(v).Measures {
			if m.Lesson == "l-2026-001" {
				return m
			}
		}
		t.Fatal("the lesson has no measure")
		return report.MeasuredLesson{}
	}
	m := of(v)
	if m.Measure != "days-open-to-firm" || m.Said != "57" || m.Then == nil || m.Then.Value != "57" || m.Then.N != 26 {
		t.Fatalf("when it was endorsed: %+v, %+v", m, m.Then)
	}
	if m.Now.Value != "15" || m.Now.N != 23 {
		t.Errorf("now: %+v, want 15 of 23 cases", m.Now)
	}
	for _, s := range lesson.In(v).Lessons.Lived(v.Known, "l-2026-001") {
		if s.Value.State != lesson.Endorsed {
			continue
		}
		then, err := n.View(ctx, strconv.FormatUint(uint64(s.From), 10))
		if err != nil {
			t.Fatal(err)
		}
		then.Effective = s.Value.Day
		if got := of(then); then.Known >= v.Known || got.Now.Value != m.Said || got.Now.N != m.Then.N {
			t.Errorf("at position %d of %d: %+v", then.Known, v.Known, got.Now)
		}
		return
	}
	t.Error("it was never endorsed")
}
