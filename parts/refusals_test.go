package parts_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"muster"
	"muster/access"
	"muster/ask"
	"muster/fund"
	"muster/matching"
	"muster/offer"
	"muster/requirement"
	"muster/work"
)

// what is there of each sort, and one that is not.
var (
	someNeeds    = []string{"r1", "r2", "r3", "zq-r1", "zq-r2", "zq-r3", "zq-r4", "none"}
	someOffers   = []string{"o1", "o2", "o3", "o6", "zq-o1", "zq-o2", "zq-o3", "zq-o4", "none"}
	someMatches  = []string{"m1", "m2", "m3", "m4", "zq-m1", "zq-m2", "none"}
	someAsks     = []string{"a1", "zq-a1", "zq-a2", "none"}
	somePackages = []string{"p1", "p2", "p3", "zq-p1", "zq-p2", "zq-p3", "none"}
)

// tries are statements of every kind, each about everything, as somebody: most of them are refused, each for
// every reason that there is.
func (d *told) tries(p access.Principal, try func(muster.Value)) {
	env := func(kind, about string) muster.Envelope {
		e := as(p.Role, p.Party, kind, about)
		e.Why = "because"
		return e
	}
	acts := func(t *work.Table, kind string, ids []string, make func(work.Act) muster.Value) {
		for _, id := range ids {
			for _, act := range append(t.Acts(), "nonsense") {
				for _, on := range []muster.ID{"", d.said["r1"]} {
					try(make(work.Act{Envelope: env(kind, id), Act: act, On: on}))
				}
			}
		}
	}
	again := func(id string, make func(muster.Envelope) muster.Value, kind string) {
		try(make(env(kind, id)))
		e := env(kind, id)
		e.Replaces = d.said[id]
		try(make(e))
	}
	for _, id := range someNeeds {
		again(id, func(e muster.Envelope) muster.Value {
			x := d.need("r1")
			x.Envelope, x.Requester = e, p.Party
			return x
		}, requirement.KindLine)
		for _, other := range someNeeds {
			again(work.PairOf(id, other), func(e muster.Envelope) muster.Value {
				return &requirement.Overlap{Envelope: e, Verdict: work.Same}
			}, requirement.KindOverlap)
		}
		try(&requirement.Acted{Act: work.Act{Envelope: env(requirement.KindAct, "r1"), Act: "supersede"}, Successor: id})
	}
	acts(&requirement.Life, requirement.KindAct, someNeeds, func(a work.Act) muster.Value { return &requirement.Acted{Act: a} })
	for _, id := range someOffers {
		again(id, func(e muster.Envelope) muster.Value {
			x := d.stock("o1", "")
			x.Envelope, x.Donor = e, p.Party
			return x
		}, offer.KindLine)
		again(id, func(e muster.Envelope) muster.Value { return &offer.Consent{Envelope: e, Owner: "us", Due: "soon"} }, offer.KindConsent)
		for _, other := range someOffers {
			again(work.PairOf(id, other), func(e muster.Envelope) muster.Value { return &offer.Overlap{Envelope: e, Verdict: work.Same} }, offer.KindOverlap)
		}
	}
	acts(&offer.Life, offer.KindAct, someOffers, func(a work.Act) muster.Value { return &offer.Acted{Act: a, Quantity: "9000"} })
	acts(&offer.Life, offer.KindAct, someOffers, func(a work.Act) muster.Value { return &offer.Acted{Act: a} })
	acts(&offer.ConsentLife, offer.KindConsentAct, someOffers, func(a work.Act) muster.Value { return &offer.ConsentActed{Act: a, Until: "x"} })
	d.triesOfMatches(env, try, acts, again)
	d.triesOfMoney(p, env, try, acts, again)
	for object, ids := range map[string][]string{"requirement": someNeeds, "offer": someOffers, "consent": someOffers, "match": someMatches, "ask": someAsks, "package": somePackages} {
		for _, id := range ids {
			try(&work.Handover{Envelope: env(work.KindHandover, id), Object: object, Officer: "Ada"})
		}
	}
	for object, ids := range map[string][]string{"requirement": someNeeds, "offer": someOffers, "match": someMatches, "ask": someAsks, "package": somePackages, "item": {"generator-100kw", "none"}} {
		for _, id := range ids {
			for _, a := range []muster.Audience{"public", d.whom} {
				x := &work.Attachment{Envelope: env(work.KindAttachment, id), Object: object, Title: "a file", Name: "a.pdf", Type: "application/pdf", Digest: strings.Repeat("ab", 32), Size: 7}
				x.Audience = a
				try(x)
			}
		}
	}
	again("zq-away", func(e muster.Envelope) muster.Value {
		return &work.Absence{Envelope: e, From: "2026-01-01", Until: "soon"}
	}, work.KindAbsence)
}

type (
	trier  = func(muster.Value)
	acting = func(*work.Table, string, []string, func(work.Act) muster.Value)
	twice  = func(string, func(muster.Envelope) muster.Value, string)
	spoke  = func(kind, about string) muster.Envelope
)

func (d *told) triesOfMatches(env spoke, try trier, acts acting, again twice) {
	for _, need := range someNeeds {
		for _, stock := range someOffers {
			for _, q := range []string{"0", "1", "9000"} {
				x := d.match("m1", need, stock, q)
				x.Envelope = env(matching.KindMatch, "fresh")
				try(x)
				y := *x
				y.Line = d.said["r1"]
				try(&y)
				try(&matching.Reserve{Envelope: env(matching.KindReserve, "fresh"), Offer: stock, Requirement: need, Quantity: q, Until: "2026-01-20"})
			}
			again(need+"+"+stock, func(e muster.Envelope) muster.Value { return &matching.Pin{Envelope: e, Verdict: "forbid"} }, matching.KindPin)
		}
	}
	for _, id := range append(someMatches, "zq-v1") {
		again(id, func(e muster.Envelope) muster.Value {
			x := d.match("m1", "r1", "o1", "1")
			x.Envelope = e
			return x
		}, matching.KindMatch)
		again(id, func(e muster.Envelope) muster.Value {
			return &matching.Reserve{Envelope: e, Offer: "o2", Quantity: "9000", Until: "2026-01-20"}
		}, matching.KindReserve)
	}
	acts(&matching.Life, matching.KindAct, someMatches, func(a work.Act) muster.Value { return &matching.Acted{Act: a} })
	acts(&matching.Life, matching.KindAct, someMatches, func(a work.Act) muster.Value { return &matching.Acted{Act: a, Received: "9000"} })
}

func (d *told) triesOfMoney(p access.Principal, env spoke, try trier, acts acting, again twice) {
	for _, id := range someAsks {
		for _, line := range someNeeds {
			again(id, func(e muster.Envelope) muster.Value {
				return &ask.Ask{Envelope: e, Lines: []string{line}, Donors: []muster.PartyID{"de"}, ReplyBy: "soon"}
			}, ask.KindAsk)
			if !slices.Contains([]string{"r1", "zq-r2", "none"}, line) {
				continue
			}
			for _, stock := range someOffers {
				for _, act := range ask.Answers {
					try(&ask.Answer{Act: work.Act{Envelope: env(ask.KindAnswer, id), Act: act}, Line: line, Donor: "de", Offer: stock, Quantity: "9000"})
					try(&ask.Answer{Act: work.Act{Envelope: env(ask.KindAnswer, id), Act: act}, Line: line, Donor: p.Party, Offer: stock})
				}
			}
		}
	}
	acts(&ask.Life, ask.KindAct, someAsks, func(a work.Act) muster.Value { return &ask.Acted{Act: a} })
	for _, id := range somePackages {
		for _, need := range someNeeds {
			again(id, func(e muster.Envelope) muster.Value {
				x := d.pack("p1", need)
				x.Envelope, x.Title = e, ""
				return x
			}, fund.KindPackage)
		}
		for _, f := range []string{"zq-f1", "zq-f2", "fresh"} {
			again(f, func(e muster.Envelope) muster.Value {
				x := d.money(f, id, "none", p.Party)
				x.Envelope = e
				return x
			}, fund.KindMoney)
			e := env(fund.KindMoney, f)
			e.Withdraws = d.said[f]
			try(&fund.Money{Envelope: e})
		}
		for _, stock := range someOffers {
			again(id+"+1+"+stock, func(e muster.Envelope) muster.Value { return &fund.Supply{Envelope: e} }, fund.KindSupply)
		}
	}
	acts(&fund.Life, fund.KindAct, somePackages, func(a work.Act) muster.Value { return &fund.Acted{Act: a} })
}

// leak is a hidden word that a refusal says and that the refused statement does not say itself.
func (d *told) leak(v muster.Value, err error) string {
	said, _ := json.Marshal(v) //nolint:errchkjson // all of them can be written
	for _, w := range d.words {
		if strings.Contains(err.Error(), w) && !strings.Contains(string(said), w) {
			return w
		}
	}
	for _, f := range strings.FieldsFunc(err.Error(), func(r rune) bool { return strings.ContainsRune(" ,;:()[]+", r) }) {
		about, _, _ := strings.Cut(v.Common().About, "+")
		if strings.HasPrefix(f, "zq-") && !strings.Contains(string(said), f) && !slices.Contains([]string{"a1", "m1", "p2"}, about) {
			return f // those three are visible and name hidden ones themselves
		}
	}
	return ""
}

// speakers are those who may act on anything of coordination, and one who may not, for every party in the
// scene and for one that is in none of it.
func speakers() (all []access.Principal) {
	for _, r := range []access.Role{access.Coordinator, access.DonorOfficer, access.RecipientOfficer, access.ReceivingOfficer, access.MovementOfficer, access.Trainer} {
		for _, p := range []muster.PartyID{"pl", "ua", "de", "nsatu", "zqrequester", "zqdonor", "zqhub"} {
			all = append(all, access.Principal{Role: r, Party: p})
		}
	}
	return all
}

// Whatever somebody tries, they are told nothing of what is not theirs to see.
func TestARefusalTellsNothingThatIsNotTheSpeakersToSee(t *testing.T) {
	d := newTold(t, muster.Operator)
	done := []string{requirement.KindAct, offer.KindAct, offer.KindConsentAct, matching.KindAct, ask.KindAct, ask.KindAnswer, fund.KindAct, work.KindHandover, work.KindAttachment}
	refused, stands, told := map[string]int{}, 0, map[string]bool{}
	for _, p := range speakers() {
		d.tries(p, func(v muster.Value) {
			err := d.Try(v)
			if err == nil {
				return
			}
			refused[v.Common().Kind]++
			if strings.Contains(err.Error(), "not yours to see") {
				stands++
			}
			if kind := v.Common().Kind; slices.Contains(done, kind) && hidden(v.Common().About) && muster.Refusals(err)[0].Kind != muster.KindMissing {
				t.Errorf("%s about %s as %s: %v; want it as if nothing were there", kind, v.Common().About, p, err)
			}
			if w := d.leak(v, err); w != "" && !told[v.Common().Kind+w] {
				told[v.Common().Kind+w] = true
				t.Errorf("%s about %s as %s: it says %s: %v", v.Common().Kind, v.Common().About, p, w, err)
			}
		})
	}
	for _, k := range d.State.Kinds() {
		part, _, _ := strings.Cut(k.Name, ".")
		if slices.Contains([]string{"requirement", "offer", "matching", "ask", "fund", "work"}, part) && refused[k.Name] == 0 {
			t.Errorf("nothing of kind %s was refused: try it", k.Name)
		}
	}
	if stands < 100 {
		t.Errorf("only %d refusals say that something is not the speaker's to see", stands)
	}
}

// The same statements, where everybody may see everything, are told what stands in the way: the test above
// looks at refusals that would name something.
func TestARefusalNamesWhatItsSpeakerMaySee(t *testing.T) {
	d := newTold(t, "participants")
	named := map[string]int{}
	for _, p := range speakers() {
		d.tries(p, func(v muster.Value) {
			if err := d.Try(v); err != nil && d.leak(v, err) != "" {
				named[v.Common().Kind]++
			}
		})
	}
	for _, kind := range []string{
		requirement.KindLine, requirement.KindAct, requirement.KindOverlap, offer.KindLine, offer.KindAct, offer.KindConsent, offer.KindConsentAct, offer.KindOverlap,
		matching.KindMatch, matching.KindAct, matching.KindReserve, matching.KindPin, ask.KindAsk, ask.KindAct, ask.KindAnswer, fund.KindPackage, fund.KindAct, fund.KindMoney, fund.KindSupply,
		work.KindAttachment, work.KindAbsence, // a handover's names states and roles alone
	} {
		if named[kind] == 0 {
			t.Errorf("no refusal of %s names anything: %s", kind, fmt.Sprint(named))
		}
	}
}
