package muster_test

import (
	"strings"
	"testing"

	"muster"
)

func TestATextIsReadInTheLanguageThereIs(t *testing.T) {
	both := muster.Text{"en": "spares", "uk": "запчастини"}
	for _, c := range []struct {
		text       muster.Text
		lang, want string
	}{{both, "uk", "запчастини"}, {both, "uk-UA", "запчастини"}, {both, "de", "spares"}, {muster.Text{"uk": "запчастини"}, "en", "запчастини"}, {nil, "en", ""}} {
		if got := c.text.In(c.lang); got != c.want {
			t.Errorf("%v in %s: %q, want %q", c.text, c.lang, got, c.want)
		}
	}
	if got := strings.Join(both.Each(), ","); got != "spares,запчастини" {
		t.Error(got)
	}
}

func TestATextHasUpToTwoLanguages(t *testing.T) {
	for want, text := range map[string]muster.Text{
		"":          {"en": "a", "pt-BR": "b"},
		"up to two": {"en": "a", "uk": "b", "pl": "c"},
		`"English"`: {"English": "a"},
		"title.uk":  {"en": "a", "uk": " "},
	} {
		var f muster.Faults
		f.Text("title", text)
		if err := f.Err(); (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%v: %v, want %q", text, err, want)
		}
	}
}
