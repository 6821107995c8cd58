package node

import (
	"context"
	"slices"

	"muster/matching"

	"muster"
	"muster/party"
	"muster/pledge"
	"muster/standing"
	"muster/web"
)

var _ web.LedgerSource = pages{}

// ask reads what stands as known then.
func (p pages) ask(ctx context.Context, known string, f func(v standing.View) error) (web.Moment, error) {
	v, m, err := p.at(ctx, known)
	if err != nil {
		return m, err
	}
	p.n.State.Read(func() { err = f(v) })
	return m, err
}

// Ledgers implements web.LedgerSource.
func (p pages) Ledgers(ctx context.Context, known string) (out []web.Ledger, m web.Moment, err error) {
	m, err = p.ask(ctx, known, func(v standing.View) error {
		ledger := pledge.In(v)
		for _, id := range ledger.Series(v) {
			out = append(out, ledgerOf(v, id))
		}
		return nil
	})
	slices.SortStableFunc(out, func(a, b web.Ledger) int { return b.Entries - a.Entries })
	return out, m, err
}

func ledgerOf(v standing.View, id muster.SeriesID) web.Ledger {
	ledger, parties := pledge.In(v), party.In(v)
	l := web.Ledger{Series: id, Vocabulary: matching.Ledger(v).Vocabulary(v, id)}
	for _, d := range l.Vocabulary.Donors {
		x, _ := parties.Get(v.Known, d)
		l.Donors = append(l.Donors, web.Named{ID: d, Name: parties.NameOf(v.Known, d), ISO2: x.ISO2})
	}
	for _, g := range parties.GroupIDs(v.Known) {
		l.Groups = append(l.Groups, web.Named{ID: g, Name: parties.GroupName(v.Known, g)})
	}
	for _, e := range slices.Backward(ledger.KnownEditions(v, id)) {
		l.Editions = append(l.Editions, web.Edition{Label: e.Label, DataTo: e.DataTo, Submission: e.ID, Stands: e.Stands})
		if e.Stands {
			l.Title = e.Title
		}
	}
	return l
}

// Figure implements web.LedgerSource.
func (p pages) Figure(ctx context.Context, known string, q pledge.PositionQuery) (out *pledge.Position, m web.Moment, err error) {
	m, err = p.ask(ctx, known, func(v standing.View) (err error) {
		out, err = matching.Ledger(v).Position(v, q)
		return err
	})
	return out, m, err
}

// Entries implements web.LedgerSource.
func (p pages) Entries(ctx context.Context, known string, q pledge.PositionQuery, order string, from, n int) (*web.EntryList, error) {
	out := &web.EntryList{}
	var err error
	out.Moment, err = p.ask(ctx, known, func(v standing.View) error {
		ledger := matching.Ledger(v)
		e, err := ledger.Entries(v, q, order)
		if err != nil {
			return err
		}
		out.Total, out.Sums, out.Undated, out.Withheld = e.Len(), e.Sums, e.Undated, e.Withheld
		out.Unlisted = e.Unlisted
		out.Laid = e.Laid
		if out.Excluded, err = ledger.Excluded(v, q); err != nil {
			return err
		}
		out.Lines = slices.Collect(e.Some(from, n))
		return nil
	})
	return out, err
}

// Contributions implements web.LedgerSource.
func (p pages) Contributions(ctx context.Context, known string, q pledge.ContributionQuery, from, n int) (*web.ContributionList, error) {
	out := &web.ContributionList{}
	var err error
	out.Moment, err = p.ask(ctx, known, func(v standing.View) error {
		c, err := matching.Ledger(v).Contributions(v, q)
		if err != nil {
			return err
		}
		out.Total, out.Sums, out.Withheld = c.Len(), c.Sums, c.Withheld
		out.Unlisted = c.Unlisted
		out.Without = c.Without
		out.Rows = slices.Collect(c.Some(from, n))
		return nil
	})
	return out, err
}

// Contribution implements web.LedgerSource.
func (p pages) Contribution(ctx context.Context, known, id string) (*web.Contribution, error) {
	out := &web.Contribution{ID: id}
	if err := p.n.Log.CatchUp(ctx); err != nil {
		return nil, err
	}
	said, err := p.n.Contribution(ctx, known, id, "", true)
	if err != nil {
		return nil, err
	}
	for _, s := range said {
		c := web.Claim{Entry: s.Entry, Statement: s.Statement, Stands: s.Stands}
		if s.Derived != nil {
			c.Derived = &web.Follows{Match: s.Derived.Match, Fulfils: s.Derived.Fulfils}
		}
		for _, at := range s.Places {
			c.Cited = append(c.Cited, web.Cited{Submission: at.Submission, Label: at.Edition, File: at.File, Sheet: at.Sheet, Row: at.Row})
		}
		out.Claims = append(out.Claims, c)
	}
	out.Moment, err = p.ask(ctx, known, func(v standing.View) error {
		last := out.Claims[len(out.Claims)-1]
		out.Donor = web.Named{ID: last.Party, Name: party.In(v).NameOf(v.Known, last.Party)}
		out.Series = pledge.SeriesOf(last.About)
		return nil
	})
	return out, err
}
