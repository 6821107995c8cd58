package report

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"time"

	"muster"
)

// Digest writes work as a text for the morning: what is late, due today, due within a week, and the
// rest, then what the party waits for from others.
func (w *Work) Digest(out io.Writer, others *Work) error {
	today := muster.DayOf(w.At)
	var b strings.Builder
	fmt.Fprintf(&b, "Work of %s on %s\n", w.As, w.At.Format("Monday, 2 January 2006"))
	parts := []struct {
		words string
		holds func(t Task, day muster.Day) bool
	}{
		{"Late", func(t Task, _ muster.Day) bool { return t.Late }},
		{"Due today", func(t Task, d muster.Day) bool { return !t.Late && t.Due != nil && d <= today }},
		{"Due within a week", func(t Task, d muster.Day) bool { return !t.Late && t.Due != nil && d > today && d <= today+7 }},
		{"Later", func(t Task, d muster.Day) bool { return !t.Late && t.Due != nil && d > today+7 }},
		{"Without a limit", func(t Task, _ muster.Day) bool { return !t.Late && t.Due == nil }},
	}
	section := func(words string, all []Task) {
		if len(all) == 0 {
			return
		}
		fmt.Fprintf(&b, "\n%s (%d)\n", words, len(all))
		for _, t := range all {
			fmt.Fprintf(&b, "- %s\n", t.line())
		}
	}
	for _, p := range parts {
		var all []Task
		for _, t := range w.Items {
			if p.holds(t, t.lastDay()) {
				all = append(all, t)
			}
		}
		section(p.words, all)
	}
	if len(w.Items) == 0 {
		b.WriteString("\nNothing waits.\n")
	}
	if others != nil {
		section("Waiting for others", others.Items)
	}
	_, err := io.WriteString(out, b.String())
	return err
}

// line is a task in one line.
func (t Task) line() string {
	s := fmt.Sprintf("%s %s, %s: %s", t.Object, t.About, t.State, t.Title)
	if t.Urgent {
		s = "URGENT: " + s
	}
	s += fmt.Sprintf("; %s: %s", t.Waits, strings.Join(t.Acts, ", "))
	switch {
	case t.Late:
		s += "; late by " + t.LateBy
	case t.Due != nil:
		s += "; due " + t.until()
	}
	s += "; since " + muster.DayOf(t.Since).String()
	if t.From != "" {
		s += ", from " + t.From
	}
	if t.Handed != "" {
		s += fmt.Sprintf("; handed over by %s to %s", t.Handed, t.With)
	}
	if t.Deputy != "" {
		s += fmt.Sprintf("; with %s in place of %s", t.With, t.Deputy)
	}
	if t.Note != "" {
		s += ": " + t.Note
	}
	return s
}

type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Author  string      `xml:"author>name"`
	Entries []atomEntry `xml:"entry"`
}

type atomEntry struct {
	ID       string       `xml:"id"`
	Title    string       `xml:"title"`
	Updated  string       `xml:"updated"`
	Category []atomTerm   `xml:"category"`
	Content  atomContents `xml:"content"`
}

type atomTerm struct {
	Term string `xml:"term,attr"`
}

type atomContents struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}

// Atom writes work as an Atom feed (RFC 4287). An entry's id stays while its thing waits in one state, so
// that a reader shows it once; it is updated when the thing came into the state, and again when it was
// due since. The feed's ids name the record.
func (w *Work) Atom(out io.Writer, record string) error {
	f := atomFeed{ID: fmt.Sprintf("urn:muster:%s:work:%s:%s", record, w.Which, w.As), Title: "Work of " + w.As, Updated: w.At.UTC().Format(time.RFC3339), Author: "Muster " + record}
	for _, t := range w.Items {
		e := atomEntry{
			ID: fmt.Sprintf("urn:muster:%s:work:%s:%s:%s:%s:%s", record, t.Object, t.About, t.On, strings.ReplaceAll(t.State, " ", "-"), t.Role), Title: fmt.Sprintf("%s %s, %s", t.Object, t.About, t.State),
			Updated: t.Since.UTC().Format(time.RFC3339), Category: []atomTerm{{t.Object}}, Content: atomContents{"text", t.line()},
		}
		if t.Late {
			e.Title = "Late: " + e.Title
			if t.Due.After(t.Since) {
				e.Updated = t.Due.UTC().Format(time.RFC3339)
			}
			e.Category = append(e.Category, atomTerm{"late"})
		}
		if t.Urgent {
			e.Category = append(e.Category, atomTerm{"urgent"})
		}
		f.Entries = append(f.Entries, e)
	}
	if _, err := io.WriteString(out, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(out)
	e.Indent("", "  ")
	if err := e.Encode(f); err != nil {
		return err
	}
	_, err := io.WriteString(out, "\n")
	return err
}
