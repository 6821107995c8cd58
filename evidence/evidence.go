// Package evidence keeps items of evidence with their custody, the incidents that are alleged, damage to be
// claimed, and the cases handed over of them.
//
// It says what is alleged, who looked at it and where it was; it judges nothing. What could name a person is a
// text of its own, for few, read through a door that records who read it, and erasable with the tree intact.
package evidence

import (
	"muster"
	"muster/search"
	"muster/standing"
	"muster/work"
)

// The kinds of statement of this part.
const (
	KindItem        = "evidence.item/1"
	KindItemAct     = "evidence.item-act/1"
	KindIncident    = "evidence.incident/1"
	KindIncidentAct = "evidence.incident-act/1"
	KindDamage      = "evidence.damage/1"
	KindDamageAct   = "evidence.damage-act/1"
	KindCase        = "evidence.case/1"
	KindCaseAct     = "evidence.case-act/1"
	KindHold        = "evidence.hold/1"
	KindHoldAct     = "evidence.hold-act/1"
	KindText        = "evidence.text/1"
	KindTold        = "evidence.told/1"
	KindCustody     = "evidence.custody/1"
	KindGrant       = "evidence.grant/1"
	KindFixity      = "evidence.fixity/1"
	KindCodes       = "evidence.codes/1"
	KindPair        = "evidence.pair/1"
)

// The objects of this part, as references name them: "evidence/e-2026-0101".
const (
	ObjectItem     = "evidence"
	ObjectIncident = "incident"
	ObjectDamage   = "damage"
	ObjectCase     = "case"
	ObjectHold     = "hold"
)

// Place is where something was, coarse: what is exact is a restricted text.
type Place struct {
	Region    string `json:"region" say:"ISO 3166 code of the region, or of the country: UA-63, UA"`
	Precision string `json:"precision" say:"how exactly the place is known, in a restricted text or not at all: country, region, district, settlement or point"`
}

// Consent is what the giver of an item agreed to.
type Consent struct {
	Store   bool             `json:"store" say:"that it is kept"`
	Share   []muster.PartyID `json:"share,omitempty" say:"the parties with which it may be shared"`
	Publish bool             `json:"publish,omitempty" say:"that it is published"`
}

// Allows reports whether an item may be handed to a party.
func (c Consent) Allows(to muster.PartyID) bool {
	for _, p := range c.Share {
		if p == to {
			return true
		}
	}
	return c.Publish
}

// Item is the statement evidence.item/1. About is its id, "e-2026-0101". Of names and addresses it has none:
// they are restricted texts.
type Item struct {
	muster.Envelope
	Digest   string  `json:"digest" say:"SHA-256 over the original's bytes as they were received, 64 hexadecimal digits; the bytes are a document of this record"`
	Size     int64   `json:"size" say:"how many bytes"`
	Media    string  `json:"media" say:"media type, as in image/jpeg"`
	Obtained string  `json:"obtained" say:"how it came: handed over, found online, own recording, from a register or made here"`
	Tool     string  `json:"tool,omitempty" say:"the tool with which it was recorded or captured"`
	Version  string  `json:"tool_version,omitempty" say:"the tool's version"`
	Captured string  `json:"captured,omitempty" say:"when it was recorded or captured, with its zone, as in 2026-03-01T14:05:00+02:00"`
	Claimed  string  `json:"claimed,omitempty" say:"the time that its source claims for what it shows, as claimed; it is kept apart from captured"`
	Place    *Place  `json:"place,omitempty" say:"where, coarse"`
	Language string  `json:"language,omitempty" say:"the language that is spoken or written in it, as in uk"`
	Consent  Consent `json:"consent" say:"what its giver agreed to"`
	Looks    string  `json:"looks,omitempty" say:"of an image its perceptual hash, 16 hexadecimal digits: what looks alike is a candidate and never merged"`
	Of       string  `json:"of,omitempty" of:"evidence" say:"the item from which it was made"`
	Made     string  `json:"made,omitempty" say:"what was made of it: working copy, redacted, translation, transcript or excerpt"`
}

// ItemActed is the statement evidence.item-act/1.
type ItemActed struct {
	work.Act
	Digest  string `json:"digest,omitempty" say:"register: SHA-256 over the bytes as they are kept, hashed again"`
	Finding string `json:"finding,omitempty" say:"find: verified, unverified or rejected"`
}

// Incident is the statement evidence.incident/1. About is its id, "i-2026-007".
type Incident struct {
	muster.Envelope
	Title muster.Text `json:"title" say:"what is alleged, in a line, without anybody's name, in up to two languages"`
	Place *Place      `json:"place,omitempty" say:"where, coarse"`
	From  string      `json:"from" say:"the first day on which it may have been"`
	Until string      `json:"until" say:"the last day on which it may have been"`
	Items []string    `json:"items,omitempty" of:"evidence" say:"the items of evidence that speak of it"`
	Other []string    `json:"records,omitempty" of:"*" say:"other objects of this record that it touches, each as OBJECT/ID"`
}

// IncidentActed is the statement evidence.incident-act/1.
type IncidentActed struct{ work.Act }

// Damage is the statement evidence.damage/1. About is its id, "d-2026-0042". Whose it was is a restricted text.
type Damage struct {
	muster.Envelope
	Damaged  string   `json:"damaged" say:"the object damaged, by a reference under which every entry of it is found, without anybody's name: school-12-kharkiv"`
	Sort     string   `json:"sort" say:"what sort of object: dwelling, school, hospital, bridge, energy, water, industry, transport, heritage, land, public building or other"`
	Place    Place    `json:"place" say:"where, coarse"`
	From     string   `json:"from" say:"the first day on which it may have been damaged"`
	Until    string   `json:"until" say:"the last day on which it may have been damaged"`
	Extent   string   `json:"extent" say:"damaged, heavily damaged, destroyed, lost or not accessible"`
	Items    []string `json:"items,omitempty" of:"evidence" say:"the items of evidence that show it"`
	Incident string   `json:"incident,omitempty" of:"incident" say:"the incident that is alleged to have caused it"`
	Register string   `json:"register,omitempty" say:"a register elsewhere that has it already"`
	Foreign  string   `json:"register_id,omitempty" say:"its id there"`
}

// DamageActed is the statement evidence.damage-act/1.
type DamageActed struct {
	work.Act
	Amount    string `json:"amount,omitempty" say:"assess: the cost, a decimal"`
	Currency  string `json:"currency,omitempty" say:"assess: an ISO 4217 code"`
	Method    string `json:"method,omitempty" say:"assess: how the cost was found, as in replacement at unit prices"`
	PriceDate string `json:"price_date,omitempty" say:"assess: the day of the prices"`
	List      string `json:"list,omitempty" say:"classify: the code list, as in rd4u"`
	Code      string `json:"code,omitempty" say:"classify: the claim category of the list, as in A3.1"`
	Register  string `json:"register,omitempty" say:"refer: the register to which it was referred"`
	Foreign   string `json:"register_id,omitempty" say:"refer: its id there"`
}

// Case is the statement evidence.case/1. About is its id, "c-2026-01".
type Case struct {
	muster.Envelope
	Title     muster.Text    `json:"title" say:"what the case is, without anybody's name, in up to two languages"`
	For       muster.PartyID `json:"for" say:"the party to which it is to be handed"`
	Items     []string       `json:"items,omitempty" of:"evidence" say:"items of evidence"`
	Incidents []string       `json:"incidents,omitempty" of:"incident" say:"incidents; the items that speak of them belong to the case too"`
	Damages   []string       `json:"damages,omitempty" of:"damage" say:"entries of damage; the items that show them belong to the case too"`
}

// CaseActed is the statement evidence.case-act/1.
type CaseActed struct {
	work.Act
	Bag string `json:"bag,omitempty" say:"hand-over: SHA-256 of the bundle's tagmanifest-sha256.txt, 64 hexadecimal digits"`
}

// Hold is the statement evidence.hold/1: what may not be erased while it is in force. About is its id.
type Hold struct {
	muster.Envelope
	On []string `json:"on" of:"*" say:"what is held, each as OBJECT/ID: evidence/e-2026-0101, incident/…, case/…; what belongs to an incident or a case is held with it"`
}

// HoldActed is the statement evidence.hold-act/1.
type HoldActed struct{ work.Act }

// Text is the statement evidence.text/1: a text that may name people. It is for the circle restricted alone, is
// found by no search, shown on no page, and can be erased.
type Text struct {
	muster.Envelope
	Object string `json:"object" say:"what it is about: evidence, incident, damage or case"`
	Sort   string `json:"sort" say:"original name, source, address, collector, people, statement, contact, place, owner or note"`
	Text   string `json:"text" say:"the text"`
}

// Told is the statement evidence.told/1: that a restricted text is kept of an object, and where. The text
// itself folds to nothing, so that its erasure changes nothing that stands.
type Told struct {
	muster.Envelope
	Object string    `json:"object" say:"what the text is about: evidence, incident, damage or case"`
	Sort   string    `json:"sort" say:"what sort of text it is, as evidence.text has it"`
	Text   muster.ID `json:"text" say:"the statement that has it"`
}

// Grant is the statement evidence.grant/1: that somebody who may not read restricted content may do so. About is
// its id.
type Grant struct {
	muster.Envelope
	To     string   `json:"to" say:"who may read, as ROLE@PARTY: auditor@us"`
	Person string   `json:"person,omitempty" say:"the one person of it who may; absent: whoever acts so"`
	On     []string `json:"on" of:"*" say:"what may be read, each as OBJECT/ID"`
	Until  string   `json:"until" say:"the last day on which it may be read"`
}

// Fixity is the statement evidence.fixity/1: what hashing all originals again showed.
type Fixity struct {
	muster.Envelope
	At      string   `json:"at" say:"when it was done, with its zone"`
	Checked int      `json:"checked" say:"how many originals were hashed"`
	Erased  []string `json:"erased,omitempty" say:"items whose original was erased by an order that is in the record"`
	Wrong   []string `json:"wrong,omitempty" say:"items whose bytes are not those that were received, or are not there"`
	// Of items that are for fewer there is another statement, for those.
	Withheld int `json:"withheld,omitempty" say:"how many more are wrong, which are not for all who see this and are not named"`
}

// Codes is the statement evidence.codes/1: a list of claim categories, kept as data since they open and close.
// About is its name, "rd4u".
type Codes struct {
	muster.Envelope
	Title     muster.Text `json:"title" say:"what list it is, in up to two languages"`
	From      string      `json:"from,omitempty" say:"the first day of damage that it takes"`
	Territory []string    `json:"territory,omitempty" say:"the countries whose territory it takes, as in UA"`
	Codes     []Code      `json:"codes" say:"its categories"`
}

// Code is a claim category.
type Code struct {
	Code   string      `json:"code" say:"as the list has it, as in A3.1"`
	Name   muster.Text `json:"name" say:"what it is, in up to two languages"`
	Opened string      `json:"opened,omitempty" say:"the first day on which it is known to take claims; absent: it is not known to be open"`
	Closed string      `json:"closed,omitempty" say:"the last day on which it takes claims; absent: it is not closed"`
}

// Open reports whether a category takes claims on a day.
func (c Code) Open(on muster.Day) bool {
	from, err := muster.ParseDay(c.Opened)
	if err != nil || on < from {
		return false
	}
	until, err := muster.ParseDay(c.Closed)
	return err != nil || on <= until
}

// Pair is the statement evidence.pair/1: a person's decision on two items that look alike, or two entries of
// damage to one object. About is both ids in order, joined with a plus.
type Pair struct {
	muster.Envelope
	Object  string       `json:"object" say:"evidence or damage"`
	Verdict work.Verdict `json:"verdict" say:"same, part or different"`
}

// Part holds evidence. It is a standing.Part and a work.Desk.
type Part struct {
	*work.Register
	Items      *work.Shelf[Item, ItemActed]
	Incidents  *work.Shelf[Incident, IncidentActed]
	Damages    *work.Shelf[Damage, DamageActed]
	Cases      *work.Shelf[Case, CaseActed]
	LegalHolds *work.Shelf[Hold, HoldActed]

	reviews     *standing.Register[Review]     // by item
	corroborate *standing.Register[string]     // by incident: the person who found it corroborated
	assessed    *standing.Register[Assessment] // by entry of damage
	links       *standing.Register[Link]       // by OBJECT/ID and number
	chains      *standing.Register[int]        // by OBJECT/ID: how many links
	told        *standing.Register[Told]       // by OBJECT/ID and position
	byDigest    *standing.Register[string]     // item by the digest of its original
	grants      *work.Stated[Grant]
	fixities    *standing.Register[Fixity]
	codes       *standing.Register[Codes]
	pairs       *work.Stated[Pair]
}

var _ standing.Guard = (*Part)(nil)

// In finds the part in a view's state.
func In(v standing.View) *Part { return standing.Find[*Part](v.State) }

// New returns the part for an empty record.
func New() *Part {
	p := &Part{
		reviews: standing.NewRegister[Review](), corroborate: standing.NewRegister[string](), assessed: standing.NewRegister[Assessment](),
		links: standing.NewRegister[Link](), chains: standing.NewRegister[int](), told: standing.NewRegister[Told](), byDigest: standing.NewRegister[string](),
		grants: work.NewStated("grant", func(x Grant) muster.Audience { return x.Audience }), fixities: standing.NewRegister[Fixity](), codes: standing.NewRegister[Codes](),
		pairs: work.NewStated("decision about", func(x Pair) muster.Audience { return x.Audience }),
	}
	p.shelves()
	pieces := p.plains()
	p.Register = work.NewRegister("evidence", append(pieces, p.Items, p.Incidents, p.Damages, p.Cases, p.LegalHolds)...)
	p.Beside(p.reviews, p.corroborate, p.assessed, p.links, p.chains, p.told, p.byDigest, p.grants, p.fixities, p.codes, p.pairs)
	return p
}

// shelves makes the objects that have lives.
func (p *Part) shelves() {
	p.Items = work.NewShelf(work.ShelfOf[Item, ItemActed]{
		Life: &ItemLife, Like: "e-2026-0101", Says: standing.Kind{Name: KindItem, Called: "evidence", Words: "enters an item of evidence"},
		Does:   standing.Kind{Name: KindItemAct, Called: "evidence-act", Words: "acts on an item of evidence"},
		Object: anybodys[Item], Check: p.checkItem, CheckAct: p.checkItemAct, Words: words, Tell: p.tellItem, Said: p.entered, Done: p.acted,
	})
	p.Incidents = work.NewShelf(work.ShelfOf[Incident, IncidentActed]{
		Life: &IncidentLife, Like: "i-2026-007", Says: standing.Kind{Name: KindIncident, Words: "states an alleged incident"},
		Does:   standing.Kind{Name: KindIncidentAct, Words: "acts on an incident"},
		Object: anybodys[Incident], Check: p.checkIncident, CheckAct: p.checkIncidentAct, Words: words, Tell: tellIncident, Done: p.corroborated,
	})
	p.Damages = work.NewShelf(work.ShelfOf[Damage, DamageActed]{
		Life: &DamageLife, Like: "d-2026-0042", Says: standing.Kind{Name: KindDamage, Words: "enters damage to an object"},
		Does:   standing.Kind{Name: KindDamageAct, Words: "acts on an entry of damage"},
		Object: anybodys[Damage], Check: p.checkDamage, CheckAct: p.checkDamageAct, Words: words, Tell: tellDamage, Done: p.assess,
	})
	p.Cases = work.NewShelf(work.ShelfOf[Case, CaseActed]{
		Life: &CaseLife, Like: "c-2026-01", Says: standing.Kind{Name: KindCase, Words: "states a case"},
		Does:   standing.Kind{Name: KindCaseAct, Words: "acts on a case"},
		Object: anybodys[Case], Check: p.checkCase, CheckAct: checkCaseAct, Words: words, Tell: tellCase,
	})
	p.LegalHolds = work.NewShelf(work.ShelfOf[Hold, HoldActed]{
		Life: &HoldLife, Like: "h-2026-01", Says: standing.Kind{Name: KindHold, Words: "puts a legal hold on evidence"},
		Does:   standing.Kind{Name: KindHoldAct, Words: "acts on a legal hold"},
		Object: anybodys[Hold], Check: p.checkHold, Words: words, Tell: tellHold,
	})
}

func words(v muster.Value, said *search.Said) {
	switch x := v.(type) {
	case *Item:
		said.Add(search.Name, x.About)
		said.Add(search.ID, x.Digest)
		said.Add(search.Aside, x.Media, x.Obtained, x.Tool, x.Language, x.Of, x.Made)
	case *Incident:
		said.Add(search.Name, x.Title.Each()...)
		said.Add(search.Aside, x.Items...)
	case *Damage:
		said.Add(search.Name, x.Damaged)
		said.Add(search.Aside, x.Sort, x.Extent, x.Incident, x.Register, x.Foreign, x.Place.Region)
		said.Add(search.Aside, x.Items...)
	case *DamageActed:
		said.Add(search.Body, x.Method)
		said.Add(search.Aside, x.List, x.Code, x.Register, x.Foreign)
	case *Case:
		said.Add(search.Name, x.Title.Each()...)
		said.Add(search.Aside, string(x.For))
	case *Hold:
		said.Add(search.Aside, x.On...)
	}
}
