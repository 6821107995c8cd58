package layer_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"muster"
	"muster/layer"
	"muster/money"
	"muster/pledge"
)

var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

func row(key string) pledge.Target {
	return pledge.Target{Contribution: "kiel:" + key, Line: "1", Event: pledge.Allocated}
}

func mine(t testing.TB, all ...layer.Judgement) *layer.Layer {
	t.Helper()
	l := &layer.Layer{Format: layer.Format, Name: "mine", ID: "abcdef1234", Owner: "k1"}
	for _, j := range all {
		if err := l.Judge(j); err != nil {
			t.Fatal(err)
		}
	}
	return l
}

func TestARowHasOneJudgementOfAKindAndAnyLabels(t *testing.T) {
	l := mine(t,
		layer.Judgement{Target: row("A"), Kind: layer.Value, Value: "EUR 5"}, layer.Judgement{Target: row("A"), Kind: layer.Value, Value: "EUR 6.50", Note: "the ministry's own"},
		layer.Judgement{Target: row("A"), Kind: layer.Label, Value: "doubtful"}, layer.Judgement{Target: row("A"), Kind: layer.Label, Value: "air defence"},
		layer.Judgement{Target: row("B"), Kind: layer.Exclude}, layer.Judgement{Target: row("B"), Kind: layer.Date, Value: "none"})
	if n := len(l.Judgements); n != 5 {
		t.Fatalf("%d judgements, want 5", n)
	}
	o := l.Overlay()
	a, b := o.Of(row("A")), o.Of(row("B"))
	if a.Value.String() != "EUR 6.50" && !a.Value.Amount.Equal(money.MustParse("6.5")) || len(a.Labels) != 2 || a.Notes[0] != "the ministry's own" || a.Exclude {
		t.Errorf("A: %+v", a)
	}
	if !b.Exclude || b.Date == nil || b.Date.Precision != muster.Undated {
		t.Errorf("B: %+v", b)
	}
	if err := l.Drop(layer.Judgement{Target: row("B"), Kind: layer.Exclude}); err != nil || l.Overlay().Of(row("B")).Exclude {
		t.Errorf("dropped: %v", err)
	}
	if err := l.Drop(layer.Judgement{Target: row("B"), Kind: layer.Exclude}); err == nil {
		t.Error("it was dropped twice")
	}
}

func TestOnlyItsOwnerSeesALayerUntilItIsShared(t *testing.T) {
	l := mine(t)
	for _, o := range []layer.Owner{"", "k2"} {
		if l.SeenBy(o) || l.OwnedBy(o) {
			t.Errorf("%q sees it", o)
		}
	}
	l.Shared = true
	if !l.SeenBy("") || l.OwnedBy("k2") || !l.OwnedBy("k1") {
		t.Error("shared, it is seen by all and changed by its owner")
	}
	nobodys := &layer.Layer{}
	if nobodys.OwnedBy("") || nobodys.SeenBy("") {
		t.Error("who has no key owns what has no owner")
	}
}

func someJudgement(t *rapid.T) layer.Judgement {
	j := layer.Judgement{
		Target: pledge.Target{
			Contribution: "kiel:" + rapid.StringMatching(`[A-Z'=+~-][A-Z0-9]{0,3}`).Draw(t, "contribution"), Line: rapid.StringMatching(`([=+@a-z ][=+@'a-z ]{0,2})?`).Draw(t, "line"),
			Event: rapid.SampledFrom(pledge.Events).Draw(t, "event"),
		},
		Kind: rapid.SampledFrom(layer.Kinds).Draw(t, "kind"), Note: rapid.StringMatching(`([=+@a-z]['=+@a-z]{0,3})?`).Draw(t, "note"),
	}
	switch j.Kind {
	case layer.Label:
		j.Value = rapid.StringMatching(`[=+@a-z]['=+@a-z]{0,3}`).Draw(t, "label")
	case layer.Type:
		j.Value = rapid.SampledFrom([]string{"military", "in kind"}).Draw(t, "type")
	case layer.Date:
		j.Value = rapid.SampledFrom([]string{"none", "2024-07", "2024-07-12", "2024-07-01/2024-07-09"}).Draw(t, "date")
	case layer.Value:
		j.Value = rapid.SampledFrom([]string{"EUR 5", "USD -3.50", "SEK 100000000000000000000.123"}).Draw(t, "value")
	}
	if rapid.Bool().Draw(t, "when") {
		j.When = noon
	}
	if rapid.Bool().Draw(t, "base") {
		j.Base = &pledge.Base{Statement: "k7-12", Digest: "00ff", Series: "kiel", Says: pledge.Says{Party: "de", Type: "military", Date: "2024-07", Value: "EUR 1", Converted: "withheld"}}
	}
	return j
}

// A layer comes back from its file as it was, and a copy has its digest. (A CSV file cannot tell an
// apostrophe of one's own before a sign from one that keeps a spreadsheet from running the text.)
func TestALayerComesBackFromItsFile(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := &layer.Layer{Format: layer.Format, Name: "mine", ID: "abcdef1234", Owner: "k1", Shared: true}
		for range rapid.IntRange(0, 8).Draw(t, "judgements") {
			if err := l.Judge(someJudgement(t)); err != nil {
				t.Fatal(err)
			}
		}
		doc, err := l.JSON()
		if err != nil {
			t.Fatal(err)
		}
		var table bytes.Buffer
		if err := l.Export().CSV(&table); err != nil {
			t.Fatal(err)
		}
		for what, data := range map[string][]byte{"JSON": doc, "CSV": table.Bytes(), "CSV with a mark": append([]byte("\ufeff"), table.Bytes()...)} {
			got, err := layer.Read("mine", data)
			if err != nil {
				t.Fatalf("%s: %v\n%s", what, err, data)
			}
			if got.ID != "" || got.Owner != "" || got.Shared || got.Digest() != l.Digest() {
				t.Errorf("%s: %+v", what, got)
			}
			if d := cmp.Diff(append([]layer.Judgement{}, l.Judgements...), append([]layer.Judgement{}, got.Judgements...)); d != "" {
				t.Errorf("%s: %s", what, d)
			}
		}
	})
}

func TestMalformedFilesAreRefusedByField(t *testing.T) {
	doc := func(judgement string) string {
		return `{"format":"muster.layer/1","name":"mine","judgements":[` + judgement + `]}`
	}
	for data, want := range map[string]string{
		"":     "file",
		"{":    "file",
		"[]":   "contribution",
		"a,b":  "contribution",
		"{} x": "file",
		`{"format":"muster.layer/9","name":"mine","judgements":[]}`:                                                                                                  "format",
		`{"format":"muster.layer/1","judgements":[]}`:                                                                                                                "name",
		`{"format":"muster.layer/1","name":7}`:                                                                                                                       "name",
		`{"format":"muster.layer/1","name":"mine","colour":"red"}`:                                                                                                   "colour",
		doc(`{"contribution":"DEM12","event":"allocated","kind":"exclude"}`):                                                                                         "judgements[0].contribution",
		doc(`{"contribution":"kiel:A","event":"promised","kind":"exclude"}`):                                                                                         "judgements[0].event",
		doc(`{"contribution":"kiel:A","event":"allocated","kind":"praise","value":"x"}`):                                                                             "judgements[0].kind",
		doc(`{"contribution":"kiel:A","event":"allocated","kind":"exclude","value":"x"}`):                                                                            "judgements[0].value",
		doc(`{"contribution":"kiel:A","event":"allocated","kind":"value","value":"5 bn"}`):                                                                           "judgements[0].value",
		doc(`{"contribution":"kiel:A","event":"allocated","kind":"value","value":"EUR 1,000"}`):                                                                      "judgements[0].value",
		doc(`{"contribution":"kiel:A","event":"allocated","kind":"date","value":"spring"}`):                                                                          "judgements[0].value",
		doc(`{"contribution":"kiel:A","event":"allocated","kind":"date"}`):                                                                                           "judgements[0].value",
		doc(`{"contribution":"kiel:A","event":"allocated","kind":"type","value":"Military"}`):                                                                        "judgements[0].value",
		doc(`{"contribution":"kiel:A","event":"allocated","kind":"label"}`):                                                                                          "judgements[0].value",
		doc(strings.Repeat(`{"contribution":"kiel:A","event":"allocated","kind":"exclude"},`, 1) + `{"contribution":"kiel:A","event":"allocated","kind":"exclude"}`): "judgements[1].kind",
		"contribution,kind\nkiel:A,exclude\n":                                                                                                                        "event",
		"contribution,event,kind,colour\nkiel:A,allocated,exclude,red\n":                                                                                             "colour",
		"contribution,event,kind,value\nkiel:A,allocated,value,five\n":                                                                                               "row 2, value",
		"contribution,event,kind,when\nkiel:A,allocated,exclude,\nkiel:B,allocated,exclude,noon\n":                                                                   "row 3, when",
		"contribution,event,kind\nkiel:A,allocated\n":                                                                                                                "file",
	} {
		_, err := layer.Read("mine", []byte(data))
		if r := muster.Refusals(err); len(r) == 0 || r[0].Field != want {
			t.Errorf("%s: got %v, want a refusal of %s", data, err, want)
		}
	}
	if _, err := layer.Read("mine", make([]byte, layer.MostBytes+1)); err == nil {
		t.Error("a file of any size is taken")
	}
}

func TestWhatChangedUnderneathIsListed(t *testing.T) {
	base := func(digest string) *pledge.Base { return &pledge.Base{Digest: digest, Says: pledge.Says{Party: "de"}} }
	l := mine(t,
		layer.Judgement{Target: row("SAME"), Kind: layer.Exclude, Base: base("1")}, layer.Judgement{Target: row("CHANGED"), Kind: layer.Exclude, Base: base("1")},
		layer.Judgement{Target: row("GONE"), Kind: layer.Exclude, Base: base("1")}, layer.Judgement{Target: row("UNSEEN"), Kind: layer.Exclude})
	says := func(t pledge.Target) (pledge.Base, bool) {
		switch t.Contribution {
		case "kiel:GONE":
			return pledge.Base{}, false
		case "kiel:CHANGED":
			return *base("2"), true
		}
		return *base("1"), true
	}
	moved := l.Underneath(says)
	if len(moved) != 2 || moved[0].Contribution != "kiel:CHANGED" || moved[0].Now.Digest != "2" || moved[1].Contribution != "kiel:GONE" || moved[1].Now != nil {
		t.Fatalf("%+v", moved)
	}
	if err := l.Keep(moved[0].Judgement, *moved[0].Now, noon); err != nil || len(l.Underneath(says)) != 1 {
		t.Errorf("kept against what it says now, it is still listed: %v", err)
	}
}

func TestABridgeLeadsFromOneFigureToTheOther(t *testing.T) {
	l := mine(t, layer.Judgement{Target: row("A"), Kind: layer.Value, Value: "EUR 5"}, layer.Judgement{Target: row("B"), Kind: layer.Exclude}, layer.Judgement{Target: row("A"), Kind: layer.Label, Value: "x"})
	b, err := l.Bridge(func(o *pledge.Overlay) (money.Amount, error) { // A says 2, B says 10
		sum := money.MustParse("12")
		if j := o.Of(row("B")); j != nil && j.Exclude {
			sum = sum.Sub(money.MustParse("10"))
		}
		if j := o.Of(row("A")); j != nil && j.Value != nil {
			sum = sum.Add(money.MustParse("3"))
		}
		return sum, nil
	})
	if err != nil || b.Without.String() != "12" || b.With.String() != "5" || len(b.Steps) != 2 || b.Steps[0].Kind != layer.Exclude || b.Steps[0].Amount.String() != "-10" || b.Steps[1].Amount.String() != "3" {
		t.Errorf("%+v, %v", b, err)
	}
}
