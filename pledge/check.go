package pledge

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"muster"
	"muster/money"
	"muster/party"
	"muster/standing"
)

// Check implements standing.Part.
func (p *Part) Check(s *standing.State, v muster.Value) error {
	switch x := v.(type) {
	case *Entry:
		return p.checkEntry(s, x)
	case *Submission:
		return p.checkSubmission(s, x)
	case *Cites:
		return p.checkCites(x)
	case *Method:
		return p.checkMethod(s, x)
	case *Terms:
		return p.checkTerms(s, x)
	}
	return nil
}

// CheckEnd implements standing.Ender: what follows a submission ends with it.
func (p *Part) CheckEnd(_ *standing.State, target muster.Seq) error {
	at := uint64(target)
	for _, s := range p.series {
		for _, e := range s.editions {
			if first := uint64(e.Stmt); first < at && at <= first+uint64(e.Follow) {
				return muster.Denied(fmt.Sprintf("this statement belongs to %s of %s: import a corrected edition, withdraw the submission %s, or make a competing claim", e.Label, s.id, e.ID))
			}
		}
	}
	return nil
}

func (e *edition) holds(row uint32) bool {
	_, ok := slices.BinarySearchFunc(e.Rows, row, func(r rowRange, row uint32) int {
		switch {
		case r.First+r.N <= row:
			return -1
		case r.First > row:
			return 1
		}
		return 0
	})
	return ok
}

func (p *Part) checkEntry(s *standing.State, e *Entry) error {
	var errs []error
	refuse := func(field, why string) { errs = append(errs, muster.Invalid(field, why)) }
	id := SeriesOf(e.About)
	if id == "" || string(id) == e.About || len(e.About) > 512 {
		refuse("about", fmt.Sprintf("found %q; a contribution is named by its series, a colon and its key, as in kiel:DEM12", e.About))
	}
	if id == DerivedSeries {
		refuse("about", fmt.Sprintf("found %q; the series %s holds what follows from matches, which nobody states", e.About, id))
	}
	if e.Source != nil && e.Source.Submission != "" {
		if ed := p.openEdition(e.Source.Submission); ed == nil {
			refuse("source", fmt.Sprintf("submission %s takes no more entries", e.Source.Submission))
		} else if ed.About != string(id) {
			refuse("about", fmt.Sprintf("found %q in an edition of %s", e.About, ed.About))
		}
	} else {
		if e.By == "" {
			refuse("by", "say whose claim this is")
		}
		if sr, ok := p.findSeries(id); ok && len(sr.editions) > 0 {
			refuse("about", fmt.Sprintf("%s comes in editions: import one, or make the claim in a series of your own", id))
		}
	}
	if slices.Index(Events, e.Event) < 0 {
		refuse("event", fmt.Sprintf("found %q; accepted are %v", e.Event, Events))
	}
	if _, ok := standing.Find[*party.Part](s).Get(s.Known(), e.Party); !ok {
		refuse("party", fmt.Sprintf("found %q; no party has this id", e.Party))
	}
	if e.Period != "" {
		if _, err := muster.ParsePeriod(e.Period); err != nil {
			refuse("period", err.Error())
		}
	}
	if _, ok := p.types.find(e.Type); !ok && len(p.types.list) >= mostTypes {
		refuse("type", fmt.Sprintf("found %q; this record has %d types of assistance already, the most there can be", e.Type, len(p.types.list)))
	}
	checkValue(refuse, "value", e.Value)
	checkValue(refuse, "converted", e.Converted)
	for _, v := range []*Value{e.Value, e.Converted} {
		if v == nil {
			continue
		}
		// Two may be new at once.
		if _, ok := p.currencies.find(string(v.Currency)); !ok && len(p.currencies.list) >= mostCurrencies {
			refuse("currency", fmt.Sprintf("found %s; this record has %d currencies already, the most there can be", v.Currency, len(p.currencies.list)))
		}
	}
	if q := e.Quantity; q != nil {
		if q.Number != "" {
			if _, err := money.Parse(q.Number); err != nil {
				refuse("quantity", err.Error())
			}
		}
		if q.Mark != "" && !slices.Contains(Marks, q.Mark) {
			refuse("quantity", fmt.Sprintf("found the mark %q; accepted are %v", q.Mark, Marks))
		}
	}
	return errors.Join(errs...)
}

// How many types and currencies the columns have numbers for; of currencies one is kept free, since
// an entry may bring two.
const (
	mostTypes      = 1 << 16
	mostCurrencies = 1<<8 - 1
)

func checkValue(refuse func(field, why string), field string, v *Value) {
	if v == nil {
		return
	}
	switch {
	case (v.Amount == "") == (v.Mark == ""):
		refuse(field, "a value is an amount or a mark, and not both")
	case v.Mark != "" && !slices.Contains(Marks, v.Mark):
		refuse(field, fmt.Sprintf("found the mark %q; accepted are %v", v.Mark, Marks))
	case v.Amount != "":
		if _, err := money.Parse(v.Amount); err != nil {
			refuse(field, err.Error())
		}
	}
	if v.Amount != "" || v.Currency != "" {
		if c, err := money.ParseCurrency(string(v.Currency)); err != nil {
			refuse(field, err.Error())
		} else if c != v.Currency {
			refuse(field, fmt.Sprintf("found the currency %q; write it %s", v.Currency, c))
		}
	}
}

func (p *Part) checkSubmission(s *standing.State, x *Submission) error {
	switch {
	case x.About == "" || strings.ContainsAny(x.About, ":/ "):
		return muster.Invalid("series", fmt.Sprintf("found %q; a series is named in one word, as kiel", x.About))
	case x.About == string(DerivedSeries):
		return muster.Invalid("series", fmt.Sprintf("found %q; this series holds what follows from matches, which nobody states", x.About))
	case x.By == "":
		return muster.Invalid("by", "say who published this edition")
	case x.Label == "":
		return muster.Invalid("label", "an edition has a label, as in Release 7")
	case x.Follow < 0:
		return muster.Invalid("follow", "a count is not negative")
	}
	// The operator is there before any party is.
	if _, ok := standing.Find[*party.Part](s).Get(s.Known(), x.By); !ok && x.By != party.Operator {
		return muster.Invalid("by", fmt.Sprintf("found %q; no party has this id", x.By))
	}
	if sr, ok := p.findSeries(muster.SeriesID(x.About)); ok && len(sr.editions) == 0 {
		return muster.Conflict("series", fmt.Sprintf("claims were made in %s one by one: bring editions in a series of their own", x.About))
	}
	for _, e := range x.Measures {
		if slices.Index(Events, e) < 0 {
			return muster.Invalid("measures", fmt.Sprintf("found %q; accepted are %v", e, Events))
		}
	}
	return nil
}

func (p *Part) checkCites(x *Cites) error {
	if x.Source == nil || p.openEdition(x.Source.Submission) == nil {
		return muster.Invalid("source", "cites name the submission they belong to, in its own request")
	}
	ed := p.openEdition(x.Source.Submission)
	sn := p.seriesNumber[muster.SeriesID(ed.About)]
	var stmts []uint32
	for r := range parseRanges(x.Entries) {
		for stmt := r.First; stmt < r.First+r.N; stmt++ {
			row, ok := p.rowOf(stmt)
			if !ok {
				return muster.Invalid("entries", fmt.Sprintf("statement %d is no entry", stmt))
			}
			if b, i := p.at(row); b.series[i] != sn {
				return muster.Invalid("entries", fmt.Sprintf("statement %d is an entry of %s, not of %s", stmt, p.series[b.series[i]].id, ed.About))
			}
			stmts = append(stmts, stmt)
		}
	}
	// Each once, in order: a row cited twice would count twice.
	rises := true
	for i := 1; i < len(stmts); i++ {
		rises = rises && stmts[i-1] < stmts[i]
	}
	if !rises || strings.Join(ranges(stmts), ",") != x.Entries {
		return muster.Invalid("entries", "accepted are counters in order, each once, as ranges: 12-500,502")
	}
	return nil
}

func (p *Part) checkMethod(s *standing.State, x *Method) error {
	switch {
	case x.About != fmt.Sprintf("%s/%d", x.Name, x.Version) || x.Version < 1:
		return muster.Invalid("about", fmt.Sprintf("found %q; a method is about name/version, as in military-allocated/1", x.About))
	case slices.Index(Events, x.Event) < 0:
		return muster.Invalid("event", fmt.Sprintf("found %q; accepted are %v", x.Event, Events))
	case x.Series == "":
		return muster.Invalid("series", "a method says whose claims count")
	case x.Undated != "leave_out":
		return muster.Invalid("undated", fmt.Sprintf("found %q; accepted is leave_out", x.Undated))
	case x.Months != "leave_out" && x.Months != "inside":
		return muster.Invalid("months", fmt.Sprintf("found %q; accepted are leave_out and inside", x.Months))
	case x.Membership != WindowEnd && x.Membership != EntryDate:
		return muster.Invalid("membership", fmt.Sprintf("found %q; accepted are %s and %s", x.Membership, WindowEnd, EntryDate))
	case x.Conversion != "source":
		return muster.Invalid("conversion", fmt.Sprintf("found %q; accepted is source", x.Conversion))
	case x.Derived != "" && x.Derived != LeaveOut && x.Derived != Count:
		return muster.Found("derived", x.Derived, "leave_out or count")
	case x.PriceBase != "nominal":
		return muster.Invalid("price_base", fmt.Sprintf("found %q; accepted is nominal", x.PriceBase))
	}
	return p.methods.CheckThread(s.Known(), &x.Envelope)
}

func (p *Part) checkTerms(s *standing.State, x *Terms) error {
	parties := standing.Find[*party.Part](s)
	switch {
	case x.About == "" || x.Title == "":
		return muster.Invalid("about", "a pledge has a name and a title")
	case x.Floor.Amount.Sign() <= 0:
		return muster.Invalid("floor", "a floor is more than nothing")
	case x.Window.From >= x.Window.To:
		return muster.Invalid("window", "a window ends after it begins")
	case !parties.HasGroup(s.Known(), x.Group):
		return muster.Invalid("group", fmt.Sprintf("found %q; this record has the groups %v", x.Group, parties.GroupIDs(s.Known())))
	}
	if _, err := money.ParseCurrency(string(x.Floor.Currency)); err != nil {
		return muster.Invalid("floor", err.Error())
	}
	if minor := x.Floor.Currency.Minor(); x.Floor.Amount.Round(minor).Cmp(x.Floor.Amount) != 0 {
		return muster.Invalid("floor", fmt.Sprintf("found %s; a floor is apportioned in whole units of %d decimals", x.Floor.Amount, minor))
	}
	return p.terms.CheckThread(s.Known(), &x.Envelope)
}
