package web

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"time"

	"muster"
	"muster/money"
	"muster/pledge"
)

// ledger is a Source over one list of rows: it answers as the ledger does, by the plainest code
// that can, so that pages are tested with figures that hang together.
type ledger struct {
	LedgerSource // which its pages are tested with the program
	SearchSource
	BoardSource
	ItemSource
	EvidenceSource
	WorkSource
	PlanSource
	AskSource
	ListSource
	AttachmentSource
	ReformSource
	terms    Terms
	members  map[muster.PartyID]string // with their names
	gdp      map[muster.PartyID]money.Amount
	covered  map[muster.PartyID]bool
	rows     []pledge.Line    // Counted is the amount in EUR, whatever is asked
	pledges  bool             // false: an empty record
	edition  bool             // false: nothing imported
	checked  Verification     // the last
	tried    map[string]Trial // files that wait
	withdrew string           // what was withdrawn last
	fault    error            // what every question is answered with
}

var recorded = time.Date(2026, 11, 23, 17, 30, 0, 0, time.UTC)

func (l *ledger) Pledges(context.Context) ([]Terms, error) {
	if !l.pledges {
		return nil, nil
	}
	return []Terms{l.terms}, l.fault
}

// settle fills in the pledge's own terms.
func settle(q Query) (method string, w pledge.Window) {
	method, w = cmp.Or(q.Method, "military-allocated"), pledge.Window{From: muster.NewDay(2024, 7, 10), To: muster.NewDay(2025, 7, 10)}
	if q.From != nil {
		w.From = *q.From
	}
	if q.To != nil {
		w.To = *q.To
	}
	return method, w
}

// reason says why a row does not count.
func (l *ledger) reason(row pledge.Line, q Query) pledge.Reason {
	method, w := settle(q)
	event := pledge.Allocated
	if method == "military-committed" {
		event = pledge.Committed
	}
	_, member := l.members[row.Party]
	switch {
	case row.Event != event:
		return pledge.OtherMeasure
	case row.Type != "military":
		return pledge.OtherType
	case !member:
		return pledge.OutsideGroup
	case row.Period.Precision == muster.Undated:
		return pledge.NoDate
	case row.Period.Precision != muster.ExactDay && !(q.MonthsInside && row.Period.Within(w.From, w.To)):
		return pledge.MonthOnly
	case !row.Period.Within(w.From, w.To):
		return pledge.OutsideWindow
	}
	return ""
}

func (l *ledger) Rows(_ context.Context, _ string, q Query, s Selection) (out pledge.Behind, err error) {
	for _, row := range l.rows {
		row.Reason = l.reason(row, q)
		if row.Reason != s.Reason || (s.Party != "" && row.Party != s.Party) {
			continue
		}
		if s.Days != (muster.Period{}) && (row.Period.To < s.Days.From || row.Period.To > s.Days.To) {
			continue
		}
		out.Lines = append(out.Lines, row)
	}
	return out, l.fault
}

func eur(a money.Amount) money.Money { return money.Money{Amount: a, Currency: "EUR"} }

func (l *ledger) Pledge(_ context.Context, name string, q Query) (r pledge.Result, err error) {
	if l.fault != nil {
		return r, l.fault
	}
	if q.Known == "7" {
		return r, muster.Invalid("known", "found 7; this record begins to know the pledge at position 12")
	}
	method, w := settle(q)
	r = pledge.Result{
		Pledge: name, Title: l.terms.Title, Method: method + "/1 3f9c01ab", MethodName: method, MethodText: "Military allocations", Window: w,
		Proxy:   "The pledge counts support delivered, as Allies report it to NATO; those reports are not public. This counts allocations found by a research institute.",
		Floor:   eur(money.MustParse("40000000000")),
		Counted: eur(money.Amount{}), Known: 5914, KnownAt: recorded, Root: "nzyZ1gmVQ0CkuT2mcPMnTEFkbLW63sOmXtXhqQh0mxQ=",
		Membership: cmp.Or(q.Membership, "window-end"), MonthsIn: q.MonthsInside, Event: pledge.Allocated, GDPUnit: "USD",
	}
	if method == "military-committed" {
		r.MethodText, r.Event = "Military commitments", pledge.Committed
	}
	if l.edition {
		r.Series, r.Edition, r.DataTo, r.Cite = "kiel", "Release 28", muster.NewDay(2026, 2, 28), "Kiel Institute for the World Economy, Ukraine Support Tracker"
		l.count(&r, q)
	}
	r.Gap = eur(r.Floor.Amount.Sub(r.Counted.Amount))
	if l.gdp != nil {
		r.GDPYear, r.GDPSource = cmp.Or(q.GDPYear, 2023), "World Bank, GDP (current US$)"
	}
	l.share(&r, q)
	if l.edition {
		for text, c := range map[string]Query{
			"window a day later":              {From: next(w.From), To: next(w.To)},
			"with rows dated only to a month": {MonthsInside: true},
			"commitments instead":             {Method: "military-committed"},
		} {
			var other pledge.Result
			l.count(&other, c)
			r.Choices = append(r.Choices, pledge.Choice{Text: text, Query: c.values().Encode(), Counted: eur(other.Counted.Amount)})
		}
		slices.SortFunc(r.Choices, func(a, b pledge.Choice) int { return cmp.Compare(a.Text, b.Text) })
	}
	return r, nil
}

func next(d muster.Day) *muster.Day { d++; return &d }

// count sums the rows that count, by day, and those left out, by reason.
func (l *ledger) count(r *pledge.Result, q Query) {
	byDay := map[muster.Day]money.Amount{}
	out := map[pledge.Reason]*pledge.LeftOut{}
	outside := map[muster.PartyID]pledge.Share{}
	for _, row := range l.rows {
		reason, amount := l.reason(row, q), money.Amount{}
		if row.Counted != nil {
			amount = row.Counted.Amount
		}
		if reason == "" {
			r.Counted.Amount = r.Counted.Amount.Add(amount)
			byDay[row.Period.To] = byDay[row.Period.To].Add(amount)
			r.Entries++
			if row.Counted == nil {
				r.Partial++
			}
			continue
		}
		if out[reason] == nil {
			out[reason] = &pledge.LeftOut{Reason: reason, Text: string(reason), Amount: eur(money.Amount{})}
		}
		out[reason].Entries++
		out[reason].Amount.Amount = out[reason].Amount.Amount.Add(amount)
		if reason == pledge.OutsideGroup {
			sh := outside[row.Party]
			if sh.Counted == nil {
				sh = pledge.Share{Party: row.Party, Name: row.Name, Counted: &money.Money{Currency: "EUR"}}
			}
			sh.Counted.Amount = sh.Counted.Amount.Add(amount)
			outside[row.Party] = sh
		}
	}
	for _, reason := range reasons {
		if lo := out[reason]; lo != nil {
			for _, sh := range outside {
				if reason == pledge.OutsideGroup {
					lo.Parties = append(lo.Parties, sh)
				}
			}
			slices.SortFunc(lo.Parties, func(a, b pledge.Share) int {
				return cmp.Or(b.Counted.Amount.Cmp(a.Counted.Amount), cmp.Compare(a.Name, b.Name))
			})
			r.LeftOut = append(r.LeftOut, *lo)
		}
	}
	var total money.Amount
	days := make([]muster.Day, 0, len(byDay))
	for d := range byDay {
		days = append(days, d)
	}
	slices.Sort(days)
	for _, d := range days {
		total = total.Add(byDay[d])
		r.Cumulative = append(r.Cumulative, pledge.Point{Day: d, Amount: total})
		if r.Reached == nil && !r.Floor.Amount.IsZero() && total.Cmp(r.Floor.Amount) >= 0 {
			r.Reached = &pledge.Point{Day: d, Amount: total}
		}
	}
}

// share splits the floor by GDP and sets what each gave beside it.
func (l *ledger) share(r *pledge.Result, q Query) {
	var ids []muster.PartyID
	var weights []money.Amount
	var all money.Amount
	for id := range l.members {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b muster.PartyID) int { return cmp.Or(l.gdp[b].Cmp(l.gdp[a]), cmp.Compare(a, b)) })
	for _, id := range ids {
		weights = append(weights, l.gdp[id])
		all = all.Add(l.gdp[id])
	}
	parts := make([]money.Amount, len(ids))
	if l.gdp != nil {
		parts, _ = money.Apportion(r.Floor.Amount, weights, 2)
	}
	counted := map[muster.PartyID]money.Amount{}
	if l.edition {
		for _, row := range l.rows {
			if row.Counted != nil && l.reason(row, q) == "" {
				counted[row.Party] = counted[row.Party].Add(row.Counted.Amount)
			}
		}
	}
	for i, id := range ids {
		sh := pledge.Share{Party: id, Name: l.members[id], GDP: pledge.Money{Amount: l.gdp[id], Currency: "USD"}, Indicative: eur(parts[i]), Mark: pledge.NotCovered}
		if l.gdp != nil {
			sh.Share, _ = l.gdp[id].Quo(all, 8)
		}
		if l.covered[id] {
			c, g := eur(counted[id]), eur(parts[i].Sub(counted[id]))
			sh.Counted, sh.Gap, sh.Mark = &c, &g, ""
		}
		r.Shares = append(r.Shares, sh)
	}
}

func (l *ledger) Statement(_ context.Context, known string, id muster.ID) (Statement, error) {
	if l.fault != nil {
		return Statement{}, l.fault
	}
	st := Statement{
		ID: id, Recorded: recorded, Known: 5914, KnownAt: recorded, Root: "nzyZ1gmVQ0CkuT2mcPMnTEFkbLW63sOmXtXhqQh0mxQ=",
		Speaker: "Kiel Institute", Words: "says what happened to a contribution", Standing: true, Proof: true, Salt: []byte("sixteen bytes ok"),
	}
	if m, err := l.theMoment(known); err != nil {
		return st, err
	} else if known != "" {
		st.Known = m.Known
	}
	_, n, err := id.Split()
	if err != nil {
		return Statement{}, err
	}
	st.Position = muster.Seq(n)
	if n > 1 {
		st.Previous = muster.NewID("k7gkq2mz4t", n-1)
	}
	st.Next = muster.NewID("k7gkq2mz4t", n+1)
	if n < 100 {
		st.Body, st.Words, st.Speaker = []byte(`{"kind":"pledge.pledge/1","about":"washington-2024"}`), "states a pledge", "NATO"
	} else {
		i := int(n) - 100
		if i >= len(l.rows) {
			return Statement{}, muster.Missing("the statement " + string(id))
		}
		row := l.rows[i]
		body := pledge.Entry{
			Envelope: muster.Envelope{Kind: "pledge.entry/1", About: row.Contribution}, Line: row.Line, Event: row.Event, Party: row.Party,
			Type: row.Type, Date: row.Period.String(), Weak: true,
		}
		st.Party = row.Name
		if row.Value != nil {
			body.Value = &pledge.Value{Amount: row.Value.Amount.String(), Currency: row.Value.Currency}
		}
		st.Body, _ = json.Marshal(body)
		st.Cited = []Cited{{Submission: "k7gkq2mz4t-90", Label: "Release 28", Sheet: "Bilateral Assistance, MAIN DATA", Row: i + 2, Column: "S"}}
	}
	st.Head = muster.Head{ID: id, At: recorded, Body: muster.Commit(st.Salt, st.Body)}.Encode()
	switch n {
	case 101:
		st.Body, st.Salt = nil, nil
	case 102:
		st.Standing, st.EndedBy, st.Ended = false, "k7gkq2mz4t-150", 150
	}
	return st, nil
}

func (l *ledger) Proof(_ context.Context, id muster.ID) ([]byte, error) {
	return []byte("proof of " + string(id) + "\n"), l.fault
}
