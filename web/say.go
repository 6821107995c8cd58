package web

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"muster"
	"muster/lists"
	"muster/parts"
	"muster/record"
)

// sayable are the kinds of statement that forms can state: those of all parts. Their fields, with what each
// means, are those of their Go types.
var sayable = func() map[string]func() muster.Value {
	all := map[string]func() muster.Value{record.KindNote: func() muster.Value { return new(record.Note) }, record.KindWithdraw: func() muster.Value { return new(record.Withdrawal) }}
	for _, k := range parts.State().Kinds() {
		all[k.Name] = k.New
	}
	return all
}()

// slot is a field of a kind of statement, as its type declares it.
type slot struct {
	name  string // as in JSON; a part of a part as in "value.amount"
	text  string // what it means
	kind  reflect.Kind
	list  bool     // a list of texts
	leave bool     // it may be left out
	lang  string   // of a text in several languages, the one that this field is in
	party bool     // a party's id, or several
	of    string   // the part whose kind it belongs to
	oneOf []string // what is accepted, where the type says so
	rows  []string // of a list of things: their fields, which are typed a line each with bars between
}

// saidOf lists the fields of a kind beyond the envelope's, in order.
func saidOf(kind string) []slot {
	if sayable[kind] == nil {
		return nil
	}
	all := saidIn(reflect.TypeOf(sayable[kind]()).Elem(), "", false)
	for i := range all {
		all[i].of, _, _ = strings.Cut(kind, ".")
	}
	return all
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
		x.oneOf, x.rows = strings.Fields(f.Tag.Get("oneof")), strings.Fields(f.Tag.Get("rows"))
		if len(x.rows) == 0 {
			x.rows = nil
		}
		switch {
		case f.Type == reflect.TypeFor[muster.Text]():
			for i, lang := range textLangs {
				in := x
				in.name, in.lang, in.kind, in.leave = x.name+"."+lang, lang, reflect.String, x.leave || i > 0
				all = append(all, in)
			}
			continue
		case x.kind == reflect.Pointer && f.Type.Elem().Kind() == reflect.Struct:
			all = append(all, saidIn(f.Type.Elem(), x.name+".", true)...)
			continue
		case x.rows != nil:
		case x.kind == reflect.Slice && f.Type.Elem().Kind() == reflect.Struct:
			continue // rows of their own, for which a page has a form of its own
		case x.kind == reflect.Slice:
			x.list = true
		}
		x.party = f.Type == reflect.TypeFor[muster.PartyID]() || f.Type == reflect.TypeFor[[]muster.PartyID]()
		all = append(all, x)
	}
	return all
}

// textLangs are the languages in which a form takes a text that has several.
var textLangs = []string{"en", "uk"}

// forActs are the acts for which alone a field is said, which its text names first: "accept: how much", "decide,
// release: the decision".
func (x slot) forActs() (acts []string, text string) {
	names, text, ok := strings.Cut(x.text, ": ")
	acts = strings.Split(names, ", ")
	if !ok || slices.ContainsFunc(acts, func(act string) bool { return strings.Contains(act, " ") }) {
		return nil, x.text
	}
	return acts, text
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
		read, err := x.read(v)
		if err != nil {
			refused = append(refused, muster.Refusals(err)...)
			continue
		}
		put(tree, x.name, read)
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
	case x.rows != nil:
		return x.lines(v), nil
	case x.list:
		return listed(v, slices.Contains(phrases, x.name)), nil
	case x.kind == reflect.Int:
		n, err := strconv.Atoi(v)
		if err != nil {
			return nil, muster.Found(x.name, v, "a whole number")
		}
		return n, nil
	case x.kind == reflect.Bool:
		return v == "yes", nil
	case slices.Contains(amounts, x.name):
		return lists.PlainNumber(v), nil
	}
	return v, nil
}

// bar stands between the fields of a thing that is typed in a line.
const bar = "|"

// lines are the things of a list that were typed a line each: "Law 4512-IX | https://zakon.rada.gov.ua/4512".
func (x slot) lines(v string) []any {
	all := []any{}
	for line := range strings.Lines(v) {
		tree := map[string]any{}
		for i, text := range strings.SplitN(line, bar, len(x.rows)) {
			if text = strings.TrimSpace(text); text != "" {
				put(tree, x.rows[i], text)
			}
		}
		if len(tree) > 0 {
			all = append(all, tree)
		}
	}
	return all
}

// lined is a list of things as it is typed.
func (x slot) lined(list []any) string {
	var all []string
	for _, e := range list {
		said := map[string]string{}
		if tree, ok := e.(map[string]any); ok {
			flat("", tree, said)
		}
		var parts []string
		for _, name := range x.rows {
			parts = append(parts, said[name])
		}
		all = append(all, strings.TrimRight(strings.Join(parts, " "+bar+" "), " "+bar))
	}
	return strings.Join(all, "\n")
}

// put sets a field of a tree, of a part of a part as in "value.amount".
func put(tree map[string]any, name string, v any) {
	for outer, inner, ok := strings.Cut(name, "."); ok; outer, inner, ok = strings.Cut(name, ".") {
		in, _ := tree[outer].(map[string]any)
		if in == nil {
			in = map[string]any{}
			tree[outer] = in
		}
		tree, name = in, inner
	}
	tree[name] = v
}

// phrases are the lists of words that may have blanks in them, "joint purchase"; the others are of ids.
var phrases = []string{"elsewhere"}

// listed takes a list apart, at commas, semicolons and new lines, and where it is one of ids at blanks too.
func listed(v string, blanks bool) (all []string) {
	for part := range strings.FieldsFuncSeq(v, func(r rune) bool { return strings.ContainsRune(",;\n\r", r) || !blanks && r == ' ' }) {
		if part = strings.TrimSpace(part); part != "" {
			all = append(all, part)
		}
	}
	return all
}

// amounts are the fields that hold a number as text.
var amounts = []string{"quantity", "min_lot", "lot", "received", "value.amount", "amount", "stake.grant", "stake.loan", "stake.amount", "baseline", "goal"}

// valuesOf are the fields of a statement as a form shows them.
func valuesOf(v muster.Value) map[string]string {
	out := map[string]string{}
	b, err := json.Marshal(v)
	var tree map[string]any
	if err != nil || json.Unmarshal(b, &tree) != nil {
		return out
	}
	flat("", tree, out)
	for _, x := range saidIn(reflect.TypeOf(v).Elem(), "", false) {
		if list, ok := tree[x.name].([]any); ok && x.rows != nil {
			out[x.name] = x.lined(list)
		}
	}
	return out
}

func flat(prefix string, tree map[string]any, out map[string]string) {
	for name, x := range tree {
		switch v := x.(type) {
		case string:
			out[prefix+name] = v
		case bool:
			if v {
				out[prefix+name] = yes
			}
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
