package access_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"muster"
	"muster/access"
)

var (
	today = muster.NewDay(2026, 11, 25)
	ally  = []muster.PartyID{"nato"}
)

// everybody lists every role, for a member of nato, and for a party outside.
func everybody() (all []access.Principal) {
	for _, r := range access.Roles {
		if r == access.Public {
			all = append(all, access.Anybody())
			continue
		}
		all = append(all, access.Principal{Role: r, Party: "de", Groups: ally}, access.Principal{Role: r, Party: "ua"})
	}
	return all
}

var circles = []access.Whom{"public", "participants", "group/nato", "party/de", "party/fr", "lessons/de", "lessons/fr", "operator", "restricted"}

// Who sees what, spelt out beside the rules: a second opinion on the table.
func sees(p access.Principal, w access.Whom) bool {
	reads := p.Role == access.Operator || p.Role == access.Auditor
	switch w {
	case "public":
		return true
	case "participants":
		return p.Role != access.Public
	case "group/nato":
		return reads || p.Role == access.Coordinator || p.Party == "de"
	case "party/de":
		return reads || p.Role == access.Coordinator || p.Party == "de"
	case "party/fr":
		return reads || p.Role == access.Coordinator
	case "lessons/de":
		return reads || p.Role == access.LessonsManager || p.Party == "de"
	case "lessons/fr":
		return reads || p.Role == access.LessonsManager
	case "operator":
		return reads
	}
	return p.Role == access.Documenter || p.Role == access.Custodian || p.Role == access.Reviewer || p.Role == access.LegalOfficer
}

func TestEveryRoleSeesWhatTheTableSays(t *testing.T) {
	for _, p := range everybody() {
		for _, rows := range circles {
			if got, want := p.In(rows), sees(p, rows); got != want {
				t.Errorf("%s in %s: %v, want %v", p, rows, got, want)
			}
			for _, totals := range circles {
				for _, from := range []muster.Day{0, today, today + 1} {
					for _, before := range circles {
						a := access.Audience{Rows: rows, Totals: totals, From: from, Before: before}
						row, total := sees(p, rows), sees(p, rows) || sees(p, totals)
						if from > today {
							row, total = sees(p, before), sees(p, before)
						}
						if p.SeesRow(a, today) != row || p.SeesTotal(a, today) != total {
							t.Fatalf("%s, %s: row %v total %v, want %v %v", p, a, p.SeesRow(a, today), p.SeesTotal(a, today), row, total)
						}
						if from == 0 {
							break
						}
					}
				}
			}
		}
	}
}

// An audience has one form, and reads back.
func TestAnAudienceReadsBack(t *testing.T) {
	for _, text := range []muster.Audience{
		"public", "participants", "group/nato", "party/de", "lessons/de", "operator", "restricted", "party/de totals public",
		"public from 2027-01-01 before participants", "group/nato totals participants from 2027-01-01 before party/de",
	} {
		a, err := access.ParseAudience(text)
		if err != nil || a.String() != string(text) {
			t.Errorf("%q: %q, %v", text, a, err)
		}
	}
	if a, err := access.ParseAudience(""); err != nil || a.Rows != access.WhomOperator || a.Totals != access.WhomOperator {
		t.Errorf("left out: %v, %v", a, err)
	}
	for _, text := range []muster.Audience{
		"everybody", "party/", "lessons/", "group/", "party/de fr", "public totals", "public totals x", "public from soon before operator",
		"public from 2027-01-01", "public from 2027-01-01 before x", "public  totals operator", " public", "party/a/b", "Public",
	} {
		if a, err := access.ParseAudience(text); err == nil || !strings.Contains(err.Error(), fmt.Sprintf("%q", string(text))) {
			t.Errorf("%q: %v, %v", text, a, err)
		}
	}
}

func TestAPrincipalIsReadAndRefused(t *testing.T) {
	for text, want := range map[string]string{"donor-officer@de": "donor-officer@de", "public": "public", "auditor@nsatu": "auditor@nsatu"} {
		if p, err := access.ParsePrincipal(text); err != nil || p.String() != want {
			t.Errorf("%s: %s, %v", text, p, err)
		}
	}
	for _, text := range []string{"", "donor-officer", "donor-officer@", "king@de", "public@de"} {
		if p, err := access.ParsePrincipal(text); err == nil {
			t.Errorf("%q: %s", text, p)
		}
	}
}

// Every rule allows the roles it names, for the party it names, and nobody else, and says who may.
func TestARuleAllowsWhomItNames(t *testing.T) {
	table := access.NewTable(
		access.Rule{Act: "offer.accept", By: []access.Turn{{Role: access.Coordinator}}, NotFor: []string{"donor"}},
		access.Rule{Act: "match.agree", By: []access.Turn{{Role: access.DonorOfficer, For: "donor"}, {Role: access.RecipientOfficer, For: "requester"}}},
	)
	o := access.Object{Parties: map[string]muster.PartyID{"donor": "de", "requester": "ua"}}
	for _, p := range everybody() {
		for act, want := range map[access.Act]bool{
			"offer.accept": p.Role == access.Coordinator && p.Party != "de",
			"match.agree":  p.Role == access.DonorOfficer && p.Party == "de" || p.Role == access.RecipientOfficer && p.Party == "ua",
			"no.such":      false,
		} {
			err := table.May(p, act, o)
			if (err == nil) != want {
				t.Errorf("%s %s: %v, want %v", p, act, err, want)
			}
			if r := muster.Refusals(err); err != nil && (len(r) != 1 || r[0].Kind != muster.KindDenied || !strings.Contains(r[0].Why, string(act))) {
				t.Errorf("%s %s: %v", p, act, err)
			}
		}
	}
	if err := table.May(access.Principal{Role: access.DonorOfficer, Party: "fr"}, "match.agree", o); !strings.Contains(err.Error(), "the donor is de") {
		t.Error(err)
	}
	if err := table.May(access.Principal{Role: access.DonorOfficer, Party: "fr"}, "match.agree", access.Object{}); !strings.Contains(err.Error(), "no donor is named") {
		t.Error(err)
	}
}

// docs/access.md has the table as it is; write it with MUSTER_UPDATE=1.
func TestTheDocumentHasTheTable(t *testing.T) {
	var b strings.Builder
	b.WriteString("| audience | who sees it |\n|---|---|\n")
	for _, s := range access.Sights {
		name := string(s.Whom)
		if strings.HasSuffix(name, "/") {
			name += "NAME"
		}
		fmt.Fprintf(&b, "| `%s` | %s |\n", name, s.Words)
	}
	const begin, end = "<!-- who sees what -->\n", "<!-- end -->"
	doc, err := os.ReadFile("../docs/access.md")
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(doc), begin)
	old, after, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		t.Fatal("docs/access.md has lost its marks")
	}
	if old == b.String() {
		return
	}
	if os.Getenv("MUSTER_UPDATE") == "" {
		t.Fatalf("docs/access.md is not as the table is; write it with MUSTER_UPDATE=1 go test ./access; want\n%s", b.String())
	}
	if err := os.WriteFile("../docs/access.md", []byte(before+begin+b.String()+end+after), 0o644); err != nil {
		t.Fatal(err)
	}
}
