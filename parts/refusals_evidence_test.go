package parts_test

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"testing"

	"muster"
	"muster/access"
	"muster/audit"
	"muster/evidence"
	"muster/item/itemtest"
	"muster/party"
	"muster/record"
	"muster/standing"
	"muster/standing/standingtest"
	"muster/work"

	"muster/parts"
)

// what is there of evidence, and one that is not.
var (
	someItems     = []string{"e1", "e2", "zq-e1", "zq-e2", "none"}
	someIncidents = []string{"i1", "zq-i1", "none"}
	someDamages   = []string{"d1", "zq-d1", "none"}
	someCases     = []string{"c1", "zq-c1", "none"}
	someHolds     = []string{"h1", "zq-h1", "none"}
)

func bytesOf(id string) string {
	sum := sha256.Sum256([]byte(id))
	return hex.EncodeToString(sum[:])
}

// newHeld states a scene of evidence in which everything whose id begins with zq is for an audience of its own.
func newHeld(t testing.TB, whom muster.Audience) *told {
	b := standingtest.Of(t, parts.State())
	d := &told{Book: b, whom: whom, said: map[string]muster.ID{}, words: []string{"zqreason", "zqperson", "zqreviewer"}}
	itemtest.Fill(b)
	b.Add(&party.Party{Envelope: standingtest.As("", party.Operator, party.KindParty, "zqdonor"), Name: "zqdonor", Sort: party.State})
	say := func(id string, v muster.Value) {
		e := v.Common()
		e.Audience, e.Why, e.ActedBy = evidence.Keepers, "a reason", "somebody"
		if hidden(id) {
			e.Audience, e.Why, e.ActedBy = d.whom, "zqreason", "zqperson"
		}
		if x, ok := v.(*evidence.ItemActed); ok && x.Act.Act == evidence.ActReview {
			e.ActedBy = "zqreviewer"
		}
		b.Add(v)
		d.said[id] = b.ID(int(b.Known()))
		if hidden(id) {
			d.words = append(d.words, string(d.said[id]))
		}
	}
	p := standing.Find[*evidence.Part](b.State)
	for _, id := range []string{"e1", "e2", "zq-e1", "zq-e2"} {
		b.Add(&record.DocumentStated{Envelope: muster.Envelope{Kind: record.KindDocument, By: "operator", Audience: evidence.Restricted}, Digest: bytesOf(id), Size: 1, Packed: bytesOf("packed"), Chunks: 1})
		say(id, &evidence.Item{
			Envelope: as(access.Documenter, "ua", evidence.KindItem, id), Digest: bytesOf(id), Size: 1, Media: "image/png", Obtained: "handed over", Consent: evidence.Consent{Store: true},
		})
		say(id, p.Next(b.Known(), evidence.ObjectItem, id, &evidence.Custody{Envelope: as(access.Documenter, "ua", evidence.KindCustody, id), Event: evidence.EventReceived, At: "2026-01-01T10:00:00Z"}))
		say(id, &evidence.ItemActed{Act: moves(access.Custodian, "ua", evidence.KindItemAct, id, evidence.ActRegister), Digest: bytesOf(id)})
	}
	for _, id := range []string{"zq-e1", "e2"} {
		say(id, &evidence.ItemActed{Act: moves(access.Reviewer, "ua", evidence.KindItemAct, id, evidence.ActReview)})
	}
	for _, id := range []string{"i1", "zq-i1"} {
		say(id, &evidence.Incident{Envelope: as(access.Documenter, "ua", evidence.KindIncident, id), Title: muster.Text{"en": "it"}, From: "2026-01-01", Until: "2026-01-02", Items: []string{"e1"}})
	}
	for _, id := range []string{"d1", "zq-d1"} {
		say(id, &evidence.Damage{
			Envelope: as(access.LegalOfficer, "ua", evidence.KindDamage, id), Damaged: "school-12", Sort: "school", Place: evidence.Place{Region: "UA", Precision: "country"}, From: "2026-01-01", Until: "2026-01-02", Extent: "destroyed",
		})
	}
	for _, id := range []string{"c1", "zq-c1"} {
		say(id, &evidence.Case{Envelope: as(access.LegalOfficer, "ua", evidence.KindCase, id), Title: muster.Text{"en": "it"}, For: "nsatu", Items: []string{"e1"}})
	}
	for _, id := range []string{"h1", "zq-h1"} {
		say(id, &evidence.Hold{Envelope: as(access.LegalOfficer, "ua", evidence.KindHold, id), On: []string{"evidence/e2"}})
	}
	for _, id := range []string{"g1", "zq-g1"} {
		say(id, &evidence.Grant{Envelope: as(access.LegalOfficer, "ua", evidence.KindGrant, id), To: "auditor@us", On: []string{"evidence/e1"}, Until: "2026-12-31"})
	}
	b.Add(&evidence.Codes{Envelope: as(access.Operator, "operator", evidence.KindCodes, "codes"), Title: muster.Text{"en": "list"}, Codes: []evidence.Code{{Code: "A1"}}})
	say("zq-pair", &evidence.Pair{Envelope: as(access.LegalOfficer, "ua", evidence.KindPair, "e1+e2"), Object: evidence.ObjectItem, Verdict: work.Same})
	return d
}

// triesOfEvidence are statements of every kind of evidence, each about everything, as somebody.
func (d *told) triesOfEvidence(p access.Principal, try func(muster.Value)) {
	env := func(kind, about string) muster.Envelope {
		e := as(p.Role, p.Party, kind, about)
		e.Why, e.ActedBy, e.Audience = "because", "me", evidence.Keepers
		return e
	}
	again := func(id, kind string, make func(muster.Envelope) muster.Value) {
		try(make(env(kind, id)))
		e := env(kind, id)
		e.Replaces = d.said[id]
		try(make(e))
	}
	acts := func(t *work.Table, kind string, ids []string, make func(work.Act) muster.Value) {
		for _, id := range ids {
			for _, act := range append(t.Acts(), "nonsense") {
				for _, on := range []muster.ID{"", d.said["e1"]} {
					try(make(work.Act{Envelope: env(kind, id), Act: act, On: on}))
				}
			}
		}
	}
	for _, id := range someItems {
		for _, other := range someItems {
			again(id, evidence.KindItem, func(e muster.Envelope) muster.Value {
				return &evidence.Item{Envelope: e, Digest: bytesOf(other), Size: 1, Media: "image/png", Obtained: "handed over", Consent: evidence.Consent{Store: true}, Of: other, Made: "excerpt"}
			})
			again(work.PairOf(id, other), evidence.KindPair, func(e muster.Envelope) muster.Value {
				return &evidence.Pair{Envelope: e, Object: evidence.ObjectItem, Verdict: work.Same}
			})
			again("c1", evidence.KindCase, func(e muster.Envelope) muster.Value {
				return &evidence.Case{Envelope: e, Title: muster.Text{"en": "it"}, For: "nsatu", Items: []string{id, other}}
			})
		}
		for _, event := range evidence.Events {
			try(&evidence.Custody{Envelope: env(evidence.KindCustody, id), Object: evidence.ObjectItem, Number: 1, Event: event, At: "2026-01-02T10:00:00Z", To: "de", Grant: "zq-g1"})
			try(standing.Find[*evidence.Part](d.State).Next(d.Known(), evidence.ObjectItem, id, &evidence.Custody{Envelope: env(evidence.KindCustody, id), Event: event, At: "2026-01-02T10:00:00Z", To: "de"}))
		}
		text := env(evidence.KindText, id)
		text.Audience = evidence.Restricted
		try(&evidence.Text{Envelope: text, Object: evidence.ObjectItem, Sort: "source", Text: "a"})
		try(&evidence.Told{Envelope: env(evidence.KindTold, id), Object: evidence.ObjectItem, Sort: "source", Text: d.said["zq-e1"]})
		try(&evidence.Fixity{Envelope: env(evidence.KindFixity, ""), At: "2026-01-02T10:00:00Z", Checked: 9, Wrong: []string{id}})
		try(&audit.Sample{Envelope: env(audit.KindSample, ""), List: evidence.ObjectItem, Size: 2, Seed: id, Known: d.Known(), Population: 1, Digest: bytesOf(id)})
		try(&record.Erase{Envelope: env(record.KindErase, ""), Document: bytesOf(id)})
		for _, g := range []string{"g1", "zq-g1", "fresh"} {
			again(g, evidence.KindGrant, func(e muster.Envelope) muster.Value {
				return &evidence.Grant{Envelope: e, To: "auditor@us", On: []string{"evidence/" + id}, Until: "2026-12-31"}
			})
		}
	}
	for _, c := range []string{"codes", "fresh"} {
		again(c, evidence.KindCodes, func(e muster.Envelope) muster.Value { return &evidence.Codes{Envelope: e} })
	}
	for _, id := range someIncidents {
		for _, other := range someItems {
			again(id, evidence.KindIncident, func(e muster.Envelope) muster.Value {
				return &evidence.Incident{Envelope: e, Title: muster.Text{"en": "it"}, From: "2026-01-01", Until: "2026-01-02", Items: []string{other}, Other: []string{"evidence/" + other}}
			})
		}
	}
	for _, id := range someDamages {
		for _, other := range someIncidents {
			again(id, evidence.KindDamage, func(e muster.Envelope) muster.Value {
				return &evidence.Damage{Envelope: e, Damaged: "it", Sort: "school", Place: evidence.Place{Region: "UA", Precision: "country"}, From: "2026-01-01", Until: "2026-01-02", Extent: "destroyed", Incident: other, Items: []string{"zq-e1"}}
			})
		}
	}
	for _, id := range someCases {
		again(id, evidence.KindCase, func(e muster.Envelope) muster.Value {
			return &evidence.Case{Envelope: e, Title: muster.Text{"en": "it"}, For: "de", Incidents: []string{"zq-i1"}, Damages: []string{"zq-d1"}}
		})
	}
	for _, id := range someHolds {
		for _, on := range []string{"evidence/e1", "evidence/zq-e1", "case/zq-c1", "none"} {
			again(id, evidence.KindHold, func(e muster.Envelope) muster.Value { return &evidence.Hold{Envelope: e, On: []string{on}} })
		}
	}
	acts(&evidence.ItemLife, evidence.KindItemAct, someItems, func(a work.Act) muster.Value { return &evidence.ItemActed{Act: a} })
	acts(&evidence.ItemLife, evidence.KindItemAct, someItems, func(a work.Act) muster.Value {
		return &evidence.ItemActed{Act: a, Digest: bytesOf("e2"), Finding: "verified"}
	})
	acts(&evidence.IncidentLife, evidence.KindIncidentAct, someIncidents, func(a work.Act) muster.Value { return &evidence.IncidentActed{Act: a} })
	acts(&evidence.DamageLife, evidence.KindDamageAct, someDamages, func(a work.Act) muster.Value { return &evidence.DamageActed{Act: a} })
	acts(&evidence.DamageLife, evidence.KindDamageAct, someDamages, func(a work.Act) muster.Value {
		return &evidence.DamageActed{Act: a, List: "codes", Code: "B2"}
	})
	acts(&evidence.CaseLife, evidence.KindCaseAct, someCases, func(a work.Act) muster.Value { return &evidence.CaseActed{Act: a} })
	acts(&evidence.HoldLife, evidence.KindHoldAct, someHolds, func(a work.Act) muster.Value { return &evidence.HoldActed{Act: a} })
}

// keepers are those who may act on anything of evidence; others are those who do not see what is restricted.
var (
	keepers = []access.Role{access.Documenter, access.Custodian, access.Reviewer, access.LegalOfficer}
	others  = []access.Role{access.DamageAssessor, access.Operator, access.Coordinator, access.Auditor}
)

func inRoles(roles []access.Role) (all []access.Principal) {
	for _, r := range roles {
		for _, p := range []muster.PartyID{"ua", "us", "zqdonor"} {
			all = append(all, access.Principal{Role: r, Party: p})
		}
	}
	return all
}

// Whatever somebody tries on evidence, they are told nothing of what is not theirs to see.
func TestARefusalTellsNothingOfEvidenceThatIsNotTheSpeakersToSee(t *testing.T) {
	d := newHeld(t, evidence.Restricted)
	refused, told := map[string]int{}, map[string]bool{}
	for _, p := range inRoles(others) {
		d.triesOfEvidence(p, func(v muster.Value) {
			err := d.Try(v)
			if err == nil {
				return
			}
			refused[v.Common().Kind]++
			if w := d.leak(v, err); w != "" && !told[v.Common().Kind+w] {
				told[v.Common().Kind+w] = true
				t.Errorf("%s about %s as %s: it says %s: %v", v.Common().Kind, v.Common().About, p, w, err)
			}
		})
	}
	for _, k := range d.State.Kinds() {
		if strings.HasPrefix(k.Name, "evidence.") && refused[k.Name] == 0 {
			t.Errorf("nothing of kind %s was refused: try it", k.Name)
		}
	}
}

// The same statements, where they may see everything, are told what stands in the way.
func TestARefusalNamesEvidenceThatItsSpeakerMaySee(t *testing.T) {
	d := newHeld(t, evidence.Restricted)
	named := map[string]int{}
	for _, p := range inRoles(keepers) {
		d.triesOfEvidence(p, func(v muster.Value) {
			if err := d.Try(v); err != nil && d.leak(v, err) != "" {
				named[v.Common().Kind]++
			}
		})
	}
	for _, kind := range []string{
		evidence.KindItem, evidence.KindItemAct, evidence.KindIncident, evidence.KindIncidentAct, evidence.KindDamage, evidence.KindDamageAct, evidence.KindCase, evidence.KindCaseAct,
		evidence.KindHold, evidence.KindHoldAct, evidence.KindGrant, evidence.KindPair,
	} {
		if named[kind] == 0 {
			t.Errorf("no refusal of %s names anything: %v", kind, named)
		}
	}
}
