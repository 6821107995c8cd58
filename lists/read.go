package lists

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"muster"
	"muster/access"
	"muster/item"
	"muster/kinds"
	"muster/lesson"
	"muster/offer"
	"muster/party"
	"muster/reform"
	"muster/requirement"
	"muster/standing"
)

// Draft is what a list says, read and not recorded.
type Draft struct {
	Lines    []Line
	Same     int // rows that say what stands already
	RowsRead int
	Refused  int            // rows
	Faults   []muster.Fault // in the file's order; those that are notes refuse nothing
	Notes    []string       // what had to be guessed of the file

	list  *List
	table *kinds.Table
}

// Line is a row with something to record.
type Line struct {
	Value   muster.Value
	Number  int      // of the row, as the sheet shows it
	Changed []string // what it changes of a line that stands, as the columns are called; nil: the line is new
	row     kinds.Row
}

// New counts the lines that nothing stands about yet.
func (d *Draft) New() (n int) {
	for _, l := range d.Lines {
		if l.Changed == nil {
			n++
		}
	}
	return n
}

// Values are the statements of the lines.
func (d *Draft) Values() []muster.Value {
	all := make([]muster.Value, len(d.Lines))
	for i, l := range d.Lines {
		all[i] = l.Value
	}
	return all
}

// Refuse takes the lines out that the record refuses, by their number among the values.
func (d *Draft) Refuse(refused map[int][]*muster.Error) {
	var left []Line
	for i, l := range d.Lines {
		if why := refused[i]; len(why) > 0 {
			d.refuse(l.row, why...)
		} else {
			left = append(left, l)
		}
	}
	d.Lines = left
	slices.SortStableFunc(d.Faults, func(a, b muster.Fault) int { return a.Row - b.Row })
}

func (d *Draft) refuse(r kinds.Row, why ...*muster.Error) {
	d.Refused++
	for _, e := range why {
		d.Faults = append(d.Faults, d.table.Fault(r, e))
	}
}

// reader reads one list.
type reader struct {
	v    standing.View
	list *List
	as   access.Principal
	whom muster.Audience // of rows that do not say to whom they are shown
	name string          // of the file
	d    *Draft
	seen map[string]int // rows by reference

	parties *party.Directory
	items   map[string][]item.ID // by any of their names
}

// Read reads a list that somebody brings. A row speaks for them: of another party it is refused. The error
// says that the file as a whole cannot be read.
func (l *List) Read(v standing.View, as access.Principal, whom muster.Audience, name string, data []byte) (*Draft, error) {
	if err := l.May(as); err != nil {
		return nil, err
	}
	r := &reader{v: v, list: l, as: as, whom: whom, name: name, d: &Draft{list: l}, seen: map[string]int{}, parties: party.In(v).Directory(v.Known), items: names(v)}
	how := kinds.Reading{Called: map[string][]string{}, Cells: map[string]func(string) (string, error){}, Pass: true}
	for i := range l.Columns {
		c := &l.Columns[i]
		how.Called[c.Field], how.Cells[c.Field] = c.Called, r.cell(c)
	}
	kind, err := kinds.Of(v.State, l.Kind)
	if err != nil {
		return nil, err //nolint:wrapcheck // it names the kind
	}
	t, err := kinds.Read(kind.As(how), name, data)
	if err != nil {
		return nil, err //nolint:wrapcheck // it names the file
	}
	if err := l.complete(t, name); err != nil {
		return nil, err
	}
	r.d.table, r.d.Notes, r.d.Faults, r.d.Refused, r.d.RowsRead = t, t.Notes, t.Faults, t.Refused, t.Count()
	for _, p := range t.Passed {
		r.d.Faults = append(r.d.Faults, muster.Fault{Sheet: p.Sheet, Row: p.Row, Column: p.Column, Found: p.Name, Accepts: l.headings(), Why: "the column is none of these and was not read"})
	}
	for _, row := range t.Rows {
		r.take(row)
	}
	slices.SortStableFunc(r.d.Faults, func(a, b muster.Fault) int { return a.Row - b.Row })
	return r.d, nil
}

// complete refuses a table that lacks a column without which no row says enough.
func (l *List) complete(t *kinds.Table, name string) error {
	var missing []string
	for _, c := range l.Columns {
		if c.Required && !t.Has(c.Field) {
			missing = append(missing, c.Called[0])
		}
	}
	if len(missing) == 0 || t.JSON() {
		return nil
	}
	return muster.Invalid(name, fmt.Sprintf(`missing is the column "%s"; accepted are the columns %s, in any order`, strings.Join(missing, `", "`), l.headings()))
}

// headings are the columns as the template calls them.
func (l *List) headings() string {
	var all []string
	for _, c := range l.Columns {
		all = append(all, c.Called[0])
	}
	return strings.Join(all, ", ")
}

// cell reads a cell of a column.
func (r *reader) cell(c *Column) func(string) (string, error) {
	switch c.reads {
	case asReference:
		return func(s string) (string, error) { return strings.ToLower(strings.TrimSpace(s)), nil }
	case asParty:
		return r.party
	case asItem:
		return r.item
	case asUnit:
		return r.unit
	case asNumber:
		return func(s string) (string, error) { return PlainNumber(s), nil }
	case asDay:
		return plainDay
	case asChoice:
		return func(s string) (string, error) { return strings.ToLower(strings.TrimSpace(s)), nil }
	case asYes:
		return yes
	case asCode:
		return func(s string) (string, error) { return strings.ToUpper(strings.TrimSpace(s)), nil }
	}
	return func(s string) (string, error) { return strings.TrimSpace(s), nil }
}

func (r *reader) party(text string) (string, error) {
	if id, ok := r.parties.Party(text); ok {
		return string(id), nil
	}
	why := fmt.Sprintf("found %q; accepted is a party of this record by its id or name", text)
	if near := r.parties.Nearest(text); near != "" {
		why += ", as in " + near
	}
	return "", errors.New(why)
}

// names are the items of the catalogue by what they are called, folded.
func names(v standing.View) map[string][]item.ID {
	all := map[string][]item.ID{}
	for x := range item.In(v).All(v.Known) {
		if !v.Shows(x.Audience) {
			continue // it is not told from one that is not there
		}
		id := item.ID(x.About)
		words := []string{x.About, x.NSN}
		for _, n := range x.Names {
			words = append(words, n)
		}
		for _, w := range words {
			if f := party.FoldName(w); f != "" && !slices.Contains(all[f], id) {
				all[f] = append(all[f], id)
			}
		}
	}
	return all
}

func (r *reader) item(text string) (string, error) {
	switch ids := r.items[party.FoldName(text)]; {
	case len(ids) == 1:
		return string(ids[0]), nil
	case len(ids) > 1:
		return "", fmt.Errorf("found %q, which several items are called; accepted is one of their ids, %v", text, ids)
	}
	return "", fmt.Errorf("found %q; accepted is an item of the catalogue by its id, name or NSN", text)
}

func (r *reader) unit(text string) (string, error) {
	if u, ok := item.In(r.v).UnitNamed(r.v.Known, text); ok {
		return u.About, nil
	}
	var all []string
	for u := range item.In(r.v).Units(r.v.Known) {
		all = append(all, u.About)
	}
	return "", fmt.Errorf("found %q; accepted is one of %s", text, strings.Join(all, ", "))
}

// take reads a row into a line, or counts it where it says what stands.
func (r *reader) take(row kinds.Row) {
	e := row.Value.Common()
	if e.About == exampleRow {
		r.d.RowsRead--
		return
	}
	no := func(field, why string) {
		r.d.refuse(row, &muster.Error{Kind: muster.KindInvalid, Field: field, Why: why})
	}
	if first, twice := r.seen[e.About]; twice && e.About != "" {
		no("about", fmt.Sprintf("found %q; accepted is each reference once, and row %d has it already", e.About, first))
		return
	}
	r.seen[e.About] = row.Number
	if e.By != "" && e.By != r.as.Party {
		no("by", fmt.Sprintf("found %q; accepted is %s, or nothing", e.By, r.as.Party))
		return
	}
	if r.list.fill != nil {
		r.list.fill(row.Value)
	}
	of := r.whose(row.Value)
	if *of == "" {
		*of = r.as.Party
	}
	if *of != r.as.Party {
		no(r.list.Party, fmt.Sprintf("found %q; accepted is %s, for whom you act, or nothing", party.In(r.v).NameOf(r.v.Known, *of), party.In(r.v).NameOf(r.v.Known, r.as.Party)))
		return
	}
	source := &muster.Citation{Sheet: row.Sheet, Row: row.Number, Text: r.name}
	line := Line{Value: row.Value, Number: row.Number, row: row}
	was, id, stands := r.stands(e.About)
	if stands && *r.whose(was) != r.as.Party {
		no("about", fmt.Sprintf("found %q, which is another party's; accepted is a reference that nobody has yet", e.About))
		return
	}
	if stands {
		merged, changed, err := r.merge(row.Value, was)
		if err != nil {
			no("about", err.Error())
			return
		}
		if len(changed) == 0 {
			r.d.Same++
			return
		}
		line.Value, line.Changed = merged, changed
		if e := merged.Common(); e.Why == "" {
			e.Why = r.list.why
		}
	}
	e = line.Value.Common()
	if e.Audience == "" {
		e.Audience = r.whom
	}
	e.By, e.Role, e.ActedBy, e.Source, e.Replaces = r.as.Party, string(r.as.Role), r.as.Person, source, id
	r.d.Lines = append(r.d.Lines, line)
}

// whose is the field that says whose a line is.
func (r *reader) whose(v muster.Value) *muster.PartyID {
	switch x := v.(type) {
	case *offer.Line:
		return &x.Donor
	case *requirement.Line:
		return &x.Requester
	case *reform.Step:
		return &x.By
	case *lesson.Observation:
		return &x.Originator
	}
	return new(muster.PartyID)
}

// stands is the line that stands about a reference, if one does.
func (r *reader) stands(about string) (v muster.Value, id muster.ID, ok bool) {
	switch r.list.Kind {
	case Offers.Kind:
		x, ok := offer.In(r.v).Get(r.v.Known, about)
		return &x.Value.Line, x.ID, ok
	case Observations.Kind:
		x, ok := standing.Find[*lesson.Part](r.v.State).Observations.Get(r.v.Known, about)
		return &x.Value, x.ID, ok
	case Steps.Kind:
		x, ok := reform.In(r.v).Steps.Get(r.v.Known, about)
		return &x.Value, x.ID, ok
	}
	x, ok := requirement.In(r.v).Get(r.v.Known, about)
	return &x.Value.Line, x.ID, ok
}

// merge puts what a row says over what stands: a column that the sheet does not have says nothing. Changed
// are the columns that say something else.
func (r *reader) merge(row, was muster.Value) (merged muster.Value, changed []string, err error) {
	said, stood := map[string]any{}, map[string]any{}
	for v, tree := range map[muster.Value]*map[string]any{row: &said, was: &stood} {
		b, err := json.Marshal(v)
		if err == nil {
			err = json.Unmarshal(b, tree)
		}
		if err != nil {
			return nil, nil, err
		}
	}
	for _, c := range r.list.Columns {
		before, now := at(stood, c.Field), at(said, c.Field)
		// JSON has no columns: what it does not name it says nothing of.
		silent := !r.d.table.Has(c.Field) && (now == nil || !r.d.table.JSON())
		if c.Field == "about" || c.Field == r.list.Party || silent || c.Field == "why" || c.Field == "audience" && now == nil || reflect.DeepEqual(before, now) {
			continue
		}
		changed = append(changed, c.Called[0])
		put(stood, c.Field, now)
	}
	b, err := json.Marshal(stood)
	if err != nil {
		return nil, nil, err
	}
	merged = reflect.New(reflect.TypeOf(row).Elem()).Interface().(muster.Value) //nolint:forcetypeassert // of row's type
	if err := json.Unmarshal(b, merged); err != nil {
		return nil, nil, err
	}
	merged.Common().Request, merged.Common().Why = nil, row.Common().Why
	return merged, changed, nil
}

// at is what a tree has at a field, "value.amount".
func at(tree map[string]any, field string) any {
	outer, inner, ok := strings.Cut(field, ".")
	if !ok {
		return tree[field]
	}
	m, _ := tree[outer].(map[string]any)
	return m[inner]
}

// put puts a value at a field; nil takes it away.
func put(tree map[string]any, field string, value any) {
	outer, inner, deep := strings.Cut(field, ".")
	in, name := tree, outer
	if deep {
		if in, _ = tree[outer].(map[string]any); in == nil {
			in = map[string]any{}
		}
		name = inner
	}
	if value == nil {
		delete(in, name)
	} else {
		in[name] = value
	}
	if deep && len(in) == 0 {
		delete(tree, outer)
	} else if deep {
		tree[outer] = in
	}
}
