package node

import (
	"encoding/csv"
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
	"muster/board/boardtest"
	"muster/matching"
	"muster/record"
	"muster/web"
)

// planDesk is a record with the coordination scene, with its pages for whoever asks.
type planDesk struct {
	*testing.T
	n  *Node
	as access.Principal
	h  http.Handler
}

func deskOf(t *testing.T) *planDesk {
	t.Helper()
	n, _ := served(t)
	d := &planDesk{T: t, n: n, as: access.Principal{Role: access.Coordinator, Party: "nsatu"}}
	boardtest.State(func(v muster.Value) muster.ID {
		rec, err := n.Log.Record(t.Context(), &record.Request{By: v.Common().By, Values: []muster.Value{v}})
		if err != nil {
			t.Fatal(err)
		}
		return muster.NewID(n.Log.ID(), uint64(rec.Last))
	}, Today())
	pagesOf := web.New(pages{n}, web.Options{
		Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Who: func(*http.Request) (access.Principal, bool) { return d.as, d.as.Role != access.Public },
	})
	d.h = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		pagesOf.ServeHTTP(w, r.WithContext(access.Looking(r.Context(), d.as)))
	})
	return d
}

func (d *planDesk) get(path string, want int) string {
	d.Helper()
	rec := ask(d.h, "GET", path, nil, "")
	if rec.Code != want {
		d.Fatalf("%s: status %d, want %d: %.2000s", path, rec.Code, want, rec.Body)
	}
	return rec.Body.String()
}

func (d *planDesk) post(path string, want int, form url.Values) *httptest.ResponseRecorder {
	d.Helper()
	form.Set("shown", d.position())
	rec := ask(d.h, "POST", path, strings.NewReader(form.Encode()), "application/x-www-form-urlencoded")
	if rec.Code != want {
		d.Fatalf("%s %v: status %d, want %d: %.3000s", path, form, rec.Code, want, rec.Body)
	}
	return rec
}

func (d *planDesk) position() string {
	v, err := d.n.View(d.Context(), "")
	if err != nil {
		d.Fatal(err)
	}
	return fmt.Sprint(v.Known)
}

// table reads a list as a file: each row by the names of its columns.
func (d *planDesk) table(path string) (rows []map[string]string) {
	d.Helper()
	all, err := csv.NewReader(strings.NewReader(d.get(path, http.StatusOK))).ReadAll()
	if err != nil {
		d.Fatal(err)
	}
	for _, line := range all[1:] {
		row := map[string]string{}
		for i, name := range all[0] {
			row[name] = line[i]
		}
		rows = append(rows, row)
	}
	return rows
}

// What the plan proposes becomes a match that says so; a pair that is declined is in no plan any more.
func TestAMatchOfThePlanIsProposedOrDeclined(t *testing.T) {
	d := deskOf(t)
	plan := d.table("/plan?format=csv")
	if len(plan) < 2 {
		t.Fatalf("the plan makes %d matches", len(plan))
	}
	first, last := plan[0], plan[len(plan)-1]
	shown := d.position()
	d.post("/plan", http.StatusSeeOther, url.Values{"do": {"accept"}, "requirement": {first["requirement"]}, "offer": {first["offer"]}, "quantity": {first["quantity"]}})
	var made []matching.Match
	v, err := d.n.View(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	d.n.State.Read(func() {
		for _, x := range matching.In(v).All(v.Known) {
			if x.Value.Requirement == first["requirement"] && x.Value.Offer == first["offer"] && x.Value.Quantity == first["quantity"] && strings.Contains(x.Value.Why, "position "+shown) {
				made = append(made, x.Value)
			}
		}
	})
	if len(made) != 1 || made[0].Role != string(access.Coordinator) || made[0].By != "nsatu" || made[0].Line == "" {
		t.Fatalf("proposed, there is %+v", made)
	}
	d.post("/plan", http.StatusBadRequest, url.Values{"do": {"adjust"}, "requirement": {last["requirement"]}, "offer": {last["offer"]}, "quantity": {"much"}})
	d.post("/plan", http.StatusBadRequest, url.Values{"do": {"decline"}, "requirement": {last["requirement"]}, "offer": {last["offer"]}})
	d.post("/plan", http.StatusSeeOther, url.Values{"do": {"decline"}, "requirement": {last["requirement"]}, "offer": {last["offer"]}, "why": {"The unit trains on another type."}})
	for _, m := range d.table("/plan?format=csv") {
		if m["requirement"] == last["requirement"] && m["offer"] == last["offer"] {
			t.Errorf("the plan still makes %s with %s", m["requirement"], m["offer"])
		}
	}
	d.as = access.Principal{Role: access.Analyst, Party: "de"}
	if page := d.get("/plan", http.StatusOK); strings.Contains(page, `value="accept"`) {
		t.Error("an analyst is offered to propose")
	}
	if rec := d.post("/plan", http.StatusForbidden, url.Values{"do": {"accept"}, "requirement": {first["requirement"]}, "offer": {first["offer"]}, "quantity": {"1"}}); rec == nil {
		t.Error("an analyst proposed")
	}
}

// What is supposed stands in the address, shows both plans and records nothing.
func TestWhatIfRecordsNothing(t *testing.T) {
	d := deskOf(t)
	plan := d.table("/plan?format=csv")
	before := d.position()
	offer := plan[0]["offer"]
	rec := ask(d.h, "GET", "/plan?suppose=withdraw&of="+offer, nil, "")
	at := rec.Header().Get("Location")
	if rec.Code != http.StatusSeeOther || !strings.Contains(at, "if=") || strings.Contains(at, "suppose=") {
		t.Fatalf("supposing leads with %d to %s", rec.Code, at)
	}
	page := d.get(at, http.StatusOK)
	for _, want := range []string{"Nothing of this is recorded.", offer + " is withdrawn", "Without it", "With it"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page with it does not say %q", want)
		}
	}
	if strings.Contains(page, `value="accept"`) {
		t.Error("what is only supposed can be proposed")
	}
	for _, m := range d.table(at + "&format=csv") {
		if m["offer"] == offer {
			t.Errorf("withdrawn, %s is still given to %s", offer, m["requirement"])
		}
	}
	if now := d.position(); now != before {
		t.Errorf("supposing leads from position %s to %s", before, now)
	}
	for path, says := range map[string]string{
		"/plan?suppose=ready&of=" + offer + "&to=soon": "accepted is a day", "/plan?suppose=withdraw&of=x-1": "accepted is the id", "/plan?suppose=rain&of=" + offer: "one of the choices",
		"/plan?if=%7B%7D": "accepted are", "/plan?if=nonsense": "accepted is", "/plan?priority=9": "accepted are",
	} {
		if page := d.get(path, http.StatusBadRequest); !strings.Contains(page, says) {
			t.Errorf("%s does not say %q", path, says)
		}
	}
}

// Ticked tasks are handed over with a note, or one act is done on all of them; where one cannot be, none is.
func TestTasksAreTakenCareOfInBulk(t *testing.T) {
	d := deskOf(t)
	mine := d.table("/work?format=csv&object=requirement")
	var open, other []string
	for _, x := range mine {
		if strings.Contains(x["acts"], "open") {
			open = append(open, x["object"]+" "+x["about"])
		} else if strings.Contains(x["acts"], "validate") {
			other = append(other, x["object"]+" "+x["about"])
		}
	}
	if len(open) == 0 || len(other) == 0 {
		t.Fatalf("to be opened are %v, to be validated %v", open, other)
	}
	before := d.position()
	d.post("/work", http.StatusBadRequest, url.Values{"do": {"requirement open"}, "task": append(open, other...)})
	d.post("/work", http.StatusBadRequest, url.Values{"do": {"handover"}, "task": other})
	d.post("/work", http.StatusBadRequest, url.Values{"do": {"handover"}, "officer": {"Ada"}})
	if now := d.position(); now != before {
		t.Fatalf("refused, it leads from position %s to %s", before, now)
	}
	d.post("/work", http.StatusSeeOther, url.Values{"do": {"requirement open"}, "task": open})
	d.post("/work", http.StatusSeeOther, url.Values{"do": {"handover"}, "officer": {"Ada"}, "note": {"before noon"}, "task": other})
	handed := 0
	for _, x := range d.table("/work?format=csv") {
		if x["with"] == "Ada" && x["note"] == "before noon" {
			handed++
		}
		if strings.Contains(x["acts"], "open") {
			t.Errorf("%s still waits to be opened", x["about"])
		}
	}
	if handed != len(other) {
		t.Errorf("%d are handed over, want %d", handed, len(other))
	}
	if text := d.get("/work.txt", http.StatusOK); !strings.Contains(text, "before noon") {
		t.Errorf("the digest does not say the note:\n%s", text)
	}
	if feed := d.get("/work.atom", http.StatusOK); !strings.Contains(feed, "<feed") {
		t.Errorf("no feed: %s", feed)
	}
	d.as = access.Anybody()
	if page := d.get("/work", http.StatusOK); !strings.Contains(page, "Nobody is signed in") || strings.Contains(page, "Ada") {
		t.Error("the public is not told how to sign in, or told more")
	}
	d.get("/work.atom", http.StatusForbidden)
}
