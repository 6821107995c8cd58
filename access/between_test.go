package access_test

import (
	"testing"

	"muster"
	"muster/access"
)

func audience(t *testing.T, text muster.Audience) access.Audience {
	t.Helper()
	a, err := access.ParseAudience(text)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// What is said of two objects that meet is for whoever sees both, and for both parties; and for nobody who
// sees neither, but is no party to it.
func TestWhatMeetsIsForThoseWhoSeeBothAndItsParties(t *testing.T) {
	for want, of := range map[muster.Audience][2]muster.Audience{
		"public":                            {"public", "public"},
		"participants":                      {"public", "participants"},
		"group/nato+party/ua totals public": {"public", "group/nato totals public"},
		"party/de+party/ua":                 {"party/ua", "party/de"},
		"party/fr+party/ua":                 {"operator", ""},
		"party/de+party/ua+restricted":      {"restricted", "participants"},
		"participants totals public":        {"participants totals public", "public"},
		"group/eu+party/de+party/ua":        {"group/eu+party/pl", "group/eu+party/fr"},
		"party/de+party/pl":                 {"group/nato", "group/eu"},
		"party/de+party/ua totals public":   {"party/de totals public", "party/ua totals public"},
	} {
		parties := []muster.PartyID{"de", "ua"}
		switch want {
		case "group/nato+party/ua totals public":
			parties = []muster.PartyID{"ua"}
		case "party/fr+party/ua":
			parties = []muster.PartyID{"ua", "fr"}
		case "party/de+party/pl":
			parties = []muster.PartyID{"pl", "de"}
		}
		got := access.Between(audience(t, of[0]), audience(t, of[1]), today, parties...)
		if got.String() != string(want) {
			t.Errorf("%q and %q: %q, want %q", of[0], of[1], got, want)
		}
		if _, err := access.ParseAudience(muster.Audience(got.String())); err != nil {
			t.Error(err)
		}
	}
	later := audience(t, "public from 2027-01-01 before party/de")
	if got := access.Between(later, audience(t, "public"), today, "ua"); got.String() != "party/de+party/ua" {
		t.Errorf("before it opens: %q", got)
	}
}

// The same for every role and every two audiences.
func TestWhatMeetsIsNeverForOthers(t *testing.T) {
	of := append([]access.Whom{"party/de+party/fr", "group/nato+party/ua"}, circles...)
	for _, a := range of {
		for _, b := range of {
			x, y := access.Audience{Rows: a, Totals: a}, access.Audience{Rows: b, Totals: b}
			got := access.Between(x, y, today, "fr", "ua")
			for _, p := range everybody() {
				between := p.Role != access.Public && (p.Party == "fr" || p.Party == "ua" || p.In("party/fr"))
				if sees := p.SeesRow(got, today); between && !sees || sees && !between && (!p.In(a) || !p.In(b)) {
					t.Errorf("%s and %s make %s: %s sees it: %v", a, b, got, p, sees)
				}
			}
		}
	}
}

// What is within another audience is seen by nobody who does not see the other.
func TestWhatIsWithinAnotherAudienceIsSeenByNobodyElse(t *testing.T) {
	all := append([]access.Whom{"party/de+party/fr", "group/nato+lessons/de"}, circles...)
	within := 0
	for _, a := range all {
		for _, b := range all {
			for _, x := range []access.Audience{{Rows: a, Totals: a}, {Rows: a, Totals: a, From: today + 1, Before: "operator"}, {Rows: a, Totals: "public"}} {
				for _, y := range []access.Audience{{Rows: b, Totals: b}, {Rows: b, Totals: b, From: today + 1, Before: "operator"}} {
					if !x.Within(y) {
						continue
					}
					within++
					for _, p := range everybody() {
						for _, d := range []muster.Day{today, today + 1} {
							if p.SeesRow(x, d) && !p.SeesRow(y, d) || p.SeesTotal(x, d) && !p.SeesTotal(y, d) {
								t.Errorf("%s is said to be within %s, and %s sees only the first on %s", x, y, p, d)
							}
						}
					}
				}
			}
		}
	}
	if within < 50 {
		t.Errorf("only %d are within another", within)
	}
	for a, b := range map[muster.Audience]muster.Audience{"public": "participants", "party/de": "lessons/de", "lessons/de": "party/de", "participants totals public": "participants"} {
		if audience(t, a).Within(audience(t, b)) {
			t.Errorf("%s is said to be within %s", a, b)
		}
	}
}
