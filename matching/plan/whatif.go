package plan

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"

	"muster"
	"muster/item"
)

// mostChanges bounds a file of changes.
const mostChanges = 1000

// WhatIf is a list of changes to try, made one after the other on a copy: nothing of it is recorded.
type WhatIf struct {
	Changes []Change `json:"changes"`
}

// Fault is a refusal that says at which change, counted from 0.
type Fault struct {
	At  int
	Err error
}

func (f *Fault) Error() string { return fmt.Sprintf("changes[%d]: %v", f.At, f.Err) }

func (f *Fault) Unwrap() error { return f.Err }

// ReadWhatIf reads {"changes":[…]}, or the list alone. Fields that do not exist are refused.
func ReadWhatIf(text []byte) (w WhatIf, err error) {
	var raw struct {
		Changes []json.RawMessage `json:"changes"`
	}
	text = bytes.TrimSpace(text)
	if len(text) > 0 && text[0] == '[' {
		err = strictly(text, &raw.Changes)
	} else {
		err = strictly(text, &raw)
	}
	if err != nil {
		return w, muster.Invalid("what-if", fmt.Sprintf(`%v; accepted is {"changes":[{"change":"earlier","offer":"o-1","days":5}]}`, err))
	}
	if len(raw.Changes) > mostChanges {
		return w, muster.Invalid("what-if", fmt.Sprintf("found %d changes; accepted are at most %d", len(raw.Changes), mostChanges))
	}
	var errs []error
	for i, r := range raw.Changes {
		var ch Change
		if err := strictly(r, &ch); err != nil {
			errs = append(errs, &Fault{i, misread(err)})
		}
		w.Changes = append(w.Changes, ch)
	}
	return w, errors.Join(errs...)
}

// misread says of a change what cannot be read in it.
func misread(err error) error {
	if t := (*json.UnmarshalTypeError)(nil); errors.As(err, &t) && t.Field != "" {
		accepted := "text"
		if k := t.Type.Kind(); k == reflect.Int || k == reflect.Int64 {
			accepted = "a whole number"
		}
		return muster.Invalid(t.Field, fmt.Sprintf("found a %s; accepted is %s", t.Value, accepted))
	}
	return muster.Invalid("what-if", strings.TrimPrefix(err.Error(), "json: "))
}

func strictly(text []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("something follows after the end")
	}
	return nil
}

// What returns a copy of the inputs with changes made. Each that is refused is named.
func (in *Inputs) What(w WhatIf) (*Inputs, error) {
	c := in.Clone()
	var errs []error
	for i, ch := range w.Changes {
		if err := c.Apply(ch); err != nil {
			errs = append(errs, &Fault{i, err})
		}
	}
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	c.whatMeets()
	return c, nil
}

// more adds an offer for a line alone, of its item and in its unit, there by its day or as soon as can be.
func more(in *Inputs, ch *Change) error {
	n, err := in.theNeed(ch)
	if err == nil {
		err = above("quantity", ch.Quantity)
	}
	if err != nil {
		return err
	}
	o := Offer{
		ID: in.fresh("more-" + ch.Line), Item: n.Item, Unit: n.Unit, Offered: ch.Quantity, Accepted: ch.Quantity, Ready: in.On, ValidUntil: muster.MaxDay,
		For: []string{n.ID}, Consented: true, Donor: ch.Party,
	}
	if by := max(n.NeededBy, in.On); in.Arrives(&o) > by {
		o.Sooner = int64(in.Arrives(&o) - by)
	}
	in.addOffer(o)
	return nil
}

// fresh makes an id that no offer or requirement has.
func (in *Inputs) fresh(id string) string {
	_, need := in.Need(id)
	_, stock := in.Offer(id)
	if need || stock {
		return in.fresh(id + "-1")
	}
	return id
}

func addOffer(in *Inputs, ch *Change) error {
	errs := []error{in.free(ch.Offer, "offer"), above("quantity", ch.Quantity), given("item", string(ch.Item)), given("unit", string(ch.Unit)), given("party", string(ch.Party))}
	o := Offer{
		ID: ch.Offer, Donor: ch.Party, Item: ch.Item, Unit: ch.Unit, Offered: ch.Quantity, Accepted: ch.Quantity, Lot: ch.Lot, Ready: in.On,
		ValidUntil: muster.MaxDay, Consented: true,
	}
	if ch.Day != nil {
		o.Ready = *ch.Day
	}
	if ch.ValidUntil != nil {
		o.ValidUntil = *ch.ValidUntil
	}
	if ch.Line != "" {
		o.For = []string{ch.Line}
	}
	if err := errors.Join(errs...); err != nil {
		return err
	}
	if r := in.Book.rate(RateKey{ch.Item, ch.Unit, ch.Item, in.anyUnit(ch.Item, ch.Unit)}); r.Missing != "" {
		return muster.Invalid("unit", r.Missing)
	}
	in.addOffer(o)
	return nil
}

// anyUnit is a unit in which the position counts an item already.
func (in *Inputs) anyUnit(of item.ID, otherwise item.UnitID) item.UnitID {
	for i := range in.Needs {
		if in.Needs[i].Item == of {
			return in.Needs[i].Unit
		}
	}
	return otherwise
}

func addNeed(in *Inputs, ch *Change) error {
	errs := []error{in.free(ch.Line, "requirement"), above("quantity", ch.Quantity), given("item", string(ch.Item)), given("unit", string(ch.Unit)), given("party", string(ch.Party))}
	by, err := ch.theDay()
	errs = append(errs, err)
	n := Need{
		ID: ch.Line, Requester: ch.Party, Item: ch.Item, Unit: ch.Unit, Quantity: ch.Quantity, MinLot: ch.MinLot, Priority: ch.Priority, NeededBy: by,
		Substitutes: ch.Substitutes,
	}
	if n.Priority == 0 {
		n.Priority = 3
	}
	if _, ok := Weights[n.Priority]; !ok {
		errs = append(errs, muster.Invalid("priority", fmt.Sprintf("found %d; accepted is 1, the most urgent, to 5", ch.Priority)))
	}
	if err := errors.Join(errs...); err != nil {
		return err
	}
	n.Parts = in.Book.of.Parts(n.Item, n.Quantity, n.Unit)
	in.addNeed(n)
	in.whatMeets()
	return nil
}

// free refuses an id that is taken, or none.
func (in *Inputs) free(id, field string) error {
	if err := given(field, id); err != nil {
		return err
	}
	if in.fresh(id) != id {
		return muster.Invalid(field, fmt.Sprintf("found %q, which there is already; accepted is an id of your own", id))
	}
	return nil
}

func given(field, text string) error {
	if text == "" {
		return muster.Invalid(field, "it is left out; this change needs it")
	}
	return nil
}

func neededBy(in *Inputs, ch *Change) error {
	n, err := in.theNeed(ch)
	if err != nil {
		return err
	}
	day, err := ch.theDay()
	if err != nil {
		return err
	}
	if n.NeededBy = day; len(n.Comes) > 0 {
		n.InTime = n.comes(&Window{muster.MinDay, day})
	}
	return nil
}

func ready(in *Inputs, ch *Change) error {
	o, err := in.theOffer(ch)
	if err != nil {
		return err
	}
	o.Ready, err = ch.theDay()
	return err
}

func valid(in *Inputs, ch *Change) error {
	o, err := in.theOffer(ch)
	if err != nil {
		return err
	}
	o.ValidUntil, err = ch.theDay()
	return err
}

// one finds the requirement or the offer that a change speaks of, which names one of the two.
func (in *Inputs) one(ch *Change) (*Need, *Offer, error) {
	if (ch.Line == "") == (ch.Offer == "") {
		return nil, nil, muster.Invalid("requirement", fmt.Sprintf("found the requirement %q and the offer %q; accepted is one of them", ch.Line, ch.Offer))
	}
	if ch.Line != "" {
		n, err := in.theNeed(ch)
		return n, nil, err
	}
	o, err := in.theOffer(ch)
	return nil, o, err
}

func quantity(in *Inputs, ch *Change) error {
	n, o, err := in.one(ch)
	if err == nil {
		err = above("quantity", ch.Quantity)
	}
	if err != nil {
		return err
	}
	if n != nil {
		n.Quantity = ch.Quantity
		n.Parts = in.Book.of.Parts(n.Item, n.Quantity, n.Unit)
		in.whatMeets()
		return nil
	}
	o.Offered, o.Accepted = ch.Quantity, ch.Quantity
	return nil
}

func withdraw(in *Inputs, ch *Change) error {
	n, o, err := in.one(ch)
	switch {
	case err != nil:
		return err
	case n != nil:
		id := n.ID
		in.Needs = slices.DeleteFunc(in.Needs, func(x Need) bool { return x.ID == id })
	default:
		id := o.ID
		in.Offers = slices.DeleteFunc(in.Offers, func(x Offer) bool { return x.ID == id })
	}
	return nil
}
