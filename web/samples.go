package web

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"muster"
	"muster/access"
	"muster/audit"
	"muster/evidence"
	"muster/report"
	"muster/sheet"
	"muster/work"
)

// samplesPath is the list of samples drawn.
const samplesPath = "/samples"

// The fields of the form that draws one, and the parameter that says which was drawn.
const (
	fieldList  = "list"
	fieldSize  = "size"
	fieldSeed  = "seed"
	fieldDrawn = "drawn"
)

// usualSize is how many the form suggests to draw.
const usualSize = 25

// samplesPage lists the random samples that were drawn, and has the form that draws one.
type samplesPage struct {
	registerPage
	b     *SampleBook
	f     filter
	drawn *report.SampleDrawn // just now
}

func (s *site) samples(w http.ResponseWriter, r *http.Request) {
	p, err := s.samplesOf(r)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	id := given(r.URL.Query(), fieldDrawn)
	if i := slices.IndexFunc(p.b.Items, func(x report.SampleDrawn) bool { return string(x.Statement) == id }); i >= 0 {
		p.drawn = &p.b.Items[i]
	}
	if s.file(w, r, p.moment, "samples", p.export()) {
		return
	}
	s.show(w, r, http.StatusOK, p.whole())
}

func (s *site) samplesOf(r *http.Request) (*samplesPage, error) {
	b, err := s.src.Samples(r.Context(), given(r.URL.Query(), fieldKnown))
	if err != nil {
		return nil, err
	}
	p := &samplesPage{b: b}
	p.registerPage = s.register(r, evidence.ObjectItem, samplesPath, b.Around, work.Declared{}, nil)
	p.title, p.here, p.board, p.object = p.say("nav.samples.book"), true, "samples.book", ""
	lists := []option{}
	for _, x := range b.Lists {
		lists = append(lists, option{x, upperFirst(p.objectWord(x))})
	}
	p.f = filter{action: samplesPath, label: p.say("samples.draw"), fields: []field{
		{name: fieldList, label: p.say("samples.list"), options: lists},
		{name: fieldSize, label: p.say("samples.size"), value: strconv.Itoa(usualSize), class: "year"},
		{name: fieldSeed, label: p.say("samples.seed"), hint: p.say("samples.seed.hint")},
		{name: fieldWhy, label: p.say("say.why"), hint: p.say("samples.why.hint")},
	}}
	return p, nil
}

// draws says whether whoever signed in may draw.
func (p *samplesPage) draws() bool {
	return p.writing && slices.ContainsFunc(audit.Rules(), func(r access.Rule) bool { return r.May(p.writer.Principal, access.Object{}) == nil })
}

// drawSample draws a sample, records it and leads to it.
func (s *site) drawSample(w http.ResponseWriter, r *http.Request) {
	who, ok := acting(r.Context())
	if !ok {
		s.fail(w, r, muster.Denied(s.words.say("write.denied")), way{samplesPath, s.words.say("nav.samples.book")})
		return
	}
	said := func(name string) string { return strings.TrimSpace(r.PostFormValue(name)) }
	var id muster.ID
	size, err := audit.ParseSize(said(fieldSize))
	if err == nil {
		id, err = s.src.DrawSample(context.WithoutCancel(r.Context()), who.Principal, said(fieldList), size, said(fieldSeed), said(fieldWhy))
	}
	if err == nil {
		http.Redirect(w, r, address(samplesPath, map[string][]string{fieldDrawn: {string(id)}}), http.StatusSeeOther)
		return
	}
	refused := muster.Refusals(err)
	p, again := s.samplesOf(outlasting(r))
	if len(refused) == 0 || again != nil {
		s.fail(w, r, err, way{samplesPath, s.words.say("nav.samples.book")})
		return
	}
	p.f.refused = refused
	for i := range p.f.fields {
		p.f.fields[i].value = said(p.f.fields[i].name)
	}
	s.show(w, r, statusOf(refused), p.whole())
}

// samplePaper hands out the working paper of a sample, drawn again as known then.
func (s *site) samplePaper(w http.ResponseWriter, r *http.Request) {
	e, err := s.src.SamplePaper(r.Context(), muster.ID(printable(r.PathValue("id"))))
	if err != nil {
		s.fail(w, r, err, way{samplesPath, s.words.say("nav.samples.book")})
		return
	}
	if v := r.URL.Query(); given(v, fieldFormat) == "" {
		v.Set(fieldFormat, "xlsx")
		r = r.Clone(r.Context())
		r.URL.RawQuery = v.Encode()
	}
	s.file(w, r, Moment{}, "sample-"+fileName(r.PathValue("id")), e)
}

func samplePath(id muster.ID) string { return samplesPath + "/" + segment(string(id)) }

// list has a row for each sample drawn.
func (p *samplesPage) list() table {
	t := table{class: "board", caption: p.say("samples.caption"), hush: true, columns: []column{
		{name: p.say("exceptions.on"), class: "date"}, {name: p.say("samples.list")}, {name: p.say("samples.size"), number: true}, {name: p.say("samples.seed")}, {name: p.say("samples.known"), number: true}, {name: p.say("samples.by")}, {name: p.say("samples.paper")},
	}}
	for i := range p.b.Items {
		x := &p.b.Items[i]
		t.rows = append(t.rows, row{cells: []cell{
			under(linked(p.shortDay(x.On), p.statementAt(x.Statement)), x.Why), plain(upperFirst(p.objectWord(x.List))),
			under(plain(p.num(min(x.Size, x.Population))), p.say("samples.of", "n", p.num(x.Population))), under(plain(x.Seed), x.Digest), plain(p.num64(x.Position)),
			under(plain(upperFirst(p.officeWords(x.By))), x.Person), linked(p.say("samples.paper.short"), p.to(samplePath(x.Statement))),
		}})
	}
	return t
}

// lead says what was drawn just now, or how many samples were.
func (p *samplesPage) lead() string {
	if x := p.drawn; x != nil {
		return p.say("samples.drawn", "n", p.num(min(x.Size, x.Population)), "all", p.num(x.Population), "list", p.objectWord(x.List), "seed", x.Seed, "known", p.num64(x.Position))
	}
	return p.count("samples.lead", len(p.b.Items))
}

// export is the list as a file.
func (p *samplesPage) export() sheet.Export {
	return sheet.Export{
		Name: p.title, About: p.about(p.say("samples.about"), p.say("samples.about.method")),
		Columns: slices.Concat(days("on"), texts("list"), numbers("size", "population"), texts("seed"), namedNumbers("position"), texts("digest", "by", "person", "why", "statement")),
		Rows: lazily(func() (rows [][]string) {
			for _, x := range p.b.Items {
				rows = append(rows, x.Cells())
			}
			return rows
		}),
	}
}
