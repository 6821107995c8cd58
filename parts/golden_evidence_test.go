package parts_test

import (
	"fmt"
	"strings"
	"time"

	"muster"
	"muster/access"
	"muster/evidence"
	"muster/record"
	"muster/standing"
	"muster/work"
)

// goldenOriginal is the digest of the bytes of an item of the golden record.
func goldenOriginal(id string) string { return strings.Repeat(id[len(id)-1:], 64) }

// evident writes a statement of each kind of evidence, by which objects come through every act of their tables. It
// returns positions to ask at.
func evident(m *maker) []muster.Seq {
	who := func(r access.Role, person string) access.Principal {
		return access.Principal{Role: r, Party: "bb", Person: person}
	}
	writes, keeps, law, assesses := who(access.Documenter, "Dana"), who(access.Custodian, "Kim"), who(access.LegalOfficer, "Lee"), who(access.DamageAssessor, "Sam")
	ada, bo := who(access.Reviewer, "Ada"), who(access.Reviewer, "Bo")
	say := func(p access.Principal, kind, about string) muster.Envelope {
		e := spoken(p, kind, about, evidence.Keepers, "because")
		e.ActedBy = p.Person
		return e
	}
	custody := func(p access.Principal, object, about, event string) *evidence.Custody {
		x := &evidence.Custody{Envelope: say(p, evidence.KindCustody, about), Event: event, At: "2026-11-01T10:00:00+02:00"}
		switch event {
		case evidence.EventHeld:
			x.At, x.Until, x.Holder = "2026-10-20T10:00:00+02:00", "2026-10-25T10:00:00+02:00", "the giver"
		case evidence.EventExported, evidence.EventHanded:
			if x.To = "hub"; event == evidence.EventExported {
				x.Bag = "ca-1-1"
			}
		}
		return standing.Find[*evidence.Part](m.state).Next(m.state.Known(), object, about, x)
	}
	item := func(about string) *evidence.Item {
		return &evidence.Item{
			Envelope: say(writes, evidence.KindItem, about), Digest: goldenOriginal(about), Size: 12, Media: "image/jpeg", Obtained: "handed over", Tool: "camera", Version: "2", Captured: "2026-10-20T09:00:00+03:00",
			Claimed: "about nine", Place: &evidence.Place{Region: "UA-63", Precision: "settlement"}, Language: "uk", Consent: evidence.Consent{Store: true, Share: []muster.PartyID{"hub"}, Publish: about == "ev-2"}, Looks: "00ff00ff00ff00ff",
		}
	}
	do := func(p access.Principal, about, act string) *evidence.ItemActed {
		x := &evidence.ItemActed{Act: work.Act{Envelope: say(p, evidence.KindItemAct, about), Act: act}}
		switch act {
		case evidence.ActRegister:
			x.Digest = goldenOriginal(about)
		case evidence.ActFind:
			x.Finding = evidence.Verified
		}
		return x
	}
	found := func(p access.Principal, about, finding string) *evidence.ItemActed {
		x := do(p, about, evidence.ActFind)
		x.Finding = finding
		return x
	}
	enter := func(x *evidence.Item) int {
		keep := &record.DocumentStated{Envelope: env(record.KindDocument, ""), Digest: x.Digest, Size: 12, Packed: strings.Repeat("0", 64), Chunks: 1}
		keep.Audience = evidence.Restricted
		at := m.add(keep, x)
		m.add(custody(writes, evidence.ObjectItem, x.About, evidence.EventHeld))
		m.add(custody(writes, evidence.ObjectItem, x.About, evidence.EventReceived))
		return at
	}
	m.add(&evidence.Codes{
		Envelope: env(evidence.KindCodes, "claims"), Title: muster.Text{"en": "Claims", "uk": "Заяви"}, From: "2022-02-24", Territory: []string{"UA"},
		Codes: []evidence.Code{{Code: "A3.1", Name: muster.Text{"en": "housing"}, Opened: "2024-04-02"}, {Code: "B1.1", Name: muster.Text{"en": "infrastructure"}, Opened: "2025-01-01", Closed: "2025-12-31"}},
	})
	first := enter(item("ev-1"))
	made := item("ev-2")
	made.Of, made.Made, made.Looks = "ev-1", "redacted", ""
	enter(made)
	enter(item("ev-3"))
	text := m.add(&evidence.Text{Envelope: spoken(writes, evidence.KindText, "ev-1", evidence.Restricted, ""), Object: evidence.ObjectItem, Sort: "source", Text: "somebody's name"})
	m.add(&evidence.Told{Envelope: say(writes, evidence.KindTold, "ev-1"), Object: evidence.ObjectItem, Sort: "source", Text: m.id(text)},
		do(keeps, "ev-1", evidence.ActRegister), do(keeps, "ev-2", evidence.ActRegister), do(keeps, "ev-3", evidence.ActRegister),
		do(ada, "ev-1", evidence.ActReview), found(ada, "ev-1", evidence.Unverified), do(bo, "ev-1", evidence.ActDissent), found(bo, "ev-1", evidence.Verified), do(ada, "ev-1", evidence.ActVerify),
		do(ada, "ev-2", evidence.ActReview), found(ada, "ev-2", evidence.Rejected), do(bo, "ev-2", evidence.ActReject), do(keeps, "ev-2", evidence.ActArchive),
		do(ada, "ev-3", evidence.ActReview), found(ada, "ev-3", evidence.Unverified), do(bo, "ev-3", evidence.ActDoubt), do(bo, "ev-3", evidence.ActReview))
	reviewed := m.add(found(bo, "ev-3", evidence.Verified), do(ada, "ev-3", evidence.ActVerify))
	again := item("ev-1")
	again.Replaces, again.Claimed = m.id(first), "nine"
	m.add(again, found(bo, "ev-1", evidence.Verified), do(ada, "ev-1", evidence.ActVerify))

	alleged := func(about string) *evidence.Incident {
		return &evidence.Incident{
			Envelope: say(writes, evidence.KindIncident, about), Title: muster.Text{"en": "A strike", "uk": "Удар"}, Place: &evidence.Place{Region: "UA-63", Precision: "region"},
			From: "2026-10-19", Until: "2026-10-20", Items: []string{"ev-1", "ev-3"}, Other: []string{"requirement/r-1"},
		}
	}
	onIncident := func(p access.Principal, about, act string) *evidence.IncidentActed {
		return &evidence.IncidentActed{Act: work.Act{Envelope: say(p, evidence.KindIncidentAct, about), Act: act}}
	}
	m.add(alleged("in-1"), alleged("in-2"), onIncident(ada, "in-2", evidence.ActSetAside), onIncident(ada, "in-1", evidence.ActCorroborate), onIncident(law, "in-1", evidence.ActConfirm), onIncident(law, "in-1", evidence.ActReturn))
	hurt := func(about string) *evidence.Damage {
		x := &evidence.Damage{
			Envelope: say(assesses, evidence.KindDamage, about), Damaged: "school-12", Sort: "school", Place: evidence.Place{Region: "UA-63", Precision: "region"}, From: "2026-10-19", Until: "2026-10-20", Extent: "destroyed",
		}
		x.Audience = forThose
		return x
	}
	onDamage := func(p access.Principal, about, act string) *evidence.DamageActed {
		x := &evidence.DamageActed{Act: work.Act{Envelope: say(p, evidence.KindDamageAct, about), Act: act}}
		switch x.Audience = forThose; act {
		case evidence.ActAssess:
			x.Amount, x.Currency, x.Method, x.PriceDate = "62000.50", "EUR", "unit prices", "2026-01-01"
		case evidence.ActClassify:
			x.List, x.Code = "claims", "A3.1"
		case evidence.ActRefer:
			x.Register, x.Foreign = "rd4u", "R-7"
		}
		return x
	}
	known := hurt("da-3")
	known.Envelope = say(law, evidence.KindDamage, "da-3")
	known.Items, known.Incident, known.Register, known.Foreign = []string{"ev-1"}, "in-1", "rd4u", "R-7"
	pair := func(p access.Principal, about, object string, v work.Verdict) *evidence.Pair {
		return &evidence.Pair{Envelope: say(p, evidence.KindPair, about), Object: object, Verdict: v}
	}
	damaged := m.add(hurt("da-1"), hurt("da-2"), known, onDamage(assesses, "da-1", evidence.ActAssess), onDamage(law, "da-1", evidence.ActClassify), onDamage(assesses, "da-2", evidence.ActAssess), onDamage(law, "da-1", evidence.ActRefer),
		pair(law, "da-1+da-2", evidence.ObjectDamage, work.Same))
	gone := onDamage(law, "da-3", evidence.ActSetAside)
	gone.Audience = evidence.Keepers
	m.add(gone, pair(bo, "ev-1+ev-3", evidence.ObjectItem, work.Different))

	theCase := &evidence.Case{Envelope: say(law, evidence.KindCase, "ca-1"), Title: muster.Text{"en": "The school", "uk": "Школа"}, For: "hub", Items: []string{"ev-2"}, Incidents: []string{"in-1"}, Damages: []string{"da-3"}}
	onCase := func(p access.Principal, act string) *evidence.CaseActed {
		x := &evidence.CaseActed{Act: work.Act{Envelope: say(p, evidence.KindCaseAct, "ca-1"), Act: act}}
		if act == evidence.ActHandOver {
			x.Bag = strings.Repeat("b", 64)
		}
		return x
	}
	held := m.add(theCase, &evidence.Hold{Envelope: say(law, evidence.KindHold, "ho-1"), On: []string{"case/ca-1"}},
		&evidence.Grant{Envelope: say(law, evidence.KindGrant, "gr-1"), To: "auditor@aa", Person: "Una", On: []string{"case/ca-1"}, Until: "2027-01-31"})
	for _, e := range []string{evidence.EventAccessed, evidence.EventCopied, evidence.EventExported, evidence.EventHanded} {
		m.add(custody(keeps, evidence.ObjectItem, "ev-1", e))
	}
	granted := custody(access.Principal{Role: access.Auditor, Party: "aa", Person: "Una"}, evidence.ObjectItem, "ev-1", evidence.EventAccessed)
	granted.Grant, granted.Text = "gr-1", m.id(text)
	last := m.add(granted, onCase(keeps, evidence.ActHandOver), &evidence.Fixity{Envelope: say(keeps, evidence.KindFixity, ""), At: "2026-11-01T11:00:00+02:00", Checked: 2, Wrong: []string{"ev-3"}},
		&evidence.HoldActed{Act: work.Act{Envelope: say(law, evidence.KindHoldAct, "ho-1"), Act: evidence.ActLift}}, onCase(law, evidence.ActClose))
	return []muster.Seq{muster.Seq(reviewed), muster.Seq(damaged), muster.Seq(held), muster.Seq(last)}
}

// evidenced says where evidence is, who reviewed it, its custody, and what the damage comes to.
func evidenced(say func(...any), v standing.View) {
	p, known := evidence.In(v), v.Known
	for _, t := range p.Tables() {
		for th := range p.Things(v, t.Object) {
			say(t.Object, th.About, th.Title, th.State, th.Life.Value.Act, th.Life.Value.By, th.Life.ID, th.Audience)
		}
	}
	for id, x := range p.Items.All(known) {
		r, _ := p.Review(known, id)
		say("item", id, x.ID, x.Value.Digest, x.Value.Of, x.Value.Made, x.Value.Consent, "review", r.Value, "gaps", len(p.Gaps(known, id)))
		for _, l := range p.Chain(known, evidence.ObjectItem, id) {
			say("custody", id, l.Value.Number, l.Value.Event, l.Value.Before, l.Value.Digest, l.Value.To, l.Value.Grant)
		}
		for _, t := range p.Texts(known, evidence.ObjectItem, id) {
			say("text", id, t.Value.Sort, t.Value.Text)
		}
		hold, held := p.Held(known, "evidence/"+id)
		say("held", id, hold, held)
	}
	for id := range p.Damages.All(known) {
		a, _ := p.Assessment(known, id)
		say("assessed", id, a, p.Hints(v, id, "claims"))
	}
	rows, left := p.Totals(v)
	type twice struct { // without what came later
		A, B, Why string
		Verdict   work.Verdict
	}
	doubles := []twice{}
	for _, d := range p.Doubles(v) {
		doubles = append(doubles, twice{d.A, d.B, d.Why, d.Verdict})
	}
	say("damage", fmt.Sprint(rows), left, doubles)
	for x := range p.Fixities(v) {
		say("fixity", x.ID, x.Value.Checked, x.Value.Wrong)
	}
	say("backlog", len(p.Backlog(v, time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC))))
	for _, c := range []string{"A3.1", "B1.1"} {
		code, ok := p.Code(known, "claims", c)
		say("code", c, code, ok)
	}
}
