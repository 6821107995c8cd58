package pledge_test

import (
	"encoding/json"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"muster"
	"muster/pledge"
)

// fill draws whatever a value's type can hold, field by field, so that a field added later is drawn too.
func fill(t *rapid.T, v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(rapid.OneOf(
			rapid.Just(""), rapid.StringMatching(`[a-z0-9:/ .-]{1,12}`), rapid.String(),
			rapid.SampledFrom([]string{`"`, `\`, "<a&b>", "\u2028", "\u2029", "\x00\t\n\r", "\x7f", "Zürich", "\xff\xfe", "😀"}),
		).Draw(t, "text"))
	case reflect.Int:
		v.SetInt(rapid.SampledFrom([]int64{0, 1, -7, 1 << 40}).Draw(t, "number"))
	case reflect.Bool:
		v.SetBool(rapid.Bool().Draw(t, "bool"))
	case reflect.Pointer:
		if rapid.Bool().Draw(t, "there") {
			v.Set(reflect.New(v.Type().Elem()))
			fill(t, v.Elem())
		}
	case reflect.Slice:
		n := rapid.IntRange(-1, 2).Draw(t, "length")
		if n >= 0 {
			v.Set(reflect.MakeSlice(v.Type(), n, n))
		}
		for i := range v.Len() {
			fill(t, v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			fill(t, v.Field(i))
		}
	default:
		t.Fatalf("a body has a %s now: draw it", v.Type())
	}
}

func TestAnEntryWritesItsBodyAsEncodingJSONDoes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := new(pledge.Entry)
		fill(t, reflect.ValueOf(e).Elem())
		want, err := json.Marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		got, err := muster.EncodeBody([]byte("before"), e)
		if err != nil || string(got) != "before"+string(want) {
			t.Fatalf("%v\ngot  %s\nwant before%s", err, got, want)
		}
	})
}

func FuzzAnEntryWritesItsBodyAsEncodingJSONDoes(f *testing.F) {
	f.Add([]byte(`{"kind":"pledge.entry/1","about":"kiel:AUH2","source":{"submission":"hmjv59y8ts-581","row":7},"event":"committed","party":"au","value":{"amount":"1","currency":"AUD"}}`))
	f.Add([]byte(`{"text":"<\u2028&\"\\","quantity":{"said":"é"},"links":["x"],"details":[{"name":"a","said":"b"}],"weak":true,"request":{"key":"k"}}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		e := new(pledge.Entry)
		if json.Unmarshal(body, e) != nil {
			t.Skip()
		}
		want, err := json.Marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := muster.EncodeBody(nil, e); err != nil || string(got) != string(want) {
			t.Fatalf("%v\ngot  %s\nwant %s", err, got, want)
		}
	})
}
