package web

import (
	"net/http"
	"slices"
	"strings"

	"muster/money"
	"muster/pledge"
)

// definitionsPage says what every figure and word means.
type definitionsPage struct {
	page
	d Definitions
}

func (s *site) definitions(w http.ResponseWriter, r *http.Request) {
	d, err := s.src.Definitions(r.Context(), given(r.URL.Query(), fieldKnown))
	if err != nil {
		s.fail(w, r, err)
		return
	}
	p := &definitionsPage{page: s.pageAt(r, s.words.say("nav.definitions"), "definitions", d.Moment), d: d}
	p.here = true
	s.show(w, r, http.StatusOK, p.whole())
}

// meaning is a word with what it means.
type meaning struct{ id, word, text string }

// fates are what becomes of contributions from one edition to the next.
func (p *definitionsPage) fates() (list []meaning) {
	for _, f := range append(slices.Clone(pledge.Fates), "same") {
		list = append(list, meaning{"fate-" + string(f), p.say("fate." + string(f)), p.say("define.fate." + string(f))})
	}
	return list
}

// marks are the values that are no number.
func (p *definitionsPage) marks() (list []meaning) {
	for _, m := range pledge.Marks {
		list = append(list, meaning{"mark-" + strings.ReplaceAll(string(m), "_", "-"), upperFirst(p.say("mark." + string(m))), p.say("define.mark." + string(m))})
	}
	return list
}

// words are what the pages say of the record itself.
func (p *definitionsPage) terms() (list []meaning) {
	for _, k := range []string{"known", "root", "statement", "edition", "contribution", "conversion", "partial", "group"} {
		list = append(list, meaning{k, p.say("define.word." + k), p.say("define.text." + k)})
	}
	return list
}

// measures is the table of what can be said of a contribution, with the sources that say it.
func (p *definitionsPage) measures() table {
	t := table{hush: true, caption: p.say("define.measures"), columns: []column{
		{name: p.say("rows.event")}, {name: p.say("define.means")}, {name: p.say("define.said")},
	}}
	for _, e := range pledge.Events {
		var said []way
		for _, s := range p.d.Sources {
			if slices.Contains(s.Measures, e) {
				said = append(said, way{p.entriesPath(entriesQuery{series: s.Series, measure: e}), string(s.Series)})
			}
		}
		c := cell{text: "–", aside: p.say("define.said.none")}
		if len(said) > 0 {
			c = drawn(p.among(said))
		}
		t.rows = append(t.rows, row{id: "measure-" + string(e), cells: []cell{plain(upperFirst(p.event(e))), plain(p.say("define.event." + string(e))), c}})
	}
	return t
}

// figures are the four figures of a pledge: the key of their word, and of how they are computed.
func (p *definitionsPage) figures() []string { return []string{"counted", "floor", "share", "gap"} }

// method finds the counting rule that a pledge uses where none is asked for.
func (p *definitionsPage) method(name string) MethodDefined {
	for _, m := range p.d.Methods {
		if m.Name == name {
			return m
		}
	}
	return MethodDefined{}
}

func (p *definitionsPage) types(m MethodDefined) string {
	if len(m.Types) == 0 {
		return p.say("define.types.all")
	}
	return p.list(m.Types)
}

func (p *definitionsPage) groupOf(m MethodDefined) string {
	if m.Group == "" {
		return p.say("define.group.pledge")
	}
	return string(m.Group)
}

// months says what a method does with rows dated to a month.
func (p *definitionsPage) months(m MethodDefined) string {
	if m.Months == "inside" {
		return p.say("how.months.in")
	}
	return p.say("how.months.out")
}

func (p *definitionsPage) fullMoney(m money.Money) string { return p.unitFor(m).full(m.Amount) }

// beginning is enough of a digest to tell methods apart.
func beginning(digest string) string { return digest[:min(16, len(digest))] }
