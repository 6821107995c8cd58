package kiel_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"muster"
	"muster/kiel"
)

func TestDatesAreReadAsTheTrackerWritesThem(t *testing.T) {
	const dayFirst, unreadable, reversed = "day first", "cannot be read", "comes before"
	for _, c := range []struct{ said, period, note string }{
		{"2022-03-01", "2022-03-01", ""},
		{"2022-03-01 00:00:00", "2022-03-01", ""},
		{"2922-02-09", "2922-02-09", ""},
		{"3/1/2022", "2022-03-01", ""},
		{"12/21/2022", "2022-12-21", ""},
		{"25/07/2022", "2022-07-25", dayFirst},
		{"31.12.2022", "2022-12-31", ""},
		{"until 6/9/2022", "/2022-06-09", ""},
		{"unti 10/3/2022", "/2022-10-03", ""},
		{"until  5/7/2022", "/2022-05-07", ""},
		{"Until 6/9/2022 ", "/2022-06-09", ""},
		{"until 17/10/2022", "/2022-10-17", dayFirst},
		{"until 04/10/2022", "/2022-04-10", ""},
		{"until 11/2022", "/2022-11-30", ""},
		{"after 12/21/2022", "2022-12-21/", ""},
		{"since 2/24/2022", "2022-02-24/", ""},
		{"between 3/20/2022 and 7/1/2022", "2022-03-20/2022-07-01", ""},
		{"between 3/4/22 & 3/11/22", "2022-03-04/2022-03-11", ""},
		{"between 7/1/2022 and 3/20/2022", "", reversed},
		{"not specified, 03/22", "2022-03", ""},
		{"unclear, 09/2022", "2022-09", ""},
		{"unspecified, 03/2022", "2022-03", ""},
		{"not specified, 8/2022", "2022-08", ""},
		{"July 10, 2024", "2024-07-10", ""},
		{"10 July 2024", "2024-07-10", ""},
		{"July 2024", "2024-07", ""},
		{"2024-07", "2024-07", ""},
		{"unspecified", "", ""},
		{"Undisclosed", "", ""},
		{".", "", ""},
		{"", "", ""},
		{"until 06/31/2022", "", unreadable},
		{"31/31/2022", "", unreadable},
		{"2/29/2023", "", unreadable},
		{"13/2022", "", unreadable},
		{"until", "", unreadable},
		{"until spring", "", unreadable},
		{"untilled 3/1/2022", "", unreadable},
		{"44621", "", unreadable},
		{"0000-01-01", "", unreadable},
	} {
		d := kiel.ReadDate(c.said)
		if got := d.Period.String(); got != c.period {
			t.Errorf("%q: got %q, want %q", c.said, got, c.period)
		}
		if c.note == "" && d.Note != "" || !strings.Contains(d.Note, c.note) {
			t.Errorf("%q: got note %q, want %q", c.said, d.Note, c.note)
		}
	}
}

func TestADateIsKeptAsSaid(t *testing.T) {
	for said, want := range map[string]string{
		"2022-03-01 00:00:00": "2022-03-01", "2022-03-01T00:00:00": "2022-03-01", " until 6/9/2022 ": "until 6/9/2022", "until  5/7/2022": "until  5/7/2022", "25/07/2022": "25/07/2022",
	} {
		if got := kiel.ReadDate(said).Said; got != want {
			t.Errorf("%q: got %q, want %q", said, got, want)
		}
	}
}

func TestEveryDayIsReadInEveryForm(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := muster.Day(rapid.IntRange(int(muster.NewDay(1970, 1, 1)), int(muster.NewDay(2069, 12, 31))).Draw(t, "day"))
		for _, layout := range []string{"2006-01-02", "2006-01-02 15:04:05", "1/2/2006", "01/02/2006", "1/2/06", "2.1.2006", "January 2, 2006"} {
			if d := kiel.ReadDate(day.Time().Format(layout)); d.Period != muster.OnDay(day) || d.Note != "" {
				t.Fatalf("%s: got %v with %q", d.Said, d.Period, d.Note)
			}
		}
		until, after := kiel.ReadDate(day.Time().Format("until 1/2/2006")), kiel.ReadDate(day.Time().Format("after 1/2/2006"))
		if until.Period != muster.Between(muster.MinDay, day) || after.Period != muster.Between(day, muster.MaxDay) {
			t.Fatalf("got %v and %v", until.Period, after.Period)
		}
	})
}

// FuzzDate hands ReadDate any text: what it reads is a period that reads back from its own text,
// and what it cannot read is undated and keeps its words.
func FuzzDate(f *testing.F) {
	for _, s := range []string{"until 6/9/2022", "between 3/4/22 & 3/11/22", "not specified, 03/22", "2022-03-01 00:00:00", "after 12/21/2022", "July 10, 2024", "unclear,"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, said string) {
		d := kiel.ReadDate(said)
		if !strings.Contains(said, d.Said) {
			t.Errorf("%q became %q", said, d.Said)
		}
		back, err := muster.ParsePeriod(d.Period.String())
		if err != nil || back != d.Period {
			t.Errorf("%q: %v reads back as %v, %v", said, d.Period, back, err)
		}
		if d.Period.Precision != muster.Undated && d.Period.From > d.Period.To {
			t.Errorf("%q: %v ends before it begins", said, d.Period)
		}
	})
}
