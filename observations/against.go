package observations

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"muster"
	"muster/access"
	"muster/lesson"
	"muster/sheet"
	"muster/standing"
)

// Against compares what was read with what stands, and makes of the rest what a lessons manager says: an
// observation of the circle of its originator, its acceptance, and where it is shown to more the same for them.
func (d *Draft) Against(v standing.View, as access.Principal, whom muster.Audience) {
	var left []*Line
	for _, l := range d.Lines {
		x := &l.Value
		if x.Originator == "" {
			x.Originator = as.Party
		}
		if x.Releasable == "" {
			x.Releasable = whom
		}
		own := muster.Audience(access.Lessons(x.Originator))
		x.By, x.Role, x.ActedBy, x.Audience = as.Party, string(as.Role), as.Person, own
		was, ok := lesson.In(v).Observations.Get(v.Known, x.About)
		if !ok {
			d.New++
			if l.new, l.Accept = true, true; whom != "" && whom != own {
				l.Widen = whom
			}
			left = append(left, l)
			continue
		}
		at, _ := lesson.In(v).Observations.State(v.Known, x.About)
		l.Accept = at.Value.State == lesson.Submitted
		if x.Replaces = was.ID; !l.Accept {
			x.Audience = was.Value.Audience
			if whom != "" {
				x.Audience = whom
			}
		} else if whom != "" && whom != own {
			l.Widen = whom
		}
		x.Records, x.Repeats = was.Value.Records, was.Value.Repeats // what people added stays
		same := reflect.DeepEqual(x.Matter, was.Value.Matter) && x.Releasable == was.Value.Releasable && x.Originator == was.Value.Originator && x.Audience == was.Value.Audience && !l.Accept
		by := was.Value.Source
		switch {
		case same:
			d.Unchanged++
		case at.Value.State == lesson.Rejected || at.Value.State == lesson.SetAside || at.Value.State == lesson.Withdrawn:
			d.left(l, fmt.Sprintf("the observation %s was %s, and stays so", x.About, at.Value.State))
		case by == nil || by.Row == 0:
			d.left(l, fmt.Sprintf("the observation %s was stated again by a person since it was imported, and stays so", x.About))
		default:
			d.Changed++
			left = append(left, l)
		}
	}
	d.Lines = left
	d.sort()
}

func (d *Draft) left(l *Line, why string) {
	d.Left++
	d.Faults = append(d.Faults, l.first.fault(false, l.first.place(l.m.id.columns()...), l.Value.About, "", why))
}

// Refuse takes the lines out that the record refuses, by their number.
func (d *Draft) Refuse(refused map[int][]*muster.Error) {
	var left []*Line
	for i, l := range d.Lines {
		why := refused[i]
		if len(why) == 0 {
			left = append(left, l)
			continue
		}
		d.Refused++
		if l.new {
			d.New--
		} else {
			d.Changed--
		}
		for _, e := range why {
			columns := l.m.fills(e.Field)
			var found []string
			for _, c := range columns {
				found = append(found, l.first.raw[sheet.Fold(c)])
			}
			f := l.first.fault(true, l.first.place(columns...), strings.Join(found, "; "), "what the record takes as "+e.Field, e.Why)
			if len(columns) == 0 {
				f.Accepts, f.Why = "", e.Error()
			}
			d.Faults = append(d.Faults, f)
		}
	}
	d.Lines = left
	d.sort()
}

// fills are the columns of which a field is made.
func (m *Map) fills(field string) (all []string) {
	name, _, _ := strings.Cut(field, ".")
	name, _, _ = strings.Cut(name, "[")
	if name == "about" {
		return m.id.columns()
	}
	for _, n := range slices.Concat(m.texts, m.lists) {
		if n.field == name {
			for _, t := range n.of {
				all = append(all, t.columns()...)
			}
		}
	}
	return slices.Compact(all)
}

// Statements is how many statements a line takes.
func (l *Line) Statements() int {
	n := 1
	if l.Accept {
		n++
	}
	if l.Widen != "" {
		n++
	}
	return n
}

// Copy is a draft of the same rows, to be compared with another record.
func (d *Draft) Copy() *Draft {
	c := *d
	c.Faults, c.Lines = slices.Clone(d.Faults), nil
	for _, l := range d.Lines {
		same := *l
		c.Lines = append(c.Lines, &same)
	}
	return &c
}
