package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"muster/board"
	"muster/figure"
	"muster/money"
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
	name, export := "types", p.export()
	if given(v, fieldTable) == "trend" {
		name, export = "types-trend", p.trendExport()
	}
	if s.file(w, r, p.moment, name, export) {
		return
	}
	s.show(w, r, http.StatusOK, p.whole())
}

// fleet is a fleet as a table.
func (p *typesPage) fleet(f board.Fleet) table {
	t := table{class: "board", caption: p.say("types.caption", "thing", p.around.Things[f.Thing].In(p.lang)), hush: true, columns: []column{{name: p.say("types.type")}, {name: p.say("board.family")}, {name: p.say("types.inservice"), number: true}, {name: p.say("types.coming"), number: true}, {name: p.say("types.standins")}, {name: p.say("item.standards")}}}
	for _, x := range f.Types {
		family := unknown(p.say("types.nofamily"))
		if n, ok := p.around.Family[x.Family]; ok {
			family = plain(n.In(p.lang))
		}
		t.rows = append(t.rows, row{cells: []cell{
			linked(x.Called.In(p.lang), p.to("/needs", fieldItem, string(x.Item), fieldState, stateAll, fieldRequester, string(f.Requester))), family,
			plain(p.quantity(p.part(x.InService), x.Unit)), plain(p.quantity(p.part(x.Coming), x.Unit)), p.standInCell(x.StandIns), p.standardsCell(x.Standards),
		}})
	}
	return t
}

// standInCell are the items that may stand in for a type; those that the requester has are said so.
func (p *boardPage) standInCell(all []board.StandIn) cell {
	var names []string
	for _, s := range all {
		name := s.Called.In(p.lang)
		if s.InFleet {
			name = p.say("types.standin.there", "item", name)
		}
		names = append(names, name)
	}
	if len(names) == 0 {
		return unknown(p.say("types.none"))
	}
	return plain(strings.Join(names, "; "))
}

func (p *boardPage) standardsCell(all []string) cell {
	if len(all) == 0 {
		return unknown(p.say("types.nofamily"))
	}
	return plain(strings.Join(all, ", "))
}

// trend draws how many types a requester had of a kind of thing over time.
func (p *typesPage) trend(f board.Fleet) figure.Form {
	thing := p.around.Things[f.Thing].In(p.lang)
	l := figure.Lines{Head: figure.Head{
		Title: p.say("types.trend.title", "thing", thing), Desc: p.say("types.trend.desc"), Columns: []string{p.say("rows.date")}, Numbers: p.whole0(),
	}, Months: p.short}
	for _, x := range []struct {
		name string
		of   func(board.Stand) int
	}{{p.say("types.trend.service"), func(s board.Stand) int { return s.InService }}, {p.say("types.trend.bound"), func(s board.Stand) int { return s.Bound }}, {p.say("types.trend.families"), func(s board.Stand) int { return s.Families }}} {
		line := figure.Series{Name: x.name}
		for _, s := range f.Stood {
			n := money.New(int64(x.of(s)), 0)
			line.Points = append(line.Points, figure.Point{Day: s.On, Datum: figure.Datum{Value: &n}})
		}
		l.Series = append(l.Series, line)
	}
	return l
}

// trendTable is that drawing as a table, the latest day first.
func (p *typesPage) trendTable(f board.Fleet) table {
	t := table{class: "board", caption: p.say("types.trend.title", "thing", p.around.Things[f.Thing].In(p.lang)), hush: true, columns: []column{{name: p.say("rows.date"), class: "date"}, {name: p.say("types.trend.service"), number: true}, {name: p.say("types.trend.bound"), number: true}, {name: p.say("types.trend.families"), number: true}}}
	for _, s := range slices.Backward(f.Stood) {
		t.rows = append(t.rows, row{cells: []cell{plain(p.shortDay(s.On)), plain(p.num(s.InService)), plain(p.num(s.Bound)), plain(p.num(s.Families))}})
	}
	return t
}

// varied reports whether a fleet had more than one type at some time: otherwise there is no trend to show.
func varied(f board.Fleet) bool {
	return slices.ContainsFunc(f.Stood, func(s board.Stand) bool { return s.Bound > 1 || s.InService > 1 })
}

// trendExport is how many types there were, by fleet and day.
func (p *typesPage) trendExport() sheet.Export {
	return sheet.Export{
		Name: p.say("nav.types"), About: p.about(p.say("about.types"), p.say("types.trend.desc")),
		Columns: slices.Concat(texts("requester", "thing", "on"), numbers("types_in_service", "types_firm", "families")),
		Rows: lazily(func() (rows [][]string) {
			for _, f := range p.shown {
				for _, s := range f.Stood {
					rows = append(rows, []string{string(f.Requester), string(f.Thing), s.On.String(), strconv.Itoa(s.InService), strconv.Itoa(s.Bound), strconv.Itoa(s.Families)})
				}
			}
			return rows
		}),
	}
}

func (p *typesPage) heading(f board.Fleet) string {
	return p.say("types.heading", "party", p.party(f.Requester), "thing", p.around.Things[f.Thing].In(p.lang))
}

// export is the list as shown.
func (p *typesPage) export() sheet.Export {
	return sheet.Export{
		Name: p.say("nav.types"), About: p.about(p.say("about.types"), p.say("types.note")),
		Columns: slices.Concat(texts("requester", "thing", "item", "name", "family"), numbers("in_service", "coming"), texts("unit", "substitutes", "standards")),
		Rows: lazily(func() (rows [][]string) {
			for _, f := range p.shown {
				for _, x := range f.Types {
					rows = append(rows, []string{string(f.Requester), string(f.Thing), string(x.Item), x.Called.In(p.lang), string(x.Family), x.InService.String(), x.Coming.String(), string(x.Unit), joinedIDs(x.StandIns), strings.Join(x.Standards, "; ")})
				}
			}
			return rows
		}),
	}
}

// joinedIDs are the ids of items that may stand in.
func joinedIDs(all []board.StandIn) string {
	var ids []string
	for _, s := range all {
		ids = append(ids, string(s.Item))
	}
	return strings.Join(ids, "; ")
}
