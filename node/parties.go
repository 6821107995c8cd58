package node

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"muster"
	"muster/parts"
	"muster/party"
	"muster/record"
	"muster/sheet"
	"muster/standing"
)

// readParties reads a list of parties; a row with a fault refuses the whole list, since other rows
// may lean on it.
func readParties(im Import) (incoming, error) {
	book, err := sheet.Open(im.Name, im.Data)
	if err != nil {
		return nil, err
	}
	if len(book.Sheets) == 0 || len(book.Sheets[0].Rows) == 0 {
		return nil, muster.Invalid(im.Name, "it is empty; accepted is a list of parties with the columns id, name and kind, and where known iso2, iso3, aliases and source")
	}
	rows := book.Sheets[0].Rows
	h := sheet.HeadingOf(book, &book.Sheets[0], rows[0])
	h.Need("id")
	h.Need("name")
	h.Need("kind")
	if err := h.Err(); err != nil {
		return nil, err
	}
	if len(rows) == 1 {
		return nil, muster.Invalid(im.Name, "no row follows its heading; a list of parties has at least one")
	}
	var b strings.Builder
	if err := writeCSV(&b, book); err != nil {
		return nil, err
	}
	all, err := parts.ReadParties(b.String())
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context, n *Node) (*Done, error) {
		done := &Done{Rows: len(all), Words: "A list of parties", Notes: book.Notes}
		_, err := n.Log.Record(ctx, &record.Request{By: party.Operator, DryRun: im.DryRun, Make: func(w *record.Writer) error {
			parties := standing.Find[*party.Part](n.State)
			for i, v := range all {
				p := v.(*party.Party)
				if old, id, ok := parties.Stated(n.State.Known(), muster.PartyID(p.About)); ok {
					if old.Name == p.Name && old.Sort == p.Sort && old.ISO2 == p.ISO2 && old.ISO3 == p.ISO3 && slices.Equal(old.Aliases, p.Aliases) {
						done.Unchanged++
						continue
					}
					p.Replaces = id
				}
				if err := w.Add(p); err != nil {
					return fmt.Errorf("row %d: %w", rows[i+1].Number, err)
				}
				done.Recorded++
			}
			done.Statements = w.Len()
			return nil
		}})
		if err != nil {
			return nil, err
		}
		return done, nil
	}, nil
}
