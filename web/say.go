package web

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"muster"
	asks "muster/ask"
	"muster/fund"
	"muster/matching"
	"muster/offer"
	"muster/record"
	"muster/requirement"
)

// sayable are the kinds of statement that forms state. Their fields, with what each means, are those of
// their Go types.
var sayable = map[string]func() muster.Value{
	requirement.KindLine: func() muster.Value { return new(requirement.Line) }, requirement.KindAct: func() muster.Value { return new(requirement.Acted) },
	requirement.KindOverlap: func() muster.Value { return new(requirement.Overlap) },
	offer.KindLine:          func() muster.Value { return new(offer.Line) }, offer.KindAct: func() muster.Value { return new(offer.Acted) },
	offer.KindConsent: func() muster.Value { return new(offer.Consent) }, offer.KindConsentAct: func() muster.Value { return new(offer.ConsentActed) },
	offer.KindOverlap:  func() muster.Value { return new(offer.Overlap) },
	matching.KindMatch: func() muster.Value { return new(matching.Match) }, matching.KindAct: func() muster.Value { return new(matching.Acted) },
	matching.KindReserve: func() muster.Value { return new(matching.Reserve) }, matching.KindPin: func() muster.Value { return new(matching.Pin) },
	record.KindNote: func() muster.Value { return new(record.Note) }, record.KindWithdraw: func() muster.Value { return new(record.Withdrawal) },
	asks.KindAsk: func() muster.Value { return new(asks.Ask) }, asks.KindAct: func() muster.Value { return new(asks.Acted) }, asks.KindAnswer: func() muster.Value { return new(asks.Answer) },
	fund.KindAct: func() muster.Value { return new(fund.Acted) }, fund.KindMoney: func() muster.Value { return new(fund.Money) }, fund.KindSupply: func() muster.Value { return new(fund.Supply) },
}

// slot is a field of a kind of statement, as its type declares it.
type slot struct {
	name  string // as in JSON; a part of a part as in "value.amount"
	text  string // what it means
	kind  reflect.Kind
	list  bool // a list of texts
	leave bool // it may be left out
}

// saidOf lists the fields of a kind beyond the envelope's, in order.
func saidOf(kind string) []slot {
	if sayable[kind] == nil {
		return nil
	}
	return saidIn(reflect.TypeOf(sayable[kind]()).Elem(), "", false)
}

func saidIn(t reflect.Type, prefix string, leave bool) (all []slot) {
	for i := range t.NumField() {
		f := t.Field(i)
		name, opt, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.Anonymous {
			if f.Type != reflect.TypeFor[muster.Envelope]() {
				all = append(all, saidIn(f.Type, prefix, leave)...)
			}
			continue
		}
		x := slot{name: prefix + name, text: f.Tag.Get("say"), kind: f.Type.Kind(), leave: leave || strings.Contains(opt, "omitempty")}
		switch x.kind {
		case reflect.Pointer:
			all = append(all, saidIn(f.Type.Elem(), x.name+".", true)...)
			continue
		case reflect.Slice:
			x.list = true
		}
		all = append(all, x)
	}
	return all
}

// forAct is the act for which alone a field is said, which its text names first: "accept: how much".
func (x slot) forAct() (act, text string) {
	act, text, ok := strings.Cut(x.text, ": ")
	if !ok || strings.Contains(act, " ") {
		return "", x.text
	}
	return act, text
}

// enveloped are the fields of every statement that forms give.
var enveloped = []string{"audience", "replaces", "withdraws", "why"}

// stated builds a statement of a kind about an object from what a form sent; what is wrong with a value
// is said of its field.
func stated(kind, about string, get func(string) string) (muster.Value, []*muster.Error) {
	if sayable[kind] == nil {
		return nil, []*muster.Error{{Kind: muster.KindInvalid, Field: "kind", Why: fmt.Sprintf("found %q; accepted is what a form of this page states", printable(kind))}}
	}
	tree := map[string]any{"kind": kind}
	if about != "" {
		tree["about"] = about
	}
	for _, name := range enveloped {
		if v := get(name); v != "" {
			tree[name] = v
		}
	}
	var refused []*muster.Error
	for _, x := range saidOf(kind) {
		v := get(x.name)
		if v == "" {
			continue
		}
		put, err := x.read(v)
		if err != nil {
			refused = append(refused, muster.Refusals(err)...)
			continue
		}
		at, name := tree, x.name
		if outer, inner, ok := strings.Cut(x.name, "."); ok {
			if at, _ = tree[outer].(map[string]any); at == nil {
				at = map[string]any{}
				tree[outer] = at
			}
			name = inner
		}
		at[name] = put
	}
	v := sayable[kind]()
	b, err := json.Marshal(tree)
	if err == nil {
		err = json.Unmarshal(b, v)
	}
	if err != nil {
		refused = append(refused, &muster.Error{Kind: muster.KindInvalid, Why: err.Error()})
	}
	return v, refused
}

// read turns what was typed into a value of a field. Numbers may be put down with thousands separators.
func (x slot) read(v string) (any, error) {
	switch {
	case x.list:
		return slices.DeleteFunc(strings.FieldsFunc(v, func(r rune) bool { return r == ',' || r == ';' || r == ' ' || r == '\n' }), func(s string) bool { return s == "" }), nil
	case x.kind == reflect.Int:
		n, err := strconv.Atoi(v)
		if err != nil {
			return nil, muster.Found(x.name, v, "a whole number")
		}
		return n, nil
	case x.kind == reflect.Bool:
		return v == "yes", nil
	case slices.Contains(amounts, x.name):
		return strings.ReplaceAll(v, ",", ""), nil
	}
	return v, nil
}

// amounts are the fields that hold a number as text.
var amounts = []string{"quantity", "min_lot", "lot", "received", "value.amount", "amount"}

// valuesOf are the fields of a statement as a form shows them.
func valuesOf(v muster.Value) map[string]string {
	out := map[string]string{}
	b, err := json.Marshal(v)
	var tree map[string]any
	if err != nil || json.Unmarshal(b, &tree) != nil {
		return out
	}
	flat("", tree, out)
	return out
}

func flat(prefix string, tree map[string]any, out map[string]string) {
	for name, x := range tree {
		switch v := x.(type) {
		case string:
			out[prefix+name] = v
		case float64:
			out[prefix+name] = strconv.FormatFloat(v, 'f', -1, 64)
		case map[string]any:
			flat(prefix+name+".", v, out)
		case []any:
			var parts []string
			for _, e := range v {
				parts = append(parts, fmt.Sprint(e))
			}
			out[prefix+name] = strings.Join(parts, ", ")
		}
	}
}
