package web

import (
	"strings"
	"time"

	"muster"
)

// Days and months as people say them. A month has two forms: as it stands alone, "липень 2024", and
// as it stands in a date, "10 липня 2024".

// day is "10 July 2024".
func (w *words) day(d muster.Day) string { return w.dated(d.Time(), w.dateMonths) }

// shortDay is "10 Jul 2024".
func (w *words) shortDay(d muster.Day) string { return w.dated(d.Time(), w.short) }

func (w *words) dated(t time.Time, months [12]string) string {
	return t.Format("2 ") + months[t.Month()-1] + t.Format(" 2006")
}

// month is "July 2024".
func (w *words) month(t time.Time) string { return w.months[t.Month()-1] + t.Format(" 2006") }

// instant is "23 November 2026, 17:30 UTC".
func (w *words) instant(t time.Time) string {
	return w.day(muster.DayOf(t)) + t.UTC().Format(", 15:04 UTC")
}

// period says when something happened as people do.
func (w *words) period(p muster.Period) string {
	switch p.Precision {
	case muster.ExactDay:
		return w.day(p.From)
	case muster.Month:
		return w.month(p.From.Time())
	case muster.Interval:
		switch {
		case p.From == muster.MinDay && p.To == muster.MaxDay:
		case p.From == muster.MinDay:
			return w.say("period.until", "day", w.day(p.To))
		case p.To == muster.MaxDay:
			return w.say("period.after", "day", w.day(p.From))
		default:
			return w.say("period.between", "from", w.day(p.From), "to", w.day(p.To))
		}
	}
	return w.say("period.none")
}

// list joins names: "Australia, Ireland and Japan".
func (w *words) list(names []string) string {
	switch len(names) {
	case 0:
		return ""
	case 1:
		return names[0]
	}
	last := len(names) - 1
	return w.say("list", "some", strings.Join(names[:last], ", "), "last", names[last])
}
