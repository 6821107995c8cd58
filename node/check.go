package node

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"muster"
	"muster/kiel"
	"muster/money"
	"muster/party"
	"muster/pledge"
	"muster/report"
	"muster/sheet"
)

// Checked is how far what stands agrees with a publisher's own totals.
type Checked struct {
	Edition string
	Donors  int
	Equal   int
	Differ  []string // each a donor, with what is printed, what stands and the difference
}

// tolerance is how far a total may lie from the printed one, in billions: the publisher printed
// floats.
var tolerance = money.New(1, 6)

// Asked is what CheckSummary asks, of a record here or of one elsewhere.
type Asked interface {
	Parties(ctx context.Context, known string) (*report.List[report.Party], error)
	Editions(ctx context.Context, known string, series muster.SeriesID) (*report.List[report.Edition], error)
	Position(ctx context.Context, known string, q pledge.PositionQuery) (*report.Position, error)
}

var _ Asked = (*Node)(nil)

// CheckSummary compares what stands with the totals by donor, type and measure that the publisher
// printed.
func (n *Node) CheckSummary(ctx context.Context, known, edition string, book *sheet.Book) (*Checked, error) {
	return CheckSummary(ctx, n, known, edition, book)
}

// CheckSummary compares what stands in a record with the totals that the publisher printed.
func CheckSummary(ctx context.Context, in Asked, known, edition string, book *sheet.Book) (*Checked, error) {
	totals, err := kiel.ReadSummary(book)
	if err != nil {
		return nil, err
	}
	parties, err := in.Parties(ctx, known)
	if err != nil {
		return nil, err
	}
	known = strconv.FormatUint(uint64(parties.Known), 10) // the rest at the same position
	eds, err := in.Editions(ctx, known, kiel.Series)
	if err != nil {
		return nil, err
	}
	out := &Checked{Edition: edition}
	for _, e := range eds.Items {
		if e.Stands && edition == "" {
			out.Edition = e.Label
		}
	}
	ours := map[string]money.Amount{}
	events := map[pledge.Event]bool{}
	for _, t := range totals {
		events[t.Event] = true
	}
	dir := report.Named(parties.Items)
	for ev := range events {
		q := pledge.PositionQuery{Series: kiel.Series, Event: ev, By: []pledge.Dim{pledge.ByDonor, pledge.ByType}, Edition: edition}
		p, err := in.Position(ctx, known, q)
		if err != nil {
			return nil, err
		}
		for _, r := range p.Rows {
			keys := p.Keys(r)
			id, _ := dir.Party(keys[0])
			for _, kind := range []string{keys[1], "total"} {
				k := key(id, kind, ev)
				ours[k] = ours[k].Add(r.Amount.Amount)
			}
		}
	}
	return out, compareTotals(out, totals, ours, dir)
}

func key(id muster.PartyID, kind string, ev pledge.Event) string {
	return string(id) + "/" + kind + "/" + string(ev)
}

func compareTotals(out *Checked, totals []kiel.Total, ours map[string]money.Amount, dir *party.Directory) error {
	differ := map[string][]string{}
	var order []string
	for _, t := range totals {
		id, ok := dir.Party(t.Name)
		if !ok {
			return muster.Invalid("summary", fmt.Sprintf("row %d: no party goes by %q; the nearest known is %q", t.Row, t.Name, dir.Nearest(t.Name)))
		}
		if _, seen := differ[t.Name]; !seen {
			differ[t.Name] = nil
			order = append(order, t.Name)
		}
		want, _, err := money.ParseRounded(t.Amount)
		if err != nil {
			return muster.Invalid("summary", fmt.Sprintf("row %d, column %s: %v", t.Row, t.Column, err))
		}
		got, err := ours[key(id, t.Type, t.Event)].Quo(money.New(1_000_000_000, 0), 12)
		if err != nil {
			return err
		}
		if d := got.Sub(want); d.Abs().Cmp(tolerance) > 0 {
			sign := "+"
			if d.Sign() < 0 {
				sign = "−"
			}
			differ[t.Name] = append(differ[t.Name], fmt.Sprintf("%s %s printed %s, here %s bn EUR (%s%s)", t.Type, t.Event, want.Fixed(3), got.Fixed(3), sign, d.Abs().Fixed(3)))
		}
	}
	for _, name := range order {
		out.Donors++
		if len(differ[name]) == 0 {
			out.Equal++
			continue
		}
		out.Differ = append(out.Differ, name+": "+strings.Join(differ[name], "; "))
	}
	return nil
}
