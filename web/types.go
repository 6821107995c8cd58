package web

import (
	"net/http"
	"slices"

	"muster/board"
	"muster/sheet"
)

// typesPage is the board of types in service.
type typesPage struct {
	boardPage
	all    *Types
	shown  []board.Fleet
	f      filter
	mixed  int
	fleets int
}

func (s *site) types(w http.ResponseWriter, r *http.Request) {
	v := r.URL.Query()
	all, err := s.src.Types(r.Context(), given(v, fieldKnown))
	if err != nil {
		s.fail(w, r, err)
		return
	}
	p := &typesPage{boardPage: boardPage{page: s.pageAt(r, s.words.say("nav.types"), "coordination", all.Moment), around: all.Around, board: "types"}, all: all}
	p.here, p.quick = true, true
	requester, thing := given(v, fieldRequester), given(v, fieldThing)
	requesters, things := map[string]string{}, map[string]string{}
	for _, f := range all.Fleets {
		requesters[string(f.Requester)], things[string(f.Thing)] = p.party(f.Requester), p.around.Things[f.Thing].In(p.lang)
		if (requester == "" || string(f.Requester) == requester) && (thing == "" || string(f.Thing) == thing) {
			p.shown = append(p.shown, f)
			if p.fleets++; f.Families() > 1 {
				p.mixed++
			}
		}
	}
	p.f = filter{action: "/types", label: p.say("types.filter"), keep: []way{{fieldKnown, p.asked}}, fields: []field{p.choiceOf(fieldRequester, p.say("needs.requester"), requester, requesters), p.choiceOf(fieldThing, p.say("board.thing"), thing, things)}}
	strays(&p.f)
	if requester+thing != "" {
		p.f.reset = p.to("/types")
	}
	if len(p.f.refused) > 0 {
		s.show(w, r, http.StatusBadRequest, p.whole())
		return
	}
	if s.file(w, r, p.moment, "types", p.export()) {
		return
	}
	s.show(w, r, http.StatusOK, p.whole())
}

// fleet is a fleet as a table.
func (p *typesPage) fleet(f board.Fleet) table {
	t := table{class: "board", caption: p.say("types.caption", "thing", p.around.Things[f.Thing].In(p.lang)), hush: true, columns: []column{{name: p.say("types.type")}, {name: p.say("board.family")}, {name: p.say("types.inservice"), number: true}, {name: p.say("types.coming"), number: true}}}
	for _, x := range f.Types {
		family := unknown(p.say("types.nofamily"))
		if n, ok := p.around.Family[x.Family]; ok {
			family = plain(n.In(p.lang))
		}
		t.rows = append(t.rows, row{cells: []cell{
			linked(x.Called.In(p.lang), p.to("/needs", fieldItem, string(x.Item), fieldState, stateAll, fieldRequester, string(f.Requester))), family,
			plain(p.quantity(p.part(x.InService), x.Unit)), plain(p.quantity(p.part(x.Coming), x.Unit)),
		}})
	}
	return t
}

func (p *typesPage) heading(f board.Fleet) string {
	return p.say("types.heading", "party", p.party(f.Requester), "thing", p.around.Things[f.Thing].In(p.lang))
}

// export is the list as shown.
func (p *typesPage) export() sheet.Export {
	return sheet.Export{
		Name: p.say("nav.types"), About: p.about(p.say("about.types"), p.say("types.note")),
		Columns: slices.Concat(texts("requester", "thing", "item", "name", "family"), numbers("in_service", "coming"), texts("unit")),
		Rows: lazily(func() (rows [][]string) {
			for _, f := range p.shown {
				for _, x := range f.Types {
					rows = append(rows, []string{string(f.Requester), string(f.Thing), string(x.Item), x.Called.In(p.lang), string(x.Family), x.InService.String(), x.Coming.String(), string(x.Unit)})
				}
			}
			return rows
		}),
	}
}
