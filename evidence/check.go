package evidence

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"muster"
	"muster/access"
	"muster/party"
	"muster/standing"
	"muster/work"
)

// Restricted is the circle of those who keep, review and use evidence; Keepers are they and those who see its
// metadata, hashes and custody: the operator and auditors.
const (
	Restricted = muster.Audience(access.WhomRestricted)
	Keepers    = muster.Audience(access.WhomOperator + "+" + access.WhomRestricted)
)

// The words that statements of this part may choose from.
var (
	Obtained   = []string{"handed over", "found online", "own recording", "from a register", "made here"}
	Made       = []string{"working copy", "redacted", "translation", "transcript", "excerpt"}
	Precisions = []string{"country", "region", "district", "settlement", "point"}
	Extents    = []string{"damaged", "heavily damaged", "destroyed", "lost", "not accessible"}
	Sorts      = []string{"dwelling", "school", "hospital", "bridge", "energy", "water", "industry", "transport", "heritage", "land", "public building", "other"}
	TextSorts  = []string{"original name", "source", "address", "collector", "people", "statement", "contact", "place", "owner", "note"}
)

var (
	regionCode = regexp.MustCompile(`^[A-Z]{2}(-[A-Z0-9]{1,3})?$`)
	mediaType  = regexp.MustCompile(`^[a-z]+/[a-z0-9][a-z0-9.+-]*$`)
	looks      = regexp.MustCompile(`^[0-9a-f]{16}$`)
	language   = regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)
)

// anybodys is an object that is in no relation to a party.
func anybodys[V any](*standing.State, muster.Seq, *V) access.Object { return access.Object{} }

// faults are what is wrong with a statement of this part, as who said it is told.
type faults struct {
	muster.Faults
	s *standing.State
	h *standing.Hearer
}

func faultsOf(s *standing.State, e *muster.Envelope) *faults { return &faults{s: s, h: s.Hearer(e)} }

// moment reads an instant with its zone, not after now.
func (w *faults) moment(field, found string) (time.Time, bool) {
	t, err := time.Parse(time.RFC3339, found)
	switch {
	case err != nil:
		w.Found(field, found, "an instant with its zone, as in 2026-03-01T14:05:00+02:00")
	case t.After(w.s.Now().Add(clockSkew)):
		w.Found(field, found, "an instant that is not to come; it is "+w.s.Now().Format(time.RFC3339))
		err = muster.Invalid(field, "")
	}
	return t, err == nil
}

// clockSkew is by how much another machine's clock may be ahead.
const clockSkew = 5 * time.Minute

// past reads two days in order, neither to come.
func (w *faults) past(from, until string) {
	a, ok := w.Day("from", from)
	b, ok2 := w.Day("until", until)
	if ok && ok2 && b < a {
		w.Found("until", until, "a day not before "+from)
	}
	if today := muster.DayOf(w.s.Now()); ok2 && b > today {
		w.Found("until", until, "a day not after today, "+today.String())
	}
}

func (w *faults) place(x *Place) {
	if x == nil {
		return
	}
	if !regionCode.MatchString(x.Region) {
		w.Found("place.region", x.Region, "an ISO 3166 code of a region or country, as in UA-63; what is more exact is a restricted text of the sort place")
	}
	w.OneOf("place.precision", x.Precision, Precisions)
}

// keepers refuses what would show an item, an incident, a case, a hold or their custody to others than those who
// keep evidence.
func (w *faults) keepers(e *muster.Envelope) {
	to, _ := access.ParseAudience(Keepers)
	if a, err := access.ParseAudience(e.Audience); err == nil && !a.Within(to) {
		w.Found("audience", string(e.Audience), string(Keepers)+", or restricted, or operator")
	}
}

// refs checks that each of a list names an object once that is there and that its speaker may see, or that was
// named before.
func (w *faults) refs(field, object string, ids, before []string) {
	for i, id := range ids {
		at := fmt.Sprintf("%s[%d]", field, i)
		if slices.Contains(ids[:i], id) {
			w.Found(at, id, "each once")
			continue
		}
		if slices.Contains(before, id) {
			continue
		}
		obj, about, accepts := object, id, "the id of "+article(object)+" of this record"
		if object == "" {
			obj, about, _ = strings.Cut(id, "/")
			accepts = "an object of this record as OBJECT/ID, as in evidence/e-2026-0101 or incident/i-2026-007"
		}
		if _, ok := work.Reach(w.s, w.h, obj, about); !ok {
			w.Found(at, id, accepts)
		}
	}
}

// article is an object of this part with its article, for people.
func article(object string) string {
	switch object {
	case ObjectItem:
		return "an item of evidence"
	case ObjectIncident:
		return "an incident"
	case ObjectDamage:
		return "an entry of damage"
	}
	return "a " + object
}

func (p *Part) checkItem(s *standing.State, x, was *Item) error {
	w := faultsOf(s, &x.Envelope)
	w.keepers(&x.Envelope)
	if _, err := muster.ParseDigest(x.Digest); err != nil {
		w.Add(muster.InvalidAt(fieldDigest, err))
	} else if k, ok := s.JustKept(x.Digest); was == nil && (!ok || k.Size != x.Size) {
		// The digest of whatever is kept would be a way to the bytes of others.
		w.Found(fieldDigest, x.Digest, "the digest and size of the document that comes in the same request: 'muster import evidence'")
	}
	if other, ok := p.byDigest.Get(s.Known(), x.Digest); ok && other.Value != x.About {
		w.Add(muster.Conflict(fieldDigest, "the same bytes are in this record already"+p.named(w.h, s.Known(), other.Value)))
	}
	if was != nil && (x.Digest != was.Digest || x.Size != was.Size || x.Media != was.Media || x.Of != was.Of || x.Made != was.Made) {
		w.Add(muster.Conflict("replaces", "the original is never altered: of an item digest, size, media, of and made stay; what was made of it is an item of its own"))
	}
	if x.Size <= 0 {
		w.Found("size", fmt.Sprint(x.Size), "the number of its bytes, above 0")
	}
	if !mediaType.MatchString(x.Media) {
		w.Found("media", x.Media, "a media type, as in image/jpeg")
	}
	w.OneOf("obtained", x.Obtained, Obtained)
	if x.Captured != "" {
		w.moment("captured", x.Captured)
	}
	w.place(x.Place)
	if x.Language != "" && !language.MatchString(x.Language) {
		w.Found("language", x.Language, "a language as in en or uk")
	}
	if x.Looks != "" && !looks.MatchString(x.Looks) {
		w.Found("looks", x.Looks, "16 hexadecimal digits")
	}
	if !x.Consent.Store {
		w.Found("consent.store", "false", "true: what its giver does not agree to have kept is not kept")
	}
	for i, id := range x.Consent.Share {
		w.Add(party.Check(w.s, fmt.Sprintf("consent.share[%d]", i), id))
	}
	w.made(x, was)
	return w.Err()
}

// made checks what an item was made of.
func (w *faults) made(x, was *Item) {
	if (x.Of == "") != (x.Made == "") {
		w.Add(muster.Invalid("made", "what was made of an item says both of which (of) and what it is (made)"))
		return
	}
	if x.Of == "" || was != nil {
		return
	}
	w.OneOf("made", x.Made, Made)
	if _, ok := work.Reach(w.s, w.h, ObjectItem, x.Of); !ok || x.Of == x.About {
		w.Found("of", x.Of, "the id of another item of this record")
	}
}

// named says which object stands in the way, to who may see it.
func (p *Part) named(h *standing.Hearer, known muster.Seq, id string) string {
	if p.Items.Hides(h, known, id) {
		return ""
	}
	return ", as the item " + id
}

func (p *Part) checkItemAct(s *standing.State, x *ItemActed, on *Item, m work.Move) error {
	w := faultsOf(s, &x.Envelope)
	w.Add(m.Exactly(fieldDigest, x.Digest, fieldFinding, x.Finding))
	w.Add(work.NoWider(&x.Envelope, on.Audience, "the item"))
	if err := w.Err(); err != nil {
		return err
	}
	switch x.Act.Act {
	case ActRegister:
		if x.Digest != on.Digest {
			w.Add(muster.Conflict(fieldDigest, fmt.Sprintf("found %s; what was received has the digest %s: these are other bytes", x.Digest, on.Digest)))
		}
		if !p.accounted(s.Known(), x.About) {
			w.Add(muster.Conflict("act", "nothing says yet how it was received: state that it was, or, where nobody knows, that it was held by "+HolderUnknown))
		}
	case ActReview, ActFind, ActVerify, ActDoubt, ActReject, ActDissent:
		p.checkReview(w, x)
	}
	return w.Err()
}

func (p *Part) checkIncident(s *standing.State, x, was *Incident) error {
	w := faultsOf(s, &x.Envelope)
	before := &Incident{}
	if was != nil {
		before = was
	}
	w.keepers(&x.Envelope)
	w.title(x.Title)
	w.place(x.Place)
	w.past(x.From, x.Until)
	w.refs("items", ObjectItem, x.Items, before.Items)
	w.refs("records", "", x.Other, before.Other)
	return w.Err()
}

func (w *faults) title(t muster.Text) {
	if len(t) == 0 {
		w.Found("title", "", "a title in one language or two, as in title.en")
	}
	w.Text("title", t)
}

func (p *Part) checkIncidentAct(s *standing.State, x *IncidentActed, on *Incident, _ work.Move) error {
	w := faultsOf(s, &x.Envelope)
	w.Add(work.NoWider(&x.Envelope, on.Audience, "the incident"))
	switch x.Act.Act {
	case ActCorroborate:
		w.person(&x.Envelope)
		if n := len(p.independent(s.Known(), on.Items)); n < 2 {
			w.Add(muster.Conflict("act", fmt.Sprintf("%d of its items count; two verified items that do not come of one another corroborate an incident", n)))
		}
	case ActConfirm:
		w.person(&x.Envelope)
		if first, ok := p.corroborate.Get(s.Known(), x.About); ok && samePerson(first.Value, personOf(&x.Envelope)) {
			w.Add(muster.Denied(fmt.Sprintf("%s found it corroborated; somebody else goes through it", x.ActedBy)))
		}
	}
	return w.Err()
}

// independent are the verified items of some, one for all that were made of one original or decided to be the
// same: one video found ten times is one.
func (p *Part) independent(known muster.Seq, ids []string) (all []string) {
	seen, origins := map[string]bool{}, p.origins(known)
	for _, id := range ids {
		at, _ := p.Items.State(known, id)
		if at.Value.State == Archived {
			r, _ := p.reviews.Get(known, id)
			at.Value.State = r.Value.Second
		}
		if root := origins.of(id); at.Value.State == Verified && !seen[root] {
			seen[root] = true
			all = append(all, id)
		}
	}
	return all
}

// origins are the items that were made of one original, or decided to be the same or a part of it.
func (p *Part) origins(known muster.Seq) same {
	one := same{}
	for id, x := range p.Items.All(known) {
		if x.Value.Of != "" {
			one.join(id, x.Value.Of)
		}
	}
	for about, x := range p.pairs.All(known) {
		if a, b, _ := strings.Cut(about, "+"); x.Value.Object == ObjectItem && x.Value.Verdict != work.Different {
			one.join(a, b)
		}
	}
	return one
}

// same are groups of ids: of each id that is not the first of its group, another one of it.
type same map[string]string

// of is the id by which the group of an id is named: the first of it.
func (s same) of(id string) string {
	for s[id] != "" {
		id = s[id]
	}
	return id
}

func (s same) join(a, b string) {
	if a, b = s.of(a), s.of(b); a != b {
		s[max(a, b)] = min(a, b)
	}
}
