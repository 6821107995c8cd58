package evidence_test

import (
	"testing"

	"muster"
	"muster/access"
	"muster/evidence"
)

func TestARestrictedTextIsForThoseWhoKeepEvidenceAlone(t *testing.T) {
	d := newVault(t)
	text := &evidence.Text{Envelope: as(documenter, evidence.KindText, "e-1"), Object: "evidence", Sort: "people", Text: "a name"}
	for _, to := range []muster.Audience{"", "operator", "participants", evidence.Keepers, "party/ua"} {
		text.Audience = to
		d.refuses(text, "for those who keep evidence alone")
	}
	text.Audience = evidence.Restricted
	d.Add(text)
	for _, k := range d.p.Kinds() {
		if k.Name == evidence.KindText && (!k.Apart || !k.Erasable || k.Texts != nil) {
			t.Error("a restricted text is found, shown or lasting")
		}
	}
	text.Text = "again"
	text.Replaces = d.ID(int(d.Known()))
	d.refuses(text, "can be erased, so nothing may rest on it")
	if got := len(d.p.Texts(d.Known(), "evidence", "e-1")); got != 0 {
		t.Errorf("%d texts are told of", got)
	}
	d.Add(&evidence.Told{Envelope: as(documenter, evidence.KindTold, "e-1"), Object: "evidence", Sort: "people", Text: d.ID(int(d.Known()))})
	if got := d.p.Texts(d.Known(), "evidence", "e-1"); len(got) != 1 || got[0].Value.Sort != "people" {
		t.Errorf("%+v", got)
	}
	told := &evidence.Told{Envelope: as(documenter, evidence.KindTold, "e-1"), Object: "evidence", Sort: "people", Text: d.ID(1)}
	d.refuses(told, "the id of a statement evidence.text")
}

func TestAnAuditorReadsContentOnlyUnderARecordedDatedGrantWithAReason(t *testing.T) {
	d := newVault(t)
	if _, ok := d.p.Items.Shown(d.sees(auditor), "e-1"); !ok {
		t.Error("an auditor does not see what an item is")
	}
	if got := len(d.p.Accesses(d.sees(auditor))); got != 1 {
		t.Errorf("an auditor sees %d events of custody", got)
	}
	read := d.event("evidence", "e-1", evidence.EventAccessed, auditor)
	d.refuses(read, "may not read what is restricted without a grant")
	grant := &evidence.Grant{Envelope: as(legal, evidence.KindGrant, "g-1"), To: "auditor@us", Person: "Una", On: []string{"evidence/e-1"}, Until: "2026-01-20"}
	for text, spoil := range map[string]func(*evidence.Grant){
		"the reason": func(x *evidence.Grant) { x.Why = "" }, "what may be read": func(x *evidence.Grant) { x.On = nil }, "until": func(x *evidence.Grant) { x.Until = "" }, "who may read": func(x *evidence.Grant) { x.To = "public" },
		"a day from today on": func(x *evidence.Grant) { x.Until = "2026-01-01" },
	} {
		x := *grant
		spoil(&x)
		d.refuses(&x, text)
	}
	d.Add(grant)
	granted := func(p access.Principal) *evidence.Custody {
		x := d.event("evidence", "e-1", evidence.EventAccessed, p)
		x.Grant = "g-1"
		return x
	}
	other := auditor
	other.Person = "Ugo"
	d.refuses(granted(other), "is for somebody else")
	d.Add(granted(auditor))
	d.registered("e-2")
	elsewhere := d.event("evidence", "e-2", evidence.EventAccessed, auditor)
	elsewhere.Grant = "g-1"
	d.refuses(elsewhere, "does not speak of evidence/e-2")
	d.Now = d.Now.AddDate(0, 0, 30)
	d.refuses(granted(auditor), "ended on 2026-01-20")
}
