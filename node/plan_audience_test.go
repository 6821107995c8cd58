package node

import (
	"net/http"
	"net/url"
	"testing"

	"muster"
	"muster/access"
	"muster/matching"
	"muster/offer"
	"muster/record"
	"muster/requirement"
	"muster/standing"
	"muster/work"
)

// record records statements, each by who says it.
func (d *planDesk) record(values ...muster.Value) {
	d.Helper()
	for _, v := range values {
		if _, err := d.n.Log.Record(d.Context(), &record.Request{By: v.Common().By, Values: []muster.Value{v}}); err != nil {
			d.Fatal(err)
		}
	}
}

// A match proposed from the plan is seen by both sides of it, even where neither sees the other's object, and
// by nobody else who does not see both.
func TestAMatchOfThePlanIsForBothItsParties(t *testing.T) {
	d := deskOf(t)
	var like requirement.Need
	plan := d.table("/plan?format=csv")
	v, err := d.n.View(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	d.n.State.Read(func() {
		x, _ := requirement.In(v).Get(v.Known, plan[0]["requirement"])
		like = x.Value
	})
	env := func(role access.Role, by muster.PartyID, kind, about string) muster.Envelope {
		e := muster.Envelope{Kind: kind, By: by, Role: string(role), About: about, Audience: "party/ua"}
		if by != "ua" {
			e.Audience = "party/fi"
		}
		return e
	}
	move := func(role access.Role, by muster.PartyID, kind, about, act string) work.Act {
		return work.Act{Envelope: env(role, by, kind, about), Act: act}
	}
	need := like.Line
	need.Envelope, need.Requester, need.Quantity, need.MinLot, need.Priority, need.Links = env(access.RecipientOfficer, "ua", requirement.KindLine, "r-own"), "ua", "1", "", 1, nil
	give := &offer.Line{
		Envelope: env(access.DonorOfficer, "fi", offer.KindLine, "o-own"), Donor: "fi", Item: need.Item, Quantity: "1", Unit: need.Unit, Condition: "new", Ready: Today().String(), Channel: "bilateral", For: []string{"r-own"},
	}
	d.record(&need, &requirement.Acted{Act: move(access.RecipientOfficer, "ua", requirement.KindAct, "r-own", "submit")},
		&requirement.Acted{Act: move(access.Coordinator, "nsatu", requirement.KindAct, "r-own", "validate")}, &requirement.Acted{Act: move(access.Coordinator, "nsatu", requirement.KindAct, "r-own", "open")},
		give, &offer.Acted{Act: move(access.DonorOfficer, "fi", offer.KindAct, "o-own", "notify")}, &offer.Acted{Act: move(access.Coordinator, "nsatu", offer.KindAct, "o-own", "assess")},
		&offer.Acted{Act: move(access.Coordinator, "nsatu", offer.KindAct, "o-own", "accept"), Quantity: "1"})
	d.get("/plan", http.StatusOK)
	d.post("/plan", http.StatusSeeOther, url.Values{"do": {"accept"}, "requirement": {"r-own"}, "offer": {"o-own"}, "quantity": {"1"}})
	var made matching.Match
	v, err = d.n.View(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	d.n.State.Read(func() {
		for _, x := range matching.In(v).OfNeed(v.Known, "r-own") {
			made = x.Value
		}
	})
	if made.Audience != "party/fi+party/ua" {
		t.Fatalf("it is for %q", made.Audience)
	}
	for _, c := range []struct {
		who  access.Principal
		sees bool
	}{
		{access.Principal{Role: access.DonorOfficer, Party: "fi"}, true},
		{access.Principal{Role: access.RecipientOfficer, Party: "ua"}, true},
		{access.Principal{Role: access.Coordinator, Party: "nsatu"}, true},
		{access.Principal{Role: access.DonorOfficer, Party: "de"}, false},
		{access.Anybody(), false},
	} {
		v, err := d.n.State.At(0, Today(), standing.Looker{Principal: c.who, Today: Today()})
		if err != nil {
			t.Fatal(err)
		}
		d.n.State.Read(func() {
			if _, ok := matching.In(v).Shown(v, made.About); ok != c.sees {
				t.Errorf("%s sees it: %v", c.who, ok)
			}
		})
	}
}
