package node_test

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"pgregory.net/rapid"

	"muster"
	"muster/money"
	"muster/pledge"
	"muster/standing"
)

// today is the day on which the figures of the model are asked for.
var today = muster.NewDay(2024, 9, 1)

// questions are the positions asked for at every known position.
func questions() []pledge.PositionQuery {
	from, to := muster.NewDay(2024, 7, 3), muster.NewDay(2024, 7, 15)
	byType := []pledge.Dim{pledge.ByDonor, pledge.ByType}
	var out []pledge.PositionQuery
	for _, s := range []muster.SeriesID{"comparable", "weak", "claims"} {
		for _, e := range []pledge.Event{pledge.Committed, pledge.Allocated} {
			out = append(out,
				pledge.PositionQuery{Series: s, Event: e, By: byType},
				pledge.PositionQuery{Series: s, Event: e, By: byType, Currency: "EUR"})
		}
		out = append(out,
			pledge.PositionQuery{Series: s, Event: pledge.Allocated, By: []pledge.Dim{pledge.ByContribution}, Currency: "USD", Rate: pledge.ReferenceRate},
			pledge.PositionQuery{Series: s, Event: pledge.Allocated, By: []pledge.Dim{pledge.ByMonth, pledge.ByDonor}, Group: "g"},
			pledge.PositionQuery{Series: s, Event: pledge.Allocated, By: byType, Group: "g", Types: []string{"military"}, From: &from, To: &to},
			pledge.PositionQuery{Series: s, Event: pledge.Delivered, By: []pledge.Dim{pledge.ByYear}, From: &from})
	}
	return out
}

// weighings are the ways a pledge is weighed at every known position.
func weighings() []pledge.Query {
	from, to := muster.NewDay(2024, 7, 5), muster.NewDay(2024, 7, 12)
	return []pledge.Query{
		{},
		{MonthsInside: true},
		{Membership: pledge.EntryDate},
		{From: &from, To: &to, MonthsInside: true},
		{Method: "claims"},
		{Method: "weak", Membership: pledge.EntryDate, MonthsInside: true},
	}
}

// figures writes down every figure of a state as known at a position.
func figures(t rapid.TB, s *standing.State, known muster.Seq) string {
	t.Helper()
	v, err := s.At(known, today, standing.OperatorViewer)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	p := pledge.In(v)
	for n, q := range questions() {
		writePosition(&b, p, v, n, q)
		for _, e := range p.Editions(v, q.Series) {
			if n%4 == 1 {
				q.Edition = string(e.ID)
				writePosition(&b, p, v, n, q)
			}
		}
	}
	for _, series := range []muster.SeriesID{"comparable", "weak", "claims"} {
		for _, e := range p.Editions(v, series) {
			fmt.Fprintln(&b, "edition", series, e.ID, e.Label, e.DataTo, e.Stands, e.Before, e.Change)
		}
	}
	for _, about := range []string{"comparable:k1", "weak:k2", "claims:k1"} {
		spoken, err := p.Contribution(v, about, "", false)
		if err != nil {
			continue
		}
		var lines []string
		for _, x := range spoken {
			said := "nothing"
			switch {
			case x.Value != nil:
				said = x.Value.Amount.Canonical() + string(x.Value.Currency)
			case x.Mark != "" && x.Converted == nil:
				said = string(x.Mark)
			}
			lines = append(lines, fmt.Sprint("contribution ", about, " ", x.Event, " ", x.Line.Line, " ", x.Name, " ", said, " ", x.Editions))
		}
		slices.Sort(lines)
		b.WriteString(strings.Join(lines, "\n") + "\n")
	}
	for n, q := range weighings() {
		r, err := p.Weigh(v, "p", q)
		if err != nil {
			fmt.Fprintln(&b, "weigh", n, "refused")
			continue
		}
		writeResult(&b, n, r)
	}
	return b.String()
}

func writePosition(b *strings.Builder, p *pledge.Part, v standing.View, n int, q pledge.PositionQuery) {
	pos, err := p.Position(v, q)
	if err != nil {
		return // nothing was ever said of the series, group or type
	}
	for _, r := range pos.Rows {
		fmt.Fprintln(b, "position", n, q.Edition, strings.Join(r.Keys, ","), r.Currency, r.Amount.Canonical(), r.Entries, r.Partial)
	}
	if pos.Undated > 0 {
		fmt.Fprintln(b, "position", n, q.Edition, "undated", pos.Undated)
	}
}

func writeResult(b *strings.Builder, n int, r *pledge.Result) {
	fmt.Fprintln(b, "weigh", n, r.MethodName, r.Edition, r.Counted.Amount.Canonical(), r.Gap.Amount.Canonical(), r.Entries, r.Partial)
	for _, l := range r.LeftOut {
		fmt.Fprintln(b, " left out", l.Reason, l.Entries, l.Amount.Amount.Canonical())
		var outside []string
		for _, s := range l.Parties {
			outside = append(outside, s.Name+" "+s.Counted.Amount.Canonical())
		}
		slices.Sort(outside)
		fmt.Fprintln(b, " outside", outside)
	}
	var shares []string
	var sum money.Sum
	for _, s := range r.Shares {
		sum.AddAmount(s.Indicative.Amount)
		counted := string(s.Mark)
		if s.Counted != nil {
			counted = s.Counted.Amount.Canonical() + " " + s.Gap.Amount.Canonical()
		}
		shares = append(shares, fmt.Sprint(" share ", s.Name, " ", s.Indicative.Amount.Canonical(), " ", counted))
	}
	slices.Sort(shares)
	fmt.Fprintln(b, strings.Join(shares, "\n"))
	if len(r.Shares) > 0 {
		fmt.Fprintln(b, " shares sum to", sum.Total().Canonical())
	}
	for _, c := range r.Cumulative {
		fmt.Fprintln(b, " until", c.Day, c.Amount.Canonical())
	}
}

// figures writes down the same of the model.
func (w *world) figures() string {
	var b strings.Builder
	for n, q := range questions() {
		w.position(&b, n, "", q, w.standingRows(q.Series))
		if n%4 == 1 {
			for _, e := range w.editions(q.Series) {
				w.position(&b, n, string(e.id), q, e.rows)
			}
		}
	}
	for _, series := range []muster.SeriesID{"comparable", "weak", "claims"} {
		all := w.editions(series)
		var before *fact
		for i, e := range all {
			s, label := e.value.(*pledge.Submission), ""
			if before != nil {
				label = before.value.(*pledge.Submission).Label
			}
			fmt.Fprintln(&b, "edition", series, e.id, s.Label, s.DataTo, i == len(all)-1, label, changes(before, e))
			before = &all[i]
		}
	}
	for _, about := range []string{"comparable:k1", "weak:k2", "claims:k1"} {
		w.contribution(&b, about)
	}
	for n, q := range weighings() {
		w.weigh(&b, n, q)
	}
	return b.String()
}

func (w *world) contribution(b *strings.Builder, about string) {
	series, _, _ := strings.Cut(about, ":")
	var lines []string
	for _, e := range w.standingRows(muster.SeriesID(series)) {
		if e.About != about {
			continue
		}
		said := "nothing"
		switch {
		case e.Value != nil && e.Value.Mark == "":
			said = value(e.Value)
		case e.Converted != nil && e.Converted.Mark == "":
		case e.Value != nil:
			said = string(e.Value.Mark)
		case e.Converted != nil:
			said = string(e.Converted.Mark)
		}
		var in []string
		for _, ed := range w.editions(muster.SeriesID(series)) {
			for _, x := range ed.rows {
				if x.About == about && content(x) == content(e) && likened(x.Converted) == likened(e.Converted) {
					in = append(in, ed.value.(*pledge.Submission).Label)
				}
			}
		}
		lines = append(lines, fmt.Sprint("contribution ", about, " ", e.Event, " ", e.Line, " ", w.name(e.Party), " ", said, " ", in))
	}
	if len(lines) > 0 {
		slices.Sort(lines)
		b.WriteString(strings.Join(lines, "\n") + "\n")
	}
}

type bucket struct {
	sum              *big.Rat
	entries, partial int
}

func (w *world) position(b *strings.Builder, n int, edition string, q pledge.PositionQuery, rows []pledge.Entry) {
	sums, undated := map[string]*bucket{}, 0
	for _, e := range rows {
		p := period(e)
		exact := p.Precision == muster.ExactDay
		on := today
		if exact {
			on = p.From
		}
		switch {
		case e.Event != q.Event || !hasMoney(e) || len(q.Types) > 0 && !slices.Contains(q.Types, e.Type):
			continue
		case q.Group != "" && !w.member(q.Group, e.Party, on):
			continue
		case (q.From != nil || q.To != nil) && !exact:
			undated++
			continue
		case q.From != nil && p.From < *q.From, q.To != nil && p.From >= *q.To:
			continue
		}
		currency, amount := worth(e)
		if q.Currency != "" {
			currency, amount = string(q.Currency), w.at(e, string(q.Currency))
		}
		key := strings.Join(w.keys(e, q.By), ",") + " " + currency
		if sums[key] == nil {
			sums[key] = &bucket{sum: new(big.Rat)}
		}
		sums[key].entries++
		if amount == nil {
			sums[key].partial++
		} else {
			sums[key].sum.Add(sums[key].sum, amount)
		}
	}
	keys := make([]string, 0, len(sums))
	for k := range sums {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	for _, k := range keys {
		fmt.Fprintln(b, "position", n, edition, k, text(sums[k].sum), sums[k].entries, sums[k].partial)
	}
	if undated > 0 {
		fmt.Fprintln(b, "position", n, edition, "undated", undated)
	}
}

func (w *world) keys(e pledge.Entry, by []pledge.Dim) (keys []string) {
	p := period(e)
	for _, d := range by {
		k := ""
		switch {
		case d == pledge.ByDonor:
			k = w.name(e.Party)
		case d == pledge.ByType:
			k = e.Type
		case d == pledge.ByContribution:
			k = e.About
		case p.Precision < muster.Month:
		case d == pledge.ByYear:
			k = p.From.String()[:4]
		case d == pledge.ByMonth:
			k = p.From.String()[:7]
		}
		keys = append(keys, k)
	}
	return keys
}
