package web

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"muster/money"
)

// unit is how amounts of one page are shown: "EUR bn" in headings, the same decimals down a column.
type unit struct {
	power    int
	word     string // "bn"
	one      money.Amount
	currency money.Currency
	in       *words // the reader's language
}

// unitFor shows billions where the floor is one or more, else millions.
func (w *words) unitFor(floor money.Money) unit {
	if floor.Amount.Abs().Cmp(money.New(1_000_000_000, 0)) >= 0 {
		return unit{9, w.say("unit.billion"), money.New(1_000_000_000, 0), floor.Currency, w}
	}
	return unit{6, w.say("unit.million"), money.New(1_000_000, 0), floor.Currency, w}
}

// String is the unit as a heading says it, "EUR bn".
func (u unit) String() string {
	return u.in.say("unit.heading", "currency", string(u.currency), "unit", u.word)
}

// fixed shows an amount in the unit with a column's decimals.
func (u unit) fixed(a money.Amount, decimals uint8) string {
	q, err := a.Quo(u.one, decimals)
	if err != nil {
		return ""
	}
	return u.in.grouped(q.Fixed(decimals))
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
	return strings.TrimSuffix(u.fixed(a, 2), u.in.point+"00")
}

// full is brief with currency and unit: "EUR 41.04 bn".
func (u unit) full(a money.Amount) string {
	return u.in.say("unit.amount", "currency", string(u.currency), "n", u.brief(a), "unit", u.word)
}

// percent is a ÷ b in whole percent.
func percent(a, b money.Amount) (money.Amount, bool) {
	if b.IsZero() {
		return money.Amount{}, false
	}
	q, err := a.Mul(money.New(100, 0), a.Scale()).Quo(b, 0)
	return q, err == nil
}

// lowerFirst makes a heading fit inside a sentence, unless its first word is an abbreviation.
func lowerFirst(s string) string {
	if rest, marked := strings.CutPrefix(s, foreignBegin); marked {
		return foreignBegin + lowerFirst(rest)
	}
	r, n := utf8.DecodeRuneInString(s)
	next, _ := utf8.DecodeRuneInString(s[n:])
	if unicode.IsUpper(next) {
		return s
	}
	return string(unicode.ToLower(r)) + s[n:]
}

// upperFirst makes a word fit at the beginning of a sentence.
func upperFirst(s string) string {
	if rest, marked := strings.CutPrefix(s, foreignBegin); marked {
		return foreignBegin + upperFirst(rest)
	}
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// segment is a text as one part of a path.
func segment(s string) string { return url.PathEscape(s) }
