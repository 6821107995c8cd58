// Package party knows who speaks and who gives: states, institutions and funds with their names in
// every spelling met, and groups with their members by date.
package party

import (
	"fmt"
	"iter"
	"math"
	"slices"

	"muster"
	"muster/standing"
)

// The kinds of statement of this part.
const (
	KindParty  = "party.party/1"
	KindGroup  = "party.group/1"
	KindMember = "party.member/1"
)

// Operator is the party of whoever runs the record; it speaks before any party is known.
const Operator muster.PartyID = "operator"

// Sort is what a party is.
type Sort string

// The sorts of party.
const (
	State       Sort = "state"
	Institution Sort = "institution"
	Fund        Sort = "fund"
)

// Party is the statement party.party/1. About is its id.
type Party struct {
	muster.Envelope
	Name    string   `json:"name" say:"as shown"`
	Sort    Sort     `json:"sort" say:"state, institution or fund"`
	ISO2    string   `json:"iso2,omitempty" say:"ISO 3166-1 alpha-2, upper case"`
	ISO3    string   `json:"iso3,omitempty" say:"ISO 3166-1 alpha-3, upper case"`
	Aliases []string `json:"aliases,omitempty" say:"other names by which it is found"`
}

// Group is the statement party.group/1. About is its id, "nato".
type Group struct {
	muster.Envelope
	Name string `json:"name" say:"as shown"`
}

// Member is the statement party.member/1. About is "group/party".
type Member struct {
	muster.Envelope
	Group muster.PartyID `json:"group" say:"the group, by its id"`
	Party muster.PartyID `json:"party" say:"the party that belongs to it, by its id"`
	From  string         `json:"from" say:"first day, ISO"`
	Until string         `json:"until,omitempty" say:"first day no longer a member, ISO; absent: still"`
}

// Part holds parties and groups.
type Part struct {
	standing.Holds
	parties *standing.Register[Party]
	groups  *standing.Register[Group]
	members *standing.Register[Member]
	named   map[string][]muster.PartyID // who was ever given a folded name, to see one given twice; what stands is looked up again
}

// New returns the part for an empty record.
func New() *Part {
	p := &Part{
		parties: standing.NewRegister[Party](), groups: standing.NewRegister[Group](), members: standing.NewRegister[Member](),
		named: map[string][]muster.PartyID{},
	}
	p.Holds = standing.Holds{p.parties, p.groups, p.members}
	return p
}

// In finds the part in a view's state.
func In(v standing.View) *Part { return standing.Find[*Part](v.State) }

// Check refuses, in a field of a statement, a party that is none of this record.
func Check(s *standing.State, field string, id muster.PartyID) error {
	if _, ok := standing.Find[*Part](s).Get(s.Known(), id); !ok {
		return muster.Found(field, string(id), "a party of this record")
	}
	return nil
}

// Name implements standing.Part.
func (*Part) Name() string { return "party" }

// Kinds implements standing.Part.
func (*Part) Kinds() []standing.Kind {
	return []standing.Kind{
		{Name: KindParty, New: func() muster.Value { return new(Party) }, Words: "names a party", Texts: texts},
		{Name: KindGroup, New: func() muster.Value { return new(Group) }, Words: "names a group", Texts: texts},
		{Name: KindMember, New: func() muster.Value { return new(Member) }, Words: "says from when to when a party belongs to a group"},
	}
}

// Check implements standing.Part.
func (p *Part) Check(s *standing.State, v muster.Value) error {
	known := s.Known()
	switch x := v.(type) {
	case *Party:
		return p.checkParty(known, x)
	case *Group:
		if x.About == "" || x.Name == "" {
			return muster.Invalid("about", "a group has an id and a name")
		}
		return p.groups.CheckThread(known, &x.Envelope)
	case *Member:
		return p.checkMember(known, x)
	}
	return nil
}

func (p *Part) checkParty(known muster.Seq, x *Party) error {
	if x.About == "" || x.Name == "" {
		return muster.Invalid("about", "a party has an id and a name")
	}
	switch x.Sort {
	case State, Institution, Fund:
	default:
		return muster.Invalid("sort", fmt.Sprintf("found %q; accepted are %s, %s and %s", x.Sort, State, Institution, Fund))
	}
	if err := p.parties.CheckThread(known, &x.Envelope); err != nil {
		return err
	}
	for _, n := range x.names() {
		if FoldName(n) == "" {
			return muster.Invalid("aliases", fmt.Sprintf("found %q; a name has letters or digits", n))
		}
		for _, other := range p.named[FoldName(n)] {
			if o, ok := p.Get(known, other); ok && other != muster.PartyID(x.About) && o.isNamed(n) {
				return muster.Conflict("aliases", fmt.Sprintf("%q already names the party %q", n, other))
			}
		}
	}
	return nil
}

// names lists all that a party is called by, codes included.
func (x *Party) names() []string {
	all := append([]string{x.About, x.Name}, x.Aliases...)
	for _, c := range []string{x.ISO2, x.ISO3} {
		if c != "" {
			all = append(all, c)
		}
	}
	return all
}

func (x *Party) isNamed(n string) bool {
	return slices.ContainsFunc(x.names(), func(m string) bool { return FoldName(m) == FoldName(n) })
}

// enter keeps a party's names for Check.
func (p *Part) enter(x *Party) {
	for _, n := range x.names() {
		if id, f := muster.PartyID(x.About), FoldName(n); !slices.Contains(p.named[f], id) {
			p.named[f] = append(p.named[f], id)
		}
	}
}

func (p *Part) checkMember(known muster.Seq, x *Member) error {
	if x.About != string(x.Group)+"/"+string(x.Party) {
		return muster.Invalid("about", fmt.Sprintf("found %q; a membership is about group/party", x.About))
	}
	if _, ok := p.groups.Get(known, string(x.Group)); !ok {
		return muster.Missing("the group " + string(x.Group))
	}
	if _, ok := p.parties.Get(known, string(x.Party)); !ok {
		return muster.Missing("the party " + string(x.Party))
	}
	from, err := muster.ParseDay(x.From)
	if err != nil {
		return muster.Invalid("from", err.Error())
	}
	if x.Until != "" {
		until, err := muster.ParseDay(x.Until)
		if err != nil {
			return muster.Invalid("until", err.Error())
		}
		if until <= from {
			return muster.Invalid("until", "a membership ends after it begins")
		}
	}
	return p.members.CheckThread(known, &x.Envelope)
}

// Apply implements standing.Part.
func (p *Part) Apply(m standing.Moment, v muster.Value) {
	switch x := v.(type) {
	case *Party:
		p.parties.Set(m, x.About, *x)
		p.enter(x)
	case *Group:
		p.groups.Set(m, x.About, *x)
	case *Member:
		p.members.Set(m, x.About, *x)
	}
}

// End implements standing.Part.
func (p *Part) End(m standing.Moment, target muster.Seq) {
	_ = p.parties.End(m, target) || p.groups.End(m, target) || p.members.End(m, target)
}

// Load implements standing.Part.
func (p *Part) Load(r *standing.SnapshotReader) {
	p.Holds.Load(r)
	for _, v := range p.parties.All(muster.Seq(math.MaxUint64)) {
		p.enter(&v.Value)
	}
}

// Get returns a party as known at a position.
func (p *Part) Get(known muster.Seq, id muster.PartyID) (Party, bool) {
	v, ok := p.parties.Get(known, string(id))
	return v.Value, ok
}

// Stated returns a party with the statement that names it.
func (p *Part) Stated(known muster.Seq, id muster.PartyID) (Party, muster.ID, bool) {
	v, ok := p.parties.Get(known, string(id))
	return v.Value, v.ID, ok
}

// NameOf is the name to show for a party; its id where it is not known.
func (p *Part) NameOf(known muster.Seq, id muster.PartyID) string {
	if v, ok := p.Get(known, id); ok {
		return v.Name
	}
	return string(id)
}

// All yields the parties known, in order of id.
func (p *Part) All(known muster.Seq) iter.Seq[Party] {
	return func(yield func(Party) bool) {
		for _, v := range p.parties.All(known) {
			if !yield(v.Value) {
				return
			}
		}
	}
}

// HasGroup reports whether a group is known.
func (p *Part) HasGroup(known muster.Seq, group muster.PartyID) bool {
	_, ok := p.groups.Get(known, string(group))
	return ok
}

// GroupName is the name to show for a group; its id where it is not known.
func (p *Part) GroupName(known muster.Seq, group muster.PartyID) string {
	if v, ok := p.groups.Get(known, string(group)); ok {
		return v.Value.Name
	}
	return string(group)
}

// GroupIDs lists the groups known, in order.
func (p *Part) GroupIDs(known muster.Seq) []muster.PartyID {
	var ids []muster.PartyID
	for id := range p.groups.All(known) {
		ids = append(ids, muster.PartyID(id))
	}
	return ids
}

// Span is the days of a membership: From included, Until not.
type Span struct{ From, Until muster.Day }

// Members returns who belongs, or belonged, to a group, with the days.
func (p *Part) Members(known muster.Seq, group muster.PartyID) map[muster.PartyID]Span {
	spans := map[muster.PartyID]Span{}
	for _, v := range p.members.All(known) {
		if v.Value.Group != group {
			continue
		}
		// Check let only days in.
		from, _ := muster.ParseDay(v.Value.From)
		until := muster.MaxDay
		if v.Value.Until != "" {
			until, _ = muster.ParseDay(v.Value.Until)
		}
		spans[v.Value.Party] = Span{from, until}
	}
	return spans
}

// On reports whether the span holds a day.
func (s Span) On(d muster.Day) bool { return s.From <= d && d < s.Until }

// MembersOn returns who belongs to a group on a day, in order of id.
func (p *Part) MembersOn(known muster.Seq, group muster.PartyID, d muster.Day) []muster.PartyID {
	var ids []muster.PartyID
	for id, s := range p.Members(known, group) {
		if s.On(d) {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}
