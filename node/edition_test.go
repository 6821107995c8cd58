package node_test

import (
	"bytes"
	"fmt"
	"slices"

	"pgregory.net/rapid"

	"muster"
	"muster/money"
	"muster/pledge"
	"muster/record"
	"muster/standing"
)

// dates are the dates of random entries: days about the window's ends, months, intervals, none.
var dates = []string{
	"2024-07-01", "2024-06-30", "2024-07-05", "2024-07-10", "2024-07-11", "2024-07-14", "2024-07-15", "2024-08-01", "2024-07-20",
	"", "2024-07", "2024-06", "2024-07-02/2024-07-09", "2024-06-20/2024-07-02", "/2024-07-05", "2024-07-11/", "until spring",
}

func (h *history) amount(label string) string {
	if rapid.IntRange(0, 20).Draw(h.t, label+" wide") == 0 {
		return pick(h.t, label, "9223372036854775808.5", "-92233720368547758070", "9223372036854775807") // beyond, and at the end of, 64 bits
	}
	return money.New(rapid.Int64Range(-5_000_000, 5_000_000_000).Draw(h.t, label), uint8(rapid.IntRange(0, 3).Draw(h.t, label+" decimals"))).String()
}

func (h *history) value(label string, currencies ...money.Currency) *pledge.Value {
	switch rapid.IntRange(0, 5).Draw(h.t, label+" kind") {
	case 0:
		return nil
	case 1:
		return &pledge.Value{Mark: pick(h.t, label, pledge.Undisclosed, pledge.NotCovered), Currency: pick(h.t, label, append(currencies, "")...)}
	}
	return &pledge.Value{Amount: h.amount(label), Currency: pick(h.t, label, currencies...)}
}

// entry makes a random entry of a series.
func (h *history) entry(series muster.SeriesID) pledge.Entry {
	t := h.t
	e := pledge.Entry{
		Line: pick(t, "line", "", "", "x"), Event: pick(t, "event", pledge.Allocated, pledge.Allocated, pledge.Committed, pledge.Delivered),
		Party: pick(t, "party", partyIDs...), Type: pick(t, "type", "military", "military", "humanitarian"), Date: pick(t, "date", dates...),
		Value: h.value("value", "EUR", "EUR", "USD", "AUD", "UAH"), Item: pick(t, "item", "", "rifles"), Weak: series == "weak",
	}
	if rapid.Bool().Draw(t, "converted") {
		e.Converted = h.value("conversion", "EUR", "EUR", "USD")
	}
	if rapid.IntRange(0, 5).Draw(t, "read") == 0 {
		e.Date, e.Period = "until 7/9/2024", "/2024-07-09"
	}
	e.Kind = pledge.KindEntry
	e.About = fmt.Sprintf("%s:k%d", series, rapid.IntRange(1, 7).Draw(t, "key"))
	return e
}

// change makes of an entry what a later edition may say instead.
func (h *history) change(e pledge.Entry) pledge.Entry {
	switch rapid.IntRange(0, 4).Draw(h.t, "change") {
	case 0: // revalued
		e.Converted = &pledge.Value{Amount: h.amount("revalued"), Currency: "EUR"}
	case 1: // changed
		e.Value = h.value("changed", "EUR", "AUD")
	case 2:
		e.Date, e.Period = pick(h.t, "other date", dates...), ""
	}
	if e.Value != nil && e.Value.Amount != "" && rapid.Bool().Draw(h.t, "spelled otherwise") {
		v := *e.Value // the same number in other digits
		v.Amount = money.MustParse(v.Amount).Canonical()
		e.Value = &v
	}
	return e
}

// draft makes the next edition of a series out of one before it.
func (h *history) draft(series muster.SeriesID) *pledge.Draft {
	t := h.t
	d := &pledge.Draft{
		Series: series, By: "aaa", Label: pick(t, "label", "spring", "summer", "autumn"), DataTo: muster.NewDay(2024, 7, rapid.IntRange(1, 4).Draw(t, "data to")),
		DataToFrom: "as drawn", Comparable: series == "comparable" && rapid.IntRange(0, 9).Draw(t, "comparable") > 0, Title: "Source",
	}
	var entries []pledge.Entry
	if old := h.drafts[series]; len(old) > 0 {
		for _, r := range old[rapid.IntRange(0, len(old)-1).Draw(t, "made from")].Entries {
			if rapid.IntRange(0, 4).Draw(t, "gone") > 0 {
				entries = append(entries, h.change(r.Entry))
			}
		}
	}
	for range rapid.IntRange(0, 4).Draw(t, "new") {
		entries = append(entries, h.entry(series))
	}
	seen, row := map[string]bool{}, 1
	for _, e := range entries {
		k := fmt.Sprint(e.About, e.Event, e.Line)
		if seen[k] {
			continue
		}
		seen[k] = true
		if row == 1 || rapid.IntRange(0, 3).Draw(t, "same row") > 0 {
			row, d.RowsRead = row+1, d.RowsRead+1
		}
		e.Source, e.Envelope.By = nil, ""
		d.Entries = append(d.Entries, pledge.Row{Entry: e, Row: row})
	}
	return d
}

func (h *history) edition() {
	series := pick(h.t, "series", muster.SeriesID("comparable"), "comparable", "weak")
	if old := h.drafts[series]; len(old) > 0 && rapid.IntRange(0, 5).Draw(h.t, "again") == 0 {
		h.submit(old[rapid.IntRange(0, len(old)-1).Draw(h.t, "which")], true)
		return
	}
	h.submit(h.draft(series), true)
}

// submit brings an edition as an import does.
func (h *history) submit(d *pledge.Draft, good bool) {
	h.t.Helper()
	size, root := h.log.Head()
	acc, rec, err := h.send(d, false)
	if !good {
		if n, r := h.log.Head(); len(muster.Refusals(err)) == 0 || n != size || r != root {
			h.t.Fatalf("got %v and %d statements; want a refusal and %d", err, n, size)
		}
		return
	}
	if err != nil {
		h.t.Fatalf("edition refused: %v", err)
	}
	if acc.Rows != acc.Recorded+acc.Unchanged+acc.Refused || acc.Rows != d.RowsRead {
		h.t.Fatalf("%d rows are not %d recorded, %d unchanged and %d refused", acc.Rows, acc.Recorded, acc.Unchanged, acc.Refused)
	}
	if acc.Again != "" {
		if n, r := h.log.Head(); n != size || r != root || acc.Recorded != 0 {
			h.t.Fatalf("the same bytes again made %d statements", n-size)
		}
		return
	}
	s := &pledge.Submission{Label: d.Label, DataTo: d.DataTo, Comparable: d.Comparable}
	s.Kind, s.By, s.About = pledge.KindSubmission, d.By, string(d.Series)
	var rows []pledge.Entry
	for _, r := range d.Entries {
		rows = append(rows, r.Entry)
	}
	h.saidAs(acc.Submission, rec.Last, s, rows...)
	h.drafts[d.Series] = append(h.drafts[d.Series], d)
	h.accounted(acc)
}

// accounted compares an import's account with the model's.
func (h *history) accounted(acc *pledge.Account) {
	h.t.Helper()
	all := h.now.editions(acc.Series)
	i := slices.IndexFunc(all, func(f fact) bool { return f.id == acc.Submission })
	var before *fact
	label := ""
	if i > 0 {
		before, label = &all[i-1], all[i-1].value.(*pledge.Submission).Label
	}
	if want := changes(before, all[i]); acc.Change != want || acc.Before != label || acc.Stands != (i == len(all)-1) {
		h.t.Fatalf("the account says %+v after %q, stands %v; want %+v after %q, stands %v", acc.Change, acc.Before, acc.Stands, want, label, i == len(all)-1)
	}
}

// dryRun goes through an import without recording it.
func (h *history) dryRun(d *pledge.Draft) {
	h.t.Helper()
	size, root := h.log.Head()
	_, _, err := h.send(d, true)
	if n, r := h.log.Head(); err != nil || n != size || r != root {
		h.t.Fatalf("a dry run: %v, and %d statements, had %d", err, n, size)
	}
}

func (h *history) send(d *pledge.Draft, dry bool) (acc *pledge.Account, rec record.Receipt, err error) {
	// Import fills the citation in; the entries of the draft stay as they are for the next one.
	copied := *d
	copied.Entries = slices.Clone(d.Entries)
	file, err := record.Pack(bytes.NewReader(jsonOf([]any{d.Label, d.DataTo, d.Entries})), "file.json", "json")
	if err != nil {
		return nil, rec, err
	}
	ledger := standing.Find[*pledge.Part](h.state)
	rec, err = h.log.Record(h.ctx, &record.Request{By: d.By, DryRun: dry, Make: func(w *record.Writer) (err error) {
		acc, err = ledger.Submit(h.state, w, &copied, file, nil)
		return err
	}})
	return acc, rec, err
}
