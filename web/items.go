package web

import (
	"cmp"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"muster"
	"muster/item"
	"muster/record"
	"muster/sheet"
)

// itemsPath is the catalogue.
const itemsPath = "/items"

func itemPath(id string) string { return itemsPath + "/" + segment(id) }

// itemsPage is the catalogue: what is asked for, offered and moved.
type itemsPage struct {
	boardPage
	all    *Catalogue
	shown  []*CatalogueLine
	f      filter
	sorted string
	paging paging
	list   table
}

func (s *site) items(w http.ResponseWriter, r *http.Request) {
	v := r.URL.Query()
	all, err := s.src.Catalogue(r.Context(), given(v, fieldKnown))
	if err != nil {
		s.fail(w, r, err)
		return
	}
	p := &itemsPage{boardPage: boardPage{page: s.pageAt(r, s.words.say("nav.items"), "coordination", all.Moment), around: all.Around, board: "items"}, all: all}
	p.here, p.quick = true, true
	p.choose(v.Get)
	if len(p.f.refused) > 0 {
		s.show(w, r, http.StatusBadRequest, p.whole())
		return
	}
	p.order(v.Get(fieldSort))
	if s.file(w, r, p.moment, "items", p.export()) {
		return
	}
	p.fill(pageAsked(v.Get(fieldPage)))
	s.show(w, r, http.StatusOK, p.whole())
}

// choose reads the filter and keeps the items that pass it.
func (p *itemsPage) choose(get func(string) string) {
	words, thing, family := get(fieldText), get(fieldThing), get(fieldFamily)
	p.f = filter{action: itemsPath, label: p.say("items.filter"), keep: []way{{fieldKnown, p.asked}, {fieldSort, get(fieldSort)}}}
	things, families := map[string]string{}, map[string]string{}
	for i := range p.all.Lines {
		x := &p.all.Lines[i]
		things[string(x.Thing)] = p.around.Things[x.Thing].In(p.lang)
		if x.Family != "" {
			families[string(x.Family)] = p.around.Family[x.Family].In(p.lang)
		}
	}
	p.f.fields = []field{{name: fieldText, label: p.say("filter.text"), value: words}, p.choiceOf(fieldThing, p.say("board.thing"), thing, things), p.choiceOf(fieldFamily, p.say("board.family"), family, families)}
	strays(&p.f)
	if words+thing+family != "" {
		p.f.reset = p.to(itemsPath)
	}
	looked := found(words)
	for i := range p.all.Lines {
		x := &p.all.Lines[i]
		if (thing == "" || string(x.Thing) == thing) && (family == "" || string(x.Family) == family) && (looked == "" || strings.Contains(p.all.Words[i], looked)) {
			p.shown = append(p.shown, x)
		}
	}
}

func (p *itemsPage) columns() []column {
	return []column{
		{name: p.say("items.item"), sort: "item"},
		{name: p.say("board.thing"), sort: "thing"},
		{name: p.say("board.family")},
		{name: p.say("items.nsn")},
		{name: p.say("items.wanted"), number: true, sort: "wanted"},
		{name: p.say("items.live"), number: true, sort: "live"},
	}
}

// order sorts what is shown; as it comes by name.
func (p *itemsPage) order(asked string) {
	p.sorted = sortOf(asked, "item", p.columns())
	key, falling := strings.TrimPrefix(p.sorted, "-"), strings.HasPrefix(p.sorted, "-")
	name := func(x *CatalogueLine) string { return x.Names.In(p.lang) }
	slices.SortStableFunc(p.shown, func(a, b *CatalogueLine) (c int) {
		switch key {
		case "thing":
			c = cmp.Compare(p.around.Things[a.Thing].In(p.lang), p.around.Things[b.Thing].In(p.lang))
		case "wanted":
			c = cmp.Compare(a.Wanted, b.Wanted)
		case "live":
			c = cmp.Compare(a.Live, b.Live)
		default:
			c = cmp.Compare(name(a), name(b))
		}
		if falling {
			c = -c
		}
		return cmp.Or(c, cmp.Compare(name(a), name(b)), cmp.Compare(a.About, b.About))
	})
}

// fill makes the table of one page.
func (p *itemsPage) fill(at int) {
	g, from, to := p.pagesOf(len(p.shown), boardEach, at)
	p.paging = g
	p.list = table{class: "board", columns: p.columns(), sorted: p.sorted, caption: p.say("items.caption", "n", p.num(len(p.shown)), "from", p.num(from+1), "to", p.num(to))}
	for _, x := range p.shown[from:to] {
		count := func(n int, board string) cell {
			if n == 0 {
				return plain(p.num(n))
			}
			return linked(p.num(n), p.to(board, fieldItem, x.About))
		}
		p.list.rows = append(p.list.rows, row{cells: []cell{
			under(linked(x.Names.In(p.lang), p.to(itemPath(x.About))), dotted(x.About, p.unit(x.Unit))), plain(p.around.Things[x.Thing].In(p.lang)), p.familyCell(x.Family), plain(x.NSN), count(x.Wanted, "/needs"), count(x.Live, "/offers"),
		}})
	}
}

func (p *boardPage) familyCell(id item.FamilyID) cell {
	if id == "" {
		return unknown(p.say("types.nofamily"))
	}
	return linked(p.familyName(id), p.to(itemsPath, fieldFamily, string(id)))
}

func (p *boardPage) familyName(id item.FamilyID) string {
	return cmp.Or(p.around.Family[id].In(p.lang), string(id))
}

// export is the list as shown.
func (p *itemsPage) export() sheet.Export {
	return sheet.Export{
		Name: p.say("nav.items"), About: p.about(p.say("about.items"), p.say("items.note")),
		Columns: slices.Concat(texts("item", "name", "thing", "unit", "nsn", "maker", "part_no", "family"), namedNumbers("requirements", "offers", "needs"), texts("statement")),
		Rows: lazily(func() (rows [][]string) {
			for _, x := range p.shown {
				rows = append(rows, []string{x.About, x.Names.In(p.lang), string(x.Thing), string(x.Unit), x.NSN, x.Maker, x.PartNo, string(x.Family), strconv.Itoa(x.Wanted), strconv.Itoa(x.Live), strconv.Itoa(x.Needs), string(x.Statement)})
			}
			return rows
		}),
	}
}

// itemPage is one item of the catalogue.
type itemPage struct {
	objectPage
	x *ItemDetail
}

func (s *site) item(w http.ResponseWriter, r *http.Request) {
	if p, err := s.itemOf(r); err != nil {
		s.fail(w, r, err, way{itemsPath, s.words.say("nav.items")})
	} else {
		s.show(w, r, http.StatusOK, p.whole())
	}
}

func (s *site) itemOf(r *http.Request) (*itemPage, error) {
	x, err := s.src.Item(r.Context(), given(r.URL.Query(), fieldKnown), printable(r.PathValue("id")))
	if err != nil {
		return nil, err
	}
	p := &itemPage{x: x}
	p.objectPage = s.objectPage(r, "items", itemPath(x.Is.About), x.Around, x.History)
	p.title = x.Is.Names.In(p.lang)
	return p, s.remarks(r, &p.objectPage, item.Object, x.Is.About, x.Is.Audience)
}

// noteOnItem records a comment.
func (s *site) noteOnItem(w http.ResponseWriter, r *http.Request) {
	id := printable(r.PathValue("id"))
	s.recordForm(w, r, []string{record.KindNote}, id, itemPath(id), func(refused []*muster.Error) {
		p, err := s.itemOf(r)
		if err != nil {
			s.fail(w, r, err, way{itemsPath, s.words.say("nav.items")})
			return
		}
		p.took(r.PostForm, refused)
		s.show(w, r, statusOf(refused), p.whole())
	})
}

// itemName is another item, which leads to its page.
func (p *itemPage) itemName(id item.ID) cell {
	return linked(cmp.Or(p.x.Names[id].In(p.lang), string(id)), p.to(itemPath(string(id))))
}

// kit lists what one of it needs to be of use.
func (p *itemPage) kit() table {
	t := table{class: "board", caption: p.say("item.kit.caption", "unit", p.unit(p.x.Is.Unit)), hush: true, columns: []column{{name: p.say("need.package.what")}, {name: p.say("need.package.total"), number: true}, {name: p.say("item.when")}}}
	for _, n := range p.x.Kit {
		what, sort := cell{}, p.say("sort."+string(n.Sort))
		switch {
		case n.NeedsItem != "":
			what = p.itemName(n.NeedsItem)
		case n.NeedsFamily != "":
			what = linked(p.say("item.anyof", "family", p.familyName(n.NeedsFamily)), p.to(itemsPath, fieldFamily, string(n.NeedsFamily)))
		default:
			what = plain(n.Target())
		}
		if n.Essential {
			sort = dotted(sort, p.say("need.package.essential"))
		}
		t.rows = append(t.rows, row{cells: []cell{under(what, sort), plain(p.quantity(p.part(n.Each), n.Unit)), plain(p.whenNeeded(&n.Needs))}})
	}
	return t
}

// whenNeeded says in words how long before or after the item something may come.
func (p *itemPage) whenNeeded(n *item.Needs) string {
	var before, after string
	if n.Before != nil {
		before = p.count("item.before", *n.Before)
	}
	if n.After > 0 {
		after = p.count("item.after", n.After)
	}
	return cmp.Or(dotted(before, after), p.say("item.anytime"))
}

// standIns lists what may stand in for the item, or what it may stand in for.
func (p *itemPage) standIns(all []item.StandIn, forThis bool) table {
	t := table{class: "board", caption: p.say("item.standsin.caption"), hush: true, columns: []column{{name: p.say("items.item")}, {name: p.say("item.rate"), number: true}, {name: p.say("item.conditions")}}}
	if !forThis {
		t.caption = p.say("item.standsfor.caption")
	}
	for _, s := range all {
		other := s.Substitute.Substitute
		if !forThis {
			other = s.Item
		}
		t.rows = append(t.rows, row{cells: []cell{p.itemName(other), plain(p.part(s.Each)), plain(s.Conditions)}})
	}
	return t
}

// needLines and offerLines list where it is asked for and offered.
func (p *itemPage) needLines() table {
	t := table{class: "board", caption: p.say("item.needs"), hush: true, columns: []column{{name: p.say("needs.line")}, {name: p.say("needs.quantity"), number: true}, {name: p.say("needs.by"), class: "date"}, {name: p.say("board.state")}}}
	for i := range p.x.Lines[:min(len(p.x.Lines), fewLines)] {
		n := &p.x.Lines[i]
		t.rows = append(t.rows, row{cells: []cell{under(linked(n.ID, p.to(needPath(n.ID))), dotted(p.party(n.Requester), n.Coalition)), plain(p.quantity(p.qty(n.Quantity), n.Unit)), plain(p.shortDay(n.NeededBy)), drawn(p.stateCell(n.State, ""))}})
	}
	return t
}

func (p *itemPage) offerLines() table {
	t := table{class: "board", caption: p.say("item.offers"), hush: true, columns: []column{{name: p.say("offers.line")}, {name: p.say("offers.quantity"), number: true}, {name: p.say("offers.ready"), class: "date"}, {name: p.say("board.state")}}}
	for i := range p.x.Stock[:min(len(p.x.Stock), fewLines)] {
		o := &p.x.Stock[i]
		t.rows = append(t.rows, row{cells: []cell{under(linked(o.ID, p.to(offerPath(o.ID))), p.party(o.Donor)), plain(p.quantity(p.qty(o.Quantity), o.Unit)), plain(p.shortDay(o.Ready)), drawn(p.stateCell(o.State, ""))}})
	}
	return t
}

// fewLines is how many requirements and offers an item's page lists; the boards have the rest.
const fewLines = 12

// otherNames is what it is called in the other languages.
func (p *itemPage) otherNames() string {
	var all []string
	for _, tag := range slices.Sorted(maps.Keys(p.x.Is.Names)) {
		if name := p.x.Is.Names[tag]; name != p.title {
			all = append(all, name+" ("+tag+")")
		}
	}
	return strings.Join(append(all, p.x.Is.Aliases...), ", ")
}

func (p *itemPage) classes() string {
	var all []string
	for _, c := range p.x.Is.Classes {
		all = append(all, strings.ToUpper(string(c.Scheme))+" "+c.Code)
	}
	return strings.Join(all, ", ")
}

// conversions are the units that it alone is counted in beside its own.
func (p *itemPage) conversions() (all []string) {
	for _, c := range p.x.Units {
		all = append(all, p.say("item.conversion", "from", p.unit(c.From), "n", c.Factor, "to", p.unit(c.To)))
	}
	return all
}

func (p *itemPage) together() string {
	var all []string
	for _, f := range p.x.Together {
		all = append(all, p.familyName(f))
	}
	return strings.Join(all, ", ")
}
