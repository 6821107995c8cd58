package web

import (
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"muster"
	"muster/money"
)

// unit is how amounts of one page are shown: "EUR bn" in headings, the same decimals down a column.
type unit struct {
	power    int
	word     string // "bn"
	one      money.Amount
	currency money.Currency
}

// unitFor shows billions where the floor is one or more, else millions.
func unitFor(floor money.Money) unit {
	if floor.Amount.Abs().Cmp(money.New(1_000_000_000, 0)) >= 0 {
		return unit{9, "bn", money.New(1_000_000_000, 0), floor.Currency}
	}
	return unit{6, "m", money.New(1_000_000, 0), floor.Currency}
}

// String is the unit as a heading says it, "EUR bn".
func (u unit) String() string { return string(u.currency) + " " + u.word }

// fixed shows an amount in the unit with a column's decimals.
func (u unit) fixed(a money.Amount, decimals uint8) string {
	q, err := a.Quo(u.one, decimals)
	if err != nil {
		return ""
	}
	return minus(thousands(q.Fixed(decimals)))
}

// cell is the amount as the tables show it.
func (u unit) cell(a money.Amount) string { return u.fixed(a, 3) }

// signed is cell with a plus or a minus before it.
func (u unit) signed(a money.Amount) string {
	s := u.cell(a)
	if a.Sign() > 0 {
		return "+" + s
	}
	return s
}

// brief is the amount as a sentence shows it: two decimals, none where they are zero.
func (u unit) brief(a money.Amount) string {
	return strings.TrimSuffix(u.fixed(a, 2), ".00")
}

// full is brief with currency and unit: "EUR 41.04 bn".
func (u unit) full(a money.Amount) string {
	return string(u.currency) + " " + u.brief(a) + " " + u.word
}

// cents is an amount rounded to the minor unit: "10,182,812,345.67".
func cents(m money.Money) string { return minus(thousands(m.Rounded().Amount.String())) }

// digits is an amount with all the digits it keeps, and at least those of the minor unit.
func digits(m money.Money) string {
	if m.Amount.Scale() <= m.Currency.Minor() {
		return cents(m)
	}
	return minus(thousands(m.Amount.String()))
}

// percent is a ÷ b in whole percent.
func percent(a, b money.Amount) (money.Amount, bool) {
	if b.IsZero() {
		return money.Amount{}, false
	}
	q, err := a.Mul(money.New(100, 0), a.Scale()).Quo(b, 0)
	return q, err == nil
}

// thousands parts the whole digits in threes by commas.
func thousands(s string) string {
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "-", s[1:]
	}
	whole, rest, point := strings.Cut(s, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if point {
		whole += "." + rest
	}
	return sign + whole
}

// count64 is a position, or another large count, for people.
func count64[N ~uint64](n N) string { return thousands(strconv.FormatUint(uint64(n), 10)) }

// minus puts the minus sign of typography for the one of keyboards.
func minus(s string) string { return strings.Replace(s, "-", "−", 1) }

// day is "10 July 2024".
func (w *words) day(d muster.Day) string {
	t := d.Time()
	return t.Format("2 ") + w.months[t.Month()-1] + t.Format(" 2006")
}

// shortDay is "10 Jul 2024".
func (w *words) shortDay(d muster.Day) string {
	t := d.Time()
	return t.Format("2 ") + w.short[t.Month()-1] + t.Format(" 2006")
}

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
		t := p.From.Time()
		return w.months[t.Month()-1] + t.Format(" 2006")
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

// lowerFirst makes a heading fit inside a sentence, unless its first word is an abbreviation.
func lowerFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	next, _ := utf8.DecodeRuneInString(s[n:])
	if unicode.IsUpper(next) {
		return s
	}
	return string(unicode.ToLower(r)) + s[n:]
}

// upperFirst makes a word fit at the beginning of a sentence.
func upperFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// segment is a text as one part of a path.
func segment(s string) string { return url.PathEscape(s) }

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
