package report

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
	"unicode/utf8"

	"muster"
	"muster/money"
	"muster/pledge"
)

// A page of contributions is asked for more than anything else of an API, so it writes its own JSON
// from what the ledger hands out: the bytes that encoding/json would write of Contributions, to which
// its tests hold it.

// ContributionPage is a page of contributions as it is found; it is written as a Contributions.
type ContributionPage struct {
	Foot
	Sums     json.RawMessage // of Contributions, written once for all pages of a list
	Unlisted json.RawMessage // likewise; nil where there is none
	Rows     int
	Withheld bool
	Items    []pledge.ContributionRow
	Next     string
}

// SumsByEvent lays out and writes what all contributions of a list come to.
func SumsByEvent(sums map[pledge.Event][]pledge.PositionRow) (json.RawMessage, error) {
	all := map[string][]EntrySum{}
	for e, rows := range sums {
		all[string(e)] = SumsOf(rows)
	}
	return muster.AppendJSON(nil, all)
}

// AppendJSON appends the page as encoding/json writes a Contributions without escaping for HTML.
func (p *ContributionPage) AppendJSON(b []byte) ([]byte, error) {
	b, err := muster.AppendJSON(b, p.Foot)
	if err != nil {
		return b, err
	}
	b = append(muster.AppendName(b[:len(b)-1], "sums"), p.Sums...)
	b = strconv.AppendInt(muster.AppendName(b, "rows"), int64(p.Rows), 10)
	b = strconv.AppendBool(muster.AppendName(b, "withheld"), p.Withheld)
	if p.Unlisted != nil {
		b = append(muster.AppendName(b, "unlisted"), p.Unlisted...)
	}
	b = append(muster.AppendName(b, "items"), '[')
	for i := range p.Items {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendContribution(b, &p.Items[i])
	}
	b = append(b, ']')
	if p.Next != "" {
		b = appendText(muster.AppendName(b, "next"), p.Next)
	}
	return append(b, '}'), nil
}

// appendContribution appends a row as a ContributionRow.
func appendContribution(b []byte, r *pledge.ContributionRow) []byte {
	b = appendText(muster.AppendName(append(b, '{'), "contribution"), r.ID)
	b = appendText(muster.AppendName(b, "party"), string(r.Party))
	b = appendText(muster.AppendName(b, "name"), r.Name)
	b = appendText(muster.AppendName(b, "type"), r.Type)
	if date := r.First.String(); date != "" {
		b = appendText(muster.AppendName(b, "date"), date)
	}
	b = append(muster.AppendName(b, "values"), '{')
	for i := range r.Values {
		v := &r.Values[i]
		b = append(appendText(comma(b, i), string(v.Event)), `:{"sums":[`...)
		for k, m := range v.Sums {
			b = appendMoney(comma(b, k), m)
		}
		b = append(b, `],"marks":[`...)
		for k, m := range v.Marks {
			b = appendText(comma(b, k), string(m))
		}
		b = append(strconv.AppendInt(append(b, `],"unknown":`...), int64(v.Unknown), 10), '}')
	}
	b = append(b, '}')
	b = strconv.AppendInt(muster.AppendName(b, "entries"), int64(r.Entries), 10)
	if r.Weak {
		b = append(muster.AppendName(b, "weak"), "true"...)
	}
	return append(b, '}')
}

// comma parts the members of a list.
func comma(b []byte, before int) []byte {
	if before > 0 {
		b = append(b, ',')
	}
	return b
}

func appendMoney(b []byte, m money.Money) []byte {
	b, _ = m.Amount.AppendText(append(b, `{"amount":"`...)) // cannot fail
	return append(appendText(append(b, `","currency":`...), string(m.Currency)), '}')
}

// appendText appends a text between quotes, without escaping for HTML.
func appendText(b []byte, s string) []byte {
	ascii := true
	for i := range len(s) {
		c := s[i]
		if c < ' ' || c == '"' || c == '\\' {
			return appendEscaped(b, s)
		}
		ascii = ascii && c < utf8.RuneSelf
	}
	// These two end a line in scripts, and so are escaped in any case.
	if !ascii && (!utf8.ValidString(s) || strings.ContainsAny(s, "\u2028\u2029")) {
		return appendEscaped(b, s)
	}
	return append(append(append(b, '"'), s...), '"')
}

func appendEscaped(b []byte, s string) []byte {
	var w bytes.Buffer
	e := json.NewEncoder(&w)
	e.SetEscapeHTML(false)
	e.Encode(s) //nolint:errcheck // a string in a buffer
	return append(b, bytes.TrimSuffix(w.Bytes(), []byte("\n"))...)
}
