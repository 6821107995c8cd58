package parts_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"muster"
	"muster/kinds"
	"muster/money"
	"muster/parts"
	"muster/work"
)

// words are texts that tables have trouble with.
var words = []string{
	"a", "Ґанок", "=1+1", "'=1", "''", "-5", "+", "@x", "a;b", `a\;b`, `\`, " led", "trailed ", "two\nlines", `"quoted", and a comma`, "007", "1e5", "true", "{}", "[1]",
}

// fill gives a value at random; what is optional is given half of the time.
func fill(r *rand.Rand, v reflect.Value, name string) {
	switch x := v.Addr().Interface().(type) {
	case *money.Amount:
		*x = money.New(r.Int64N(1_000_000), 2)
		return
	case *muster.Day:
		*x = muster.Day(20_000 + r.IntN(1000))
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(words[r.IntN(len(words))])
	case reflect.Bool:
		v.SetBool(r.IntN(2) == 0)
	case reflect.Int, reflect.Int64, reflect.Uint64:
		if v.CanInt() {
			v.SetInt(r.Int64N(100))
		}
	case reflect.Pointer:
		if r.IntN(2) == 0 {
			v.Set(reflect.New(v.Type().Elem()))
			fill(r, v.Elem(), name)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), r.IntN(4), 4))
		for i := range v.Len() {
			fill(r, v.Index(i), name)
		}
	case reflect.Map:
		v.Set(reflect.ValueOf(map[string]string{"en": words[r.IntN(len(words))], "pt-BR": "ã"}).Convert(v.Type()))
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() && f.Name != "Request" && f.Name != "Kind" {
				fill(r, v.Field(i), f.Name)
			}
		}
	default:
		panic(fmt.Sprintf("%s: a %s is new to this test", name, v.Type()))
	}
}

// Whatever statements of a kind say, the table of them reads back as the same bodies: from its own
// columns, from the list of statements that the API sends, and from JSON.
func TestStatementsOfEveryKindReadBackFromTheirTable(t *testing.T) {
	for _, k := range kinds.All(parts.State()) {
		if k.Closed != "" {
			continue
		}
		kind, err := kinds.Of(parts.State(), k.Name)
		if err != nil {
			t.Fatal(err)
		}
		r := rand.New(rand.NewPCG(1, 2))
		for range 50 {
			var bodies []json.RawMessage
			listed := "position,id,at,ended,head,body\n"
			for n := range 1 + r.IntN(4) {
				v := newOf(t, k.Name)
				fill(r, reflect.ValueOf(v).Elem(), k.Name)
				v.Common().Kind = k.Name
				v.Common().By = "de" // so that no row is blank
				b, err := muster.EncodeBody(nil, v)
				if err != nil {
					t.Fatal(err)
				}
				bodies = append(bodies, b)
				listed += fmt.Sprintf("%d,x-%d,2026-01-01T00:00:00Z,,{},\"%s\"\n", n+1, n+1, strings.ReplaceAll(string(b), `"`, `""`))
			}
			var own bytes.Buffer
			if err := kinds.WriteCSV(&own, kind, bodies); err != nil {
				t.Fatal(err)
			}
			list, err := json.Marshal(bodies)
			if err != nil {
				t.Fatal(err)
			}
			for form, text := range map[string]string{"table": own.String(), "list": listed, "JSON": string(list)} {
				same(t, kind, form, text, bodies)
			}
		}
	}
}

func newOf(t *testing.T, name string) muster.Value {
	t.Helper()
	for _, k := range parts.State().Kinds() {
		if k.Name == name {
			return k.New()
		}
	}
	t.Fatalf("no kind %s", name)
	return nil
}

func same(t *testing.T, kind kinds.Kind, form, text string, want []json.RawMessage) {
	t.Helper()
	back, err := kinds.Read(kind, "back", []byte(text))
	if err != nil {
		t.Fatalf("%s as %s: %v\n%s", kind.Name, form, err, text)
	}
	if len(back.Faults) > 0 || len(back.Rows) != len(want) {
		t.Fatalf("%s as %s: %d rows of %d, %+v\n%s", kind.Name, form, len(back.Rows), len(want), back.Faults, text)
	}
	for i, v := range back.Values() {
		got, err := muster.EncodeBody(nil, v)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want[i]) {
			t.Fatalf("%s as %s: back comes\n%s\nwant\n%s\nfrom\n%s", kind.Name, form, got, want[i], text)
		}
	}
}

// A kind that moves objects is shown with the table by which it moves them.
func TestEveryKindThatMovesObjectsHasATable(t *testing.T) {
	moved := map[string]bool{}
	for _, k := range parts.State().Kinds() {
		d, err := kinds.Of(parts.State(), k.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, moves := k.New().(work.Acts); moves != (d.Life != nil) {
			t.Errorf("%s moves objects: %v, and has a table: %v", k.Name, moves, d.Life != nil)
		}
		if d.Life != nil {
			moved[d.Life.Object] = true
		}
	}
	for _, table := range work.Tables(parts.State()) {
		if !moved[table.Object] {
			t.Errorf("no kind of statement moves a %s", table.Object)
		}
	}
}

// Every field of every kind says what it is, so that nobody has to look elsewhere.
func TestEveryFieldOfEveryKindSaysWhatItIs(t *testing.T) {
	for _, k := range parts.State().Kinds() {
		d, err := kinds.Of(parts.State(), k.Name)
		if err != nil {
			t.Fatal(err)
		}
		if len(d.Fields) < 10 {
			t.Errorf("%s has %d fields; its envelope alone has more", k.Name, len(d.Fields))
		}
		for _, f := range d.Fields {
			if f.Says == "" {
				t.Errorf("%s: %s says nothing: give it a say tag", k.Name, f.Name)
			}
		}
	}
}
