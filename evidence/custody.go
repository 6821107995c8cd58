package evidence

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"muster"
	"muster/access"
	"muster/party"
	"muster/standing"
	"muster/work"
)

// The events of custody.
const (
	EventHeld     = "held"        // before it was received: who had it, from when until when
	EventReceived = "received"    // it came here
	EventAccessed = "accessed"    // somebody read what is restricted
	EventCopied   = "copied"      // a copy was made
	EventExported = "exported"    // it left in a bundle
	EventHanded   = "handed over" // the original, or what carries it, went to somebody
)

// HolderUnknown is who had an item while nobody knows who did: a gap of its custody, stated as one.
const HolderUnknown = "unknown"

// Events lists the events of custody.
var Events = []string{EventHeld, EventReceived, EventAccessed, EventCopied, EventExported, EventHanded}

// Custody is the statement evidence.custody/1: what happened to an object's original or restricted texts. Each
// event names the digest of the one before, which is SHA-256 over that statement's body.
type Custody struct {
	muster.Envelope
	Object string    `json:"object" say:"of what it is: evidence, incident, damage or case"`
	Number int       `json:"number" say:"the event's number among those of the object, from 1"`
	Before string    `json:"before,omitempty" say:"SHA-256 over the body of the event before, 64 hexadecimal digits; absent for the first"`
	Event  string    `json:"event" say:"held, received, accessed, copied, exported or handed over"`
	At     string    `json:"at" say:"when, with its zone, as in 2026-03-01T14:05:00+02:00; of held, from when"`
	Until  string    `json:"until,omitempty" say:"held: until when"`
	Holder string    `json:"holder,omitempty" say:"held: who had it, without a name: the giver, a witness, a party of this record; unknown where nobody knows, which is a gap"`
	To     string    `json:"to,omitempty" say:"exported, handed over: the party that got it"`
	Text   muster.ID `json:"text,omitempty" say:"accessed: the restricted text that was read; absent: the original"`
	Grant  string    `json:"grant,omitempty" say:"accessed: the grant under which it was read, by whoever may not read without one"`
	Bag    string    `json:"bag,omitempty" say:"exported: the bundle's id"`
}

// Link is an event of custody with what the next one rests on.
type Link struct {
	Custody
	Digest   string    // SHA-256 over the statement's body
	Recorded time.Time // when the record took it
}

// chainOf names an object's chain.
func chainOf(object, about string) string { return object + "/" + about }

func linkOf(chain string, number int) string { return fmt.Sprintf("%s/%08d", chain, number) }

// DigestOf is what the next event names of one: SHA-256 over its body, in hexadecimal.
func DigestOf(x *Custody) (string, error) {
	b, err := muster.EncodeBody(nil, x)
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:]), err
}

// Links is how many events of custody an object has.
func (p *Part) Links(known muster.Seq, object, about string) int {
	n, _ := p.chains.Get(known, chainOf(object, about))
	return n.Value
}

// Chain yields an object's events of custody in order, each with its statement.
func (p *Part) Chain(known muster.Seq, object, about string) (all []standing.Version[Link]) {
	chain := chainOf(object, about)
	for n := 1; n <= p.Links(known, object, about); n++ {
		if l, ok := p.links.Get(known, linkOf(chain, n)); ok {
			all = append(all, l)
		}
	}
	return all
}

// Next prepares an event to follow the last one of an object, for whom the object is.
func (p *Part) Next(known muster.Seq, object, about string, x *Custody) *Custody {
	chain := chainOf(object, about)
	n := p.Links(known, object, about)
	x.Kind, x.About, x.Object, x.Number, x.Before = KindCustody, about, object, n+1, ""
	if last, ok := p.links.Get(known, linkOf(chain, n)); ok {
		x.Before = last.Value.Digest
	}
	return x
}

// handles are the roles that may say an event of custody; who reads under a grant is anybody it is for.
var handles = map[string][]access.Role{
	EventHeld:     {access.Documenter, access.Custodian},
	EventReceived: {access.Documenter, access.Custodian},
	EventAccessed: {access.Documenter, access.Custodian, access.Reviewer, access.LegalOfficer},
	EventCopied:   {access.Documenter, access.Custodian},
	EventExported: {access.Custodian},
	EventHanded:   {access.Custodian},
}

func (p *Part) checkCustody(s *standing.State, x *Custody) error {
	w := faultsOf(s, &x.Envelope)
	known := s.Known()
	th, ok := work.Thing{}, slices.Contains(textObjects, x.Object)
	if ok {
		th, ok = work.Reach(s, w.h, x.Object, x.About)
	}
	if !ok {
		return muster.Missing("the " + x.Object + " " + x.About)
	}
	w.OneOf("event", x.Event, Events)
	w.Add(work.NoWider(&x.Envelope, th.Audience, "what it is of"))
	w.person(&x.Envelope)
	if x.Why == "" {
		w.Found(fieldWhy, "", "the reason")
	}
	if err := w.Err(); err != nil {
		return err
	}
	if err := p.may(s, x); err != nil {
		w.Add(err)
	} else if x.Event == EventAccessed {
		w.Add(p.opens(known, x))
	}
	w.Add(p.follows(s, x))
	at, ok := w.moment("at", x.At)
	w.only(x)
	switch x.Event {
	case EventHeld:
		if until, fine := w.moment("until", x.Until); ok && fine && !at.Before(until) {
			w.Found("until", x.Until, "an instant after "+x.At)
		}
		if life, _ := p.Items.State(known, x.About); x.Object != ObjectItem || life.Value.State != Received {
			w.Add(muster.Conflict("event", "who held it before is said of an item that is not registered yet"))
		}
	case EventReceived:
		if p.receivedAt(known, x.Object, x.About) != nil {
			w.Add(muster.Conflict("event", "it was received already"))
		}
	case EventExported, EventHanded:
		w.Add(party.Check(w.s, "to", muster.PartyID(x.To)))
		if item, ok := p.Items.Get(known, x.About); x.Object == ObjectItem && ok && !item.Value.Consent.Allows(muster.PartyID(x.To)) {
			w.Add(muster.Denied(fmt.Sprintf("the consent of %s does not let it go to %s", x.About, x.To)))
		}
	}
	if x.Object == ObjectItem && x.Event != EventHeld && x.Event != EventReceived && p.receivedAt(known, x.Object, x.About) == nil {
		w.Add(muster.Conflict("event", "nothing says yet that it was received"))
	}
	return w.Err()
}

// opens refuses an event of access that opens what is not the object's: an item has an original, and an object those
// texts that are told of it.
func (p *Part) opens(known muster.Seq, x *Custody) error {
	if x.Text == "" {
		if x.Object != ObjectItem {
			return muster.Invalid("text", "it is left out; of "+article(x.Object)+" a restricted text is read, an original is an item's")
		}
		return nil
	}
	for _, t := range p.Texts(known, x.Object, x.About) {
		if t.Value.Text == x.Text {
			return nil
		}
	}
	return muster.Found("text", string(x.Text), "the statement of a restricted text of "+chainOf(x.Object, x.About))
}

// only refuses fields that an event does not have, and misses those that it needs.
func (w *faults) only(x *Custody) {
	for _, f := range []struct {
		name, value string
		of          []string
		needed      bool
	}{
		{"until", x.Until, []string{EventHeld}, true},
		{"holder", x.Holder, []string{EventHeld}, true},
		{"to", x.To, []string{EventExported, EventHanded}, true},
		{"bag", x.Bag, []string{EventExported}, true},
		{"text", string(x.Text), []string{EventAccessed}, false},
		{"grant", x.Grant, []string{EventAccessed}, false},
	} {
		switch has := slices.Contains(f.of, x.Event); {
		case f.value != "" && !has:
			w.Add(muster.Invalid(f.name, "the event "+x.Event+" has no such field"))
		case f.value == "" && has && f.needed:
			w.Add(muster.Invalid(f.name, "it is left out; the event "+x.Event+" needs it"))
		}
	}
}

// may refuses an event that is not its speaker's to say: who may not read what is restricted needs a grant.
func (p *Part) may(s *standing.State, x *Custody) error {
	who := access.Of(&x.Envelope)
	if x.Grant == "" && slices.Contains(handles[x.Event], who.Role) {
		return nil
	}
	if x.Event != EventAccessed {
		return muster.Denied(fmt.Sprintf("%s may not say that evidence was %s", who.Words(), x.Event))
	}
	return p.Granted(s, s.Known(), muster.DayOf(s.Now()), x)
}

// Granted reports whether a grant lets somebody read: nil, or why not.
func (p *Part) Granted(s *standing.State, known muster.Seq, today muster.Day, x *Custody) error {
	who := access.Of(&x.Envelope)
	g, ok := p.grants.Get(known, x.Grant)
	until, _ := muster.ParseDay(g.Value.Until)
	switch {
	case x.Grant == "" || !ok:
		return muster.Denied(fmt.Sprintf("%s may not read what is restricted without a grant that is in the record", who.Words()))
	case g.Value.To != who.String() || g.Value.Person != "" && g.Value.Person != x.ActedBy:
		return muster.Denied(fmt.Sprintf("the grant %s is for somebody else", x.Grant))
	case today > until:
		return muster.Denied(fmt.Sprintf("the grant %s ended on %s", x.Grant, g.Value.Until))
	}
	for _, ref := range g.Value.On {
		if slices.Contains(p.within(known, known, ref), chainOf(x.Object, x.About)) {
			return nil
		}
	}
	return muster.Denied(fmt.Sprintf("the grant %s does not speak of %s/%s", x.Grant, x.Object, x.About))
}

// follows refuses an event that does not follow on the last one: of two who say one at once the second is told.
func (p *Part) follows(s *standing.State, x *Custody) error {
	want := p.Next(s.Known(), x.Object, x.About, &Custody{})
	if x.Number != want.Number {
		return muster.Conflict("number", fmt.Sprintf("found %d; the next event of %s/%s is number %d", x.Number, x.Object, x.About, want.Number))
	}
	if x.Before != want.Before {
		return muster.Conflict("before", fmt.Sprintf("found %q; the event before has the digest %q", x.Before, want.Before))
	}
	// A body that does not read back as it was written would have another digest in another process.
	b, err := muster.EncodeBody(nil, x)
	if err != nil {
		return err
	}
	var back Custody
	if err = json.Unmarshal(b, &back); err != nil {
		return err
	}
	if again, err := muster.EncodeBody(nil, &back); err != nil || !bytes.Equal(again, b) {
		return muster.Invalid("why", "it has bytes that are no text")
	}
	return nil
}

// took takes an event in.
func (p *Part) took(m standing.Moment, x *Custody) {
	digest, err := DigestOf(x)
	if err != nil {
		return // it was encoded once already
	}
	chain := chainOf(x.Object, x.About)
	n, _ := p.chains.Get(m.At, chain)
	p.links.Set(m, linkOf(chain, n.Value+1), Link{Custody: *x, Digest: digest, Recorded: m.Time})
	p.chains.Set(m, chain, n.Value+1)
}

// receivedAt is the event by which an object came here.
func (p *Part) receivedAt(known muster.Seq, object, about string) *Link {
	for _, l := range p.links.Beneath(known, chainOf(object, about)+"/") {
		if l.Value.Event == EventReceived {
			return &l.Value
		}
	}
	return nil
}

// Gap is a time before an item was received of which nobody says who had it. From is zero where nothing is
// known before.
type Gap struct{ From, Until time.Time }

// Gaps are the times before an item was received of which nobody says who had it: from when it was captured, or
// from the first that held it, on; and those of which it is said that nobody knows.
func (p *Part) Gaps(known muster.Seq, about string) (all []Gap) {
	var held []Gap // by whom is known
	var end time.Time
	for _, l := range p.links.Beneath(known, chainOf(ObjectItem, about)+"/") {
		from, _ := time.Parse(time.RFC3339, l.Value.At)
		until, _ := time.Parse(time.RFC3339, l.Value.Until)
		switch {
		case l.Value.Event == EventReceived:
			end = from
		case l.Value.Event == EventHeld && l.Value.Holder == HolderUnknown:
			all = append(all, Gap{from, until})
		case l.Value.Event == EventHeld:
			held = append(held, Gap{from, until})
		}
	}
	if !end.IsZero() {
		item, _ := p.Items.Get(known, about)
		at, err := time.Parse(time.RFC3339, item.Value.Captured)
		if err != nil {
			at = time.Time{}
		}
		slices.SortFunc(held, func(a, b Gap) int { return a.From.Compare(b.From) })
		for _, h := range append(held, Gap{end, end}) {
			if h.From.After(at) {
				all = append(all, Gap{at, h.From})
			}
			if h.Until.After(at) {
				at = h.Until
			}
		}
	}
	return joined(all)
}

// joined are spans in order, those that meet as one.
func joined(spans []Gap) (all []Gap) {
	slices.SortFunc(spans, func(a, b Gap) int { return a.From.Compare(b.From) })
	for _, g := range spans {
		if n := len(all); n > 0 && !g.From.After(all[n-1].Until) {
			if g.Until.After(all[n-1].Until) {
				all[n-1].Until = g.Until
			}
			continue
		}
		all = append(all, g)
	}
	return all
}

// accounted reports whether it is said how an item came here: that it was received, or that nobody knows who had it.
func (p *Part) accounted(known muster.Seq, about string) bool {
	for _, l := range p.links.Beneath(known, chainOf(ObjectItem, about)+"/") {
		if l.Value.Event == EventReceived || l.Value.Event == EventHeld && l.Value.Holder == HolderUnknown {
			return true
		}
	}
	return false
}

// Break is where a chain of custody does not hold.
type Break struct {
	Number int // of the event
	Why    string
}

func (b Break) String() string { return fmt.Sprintf("event %d: %s", b.Number, b.Why) }

// CheckChain checks bodies of events of custody of one object, in order: that each is an event of it with the
// next number, and names the digest of the one before. It needs no record.
func CheckChain(bodies [][]byte) (all []Break) {
	before, chain := "", ""
	for i, b := range bodies {
		n := i + 1
		var x Custody
		if err := json.Unmarshal(b, &x); err != nil || x.Kind != KindCustody {
			all = append(all, Break{n, "it is no event of custody"})
			continue
		}
		if chain == "" {
			chain = chainOf(x.Object, x.About)
		}
		switch {
		case chainOf(x.Object, x.About) != chain:
			all = append(all, Break{n, fmt.Sprintf("it is of %s, the chain of %s", chainOf(x.Object, x.About), chain)})
		case x.Number != n:
			all = append(all, Break{n, fmt.Sprintf("it has the number %d: an event is missing, or out of order", x.Number)})
		case x.Before != before:
			all = append(all, Break{n, fmt.Sprintf("it names %s as the digest of the event before, which is %s: that one was changed", orNone(x.Before), orNone(before))})
		}
		sum := sha256.Sum256(b)
		before = hex.EncodeToString(sum[:])
	}
	return all
}

func orNone(s string) string {
	if s == "" {
		return "nothing"
	}
	return s
}
