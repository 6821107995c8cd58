package node

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"muster"
	"muster/access"
	"muster/board"
	"muster/board/boardtest"
	"muster/matching"
	"muster/record"
	"muster/standing"
	"muster/web"
)

// desk is a record with a coordination scene and its pages, which look and act as whoever asks.
type desk struct {
	*testing.T
	n     *Node
	pages http.Handler
}

func openDesk(t *testing.T) *desk {
	t.Helper()
	n, err := Open(t.Context(), Config{Data: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { n.Close() }) //nolint:errcheck // the test is over
	boardtest.State(func(v muster.Value) (id muster.ID) {
		_, err := n.Log.Record(t.Context(), &record.Request{By: v.Common().By, Make: func(w *record.Writer) error {
			id = w.ID(0)
			return w.Add(v)
		}})
		if err != nil {
			t.Fatalf("%s about %s: %v", v.Common().Kind, v.Common().About, err)
		}
		return id
	}, Today())
	d := &desk{T: t, n: n}
	who := func(r *http.Request) (access.Principal, bool) {
		p, err := access.ParsePrincipal(r.Header.Get("As"))
		return p, err == nil
	}
	d.pages = web.New(pages{n}, web.Options{Who: who, Log: slog.New(slog.NewTextHandler(io.Discard, nil))})
	return d
}

// ask asks for a page as somebody, or sends a form; it returns the status, the page and where it leads.
func (d *desk) ask(as, path string, form url.Values) (int, string, string) {
	d.Helper()
	r := httptest.NewRequest(http.MethodGet, path, nil)
	if form != nil {
		r = httptest.NewRequest(http.MethodPost, path, strings.NewReader(form.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	r.Header.Set("As", as)
	p, err := access.ParsePrincipal(as)
	if err != nil {
		p = access.Anybody()
	}
	rec := httptest.NewRecorder()
	d.pages.ServeHTTP(rec, r.WithContext(access.Looking(context.Background(), p)))
	return rec.Code, rec.Body.String(), rec.Header().Get("Location")
}

// page asks for a page and checks what it says.
func (d *desk) page(as, path string, wants ...string) string {
	d.Helper()
	code, body, _ := d.ask(as, path, nil)
	if code != http.StatusOK {
		d.Fatalf("%s as %s: %d\n%s", path, as, code, body)
	}
	d.says(path, body, wants...)
	return body
}

func (d *desk) says(path, body string, wants ...string) {
	d.Helper()
	_, main, _ := strings.Cut(body, "<main")
	for _, want := range wants {
		if !strings.Contains(main, want) {
			d.Errorf("%s does not say %q:\n%s", path, want, main)
		}
	}
	if strings.Contains(main, "⟦") {
		d.Errorf("%s lacks a word: %s", path, main[strings.Index(main, "⟦"):][:60])
	}
}

// fields are the hidden and filled-in fields of a form of a page, by the form's name.
func fields(page, form string) url.Values {
	v := url.Values{}
	_, rest, ok := strings.Cut(page, `name="form" value="`+form+`"`)
	if !ok {
		return nil
	}
	v.Set("form", form)
	rest, _, _ = strings.Cut(rest, "</form>")
	for _, tag := range strings.Split(rest, "<")[1:] {
		name, value := attribute(tag, "name"), attribute(tag, "value")
		if strings.HasPrefix(tag, "input") && name != "" {
			v.Set(name, value)
		}
	}
	return v
}

func attribute(tag, name string) string {
	_, rest, ok := strings.Cut(tag, " "+name+`="`)
	if !ok {
		return ""
	}
	value, _, _ := strings.Cut(rest, `"`)
	return strings.NewReplacer("&#43;", "+", "&amp;", "&").Replace(value)
}

const (
	coordinatorNSATU = "coordinator@nsatu"
	officerUA        = "recipient-officer@ua"
	officerDE        = "donor-officer@de"
)

func TestBoardsSayWhatThePartsSay(t *testing.T) {
	d := openDesk(t)
	v, err := d.n.View(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	d.n.State.Read(func() {
		v.Looker.Role = access.Operator
		v, _ = d.n.State.At(v.Known, v.Effective, standing.OperatorViewer)
		lines := board.Needs(v)
		if len(lines) != 16 {
			t.Errorf("%d requirements, want 16", len(lines))
		}
		for i, n := range lines {
			if state := matching.In(v).RequirementState(d.n.State, v.Known, n.ID, v.Effective); n.State != state {
				t.Errorf("%s is %s on the board, and %s", n.ID, n.State, state)
			}
			if i > 0 && lines[i-1].Priority > n.Priority {
				t.Errorf("%s of priority %d comes after priority %d", n.ID, n.Priority, lines[i-1].Priority)
			}
		}
		for _, o := range board.Offers(v) {
			if state := matching.In(v).OfferState(d.n.State, v.Known, o.ID, v.Effective); o.State != state {
				t.Errorf("%s is %s on the board, and %s", o.ID, o.State, state)
			}
		}
	})
	d.page("", "/needs", "10 requirements are open", "18 received · 12 in delivery · 15 proposed", "30 of 60 firm", "12 days late", "3,600 of 9,000 firm")
	d.page("", "/needs?q=Гаубиця", "Howitzer 155 mm, towed", "0 of 18 firm")
	d.page("", "/needs?coalition=Medical&state=all&sort=-by", "Tourniquet", "20,000 of 20,000 firm")
	d.page("", "/offers", "14 offers stand", "ends soon, in 6 days", "1,000 firm · 150 reserved", "consent of Sweden: requested")
	d.page("", "/types", "Ukraine: vehicle", "18 each")
	for path, want := range map[string]string{"/needs?state=lost": "found", "/needs?needed-before=soon": "soon", "/offers?channel=pipe": "pipe"} {
		if code, body, _ := d.ask("", path, nil); code != http.StatusBadRequest || !strings.Contains(body, want) {
			t.Errorf("%s: %d", path, code)
		}
	}
	d.page(officerUA, "/needs/r-0101", "What makes it usable", "r-0102", "nothing asks for it", "of no use without it", "not to be matched", "Move a brigade")
	d.page("", "/offers/o-0203", "consent of Sweden: requested", "m-0304")
	d.page("", "/matches/m-0308", "short-closed", "6 each", "Two arrived damaged")
	if code, body, _ := d.ask("", "/needs?format=csv", nil); code != http.StatusOK || !strings.Contains(body, "r-0101,truck-4x4-2t") {
		t.Errorf("as a file: %d\n%s", code, body)
	}
}

func TestActsAreMadeByForms(t *testing.T) {
	d := openDesk(t)
	// Only who may act sees a form for it.
	if page := d.page(officerUA, "/needs/r-0112"); fields(page, "requirement-validate") != nil || fields(page, "requirement-withdraw") == nil {
		t.Error("the requester is offered another's act, or not its own")
	}
	page := d.page(coordinatorNSATU, "/needs/r-0112")
	// What must be said and is not is refused at its field, and what was typed stays.
	back := fields(page, "requirement-return")
	code, body, _ := d.ask(coordinatorNSATU, "/needs/r-0112", back)
	if code != http.StatusBadRequest {
		t.Errorf("returned without a reason: %d", code)
	}
	d.says("the refusal", body, `href="#requirement-return-why"`, `id="requirement-return-why-why"`, "it is left out")
	// One act; what rested on the state before it is told what happened.
	code, body, to := d.ask(coordinatorNSATU, "/needs/r-0112", fields(page, "requirement-validate"))
	if code != http.StatusSeeOther || to != "/needs/r-0112" {
		t.Fatalf("validated: %d, to %s\n%s", code, to, body)
	}
	d.page(coordinatorNSATU, "/needs/r-0112", "Finds the need right", "validated", "Open for matching")
	back.Set("why", "Too many.")
	code, body, _ = d.ask(coordinatorNSATU, "/needs/r-0112", back)
	if code != http.StatusConflict {
		t.Errorf("returned after it was validated: %d", code)
	}
	d.says("the conflict", body, "somebody acted before you", "is validated since statement", "by coordinator@nsatu")
	// The same form sent twice is done once.
	again := fields(page, "requirement-validate")
	known := d.n.State.Durable()
	if code, _, _ := d.ask(coordinatorNSATU, "/needs/r-0112", again); code != http.StatusSeeOther || d.n.State.Durable() != known {
		t.Errorf("sent twice: %d, and %d statements more", code, d.n.State.Durable()-known)
	}
	// A comment stands in the history.
	note := fields(page, "note")
	note.Set("text", "See the note of the medical cell.")
	if code, body, _ := d.ask(coordinatorNSATU, "/needs/r-0112", note); code != http.StatusSeeOther {
		t.Errorf("commented: %d %s", code, body)
	}
	d.page(officerUA, "/needs/r-0112", "See the note of the medical cell.")
	// Who did not sign in, or sends what the page has no form for, does nothing.
	if code, _, _ := d.ask("", "/needs/r-0112", note); code != http.StatusForbidden {
		t.Errorf("commented without signing in: %d", code)
	}
	note.Set("kind", "matching.pin/1")
	if code, _, _ := d.ask(coordinatorNSATU, "/needs/r-0112", note); code != http.StatusBadRequest {
		t.Errorf("another kind: %d", code)
	}
}

func TestAMatchIsProposedFromTheRequirement(t *testing.T) {
	d := openDesk(t)
	d.page(coordinatorNSATU, "/needs/r-0105", "/needs/r-0105/match?offer=o-0205", "2 stand in for one")
	page := d.page(coordinatorNSATU, "/needs/r-0105/match?offer=o-0205", "would meet 15 each", "A new type")
	form := fields(page, "propose")
	if form.Get("quantity") != "30" || form.Get("about") == "" {
		t.Errorf("the form proposes %v", form)
	}
	form.Set("quantity", "31x")
	code, body, _ := d.ask(coordinatorNSATU, "/needs/r-0105/match?offer=o-0205", form)
	if code != http.StatusBadRequest {
		t.Errorf("31x: %d", code)
	}
	d.says("the refusal", body, `href="#propose-quantity"`, `value="31x"`)
	form.Set("quantity", "10")
	form.Set("audience", "participants")
	code, body, to := d.ask(coordinatorNSATU, "/needs/r-0105/match?offer=o-0205", form)
	if code != http.StatusSeeOther || !strings.HasPrefix(to, "/matches/m-") {
		t.Fatalf("proposed: %d %s\n%s", code, to, body)
	}
	d.page("donor-officer@nl", to, "meets 5 each", "Agree for the donor")
	forbid := fields(page, "forbid")
	forbid.Set("why", "Noise beside the hospital.")
	if code, body, _ := d.ask(coordinatorNSATU, "/needs/r-0105/match?offer=o-0205", forbid); code != http.StatusSeeOther {
		t.Errorf("forbidden: %d %s", code, body)
	}
	page = d.page(coordinatorNSATU, "/needs/r-0105/match?offer=o-0205", "Noise beside the hospital.")
	lift := fields(page, "lift")
	lift.Set("why", "It was moved.")
	if code, body, _ := d.ask(coordinatorNSATU, "/needs/r-0105/match?offer=o-0205", lift); code != http.StatusSeeOther {
		t.Errorf("lifted: %d %s", code, body)
	}
	reserve := fields(page, "reserve")
	reserve.Set("quantity", "2")
	if code, body, _ := d.ask(officerUA, "/needs/r-0105/match?offer=o-0205", reserve); code != http.StatusSeeOther {
		t.Errorf("reserved: %d %s", code, body)
	}
	d.page("", "/offers/o-0205", "v-0002")
}

func TestLinesAreStatedAndChangedByForms(t *testing.T) {
	d := openDesk(t)
	form := fields(d.page(officerUA, "/needs/new?copy=r-0101", "everybody who signed in"), "state")
	if form.Get("quantity") != "60" || form.Get("about") != "r-0001" || form.Get("substitutes") != "truck-4x4-5t" {
		t.Errorf("copied: %v", form)
	}
	form.Set("quantity", "many")
	form.Set("needed_by", "soon")
	form.Set("unit", "each")
	form.Set("priority", "2")
	form.Set("audience", "participants")
	code, body, _ := d.ask(officerUA, "/needs/new", form)
	if code != http.StatusBadRequest {
		t.Errorf("many: %d", code)
	}
	d.says("the refusals", body, `href="#state-quantity"`, `href="#state-needed_by"`, `value="many"`, `value="soon"`)
	form.Set("quantity", "1,200")
	form.Set("needed_by", (Today() + 50).String())
	if code, body, to := d.ask(officerUA, "/needs/new", form); code != http.StatusSeeOther || to != "/needs/r-0001" {
		t.Fatalf("stated: %d %s\n%s", code, to, body)
	}
	change := fields(d.page(officerUA, "/needs/r-0001/change"), "state")
	change.Set("unit", "each")
	change.Set("priority", "1")
	change.Set("quantity", "900")
	change.Set("audience", "participants")
	for _, want := range []int{http.StatusSeeOther, http.StatusConflict} {
		if code, body, _ := d.ask(officerUA, "/needs/r-0001/change", change); code != want {
			t.Errorf("changed: %d, want %d\n%s", code, want, body)
		}
		change.Set("quantity", "800") // it rests on what stood before the first change
	}
	d.page(officerUA, "/needs/r-0001", "900 each", "changed")
	if code, _, _ := d.ask(officerDE, "/needs/new", nil); code != http.StatusForbidden {
		t.Errorf("a donor states a requirement: %d", code)
	}
	offered := fields(d.page(officerDE, "/offers/new?copy=o-0201"), "state")
	for name, value := range map[string]string{"unit": "each", "condition": "new", "channel": "bilateral", "value.basis": "replacement", "audience": "participants"} {
		offered.Set(name, value)
	}
	if code, body, to := d.ask(officerDE, "/offers/new", offered); code != http.StatusSeeOther {
		t.Errorf("offered: %d %s\n%s", code, to, body)
	}
}

func TestOverlapsAreDecidedByForms(t *testing.T) {
	d := openDesk(t)
	page := d.page(coordinatorNSATU, "/overlaps", "2 pairs wait", "r-0105", "r-0116", "o-0215", "Energy coalition, winter")
	form := fields(page, "p-r-0105-r-0116")
	form.Set("verdict", "same")
	form.Set("keep", "r-0105")
	if code, body, _ := d.ask(coordinatorNSATU, "/overlaps", form); code != http.StatusBadRequest || !strings.Contains(body, "the other side will ask") {
		t.Errorf("decided without a reason: %d", code)
	}
	form.Set("why", "The winter list repeats the third quarter.")
	if code, body, _ := d.ask(coordinatorNSATU, "/overlaps", form); code != http.StatusSeeOther {
		t.Fatalf("decided: %d\n%s", code, body)
	}
	d.page("", "/overlaps", "1 pair waits", "The winter list repeats the third quarter.")
	d.page("", "/needs/r-0116", "the same (The winter list")
	if page := d.page(officerUA, "/overlaps"); fields(page, "p-o-0215-o-0216") != nil {
		t.Error("a requester is offered the decision")
	}
}

// A board of many lines is laid out in one pass and found again.
func TestABoardIsLaidOutOnceForAPosition(t *testing.T) {
	d := openDesk(t)
	p := pages{d.n}
	a, err := p.Needs(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	if b, err := p.Needs(t.Context(), ""); err != nil || a != b {
		t.Errorf("laid out anew: %v", err)
	}
	_, err = d.n.Log.Record(t.Context(), &record.Request{By: "ua", Make: func(w *record.Writer) error {
		return w.Add(&record.Note{Envelope: muster.Envelope{Kind: record.KindNote, By: "ua", Role: "recipient-officer", About: "r-0101"}, Text: "later"})
	}})
	if err != nil {
		t.Fatal(err)
	}
	if b, err := p.Needs(t.Context(), ""); err != nil || a == b {
		t.Errorf("a later position has the same board: %v", err)
	}
	if b, err := p.Needs(t.Context(), fmt.Sprint(a.Known)); err != nil || a != b {
		t.Errorf("the position before has another board: %v", err)
	}
}
