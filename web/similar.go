package web

import (
	"cmp"
	"net/http"
	"slices"
	"strings"
	"unicode"

	"muster/lesson"
	"muster/party"
	"muster/work"

	"github.com/a-h/templ"
)

// The texts by which similar observations are found, and how much of them another must have.
var likeBy = []string{"title", "observation"}

const (
	shortWord  = 4    // shorter ones say little
	stemOfWord = 6    // letters of a longer one that must be the same: its ending bends
	likeEnough = 0.34 // of the words
	mostLike   = 6
)

// alike is an object of the register of lessons that speaks of what somebody types.
type alike struct {
	work.Spoken
	object string
	share  float64 // of the words that it has too
}

// stems are the words of texts by which others are found, each once.
func stems(texts ...string) (all []string) {
	for _, text := range texts {
		for _, w := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '’' }) {
			w = party.FoldName(w)
			if r := []rune(w); len(r) > stemOfWord {
				w = string(r[:stemOfWord])
			} else if len(r) < shortWord {
				continue
			}
			if !slices.Contains(all, w) {
				all = append(all, w)
			}
		}
	}
	return all
}

// similar finds observations and lessons that have the words of what is typed, the most alike first. A line's words
// are those that its list is searched by.
func (s *site) similar(r *http.Request, texts ...string) (all []alike, err error) {
	words := stems(texts...)
	if len(words) < 2 { // one word is in too many
		return nil, nil
	}
	for _, object := range []string{lesson.ObservationLife.Object, lesson.Life.Object} {
		shelf, err := s.src.Shelf(r.Context(), "", object)
		if err != nil {
			return nil, err
		}
		for i, x := range shelf.Lines {
			n := 0
			for _, w := range words {
				if strings.Contains(shelf.Words[i], w) {
					n++
				}
			}
			if share := float64(n) / float64(len(words)); n > 1 && share >= likeEnough {
				all = append(all, alike{x, object, share})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b alike) int { return cmp.Or(cmp.Compare(b.share, a.share), cmp.Compare(a.object, b.object)) })
	return all[:min(len(all), mostLike)], nil
}

// findSimilar finds what is like the observation of a form.
func findSimilar(s *site, r *http.Request, p *heldForm, values map[string]string) (err error) {
	if p.looks = p.path == shelfPath(p.object)+"/new"; !p.looks { // it is there already
		return nil
	}
	var texts []string
	for _, name := range likeBy {
		for _, lang := range textLangs {
			texts = append(texts, values[name+"."+lang])
		}
	}
	p.quick = true
	p.similar, err = s.similar(r, texts...)
	return err
}

// likeIt asks for what is similar while somebody types; without a script the button beside it does.
func (p *heldForm) likeIt() templ.Attributes {
	f := p.forms[0]
	var fields []string
	for _, name := range likeBy {
		for _, lang := range textLangs {
			fields = append(fields, "#"+f.id(name+"."+lang))
		}
	}
	return templ.Attributes{"hx-get": shelfPath(p.object) + "/new", "hx-trigger": "input delay:400ms from:#state-form", "hx-include": strings.Join(fields, ", "), "hx-target": "#similar", "hx-select": "#similar", "hx-swap": "outerHTML"}
}

func (p *heldForm) similarTable() table {
	t := table{class: "board", caption: p.say("similar.title"), hush: true, columns: []column{{name: p.say("say.title")}, {name: p.say("board.state")}}}
	for i := range p.similar {
		x := &p.similar[i]
		t.rows = append(t.rows, row{cells: []cell{under(linked(p.titleOf(x.Texts, x.Title), p.to(heldPath(x.object, x.About))), dotted(p.objectWord(x.object), x.About)), drawn(p.stateCell(x.State, ""))}})
	}
	return t
}
