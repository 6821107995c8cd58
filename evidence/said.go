package evidence

import (
	"fmt"
	"slices"
	"strings"

	"muster"
	"muster/access"
	"muster/party"
	"muster/record"
	"muster/standing"
	"muster/work"
)

// textObjects are what restricted texts and custody may be of.
var textObjects = []string{ObjectItem, ObjectIncident, ObjectDamage, ObjectCase}

// Who may say what is no life's.
var (
	sayText  = access.Rule{Act: "evidence.text", By: by(documenter, custodian, legal, assessor)}
	sayGrant = access.Rule{Act: "evidence.grant", By: by(legal, custodian)}
	sayFixed = access.Rule{Act: "evidence.fixity", By: by(custodian, access.Turn{Role: access.Operator})}
	sayCodes = access.Rule{Act: "evidence.codes", By: by(access.Turn{Role: access.Operator})}
	sayPair  = access.Rule{Act: "evidence.pair", By: by(reviewer, assessor, legal)}
)

// Rules are who may say what moves no object.
func Rules() []access.Rule {
	all := []access.Rule{sayText, sayGrant, sayFixed, sayCodes, sayPair}
	for _, e := range Events {
		r := access.Rule{Act: access.Act("evidence.custody " + e)}
		for _, role := range handles[e] {
			r.By = append(r.By, access.Turn{Role: role})
		}
		all = append(all, r)
	}
	return all
}

// plains are the kinds that state no object with a life.
func (p *Part) plains() []work.Piece {
	readers := append(slices.Clone(access.Speakers), access.Auditor) // an auditor changes nothing, and that one reads is recorded
	return []work.Piece{
		work.NewPlain(work.PlainOf[Text]{
			Says: standing.Kind{Name: KindText, Called: "evidence-text", Words: "keeps a restricted text about evidence", Erasable: true, Apart: true},
			Rule: &sayText, Check: p.checkText, Final: "a text is erased, not taken back",
		}),
		work.NewPlain(work.PlainOf[Told]{
			Says: standing.Kind{Name: KindTold, Words: "says that a restricted text about evidence is kept"},
			Rule: &sayText, Check: p.checkTold, Final: "that a text was kept stays; the text itself is erased",
			Said: func(m standing.Moment, x *Told) {
				p.told.Set(m, fmt.Sprintf("%s/%020d", chainOf(x.Object, x.About), m.At), *x)
			},
		}),
		work.NewPlain(work.PlainOf[Custody]{
			Says: standing.Kind{Name: KindCustody, Words: "says what happened to evidence", By: readers}, Check: p.checkCustody, Said: p.took,
			Final: "custody is not taken back: what happened stays, and another event leads on",
		}),
		work.NewPlain(work.PlainOf[Grant]{
			Says: standing.Kind{Name: KindGrant, Words: "lets somebody read restricted evidence"}, Rule: &sayGrant, Check: p.checkGrant,
			Said: func(m standing.Moment, x *Grant) { p.grants.Set(m, x.About, *x) }, Over: p.grants.End,
		}),
		work.NewPlain(work.PlainOf[Fixity]{
			Says: standing.Kind{Name: KindFixity, Words: "says what hashing the originals again showed"}, Rule: &sayFixed, Check: p.checkFixity,
			Said: func(m standing.Moment, x *Fixity) { p.fixities.Set(m, string(m.ID), *x) }, Final: "what a check showed stays",
		}),
		work.NewPlain(work.PlainOf[Codes]{
			Says: standing.Kind{Name: KindCodes, Words: "lists claim categories"}, Rule: &sayCodes, Check: p.checkCodes,
			Said: func(m standing.Moment, x *Codes) { p.codes.Set(m, x.About, *x) }, Over: p.codes.End,
		}),
		work.NewPlain(work.PlainOf[Pair]{
			Says: standing.Kind{Name: KindPair, Called: "evidence-pair", Words: "decides whether two items or two entries of damage are one"}, Check: p.checkPair,
			Said: func(m standing.Moment, x *Pair) { p.pairs.Set(m, x.About, *x) }, Over: p.pairs.End,
		}),
	}
}

func (p *Part) checkText(s *standing.State, x *Text) error {
	w := faultsOf(s, &x.Envelope)
	if x.Audience != Restricted {
		w.Found("audience", string(x.Audience), "restricted: a text that may name people is for those who keep evidence alone")
	}
	w.textOf(x.Object, x.About, x.Sort)
	if strings.TrimSpace(x.Text) == "" {
		w.Found("text", x.Text, "the text")
	}
	return w.Err()
}

// textOf checks of what a text is.
func (w *faults) textOf(object, about, sort string) {
	w.OneOf("object", object, textObjects)
	w.OneOf("sort", sort, TextSorts)
	if w.Err() != nil {
		return
	}
	if _, ok := work.Reach(w.s, w.h, object, about); !ok {
		w.Add(muster.Missing("the " + object + " " + about))
	}
}

func (p *Part) checkTold(s *standing.State, x *Told) error {
	w := faultsOf(s, &x.Envelope)
	w.textOf(x.Object, x.About, x.Sort)
	if th, ok := work.Reach(s, w.h, x.Object, x.About); ok {
		w.Add(work.NoWider(&x.Envelope, th.Audience, "what it is of"))
	}
	at, err := s.Position(x.Text)
	if err != nil || s.KindOf(at) != "" {
		w.Found("text", string(x.Text), "the id of a statement evidence.text of this record, which comes first")
	}
	return w.Err()
}

func (p *Part) checkGrant(s *standing.State, x *Grant) error {
	w := faultsOf(s, &x.Envelope)
	w.keepers(&x.Envelope)
	w.Add(p.grants.CheckThread(s, &x.Envelope), work.CheckID(x.About, "g-2026-01"))
	if x.Withdraws != "" {
		return w.Err()
	}
	if who, err := access.ParsePrincipal(x.To); err != nil || who.Role == access.Public {
		w.Found("to", x.To, "who may read, as in auditor@us")
	} else {
		w.Add(party.Check(w.s, "to", who.Party))
	}
	if x.Why == "" {
		w.Found(fieldWhy, "", "the reason; it is kept with it")
	}
	if len(x.On) == 0 {
		w.Found("on", "", "what may be read, as in evidence/e-2026-0101")
	}
	w.refs("on", "", x.On, nil)
	if d, ok := w.Day("until", x.Until); ok && d < muster.DayOf(s.Now()) {
		w.Found("until", x.Until, "a day from today on")
	}
	return w.Err()
}

func (p *Part) checkFixity(s *standing.State, x *Fixity) error {
	w := faultsOf(s, &x.Envelope)
	w.keepers(&x.Envelope)
	w.moment("at", x.At)
	if x.Checked < 0 || x.Checked > p.Items.Count() {
		w.Found("checked", fmt.Sprint(x.Checked), fmt.Sprintf("how many originals were hashed, of %d", p.Items.Count()))
	}
	w.refs("erased", ObjectItem, x.Erased, nil)
	w.refs("wrong", ObjectItem, x.Wrong, nil)
	for _, id := range slices.Concat(x.Erased, x.Wrong) {
		if item, ok := p.Items.Get(s.Known(), id); ok && w.Err() == nil {
			w.Add(work.NoWider(&x.Envelope, item.Value.Audience, "the item "+id))
		}
	}
	if x.Withheld < 0 {
		w.Found("withheld", fmt.Sprint(x.Withheld), "a number from 0 on")
	}
	return w.Err()
}

func (p *Part) checkCodes(s *standing.State, x *Codes) error {
	w := faultsOf(s, &x.Envelope)
	w.Add(p.codes.CheckThread(s.Known(), &x.Envelope), work.CheckID(x.About, "rd4u"))
	if x.Audience != muster.Public {
		w.Found("audience", string(x.Audience), "public: a list of categories says nothing of anybody")
	}
	w.title(x.Title)
	if x.From != "" {
		w.Day("from", x.From)
	}
	for i, t := range x.Territory {
		if !regionCode.MatchString(t) {
			w.Found(fmt.Sprintf("territory[%d]", i), t, "an ISO 3166 code, as in UA")
		}
	}
	seen := map[string]bool{}
	for i, c := range x.Codes {
		at := fmt.Sprintf("codes[%d]", i)
		if c.Code == "" || seen[c.Code] {
			w.Found(at+".code", c.Code, "each category once, by its code")
		}
		seen[c.Code] = true
		w.Text(at+".name", c.Name)
		for name, day := range map[string]string{"opened": c.Opened, "closed": c.Closed} {
			if day != "" {
				w.Day(at+"."+name, day)
			}
		}
	}
	return w.Err()
}

// MayPair reports whether somebody may decide that two items or two entries of damage are one.
func MayPair(as access.Principal) bool { return sayPair.May(as, access.Object{}) == nil }

func (p *Part) checkPair(s *standing.State, x *Pair) error {
	if x.Withdraws != "" {
		return p.pairs.CheckThread(s, &x.Envelope)
	}
	h := s.Hearer(&x.Envelope)
	has := func(id string) bool {
		_, ok := work.Reach(s, h, x.Object, id)
		return ok && (x.Object == ObjectItem || x.Object == ObjectDamage)
	}
	w := faultsOf(s, &x.Envelope)
	w.Add(work.CheckPair(&x.Envelope, x.Verdict, "items or two entries of damage", has, sayPair), p.pairs.CheckThread(s, &x.Envelope))
	if x.Object == ObjectItem {
		w.keepers(&x.Envelope)
	}
	return w.Err()
}

// Guard implements standing.Guard: no object, act or event of custody is withdrawn, as of every register, and nothing
// that a legal hold is on is erased, neither its original nor its texts.
func (p *Part) Guard(s *standing.State, v muster.Value) error {
	if err := p.Register.Guard(s, v); err != nil {
		return err
	}
	x, ok := v.(*record.Erase)
	if !ok {
		return nil
	}
	known := s.Known()
	refs := map[string]bool{}
	if item, ok := p.byDigest.Get(known, x.Document); ok && x.Document != "" {
		refs[chainOf(ObjectItem, item.Value)] = true
	}
	for _, t := range p.told.All(known) {
		if t.Value.Text == x.Statement && x.Statement != "" {
			refs[chainOf(t.Value.Object, t.Value.About)] = true
		}
	}
	for ref := range refs {
		if hold, ok := p.Held(known, ref); ok {
			return muster.Conflict("hold", fmt.Sprintf("the legal hold %s is on it: what is held is not erased until the hold is lifted", hold))
		}
	}
	return nil
}

// Held returns a legal hold in force on an object, "evidence/e-1". What a hold was once on stays held until it is lifted,
// whatever is said since of the hold, the case or the incident.
func (p *Part) Held(known muster.Seq, ref string) (hold string, ok bool) {
	for id := range p.LegalHolds.All(known) {
		if at, _ := p.LegalHolds.State(known, id); at.Value.State != InForce {
			continue
		}
		for _, h := range p.LegalHolds.Versions(known, id) {
			for _, on := range h.Value.On {
				if slices.Contains(p.within(h.From, known, on), ref) {
					return id, true
				}
			}
		}
	}
	return "", false
}

// within are an object and all that belongs to it, or did at any time from a position on: the items of an incident, of
// an entry of damage and of a case.
func (p *Part) within(from, known muster.Seq, ref string) (all []string) {
	seen := map[string]bool{}
	var add func(object string, ids ...string)
	add = func(object string, ids ...string) {
		for _, about := range ids {
			ref := chainOf(object, about)
			if seen[ref] {
				continue
			}
			seen[ref], all = true, append(all, ref)
			switch object {
			case ObjectIncident:
				for _, x := range since(p.Incidents, from, known, about) {
					add(ObjectItem, x.Items...)
				}
			case ObjectDamage:
				for _, x := range since(p.Damages, from, known, about) {
					add(ObjectItem, x.Items...)
				}
			case ObjectCase:
				for _, x := range since(p.Cases, from, known, about) {
					add(ObjectItem, x.Items...)
					add(ObjectIncident, x.Incidents...)
					add(ObjectDamage, x.Damages...)
				}
			}
		}
	}
	object, about, _ := strings.Cut(ref, "/")
	add(object, about)
	return all
}

// since is what was said of an object as it stood at a position, and from there on.
func since[V, A any](of *work.Shelf[V, A], from, known muster.Seq, about string) (all []V) {
	versions := of.Versions(known, about)
	for i, x := range versions {
		if i+1 == len(versions) || versions[i+1].From > from {
			all = append(all, x.Value)
		}
	}
	return all
}

// Texts are the restricted texts that an object has or had, in order, with the statement that says so.
func (p *Part) Texts(known muster.Seq, object, about string) (all []standing.Version[Told]) {
	for _, t := range p.told.Beneath(known, chainOf(object, about)+"/") {
		all = append(all, t)
	}
	return all
}

// Original is the item whose original a document is, by its digest.
func (p *Part) Original(known muster.Seq, digest string) (id string, ok bool) {
	x, ok := p.byDigest.Get(known, digest)
	return x.Value, ok
}

// Brought is the statement that keeps a document as an item's original: an item follows on it. It is 0 where none does.
func (p *Part) Brought(known muster.Seq, digest string) muster.Seq {
	id, ok := p.Original(known, digest)
	all := p.Items.Versions(known, id)
	if !ok || len(all) == 0 {
		return 0
	}
	return all[0].From - 1
}

// Code returns a claim category of a list.
func (p *Part) Code(known muster.Seq, list, code string) (Code, bool) {
	l, _ := p.codes.Get(known, list)
	for _, c := range l.Value.Codes {
		if c.Code == code {
			return c, true
		}
	}
	return Code{}, false
}

// Belong are the ids of the items that belong to a case, in order.
func (p *Part) Belong(known muster.Seq, id string) (all []string) {
	for _, ref := range p.within(known, known, chainOf(ObjectCase, id)) {
		if object, about, _ := strings.Cut(ref, "/"); object == ObjectItem {
			all = append(all, about)
		}
	}
	slices.Sort(all)
	return all
}
