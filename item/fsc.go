package item

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"sync"

	"muster"
)

// fscFile has the groups and classes of the Federal Supply Classification, which the NATO Codification
// System uses: the numeric codes of the Product and Service Codes of the US General Services
// Administration, edition of 17 March 2020, a work of the US government. fsc_extract.py writes it.
//
//go:embed fsc.csv
var fscFile string

// FSCSource is the list of supply classes in words.
const FSCSource = "US General Services Administration, Product and Service Codes, edition of 17 March 2020"

// FSCEdition is the day of the list: what is open then is held to be open later.
var FSCEdition = muster.NewDay(2020, 3, 17)

// FSC is one entry of the list: what a code meant between two days. One code may have several, one after
// the other: 1005 was written in two ways.
type FSC struct {
	Code  string     // two digits: a group; four: a class
	First muster.Day // the first day; muster.MinDay where the list gives none
	Last  muster.Day // the last day, which belongs to it; muster.MaxDay: still open
	Name  string     // as the list writes it, in English
}

// On reports whether the entry holds on a day.
func (f FSC) On(d muster.Day) bool { return f.First <= d && d <= f.Last }

var fscList = sync.OnceValue(func() map[string][]FSC {
	rows, err := csv.NewReader(strings.NewReader(fscFile)).ReadAll()
	if err != nil {
		panic(err) // the file is part of the program; the first test would find it
	}
	list := map[string][]FSC{}
	for _, r := range rows[1:] {
		f := FSC{Code: r[0], First: muster.MinDay, Last: muster.MaxDay, Name: r[3]}
		for i, d := range []*muster.Day{&f.First, &f.Last} {
			if text := r[i+1]; text != "" {
				if *d, err = muster.ParseDay(text); err != nil {
					panic(err)
				}
			}
		}
		list[f.Code] = append(list[f.Code], f)
	}
	for _, entries := range list {
		slices.SortFunc(entries, func(a, b FSC) int { return int(int64(a.First) - int64(b.First)) })
	}
	return list
})

// Class returns what a code of two or four digits means on a day; ok is false where it is not open then.
func Class(code string, d muster.Day) (f FSC, ok bool) {
	for _, f := range fscList()[code] {
		if f.On(d) {
			return f, true
		}
	}
	return FSC{}, false
}

// ClassHistory returns every entry of a code, the earliest first.
func ClassHistory(code string) []FSC { return slices.Clone(fscList()[code]) }

// notOpen says of a code that is not open on a day what the list has of it.
func notOpen(code string, d muster.Day) string {
	all := fscList()[code]
	if len(all) == 0 {
		return fmt.Sprintf("found %s; the list of supply classes of 17 March 2020 has no such class", code)
	}
	first, last := all[0], all[len(all)-1]
	switch {
	case d < first.First:
		return fmt.Sprintf("found %s, which opens on %s only; %s is before", code, first.First, d)
	default:
		return fmt.Sprintf("found %s, which was closed after %s; %s is later", code, last.Last, d)
	}
}
