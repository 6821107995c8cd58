package node

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"muster/access"
	asks "muster/ask"
	"muster/fund"
	"muster/requirement"
	"muster/standing"
)

// What was stated of an ask, a package and money is changed by the form that states it: what is left as it was
// stays, and only who stated it has the form.
func TestAnAskAPackageAndMoneyAreChangedByTheirForms(t *testing.T) {
	d := deskOf(t)
	send := func(path string, v url.Values) string {
		t.Helper()
		rec := d.post(path, http.StatusSeeOther, v)
		return rec.Header().Get("Location")
	}
	known := func() (v standing.View) {
		v, err := d.n.View(t.Context(), "")
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	at := send("/packages/new", url.Values{
		"form": {"package"}, "kind": {fund.KindPackage}, "shown": {"1"}, "about": {"p-zq"}, "title": {"Radios"}, "audience": {"public"}, "fund_by": {"2030-01-01"},
		"lines.0.item": {"radio"}, "lines.0.quantity": {"10"}, "lines.0.unit": {"each"}, "lines.0.price": {"3"}, "lines.0.currency": {"EUR"},
		"lines.1.item": {"mast"}, "lines.1.quantity": {"2"}, "lines.1.unit": {"each"}, "lines.1.price": {"5"}, "lines.1.currency": {"EUR"},
	})
	if page := d.get(at, http.StatusOK); !strings.Contains(page, at+"/change") {
		t.Fatal("the package's page does not lead to its form")
	}
	v := fields(d.get(at+"/change", http.StatusOK), "package")
	if v.Get("title") != "Radios" || v.Get("lines.1.item") != "mast" || v.Get("lines.1.key") != "2" || v.Get("fund_by") != "2030-01-01" {
		t.Fatalf("the form has %v", v)
	}
	// The first line goes, the second stays the second, a third comes.
	for _, name := range []string{"item", "quantity", "price"} {
		v.Set("lines.0."+name, "")
	}
	v.Set("lines.2.item", "battery")
	v.Set("lines.2.quantity", "1,000")
	v.Set("lines.2.price", "1")
	for _, i := range []string{"1", "2"} {
		v.Set("lines."+i+".unit", "each")
	}
	v.Set("audience", "public")
	v.Set("why", "no radios")
	send(at+"/change", v)
	p, ok := fund.In(known()).Get(d.n.State.Durable(), "p-zq")
	if !ok || len(p.Value.Lines) != 2 || p.Value.Lines[0].Key != "2" || p.Value.Lines[0].Item != "mast" || p.Value.Lines[1].Key != "3" || p.Value.Lines[1].Quantity != "1000" || p.Value.Why != "no radios" || p.Value.Title != "Radios" {
		t.Errorf("changed: %+v", p.Value)
	}
	v.Set("title", "")
	v.Set("replaces", string(p.ID))
	if rec := d.post(at+"/change", http.StatusBadRequest, v); !strings.Contains(rec.Body.String(), `href="#package-title"`) || !strings.Contains(rec.Body.String(), `value="battery"`) {
		t.Error("a refusal is not at its field, or what was typed is lost")
	}

	// Money.
	d.as = access.Principal{Role: access.DonorOfficer, Party: "de"}
	if rec := ask(d.h, "GET", at+"/change", nil, ""); rec.Code != http.StatusForbidden {
		t.Errorf("another party has the package's form: %d", rec.Code)
	}
	m := fields(d.get(at, http.StatusOK), "fund")
	m.Set("amount", "7")
	id := m.Get("about")
	send(at, m)
	m = fields(d.get(at, http.StatusOK), "fund-"+id)
	if m.Get("amount") != "7" || m.Get("replaces") == "" {
		t.Fatalf("the form of the money has %v", m)
	}
	m.Set("amount", "8.50")
	m.Set("why", "more")
	send(at, m)
	if g, ok := fund.In(known()).Money(d.n.State.Durable(), id); !ok || g.Value.Amount != "8.50" || g.Value.Donor != "de" {
		t.Errorf("the money: %+v", g.Value)
	}
	d.as = access.Principal{Role: access.DonorOfficer, Party: "fr"}
	if fields(d.get(at, http.StatusOK), "fund-"+id) != nil {
		t.Error("another party has the form of the money")
	}

	// An ask.
	d.as = access.Principal{Role: access.Coordinator, Party: "nsatu"}
	var open []string
	for id := range standing.Find[*requirement.Part](d.n.State).All(d.n.State.Durable()) {
		if life, _ := standing.Find[*requirement.Part](d.n.State).State(d.n.State.Durable(), id); life.Value.State == requirement.Open {
			open = append(open, id)
		}
	}
	if len(open) < 2 {
		t.Fatal("too little is open")
	}
	at = send("/asks/new", url.Values{"form": {"ask"}, "kind": {asks.KindAsk}, "shown": {"1"}, "about": {"a-zq"}, "audience": {"public"}, "lines": open[:1], "donors": {"de"}, "reply_by": {"2030-02-01"}, "note": {"soon"}})
	page := d.get(at+"/change", http.StatusOK)
	if a := fields(page, "ask"); a.Get("reply_by") != "2030-02-01" || !strings.Contains(page, ">soon</textarea>") || a.Get("replaces") == "" || !strings.Contains(page, `value="`+open[0]+`" checked`) || !strings.Contains(page, `value="de" checked`) {
		t.Fatalf("the form of the ask has %v", a)
	}
	a := fields(page, "ask")
	a["lines"], a["donors"] = open[:2], []string{"de", "fr"}
	a.Set("reply_by", "2030-03-01")
	a.Set("audience", "public")
	a.Set("note", "soon")
	send(at+"/change", a)
	if x, ok := asks.In(known()).Get(d.n.State.Durable(), "a-zq"); !ok || len(x.Value.Lines) != 2 || len(x.Value.Donors) != 2 || x.Value.ReplyBy != "2030-03-01" || x.Value.Note != "soon" {
		t.Errorf("the ask: %+v", x.Value)
	}
	d.as = access.Principal{Role: access.Coordinator, Party: "us"}
	if rec := ask(d.h, "GET", at+"/change", nil, ""); rec.Code != http.StatusForbidden {
		t.Errorf("another party has the form of the ask: %d", rec.Code)
	}
}
