package party_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"muster"
	"muster/party"
	"muster/record"
	"muster/standing"
)

// book takes statements in as a record does.
type book struct {
	t     testing.TB
	state *standing.State
	n     int
}

const recordID = "testrecord"

func newBook(t testing.TB) *book {
	b := &book{t: t, state: standing.New(party.New())}
	b.add(&record.Open{Envelope: about(record.KindOpen, ""), Record: recordID})
	return b
}

func about(kind, object string) muster.Envelope {
	return muster.Envelope{Kind: kind, By: party.Operator, About: object, Audience: muster.Public}
}

func (b *book) admit(v muster.Value) error {
	head := muster.Head{ID: muster.NewID(recordID, uint64(b.n+1)), At: time.Date(2026, 1, 1, 0, 0, b.n, 0, time.UTC)}
	err := b.state.Admit(v, head, muster.Seq(b.n+1))
	if err == nil {
		b.n++
	}
	return err
}

func (b *book) add(values ...muster.Value) {
	b.t.Helper()
	for _, v := range values {
		if err := b.admit(v); err != nil {
			b.t.Fatal(err)
		}
		b.state.Keep()
	}
}

func (b *book) part() *party.Part { return standing.Find[*party.Part](b.state) }

func land(id, name string, aliases ...string) *party.Party {
	return &party.Party{Envelope: about(party.KindParty, id), Name: name, Sort: party.State, ISO2: strings.ToUpper(id), Aliases: aliases}
}

func member(id, from, until string) *party.Member {
	return &party.Member{Envelope: about(party.KindMember, "nato/"+id), Group: "nato", Party: muster.PartyID(id), From: from, Until: until}
}

func TestAPartyIsFoundByAnyOfItsNames(t *testing.T) {
	b := newBook(t)
	b.add(land("tr", "Türkiye", "Turkey"), land("cz", "Czechia", "Czech Republic"), land("ci", "Côte d’Ivoire"), land("is", "Iceland"))
	d := b.part().Directory(b.state.Known())
	for name, want := range map[string]muster.PartyID{
		"Türkiye": "tr", "Turkiye": "tr", "TURKEY": "tr", " türkiye ": "tr", "TÜRKİYE": "tr", "Tu\u0308rkiye": "tr", "tr": "tr", "TR": "tr",
		"Czechia": "cz", "Czech Republic": "cz", "czech-republic": "cz", "CzechRepublic": "cz",
		"Cote d'Ivoire": "ci", "IS": "is",
		"Turkmenistan": "", "": "", "  ": "", "…": "", "?": "", "Tur key s": "",
	} {
		if got, ok := d.Party(name); got != want || ok != (want != "") {
			t.Errorf("%q: got %q, %v; want %q", name, got, ok, want)
		}
	}
	for name, want := range map[string]string{"Turkye": "Türkiye", "Checkia": "Czechia", "Island": "Iceland", "czech repulbic": "Czech Republic"} {
		if got := d.Nearest(name); got != want {
			t.Errorf("nearest to %q: got %q, want %q", name, got, want)
		}
	}
	if got := party.New().Directory(9).Nearest("Germany"); got != "" {
		t.Errorf("an empty directory knows %q", got)
	}
}

func TestMembershipHoldsFromItsFirstDayUntilTheDayItEnds(t *testing.T) {
	b := newBook(t)
	b.add(&party.Group{Envelope: about(party.KindGroup, "nato"), Name: "NATO"}, land("fi", "Finland"), land("se", "Sweden"), land("xx", "Gone"),
		member("fi", "2023-04-04", ""), member("se", "2024-03-07", ""), member("xx", "2000-01-01", "2010-06-01"))
	for day, want := range map[string]string{
		"1999-12-31": "[]", "2000-01-01": "[xx]", "2010-05-31": "[xx]", "2010-06-01": "[]",
		"2023-04-03": "[]", "2023-04-04": "[fi]", "2024-03-06": "[fi]", "2024-03-07": "[fi se]", "2999-01-01": "[fi se]",
	} {
		d, err := muster.ParseDay(day)
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(b.part().MembersOn(b.state.Known(), "nato", d)); got != want {
			t.Errorf("%s: got %s, want %s", day, got, want)
		}
	}
	if got := b.part().MembersOn(b.state.Known()-3, "nato", muster.NewDay(2025, 1, 1)); len(got) != 0 {
		t.Errorf("before anybody said so, %v are members", got)
	}
}

func TestTwoPartiesCannotHaveOneName(t *testing.T) {
	b := newBook(t)
	b.add(land("tr", "Türkiye", "Turkey"))
	for name, c := range map[string]struct {
		v     *party.Party
		field string
	}{
		"a name":             {land("tx", "turkiye"), "aliases"},
		"an alias":           {land("tx", "Other", "TURKEY"), "aliases"},
		"a code":             {&party.Party{Envelope: about(party.KindParty, "x"), Name: "X-land", Sort: party.State, ISO3: "TR"}, "aliases"},
		"no letters":         {land("tx", "Other", "–"), "aliases"},
		"no name":            {land("tx", ""), "about"},
		"no sort":            {&party.Party{Envelope: about(party.KindParty, "x"), Name: "X-land"}, "sort"},
		"the party, unasked": {land("tr", "Turkey"), "replaces"},
	} {
		r := muster.Refusals(b.admit(c.v))
		if len(r) != 1 || r[0].Field != c.field {
			t.Errorf("%s: got %v", name, r)
		}
	}
}

func TestANameIsTakenAfterARequestThatWouldHaveGivenItAway(t *testing.T) {
	b := newBook(t)
	b.add(land("aa", "Aland", "The Land"))
	mark := b.state.Mark()
	without := land("aa", "Aland")
	without.Replaces = muster.NewID(recordID, 2)
	for _, v := range []muster.Value{without, land("bb", "Bland", "The Land")} {
		if err := b.admit(v); err != nil {
			t.Fatal(err)
		}
	}
	b.state.Rollback(mark)
	b.n = 2
	if err := b.admit(land("cc", "Cland", "The Land")); len(muster.Refusals(err)) != 1 {
		t.Errorf("a name that is taken was given again: %v", err)
	}
	if got, _ := b.part().Directory(9).Party("The Land"); got != "aa" {
		t.Errorf("it names %q", got)
	}
}

func TestARenamedPartyGivesItsOldNameFree(t *testing.T) {
	b := newBook(t)
	b.add(land("mk", "Macedonia"))
	now := land("mk", "North Macedonia")
	now.Replaces = muster.NewID(recordID, 2)
	b.add(now, land("xm", "Macedonia"))
	if got := b.part().NameOf(2, "mk") + ", " + b.part().NameOf(4, "mk") + ", " + b.part().NameOf(4, "zz"); got != "Macedonia, North Macedonia, zz" {
		t.Errorf("got %s", got)
	}
	old, _ := b.part().Directory(2).Party("Macedonia")
	as, _ := b.part().Directory(4).Party("Macedonia")
	if old != "mk" || as != "xm" {
		t.Errorf("Macedonia was %q and is %q", old, as)
	}
}

func TestMembershipsThatMakeNoSenseAreRefused(t *testing.T) {
	b := newBook(t)
	b.add(&party.Group{Envelope: about(party.KindGroup, "nato"), Name: "NATO"}, land("fi", "Finland"))
	other := member("fi", "2023-04-04", "")
	other.About = "nato/se"
	elsewhere := member("fi", "2023-04-04", "")
	elsewhere.Group, elsewhere.About = "eu", "eu/fi"
	for field, v := range map[string]*party.Member{
		"about": other, "from": member("fi", "April", ""), "until": member("fi", "2023-04-04", "2023-04-04"), "": member("se", "2024-03-07", ""),
	} {
		if r := muster.Refusals(b.admit(v)); len(r) != 1 || r[0].Field != field {
			t.Errorf("%q: got %v", field, r)
		}
	}
	if r := muster.Refusals(b.admit(elsewhere)); len(r) != 1 || r[0].Kind != muster.KindMissing {
		t.Errorf("a group nobody knows: %v", r)
	}
}

func TestNamesAreTakenAfterASnapshotToo(t *testing.T) {
	b := newBook(t)
	b.add(land("tr", "Türkiye"))
	path := filepath.Join(t.TempDir(), "snapshot")
	if err := b.state.SaveSnapshot(path, muster.Hash{}); err != nil {
		t.Fatal(err)
	}
	b.state = standing.New(party.New())
	if err := b.state.LoadSnapshot(path, func(muster.Seq) (muster.Hash, error) { return muster.Hash{}, nil }); err != nil {
		t.Fatal(err)
	}
	if err := b.admit(land("tx", "Turkiye")); len(muster.Refusals(err)) != 1 {
		t.Errorf("the name was given again: %v", err)
	}
}

func FuzzFoldName(f *testing.F) {
	for _, s := range []string{"Türkiye", "TÜRKİYE", "ı", "Å", "ﬁ", "", "\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := party.FoldName(s)
		if twice := party.FoldName(once); twice != once {
			t.Errorf("%q folds to %q and that to %q", s, once, twice)
		}
		if again := party.FoldName(" " + s + "-"); again != once {
			t.Errorf("%q with a blank and a dash folds to %q, without to %q", s, again, once)
		}
	})
}
