package search

import (
	"slices"
	"strings"
	"testing"
)

// indexedAs returns every word that a text is found by.
func indexedAs(text string) (words []string) {
	f := folder{emit: func(w []byte, _, _ int) { words = append(words, string(w)) }}
	f.text(text)
	return words
}

func TestWordsAreFoldedInEveryScript(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Leopard 2A4, SPz Marder", "leopard 2a4 spz marder"},
		{"Türkiye TÜRKİYE turkiye", "turkiye turkiye turkiye"},
		{"ıspanak İstanbul", "ispanak istanbul"},
		{"Tu\u0308rkiye", "turkiye"}, // taken apart
		{"Großbritannien STRAẞE", "grossbritannien strasse"},
		{"Łódź Ørsted Ægir Œuvre Þórr Đorđe Ħamrun Åland", "lodz orsted aegir oeuvre thorr dorde hamrun aland"},
		{"Côte d'Ivoire", "cote d ivoire"},
		{"ﬁnance Ｆｕｌｌ", "finance full"},
		{"Київ Україна Зеленський Щербак Згурський", "kyiv ukraina zelenskyi shcherbak zghurskyi"},
		{"Єнакієве Їжакевич Знам'янка Знам’янка Йосипівка Гаєвич Ґалаґан", "yenakiieve yizhakevych znamianka znamianka yosypivka haievych galagan"},
		{"Крым Горбачёв объект Эстония", "krym gorbachev obekt estoniya"},
		{"К\u0438\u0306ив", "kiyv"}, // й taken apart
		{"Ки\u0301їв", "kyiv"},      // with its stress marked
		{"Србија Ђорђе Љубљана", "srbija djordje ljubljana"},
		{"Ελλάδα Ευρώπη ΑΘΉΝΑ Ουκρανία", "ellada evropi athina oukrania"},
		{"日本 の", "日 本 の"},
		{"soft\u00adhyphen", "softhyphen"},
		{"kiel:DEM12 k7gkq2mz4t-341", "kiel dem12 k7gkq2mz4t 341"},
		{"١٢٣", "123"},
		{"", ""},
		{"… – !", ""},
	} {
		if got := strings.Join(Words(c.text), " "); got != c.want {
			t.Errorf("%q: %s, want %s", c.text, got, c.want)
		}
	}
}

func TestNumbersAreOneWordHoweverTheyAreWritten(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"35,000,000", "35000000"},
		{"35.000.000", "35000000"},
		{"35 000 000", "35000000"},
		{"35\u00a0000\u202f000", "35000000"},
		{"35'000'000.50", "35000000.5"},
		{"35000000.0", "35000000"},
		{"1.234", "1.234"},
		{"1,234", "1234"},
		{"3,5", "3.5"},
		{"35.", "35"},
		{"2022-10-03", "2022 10 03"},
		{"03.10.2022", "03 10 2022"},
		{"1.2.3", "1 2 3"},
		{"2022 155", "2022 155"},
		{"1,2,3", "1 2 3"},
		{"155mm 155 mm", "155 mm 155 mm"},
		{"T-72 t72 Т-72 F‑16", "t72 t72 t72 f16"},
		{"COVID-19 anti-aircraft", "covid 19 anti aircraft"},
	} {
		if got := strings.Join(Words(c.text), " "); got != c.want {
			t.Errorf("%q: %s, want %s", c.text, got, c.want)
		}
	}
}

// Whatever form is typed, the text is found that has another.
func TestEitherSpellingFindsTheOther(t *testing.T) {
	for _, same := range [][]string{
		{"Київ", "Kyiv", "KYIV", "київ"},
		{"Зеленський", "Zelenskyi", "зеленський"},
		{"Щербак", "Shcherbak"},
		{"Горбачёв", "Gorbachev"},
		{"Горбачёв", "Горбачев"}, // е for ё, one way
		{"Türkiye", "turkiye", "TÜRKİYE"},
		{"35,000,000", "35000000", "35 000 000", "35.000.000"},
		{"1.234", "1,234"},
		{"T-72", "Т-72", "t72"},
		{"155 mm", "155mm"},
		{"kiel:DEM12", "dem12", "kiel"},
		{"12 155 mm", "12 155", "155", "12"},
	} {
		has := indexedAs(same[0])
		for _, typed := range same {
			for _, w := range Words(typed) {
				if !slices.Contains(has, w) {
					t.Errorf("%q is not found by %q: it has %v, not %s", same[0], typed, has, w)
				}
			}
		}
	}
}

func TestQueriesAreReadAsTyped(t *testing.T) {
	for _, c := range []struct {
		text string
		want []clause
	}{
		{"leopard 2", []clause{{"leopard", true}, {"2", false}}},
		{"le* 35*", []clause{{"le", true}, {"35", true}}},
		{`"Leopard" tank`, []clause{{"leopard", false}, {"tank", true}}},
		{`„Leopard 2“ tank`, []clause{{"leopard", false}, {"2", false}, {"tank", true}}},
		{"35,000,000 EUR", []clause{{"35000000", false}, {"eur", true}}},
		{"tank tank TANK", []clause{{"tank", true}}},
		{"!? \"\"", nil},
	} {
		if got := Parse(c.text).clauses; !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.text, got, c.want)
		}
	}
	if q := Parse(`a "b c" d`); len(q.phrases) != 1 || !slices.Equal(q.phrases[0], []string{"b", "c"}) {
		t.Errorf("phrases %v", q.phrases)
	}
}

func TestPhraseIsWordsThatFollowOnEachOther(t *testing.T) {
	texts := []Text{{Name, "Leopard 2A4 tanks"}, {Body, "from Київ"}}
	for phrase, want := range map[string]bool{`"leopard 2a4"`: true, `"2a4 leopard"`: false, `"tanks from"`: false, `"from kyiv"`: true, "leopard kyiv": true} {
		if got := Parse(phrase).Has(texts); got != want {
			t.Errorf("%s: %t", phrase, got)
		}
	}
}

func TestSnippetMarksTheWordsOfTheTextItself(t *testing.T) {
	long := strings.Repeat("слово ", 40) + "про Київ і Знам'янку " + strings.Repeat("слово ", 40)
	for _, c := range []struct {
		query string
		texts []Text
		marks []string
	}{
		{"kyiv", []Text{{Name, "Ukraine"}, {Body, "У місті Київ"}}, []string{"Київ"}},
		{"turk", []Text{{Name, "Türkiye and TURKIYE"}}, []string{"Türkiye", "TURKIYE"}},
		{"35000000", []Text{{Body, "AUD 35 000 000 in all"}}, []string{"35 000 000"}},
		{"t72", []Text{{Body, "40 T-72 tanks"}}, []string{"T-72"}},
		{"kyiv znamianku", []Text{{Name, "Kyiv"}, {Body, long}}, []string{"Київ", "Знам'янку"}},
		{"nothing", []Text{{Body, "something"}}, nil},
	} {
		s := Parse(c.query).Snippet(c.texts)
		var got []string
		for _, m := range s.Marks {
			got = append(got, s.Text[m.From:m.To])
		}
		if !slices.Equal(got, c.marks) || len(s.Text) > snippetBytes+leadBytes {
			t.Errorf("%s: %q in %q, want %q", c.query, got, s.Text, c.marks)
		}
	}
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"Київ 35 000 000", "T-72", "1.234,5", "Ελλ\u0301ά", "\xff\xfe", "ﷺ", "é'e", "12'345'678", "\"a b\"* c*"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		has := map[string]bool{}
		fold := folder{emit: func(w []byte, from, to int) {
			if from < 0 || to > len(s) || from >= to {
				t.Fatalf("%q: %q stands for [%d, %d)", s, w, from, to)
			}
			if len(w) == 0 || len(w) > longest {
				t.Fatalf("%q: a word of %d bytes", s, len(w))
			}
			has[string(w)] = true
		}}
		fold.text(s)
		for _, w := range Words(s) {
			if !has[w] {
				t.Errorf("%q has %q when it is asked for, but not when it is indexed: %v", s, w, has)
			}
			if again := Words(w); len(again) == 1 && again[0] != w {
				t.Errorf("%q: %q folds to %q", s, w, again[0])
			}
		}
		snippet := Parse(s).Snippet([]Text{{Body, s}})
		for _, m := range snippet.Marks {
			if m.From < 0 || m.From >= m.To || m.To > len(snippet.Text) {
				t.Errorf("%q: mark %v in %q", s, m, snippet.Text)
			}
		}
	})
}
