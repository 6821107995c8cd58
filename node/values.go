package node

import (
	"bytes"
	"context"
	"fmt"
	"strconv"
	"strings"

	"muster"
	"muster/ecb"
	"muster/indicator"
	"muster/money"
	"muster/parts"
	"muster/party"
	"muster/record"
	"muster/sheet"
	"muster/standing"
	"muster/worldbank"
)

// values is one series of values to record: what is new of it is said, the rest stands.
type values struct {
	about, title, unit string
	party              muster.PartyID
	lines              strings.Builder
	rows               int
}

// recordValues writes what is new of some series, with the file it was read from.
func (n *Node) recordValues(ctx context.Context, im Import, by muster.PartyID, file *record.Document, all []*values) (said news, err error) {
	ind := standing.Find[*indicator.Part](n.State)
	said.days = map[string]bool{}
	_, err = n.Log.Record(ctx, &record.Request{By: by, DryRun: im.DryRun, Make: func(w *record.Writer) error {
		var fresh []muster.Value
		for _, s := range all {
			lines, err := ind.Changed(n.State.Known(), s.about, s.lines.String())
			if err != nil {
				return muster.Invalid(im.Name, s.about+": "+err.Error())
			}
			if lines == "" {
				continue
			}
			for line := range strings.Lines(lines) {
				day, _, _ := strings.Cut(line, " ")
				said.days[day] = true
				said.values++
			}
			fresh = append(fresh, &indicator.Values{
				Envelope: muster.Envelope{
					Kind: indicator.KindValues, By: by, About: s.about, Audience: muster.Public,
					Source: &muster.Citation{Text: s.title + ", file SHA-256 " + file.Digest.Hex()},
				},
				Title: s.title, Unit: s.unit, Party: s.party, Values: lines,
			})
		}
		if len(fresh) == 0 {
			return nil
		}
		if !n.State.HasDocument(n.State.Known(), file.Digest.Hex()) {
			if err := w.Put(file, by); err != nil {
				return err
			}
		}
		for _, v := range fresh {
			if err := w.Add(v); err != nil {
				return err
			}
		}
		said.statements = w.Len()
		return nil
	}})
	return said, err
}

// news is what an import of values said that was not known.
type news struct {
	statements int
	values     int
	days       map[string]bool // ISO
}

func readRates(im Import) (incoming, error) {
	book, err := sheet.Open(im.Name, im.Data)
	if err != nil {
		return nil, err
	}
	rates, err := ecb.Read(book)
	if err != nil {
		return nil, err
	}
	file, err := record.Pack(bytes.NewReader(im.Data), im.Name, im.Kind)
	if err != nil {
		return nil, err
	}
	var all []*values
	for _, c := range rates.Currencies {
		s := &values{about: indicator.EuroRates + "/" + string(c), title: ecb.Title, unit: string(c) + " for 1 EUR"}
		for _, r := range rates.ByCurrency[c] {
			s.lines.WriteString(indicator.Line(r.Day.String(), r.Text))
			s.rows++
		}
		if s.rows > 0 {
			all = append(all, s)
		}
	}
	return func(ctx context.Context, n *Node) (*Done, error) {
		said, err := n.recordValues(ctx, im, "ecb", file, all)
		if err != nil {
			return nil, err
		}
		return &Done{
			Notes: book.Notes, Rows: rates.RowsRead, Recorded: len(said.days), Unchanged: rates.RowsRead - rates.Refused - len(said.days),
			Refused: rates.Refused, Noted: noted(rates.Faults), Faults: rates.Faults, Statements: said.statements,
			Words: fmt.Sprintf("%s: %d currencies, %s to %s", ecb.Title, len(rates.Currencies), rates.From, rates.To),
		}, nil
	}, nil
}

func noted(faults []muster.Fault) int {
	rows := map[int]bool{}
	for _, f := range faults {
		if !f.Refused {
			rows[f.Row] = true
		}
	}
	return len(rows)
}

func readGDP(im Import, dir *party.Directory) (incoming, error) {
	book, err := sheet.Open(im.Name, im.Data)
	if err != nil {
		return nil, err
	}
	series, err := worldbank.Read(book)
	if err != nil {
		return nil, err
	}
	if err := looksLikeGDP(im.Name, series); err != nil {
		return nil, err
	}
	file, err := record.Pack(bytes.NewReader(im.Data), im.Name, im.Kind)
	if err != nil {
		return nil, err
	}
	aggregates, err := parts.Aggregates()
	if err != nil {
		return nil, err
	}
	done := Done{
		Notes: book.Notes, Rows: series.RowsRead - series.Blank, Refused: series.Refused, Faults: series.Faults,
		Words: fmt.Sprintf("World Bank, GDP (current US$): %d countries and aggregates", len(series.Areas)),
	}
	if series.Blank > 0 {
		done.Notes = append(done.Notes, fmt.Sprintf("%d rows have no value; they say nothing and are not counted.", series.Blank))
	}
	var all []*values
	for _, a := range series.Areas {
		id, ok := dir.Party(a.Code)
		if _, agg := aggregates[a.Code]; !ok && !agg {
			done.Refused += len(a.Values)
			done.Faults = append(done.Faults, unknownArea(book, a, dir.Nearest(a.Name))...)
			continue
		}
		s := &values{about: indicator.GDP + "/" + a.Code, title: "World Bank, GDP (current US$)", unit: "USD", party: id}
		for _, v := range a.Values {
			s.lines.WriteString(indicator.Line(strconv.Itoa(v.Year), kept(v.Text)))
			s.rows++
		}
		all = append(all, s)
	}
	return func(ctx context.Context, n *Node) (*Done, error) {
		said, err := n.recordValues(ctx, im, "world-bank", file, all)
		if err != nil {
			return nil, err
		}
		out := done
		out.Recorded, out.Statements, out.Noted = said.values, said.statements, noted(out.Faults)
		out.Unchanged = out.Rows - out.Refused - out.Recorded
		return &out, nil
	}, nil
}

// leastGDP is less than the GDP of any large economy since 1960, and more than any index, rate or
// GDP in billions.
var leastGDP = money.New(1_000_000_000, 0)

// looksLikeGDP refuses the World Bank's other indicators, which come in the same shape.
func looksLikeGDP(name string, s worldbank.Series) error {
	if h := strings.ToLower(s.Indicator); h != "value" && !strings.Contains(h, "gdp") {
		return muster.Invalid(name, fmt.Sprintf(`its values stand under %q; accepted is GDP in current US dollars (NY.GDP.MKTP.CD), under "Value" or a heading that says GDP`, s.Indicator))
	}
	var most money.Amount
	for _, a := range s.Areas {
		for _, v := range a.Values {
			if x, _, err := money.ParseRounded(v.Text); err == nil && x.Cmp(most) > 0 {
				most = x
			}
		}
	}
	if most.Cmp(leastGDP) < 0 {
		return muster.Invalid(name, fmt.Sprintf("its largest value is %s; accepted is GDP in whole US dollars (NY.GDP.MKTP.CD), where a large economy has more than %s", most.Canonical(), leastGDP.Canonical()))
	}
	return nil
}

// unknownArea names every row of a country that is neither a party nor an aggregate.
func unknownArea(book *sheet.Book, a worldbank.Area, near string) (out []muster.Fault) {
	for _, s := range book.Sheets {
		code := -1
		column := ""
		for _, row := range s.Rows {
			if code < 0 {
				h := sheet.HeadingOf(book, &s, row)
				code = h.Find("Country Code")
				column = h.Column(code)
				continue
			}
			if strings.TrimSpace(row.Cell(code).Text) != a.Code {
				continue
			}
			out = append(out, muster.Fault{
				Sheet: s.Name, Row: row.Number, Column: column, Found: a.Code, Refused: true,
				Accepts: "the ISO 3166-1 code of a party known to this record ('muster import parties' brings more), or a World Bank aggregate",
				Why:     fmt.Sprintf("No party has the code of %s; the nearest known is %q.", a.Name, near),
			})
		}
	}
	return out
}

// kept writes a number out so that it parses; a value the World Bank gives with more decimals than
// are kept is rounded, half to even, at the nineteenth.
func kept(text string) string {
	if a, _, err := money.ParseRounded(text); err == nil {
		return a.Canonical()
	}
	return text
}
