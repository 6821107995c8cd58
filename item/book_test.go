package item_test

import (
	"time"

	"pgregory.net/rapid"

	"muster"
	"muster/item"
	"muster/money"
	"muster/record"
	"muster/standing"
)

// book takes statements in as a record does.
type book struct {
	t     rapid.TB
	state *standing.State
	n     int
}

const recordID = "testrecord"

func newBook(t rapid.TB) *book {
	b := &book{t: t, state: standing.New(item.New())}
	b.add(&record.Open{Envelope: about(record.KindOpen, ""), Record: recordID})
	return b
}

// stocked is a book with units and kinds of thing.
func stocked(t rapid.TB) *book {
	b := newBook(t)
	b.add(thing("vehicle"), thing("artillery-ammunition"), thing("other"),
		unit("each", item.Count, "EA", "pcs"), unit("round", item.Count, ""), unit("dozen", item.Count, "DZN"), unit("box", item.Pack, ""), unit("pallet", item.Pack, ""),
		unit("kg", item.Mass, "KGM"), unit("t", item.Mass, "TNE"), unit("l", item.Volume, "LTR"), unit("m3", item.Volume, "MTQ"),
		conversion("", "t", "kg", "1000"), conversion("", "m3", "l", "1000"), conversion("", "dozen", "each", "12"))
	return b
}

func about(kind, object string) muster.Envelope {
	return muster.Envelope{Kind: kind, By: "operator", About: object, Audience: muster.Public}
}

func (b *book) last() muster.ID { return muster.NewID(recordID, uint64(b.n)) }

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

// withdraw ends a statement.
func (b *book) withdraw(id muster.ID) {
	b.t.Helper()
	w := &record.Withdrawal{Envelope: about(record.KindWithdraw, "")}
	w.Withdraws, w.Why = id, "a mistake"
	b.add(w)
}

func (b *book) part() *item.Part { return standing.Find[*item.Part](b.state) }

func (b *book) known() muster.Seq { return b.state.Known() }

// refused says that a statement is refused, once, for one field and with a kind of error.
func (b *book) refused(what string, v muster.Value, kind muster.ErrorKind, field string) {
	b.t.Helper()
	r := muster.Refusals(b.admit(v))
	if len(r) != 1 || r[0].Kind != kind || r[0].Field != field || r[0].Why == "" {
		b.t.Errorf("%s: got %v, want one refusal that is %s of %s", what, r, kind, field)
	}
}

func named(name string) item.Names { return item.Names{"en": name} }

func thing(id string) *item.Thing {
	return &item.Thing{Envelope: about(item.KindThing, id), Names: named(id)}
}

func unit(id string, m item.Measure, code string, aliases ...string) *item.Unit {
	return &item.Unit{Envelope: about(item.KindUnit, id), Names: named(id), Measures: m, Code: code, Aliases: aliases}
}

func family(id string, with ...item.FamilyID) *item.Family {
	return &item.Family{Envelope: about(item.KindFamily, id), Names: named(id), InteroperableWith: with}
}

func thingOf(id string, u item.UnitID) *item.Item {
	return &item.Item{Envelope: about(item.KindItem, id), Names: named(id), Thing: "other", Unit: u}
}

func withNSN(id, nsn string) *item.Item {
	x := thingOf(id, "each")
	x.NSN = nsn
	return x
}

func ofFamily(id string, f item.FamilyID) *item.Item {
	x := thingOf(id, "each")
	x.Family = f
	return x
}

func conversion(of item.ID, from, to item.UnitID, factor string) *item.Conversion {
	key := string(from) + "/" + string(to)
	if of != "" {
		key = string(of) + "/" + key
	}
	return &item.Conversion{Envelope: about(item.KindConversion, key), Item: of, From: from, To: to, Factor: factor}
}

func needs(of, target item.ID, sort item.Sort, quantity string, u item.UnitID) *item.Needs {
	x := &item.Needs{Item: of, NeedsItem: target, Sort: sort, Quantity: quantity, Unit: u}
	x.Envelope = about(item.KindNeeds, string(of)+"/"+string(sort)+"/"+x.Target())
	return x
}

func substitute(of, by item.ID, rate string) *item.Substitute {
	return &item.Substitute{Envelope: about(item.KindSubstitute, string(of)+"/"+string(by)), Item: of, Substitute: by, Rate: rate}
}

// replacing makes a statement replace another.
func replacing[V muster.Value](v V, id muster.ID) V {
	v.Common().Replaces = id
	return v
}

func amount(s string) money.Amount { return money.MustParse(s) }
