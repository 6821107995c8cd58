package kiel

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"muster"
	"muster/pledge"
	"muster/sheet"
)

// activityReader reads release 28's activity list: one row of the file gives an allocated entry, a
// committed one, or both. The list names no packages, so a contribution's identity is made from
// its row's content and is weak; rows alike are numbered, and none is ever merged.
type activityReader struct {
	*importer
	donor, date, kind, measure, before, redistributed, activity, month int
	alike                                                              map[string]int
}

func readActivities(book *sheet.Book, t table, who Parties, opt Options) (*pledge.Draft, error) {
	h := t.heading
	a := activityReader{
		importer: newImporter(t, who, pledge.Committed, pledge.Allocated),
		donor:    h.Need("giver"), date: h.Need("dato"), kind: h.Need("kategori"), measure: h.Need("maal"),
		before: h.Need("verdi_eur"), redistributed: h.Need("verdi_eur_redistr"), activity: h.Need("verdi_eur_activity"),
		month: h.Need("maaned_nr"), alike: map[string]int{},
	}
	if err := h.Err(); err != nil {
		return nil, err
	}
	var days []muster.Day
	for _, a.importer.row = range t.rows {
		if d := ReadDate(a.said(a.date)); d.Period.Precision == muster.ExactDay {
			days = append(days, d.Period.From)
		}
	}
	if err := a.importer.date(book, opt, days); err != nil {
		return nil, err
	}
	for _, row := range t.rows {
		a.read(row)
	}
	return a.draft, nil
}

func (a *activityReader) read(row sheet.Row) {
	a.start(row)
	measure := strings.ToLower(a.said(a.measure))
	if measure != "allocation" && measure != "commitment" {
		a.refuse(a.measure, "Allocation or Commitment", "The measure is part of the row's key and cannot be read.")
	}
	e := pledge.Entry{Party: a.party(a.donor), Type: a.assistance(a.kind), Weak: true}
	e.Kind = "pledge.entry/1"
	when := a.when(&e)
	before, allocated, committed := a.money(a.before), a.money(a.redistributed), a.money(a.activity)
	if a.refused {
		a.finish()
		return
	}
	e.About = a.identity(e, measure, when, before, committed)
	var entries []pledge.Entry
	if measure == "allocation" {
		x := e
		x.Event, x.Value = pledge.Allocated, a.value(&x, a.redistributed, allocated)
		if before.isNumber() && allocated.isNumber() && !before.amount.Equal(allocated.amount) {
			x.Details = []pledge.Detail{{Name: "value before redistribution (EUR)", Said: before.text}}
		}
		entries = append(entries, x)
	}
	if measure == "commitment" || !committed.isNumber() && !committed.blank || committed.isNumber() && !committed.amount.IsZero() {
		x := e
		x.Event, x.Value = pledge.Committed, a.value(&x, a.activity, committed)
		entries = append(entries, x)
	}
	a.finish(entries...)
}

// value gives an entry its amount; a blank cell is a doubt, as the list leaves none blank.
func (a *activityReader) value(e *pledge.Entry, column int, n number) *pledge.Value {
	a.commasNoted(e, column, n)
	switch {
	case n.blank:
		a.note(e, column, acceptsMoney, "The row has no value in EUR.")
		return nil
	case n.isNumber():
		return &pledge.Value{Amount: n.text, Currency: "EUR"}
	}
	return &pledge.Value{Mark: n.mark, Said: n.word}
}

// months is how many months after January 2022 a month number may lie.
const months = 12 * 50

// when dates the entry: by its day, else by the number of its month, of which 1 is January 2022. It
// returns the date's part of the identity.
func (a *activityReader) when(e *pledge.Entry) string {
	d := ReadDate(a.said(a.date))
	number, known := a.monthNumber(e)
	if d.Said != "" {
		a.dated(e, a.date, d)
		if p := d.Period; known && number > 0 && (p.Precision == muster.ExactDay || p.Precision == muster.Month) {
			if t := p.From.Time(); (t.Year()-2022)*12+int(t.Month()) != number {
				a.note(e, a.month, fmt.Sprintf("the number of the date's month, %d", (t.Year()-2022)*12+int(t.Month())), "The row's date and its month number disagree; the date is taken as said.")
			}
		}
		return d.Said
	}
	if number <= 0 {
		return "undated"
	}
	first := muster.NewDay(2022, time.Month(number), 1).Time()
	a.dated(e, a.month, Date{Said: "month " + strconv.Itoa(number), Period: muster.InMonth(first.Year(), first.Month())})
	return "m" + strconv.Itoa(number)
}

// monthNumber reads the number of the month; 0 or blank is none.
func (a *activityReader) monthNumber(e *pledge.Entry) (int, bool) {
	n := readNumber(a.cell(a.month))
	if n.blank {
		return 0, true
	}
	i, err := strconv.Atoi(strings.TrimSuffix(n.text, ".0"))
	if err != nil || i < 0 || i > months {
		a.note(e, a.month, fmt.Sprintf("a whole number from 1 (January 2022) to %d, or 0 where there is none", months), "The number of the month cannot be read; it is left aside.")
		return 0, false
	}
	return i, true
}

// identity makes the contribution's name: party, type, measure, date as said, amount, and the
// number among rows alike.
func (a *activityReader) identity(e pledge.Entry, measure, when string, before, activity number) string {
	amount := before
	if !before.isNumber() || before.amount.IsZero() {
		amount = activity
	}
	sum := "none"
	if amount.isNumber() {
		sum = amount.amount.Canonical()
	}
	about := fmt.Sprintf("kiel:%s.%s.%s.%s.%s", e.Party, e.Type, measure, strings.ReplaceAll(flat(when), " ", "-"), sum)
	a.alike[about]++
	return fmt.Sprintf("%s.%d", about, a.alike[about])
}
