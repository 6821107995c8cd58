package report

import (
	"encoding/json"
	"strings"
	"time"

	"muster"
	"muster/pledge"
)

// Statement is a statement as people look at it.
type Statement struct {
	ID       muster.ID       `json:"id"`
	Position muster.Seq      `json:"position"`
	At       time.Time       `json:"at"`
	Head     string          `json:"head"`
	Body     json.RawMessage `json:"body"`               // null once erased, and where it is withheld
	Withheld bool            `json:"withheld,omitempty"` // it is not for whoever asks: nothing but its head is told
	Ended    muster.ID       `json:"ended,omitempty"`    // the statement that replaced or withdrew it
	Places   []Place         `json:"places,omitempty"`   // where an entry stands in each edition that has it
}

// StatementAnswer is a Statement with what it rests on.
type StatementAnswer struct {
	Foot
	Statement Statement `json:"statement"`
}

// Columns implements Table.
func (Statement) Columns() []string { return []string{"position", "id", "at", "ended", "head", "body"} }

// Cells implements Row.
func (s Statement) Cells() []string {
	return []string{position(s.Position), string(s.ID), instant(s.At), string(s.Ended), s.Head, string(s.Body)}
}

func instant(t time.Time) string { return t.UTC().Format(time.RFC3339Nano) }

// Place is where an entry was read: edition, sheet and row as the sheet shows it.
type Place struct {
	Submission muster.ID `json:"submission"`
	Edition    string    `json:"edition"`
	File       string    `json:"file"` // SHA-256 of the file, hex
	Sheet      string    `json:"sheet,omitempty"`
	Row        int       `json:"row"`
}

// Said is one entry of a contribution with all its words and where it was read.
type Said struct {
	Statement muster.ID    `json:"statement"`
	Stands    bool         `json:"stands"`
	Editions  []string     `json:"editions"`
	Entry     pledge.Entry `json:"entry"`
	Places    []Place      `json:"places"`
	Derived   *Derived     `json:"derived,omitempty" doc:"what it follows from, where nobody stated it; the statement is then the act on the match"`
}

// Contribution is all that was said of a contribution, with what it rests on.
type Contribution struct {
	Foot
	Contribution string `json:"contribution" doc:"its whole name, as in kiel:AUH1"`
	Items        []Said `json:"items"`
}

// Columns implements Table.
func (Said) Columns() []string {
	return []string{
		"statement", "stands", "contribution", "event", "date", "party", "type", "line", "quantity", "unit",
		"amount", "currency", "converted", "converted_currency", "edition", "sheet", "row",
	}
}

// Cells implements Row.
func (s Said) Cells() []string {
	e := s.Entry
	amount, currency := valueCells(e.Value)
	converted, in := valueCells(e.Converted)
	quantity, unit := "", ""
	if e.Quantity != nil {
		quantity, unit = strings.TrimSpace(e.Quantity.Number+e.Quantity.Said), e.Quantity.Unit
	}
	edition, sheet, row := "", "", ""
	for _, p := range s.Places {
		edition, sheet, row = p.Edition, p.Sheet, position(muster.Seq(p.Row))
	}
	stands := "false"
	if s.Stands {
		stands = "true"
	}
	return []string{
		string(s.Statement), stands, e.About, string(e.Event), e.Date, string(e.Party), e.Type, e.Line, quantity, unit,
		amount, currency, converted, in, edition, sheet, row,
	}
}

func valueCells(v *pledge.Value) (amount, currency string) {
	switch {
	case v == nil:
		return "", ""
	case v.Mark != "":
		return string(v.Mark), string(v.Currency)
	}
	return v.Amount, string(v.Currency)
}

// Change is one statement on its way through the feed of changes.
type Change struct {
	Position muster.Seq     `json:"position"`
	ID       muster.ID      `json:"id"`
	Kind     string         `json:"kind" doc:"empty where the body was erased, and where it is not for whoever asks"`
	About    string         `json:"about,omitempty" doc:"the object spoken of"`
	By       muster.PartyID `json:"by,omitempty" doc:"whose claim it is: for what came in a submission the submission's publisher"`
	At       time.Time      `json:"at" doc:"when it was recorded"`
}

// Columns implements Table.
func (Change) Columns() []string { return []string{"position", "id", "kind", "about", "by", "at"} }

// Cells implements Row.
func (c Change) Cells() []string {
	return []string{position(c.Position), string(c.ID), c.Kind, c.About, string(c.By), instant(c.At)}
}
