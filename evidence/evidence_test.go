package evidence_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"testing"

	"muster"
	"muster/access"
	"muster/evidence"
	"muster/item"
	"muster/item/itemtest"
	"muster/party"
	"muster/record"
	"muster/standing"
	"muster/standing/standingtest"
	"muster/work"
	"muster/work/worktest"
)

var (
	documenter = access.Principal{Role: access.Documenter, Party: "ua", Person: "Dana"}
	custodian  = access.Principal{Role: access.Custodian, Party: "ua", Person: "Kim"}
	first      = access.Principal{Role: access.Reviewer, Party: "ua", Person: "Ada"}
	second     = access.Principal{Role: access.Reviewer, Party: "ua", Person: "Bo"}
	legal      = access.Principal{Role: access.LegalOfficer, Party: "ua", Person: "Lee"}
	assessor   = access.Principal{Role: access.DamageAssessor, Party: "ua", Person: "Sam"}
	operator   = access.Principal{Role: access.Operator, Party: "operator", Person: "Otto"}
	auditor    = access.Principal{Role: access.Auditor, Party: "us", Person: "Una"}
)

func fresh() []standing.Part {
	return []standing.Part{party.New(), item.New(), evidence.New(), work.NewHands()}
}

// vault is a book with an item e-1 that was received and registered.
type vault struct {
	*standingtest.Book
	p *evidence.Part
}

func newVault(t testing.TB) *vault {
	b := standingtest.New(t, fresh()...)
	itemtest.Fill(b)
	d := &vault{b, standing.Find[*evidence.Part](b.State)}
	d.Add(codes())
	d.registered("e-1")
	return d
}

func as(p access.Principal, kind, about string) muster.Envelope {
	e := standingtest.As(string(p.Role), p.Party, kind, about)
	e.Audience, e.ActedBy, e.Why = evidence.Keepers, p.Person, "a reason"
	return e
}

func en(text string) muster.Text { return muster.Text{"en": text} }

func digest(about string) string {
	sum := sha256.Sum256([]byte("the bytes of " + about))
	return hex.EncodeToString(sum[:])
}

func document(about string) *record.DocumentStated {
	return &record.DocumentStated{Envelope: muster.Envelope{Kind: record.KindDocument, By: "operator", Audience: evidence.Restricted}, Digest: digest(about), Size: 9, Packed: digest("packed"), Chunks: 1}
}

func entry(about string, p access.Principal) *evidence.Item {
	return &evidence.Item{
		Envelope: as(p, evidence.KindItem, about), Digest: digest(about), Size: 9, Media: "image/png", Obtained: "handed over", Tool: "camera", Version: "2",
		Captured: "2026-01-01T10:00:00+02:00", Claimed: "new year's morning", Place: &evidence.Place{Region: "UA-63", Precision: "settlement"}, Language: "uk", Consent: evidence.Consent{Store: true, Share: []muster.PartyID{"nsatu"}},
	}
}

func do(about, act string, p access.Principal) *evidence.ItemActed {
	x := &evidence.ItemActed{Act: work.Act{Envelope: as(p, evidence.KindItemAct, about), Act: act}}
	switch act {
	case evidence.ActRegister:
		x.Digest = digest(about)
	case evidence.ActFind:
		x.Finding = evidence.Verified
	}
	return x
}

// event is the next event of custody of an object.
func (d *vault) event(object, about, event string, p access.Principal) *evidence.Custody {
	x := &evidence.Custody{Envelope: as(p, evidence.KindCustody, about), Event: event, At: "2026-01-05T09:00:00Z"}
	switch event {
	case evidence.EventHeld:
		x.At, x.Until, x.Holder = "2026-01-01T08:00:00Z", "2026-01-02T08:00:00Z", "the giver"
	case evidence.EventExported, evidence.EventHanded:
		if x.To = "nsatu"; event == evidence.EventExported {
			x.Bag = "c-1-bag"
		}
	}
	return d.p.Next(d.Known(), object, about, x)
}

func (d *vault) received(about string) {
	d.TB.Helper()
	d.Add(document(about), entry(about, documenter), d.event("evidence", about, evidence.EventReceived, documenter))
}

func (d *vault) registered(about string) {
	d.TB.Helper()
	d.received(about)
	d.Add(do(about, evidence.ActRegister, custodian))
}

// verified brings an item to where two reviewers agreed.
func (d *vault) verified(about string) {
	d.TB.Helper()
	d.registered(about)
	d.Add(do(about, evidence.ActReview, first), do(about, evidence.ActFind, first), do(about, evidence.ActVerify, second))
}

func incident(about string, p access.Principal, items ...string) *evidence.Incident {
	return &evidence.Incident{Envelope: as(p, evidence.KindIncident, about), Title: en("a strike on a school"), Place: &evidence.Place{Region: "UA-63", Precision: "region"}, From: "2026-01-01", Until: "2026-01-02", Items: items}
}

func onIncident(about, act string, p access.Principal) *evidence.IncidentActed {
	return &evidence.IncidentActed{Act: work.Act{Envelope: as(p, evidence.KindIncidentAct, about), Act: act}}
}

func damage(about string, p access.Principal) *evidence.Damage {
	x := &evidence.Damage{Envelope: as(p, evidence.KindDamage, about), Damaged: "school-12", Sort: "school", Place: evidence.Place{Region: "UA-63", Precision: "region"}, From: "2026-01-01", Until: "2026-01-02", Extent: "destroyed"}
	x.Audience = "participants"
	return x
}

func onDamage(about, act string, p access.Principal) *evidence.DamageActed {
	x := &evidence.DamageActed{Act: work.Act{Envelope: as(p, evidence.KindDamageAct, about), Act: act}}
	x.Audience = "participants"
	switch act {
	case evidence.ActAssess:
		x.Amount, x.Currency, x.Method, x.PriceDate = "62000.50", "EUR", "replacement at unit prices", "2025-12-01"
	case evidence.ActClassify:
		x.List, x.Code = "rd4u", "B1.5"
	case evidence.ActRefer:
		x.Register, x.Foreign = "rd4u", "R-1"
	}
	return x
}

func codes() *evidence.Codes {
	e := as(operator, evidence.KindCodes, "rd4u")
	e.Audience = muster.Public
	return &evidence.Codes{
		Envelope: e, Title: en("Register of Damage"), From: "2022-02-24", Territory: []string{"UA"},
		Codes: []evidence.Code{{Code: "B1.5", Name: en("public buildings"), Opened: "2025-01-01"}, {Code: "A3.7", Name: en("other economic loss")}, {Code: "B1.9", Opened: "2024-01-01", Closed: "2025-06-30"}},
	}
}

func theCase(about string, p access.Principal) *evidence.Case {
	return &evidence.Case{Envelope: as(p, evidence.KindCase, about), Title: en("the school"), For: "nsatu", Items: []string{"e-1"}}
}

func onCase(about, act string, p access.Principal) *evidence.CaseActed {
	x := &evidence.CaseActed{Act: work.Act{Envelope: as(p, evidence.KindCaseAct, about), Act: act}}
	if act == evidence.ActHandOver {
		x.Bag = digest("bag")
	}
	return x
}

func hold(about string, p access.Principal, on ...string) *evidence.Hold {
	return &evidence.Hold{Envelope: as(p, evidence.KindHold, about), On: on}
}

func lift(about string, p access.Principal) *evidence.HoldActed {
	return &evidence.HoldActed{Act: work.Act{Envelope: as(p, evidence.KindHoldAct, about), Act: evidence.ActLift}}
}

// refuses wants a statement refused, in words that hold a text.
func (d *vault) refuses(v muster.Value, text string) {
	d.TB.Helper()
	if err := d.Try(v); err == nil || !strings.Contains(err.Error(), text) {
		d.TB.Errorf("%s about %s: %v; want it refused with %q", v.Common().Kind, v.Common().About, err, text)
	}
}

func (d *vault) is(object, about, want string) {
	d.TB.Helper()
	if th, ok := d.p.Thing(d.View(0), object, about); !ok || th.State != want {
		d.TB.Errorf("the %s %s is %q, want %s", object, about, th.State, want)
	}
}

// sees is what stands for somebody.
func (d *vault) sees(p access.Principal) standing.View {
	d.TB.Helper()
	v, err := d.State.At(0, muster.DayOf(d.Now), standing.Looker{Principal: p, Today: muster.DayOf(d.Now)})
	if err != nil {
		d.TB.Fatal(err)
	}
	return v
}

func TestEveryActOnAnItemInEveryStateAsEveryRole(t *testing.T) {
	d := newVault(t)
	// Who acts in the walk has no name: who is who is said here.
	named := func(p access.Principal, act string) access.Principal {
		switch p.Person = "second"; act {
		case "say":
			p.Person = "documenter"
		case evidence.ActFind:
			p.Person = "first"
		}
		return p
	}
	worktest.Walk(t, worktest.World{
		Book: d.Book, Table: &evidence.ItemLife, Other: "ua", Whom: access.Whom(evidence.Keepers),
		Say: func(about string, p access.Principal) muster.Value {
			d.Add(document(about))
			return entry(about, named(p, "say"))
		},
		Act: func(about, act string, p access.Principal) muster.Value { return do(about, act, named(p, act)) },
		Ready: func(about, act string) {
			if d.p.Links(d.Known(), "evidence", about) == 0 {
				d.Add(d.event("evidence", about, evidence.EventReceived, documenter))
			}
			at, _ := d.p.Items.State(d.Known(), about)
			r, _ := d.p.Review(d.Known(), about)
			want := map[string]string{evidence.ActVerify: evidence.Verified, evidence.ActDoubt: evidence.Unverified, evidence.ActReject: evidence.Rejected}[act]
			if at.Value.State == evidence.SecondReview && want != "" && r.Value.Finding != want {
				again := do(about, evidence.ActFind, first)
				again.Finding = want
				d.Add(do(about, evidence.ActDissent, named(second, act)), again)
			}
		},
	})
}

func TestEveryActOnAnIncidentInEveryStateAsEveryRole(t *testing.T) {
	d := newVault(t)
	d.verified("e-2")
	d.verified("e-3")
	worktest.Walk(t, worktest.World{
		Book: d.Book, Table: &evidence.IncidentLife, Other: "ua", Whom: access.Whom(evidence.Keepers),
		Say: func(about string, p access.Principal) muster.Value { return incident(about, p, "e-2", "e-3") },
		Act: func(about, act string, p access.Principal) muster.Value {
			p.Person = "by " + act
			return onIncident(about, act, p)
		},
	})
}

func TestEveryActOnDamageInEveryStateAsEveryRole(t *testing.T) {
	d := newVault(t)
	worktest.Walk(t, worktest.World{
		Book: d.Book, Table: &evidence.DamageLife, Other: "ua", Whom: "participants",
		Say: func(about string, p access.Principal) muster.Value { return damage(about, p) },
		Act: func(about, act string, p access.Principal) muster.Value { return onDamage(about, act, p) },
	})
}

func TestEveryActOnACaseAndAHoldInEveryStateAsEveryRole(t *testing.T) {
	d := newVault(t)
	worktest.Walk(t, worktest.World{
		Book: d.Book, Table: &evidence.CaseLife, Other: "ua", Whom: access.Whom(evidence.Keepers),
		Say: func(about string, p access.Principal) muster.Value { return theCase(about, p) },
		Act: func(about, act string, p access.Principal) muster.Value { return onCase(about, act, p) },
	})
	worktest.Walk(t, worktest.World{
		Book: d.Book, Table: &evidence.HoldLife, Other: "ua", Whom: access.Whom(evidence.Keepers),
		Say: func(about string, p access.Principal) muster.Value { return hold(about, p, "evidence/e-1") },
		Act: func(about, _ string, p access.Principal) muster.Value { return lift(about, p) },
	})
}

func TestAnItemIsEnteredWithTheDigestOfBytesThatAreKept(t *testing.T) {
	d := newVault(t)
	const comes = "the digest and size of the document that comes in the same request"
	d.refuses(entry("e-2", documenter), comes)
	d.Add(document("e-2"), document("another's")) // what was kept before may be anybody's
	d.refuses(entry("e-2", documenter), comes)
	d.Add(document("e-2"))
	longer := entry("e-2", documenter)
	longer.Size++
	d.refuses(longer, comes)
	if at := d.p.Brought(d.Known(), digest("e-2")); at != 0 {
		t.Errorf("the statement at %d keeps an original of which there is no item", at)
	}
	d.Add(entry("e-2", documenter))
	if at := d.p.Brought(d.Known(), digest("e-2")); at != d.Known()-1 {
		t.Errorf("the original is kept by the statement at %d of %d", at, d.Known())
	}
	d.refuses(do("e-2", evidence.ActRegister, custodian), "nothing says yet how it was received")
	d.Add(d.event("evidence", "e-2", evidence.EventReceived, documenter))
	other := do("e-2", evidence.ActRegister, custodian)
	other.Digest = digest("other")
	d.refuses(other, "these are other bytes")
	d.Add(do("e-2", evidence.ActRegister, custodian))
	again := entry("e-3", documenter)
	again.Digest = digest("e-2")
	d.refuses(again, "the same bytes are in this record already, as the item e-2")
	for text, spoil := range map[string]func(*evidence.Item){
		"a media type": func(x *evidence.Item) { x.Media = "picture" }, "an instant with its zone": func(x *evidence.Item) { x.Captured = "2026-01-01T10:00:00" },
		"an ISO 3166 code": func(x *evidence.Item) { x.Place.Region = "49.99,36.23" }, "one of country, region": func(x *evidence.Item) { x.Place.Precision = "exact" },
		"what its giver does not agree to have kept is not kept": func(x *evidence.Item) { x.Consent.Store = false },
		"an instant that is not to come":                         func(x *evidence.Item) { x.Captured = "2027-01-01T10:00:00Z" }, "operator+restricted": func(x *evidence.Item) { x.Audience = "participants" },
	} {
		x := entry("e-4", documenter)
		d.Add(document(text))
		x.Digest = digest(text)
		spoil(x)
		d.refuses(x, text)
	}
}

func TestTheOriginalIsNeverAlteredAndWhatIsMadeOfItIsAnItemOfItsOwn(t *testing.T) {
	d := newVault(t)
	said, _ := d.p.Items.Get(d.Known(), "e-1")
	x := entry("e-1", documenter)
	x.Replaces, x.Digest = said.ID, digest("changed")
	d.Add(document("changed"))
	d.refuses(x, "the original is never altered")
	x = entry("e-1", documenter)
	x.Replaces, x.Language = said.ID, "ru"
	d.Add(x)
	made := entry("e-2", documenter)
	d.Add(document("e-2"))
	made.Of = "e-1"
	d.refuses(made, "says both")
	made.Made = "retouched"
	d.refuses(made, "working copy, redacted")
	made.Made = "redacted"
	d.Add(made)
	made.Of = "e-2"
	d.refuses(made, "stands already")
}

func TestTwoReviewersWhoAreNotTheDocumenterAgree(t *testing.T) {
	d := newVault(t)
	d.Add(do("e-1", evidence.ActReview, first))
	nobody := first
	nobody.Person = ""
	d.refuses(do("e-1", evidence.ActFind, nobody), "acted_by")
	self := documenter
	self.Role = access.Reviewer
	d.refuses(do("e-1", evidence.ActFind, self), "who documents an item does not review it")
	self.Party = "de" // the same person, for another party
	d.refuses(do("e-1", evidence.ActFind, self), "who documents an item does not review it")
	d.Add(do("e-1", evidence.ActFind, first))
	d.refuses(do("e-1", evidence.ActVerify, first), "is the first reviewer of the item; the second is somebody else")
	d.refuses(do("e-1", evidence.ActVerify, self), "who documents an item")
	d.refuses(do("e-1", evidence.ActReject, second), "the first reviewer found it verified")
	d.Add(do("e-1", evidence.ActDissent, second))
	no := do("e-1", evidence.ActFind, second)
	no.Finding = evidence.Rejected
	d.Add(no, do("e-1", evidence.ActReject, first))
	d.is("evidence", "e-1", evidence.Rejected)
	if _, ok := d.p.Items.Get(d.Known(), "e-1"); !ok {
		t.Error("what was rejected is not kept")
	}
}

func TestWhatIsChangedAfterItsReviewIsReviewedAgain(t *testing.T) {
	d := newVault(t)
	d.verified("e-2")
	said, _ := d.p.Items.Get(d.Known(), "e-2")
	x := entry("e-2", documenter)
	x.Replaces, x.Claimed = said.ID, "some other day"
	d.Add(x)
	d.is("evidence", "e-2", evidence.UnderReview)
}

func TestAfterASnapshotAllIsAsItWas(t *testing.T) {
	d := newVault(t)
	d.verified("e-2")
	d.Add(incident("i-1", documenter, "e-2"), damage("d-1", assessor), onDamage("d-1", evidence.ActAssess, assessor), hold("h-1", legal, "evidence/e-2"), theCase("c-1", legal))
	say := func() string {
		v := d.View(0)
		p := evidence.In(v)
		var all []string
		for _, table := range p.Tables() {
			for th := range p.Things(v, table.Object) {
				all = append(all, fmt.Sprint(th.About, th.State, th.Life.ID))
			}
		}
		r, _ := p.Review(v.Known, "e-2")
		rows, _ := p.Totals(v)
		held, _ := p.Held(v.Known, "evidence/e-2")
		return fmt.Sprint(all, r.Value, rows, held, p.Chain(v.Known, "evidence", "e-2"), p.Belong(v.Known, "c-1"))
	}
	before := say()
	d.Reload(fresh()...)
	if after := say(); after != before {
		t.Errorf("%s\nwas %s", after, before)
	}
}

func TestConsentIsKeptToWhenEvidenceLeaves(t *testing.T) {
	d := newVault(t)
	d.Add(d.event("evidence", "e-1", evidence.EventExported, custodian))
	x := d.event("evidence", "e-1", evidence.EventHanded, custodian)
	x.To = "de"
	d.refuses(x, "the consent of e-1 does not let it go to de")
	public := entry("e-2", documenter)
	public.Consent = evidence.Consent{Store: true, Publish: true}
	d.Add(document("e-2"), public, d.event("evidence", "e-2", evidence.EventReceived, documenter))
	x = d.event("evidence", "e-2", evidence.EventHanded, custodian)
	x.To = "de"
	d.Add(x)
	if !slices.Equal(evidence.Events, []string{"held", "received", "accessed", "copied", "exported", "handed over"}) {
		t.Error("the events of custody are others")
	}
}
