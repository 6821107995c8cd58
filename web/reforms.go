package web

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"muster"
	"muster/figure"
	"muster/money"
	"muster/reform"
	"muster/report"
	"muster/work"
)

// The pages of reforms beside their lists.
const (
	reformsPath = "/reforms"
	duePath     = "/reforms/due"
)

// The parameters of the pages of reforms.
const (
	fieldFramework = "framework"
	fieldOn        = "on"
	fieldUntil     = "until"
	fieldFound     = "found"
)

// reformPage is what the board of reforms and the list of what is due have.
type reformPage struct {
	registerPage
	frames []reform.Framework
	on     muster.Day // 0: today
	f      filter
}

// reforming begins a page of reforms that is of no object. What it wants to know of the day is read before,
// with what was wrong with it.
func (s *site) reforming(r *http.Request, board, path string, a Around, frames []reform.Framework, on muster.Day, wrong filter) (p reformPage) {
	p.registerPage = s.register(r, reform.Life.Object, path, a, work.Declared{}, nil)
	p.title, p.here, p.board, p.object = p.say("nav."+board), true, board, ""
	p.frames, p.on = frames, on
	p.f = filter{action: path, label: p.say("reforms.which"), keep: []way{{fieldKnown, p.asked}}, refused: wrong.refused}
	return p
}

// onField is the day for which a page of reforms is asked.
func (p *reformPage) onField() field {
	return field{name: fieldOn, label: p.say("reforms.on"), value: given(p.params(), fieldOn), class: "day", example: p.around.Today.String()}
}

// frameworkChoice chooses among frameworks; any offers all of them at once.
func (p *reformPage) frameworkChoice(now string, any bool) field {
	names := map[string]string{}
	for _, f := range p.frames {
		names[f.About] = f.Title.In(p.lang)
	}
	x := p.choiceOf(fieldFramework, p.say("say.reform.framework"), now, names)
	if !any {
		x.options = x.options[1:]
	}
	return x
}

// frameOf finds a framework that the viewer may see.
func (p *reformPage) frameOf(id string) (reform.Framework, bool) {
	i := slices.IndexFunc(p.frames, func(f reform.Framework) bool { return f.About == id })
	if i < 0 {
		return reform.Framework{}, false
	}
	return p.frames[i], true
}

func (p *reformPage) frameName(id string) string {
	f, ok := p.frameOf(id)
	if !ok {
		return id
	}
	return f.Title.In(p.lang)
}

// reformsPage is the scoreboard of one framework.
type reformsPage struct {
	reformPage
	b *report.Scoreboard // nil: there is none
}

func (s *site) reforms(w http.ResponseWriter, r *http.Request) {
	v := r.URL.Query()
	var wrong filter
	on := dayField(&wrong, fieldOn, given(v, fieldOn))
	all, err := s.src.Scoreboard(r.Context(), given(v, fieldKnown), given(v, fieldFramework), on)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	p := &reformsPage{b: all.Board}
	p.reformPage = s.reforming(r, "reforms.board", reformsPath, all.Around, all.Frameworks, on, wrong)
	p.title, p.draws = p.say("nav.reforms"), true
	now := given(v, fieldFramework)
	if now == "" && p.b != nil {
		now = p.b.Framework
	}
	p.f.fields = []field{p.frameworkChoice(now, false), p.onField()}
	strays(&p.f)
	if len(p.frames) > 0 && (len(p.f.refused) > 0 || p.b == nil) {
		s.show(w, r, http.StatusBadRequest, p.whole())
		return
	}
	if p.b != nil && given(v, fieldFormat) == "svg" {
		s.picture(w, "scoreboard-"+p.b.Framework, p.moment, p.shares())
		return
	}
	if table := given(v, fieldTable); p.b != nil && given(v, fieldFormat) != "" {
		e, err := p.sectionFile(p.b.Sections(), cmp.Or(table, "chapters"), p.say("reforms.about", "framework", p.b.Title.In(p.lang), "day", p.b.On.String()), p.say("reforms.note"))
		if err != nil {
			s.fail(w, r, err, way{reformsPath, p.title})
			return
		}
		if s.file(w, r, p.moment, "scoreboard-"+p.b.Framework+"-"+cmp.Or(table, "chapters"), e) {
			return
		}
	}
	s.show(w, r, http.StatusOK, p.whole())
}

// jsonOf is where the same is had as JSON: from the API, as known and on the day asked for.
func (p *reformPage) jsonOf(operation string, pairs ...string) way {
	on := ""
	if p.on != 0 {
		on = p.on.String()
	}
	return way{p.to("/v1/reforms/"+operation, append(pairs, "effective", on)...), p.say("reforms.json")}
}

// boardFiles lead to one of the board's tables as files.
func (p *reformsPage) boardFiles(table string) []way {
	if table != "chapters" {
		return p.tableLinks(table)
	}
	return append(p.tableLinks(table), p.jsonOf("scoreboard", fieldFramework, p.b.Framework))
}

// lead says how far the steps are, and what is only reported.
func (p *reformsPage) lead() string {
	b, due := p.b, p.b.All.Due
	all := p.counted()
	switch {
	case b.All.Steps == 0:
		all = append(all, p.say("reforms.lead.nosteps"))
	case due == 0:
		all = append(all, p.count("reforms.lead.none", b.All.Steps))
	default:
		all = append(all, p.count("reforms.lead", due, "done", p.num(b.All.Done()), "percent", p.grouped(b.All.Percent)))
		if b.All.Late > 0 {
			all = append(all, p.count("reforms.lead.late", b.All.Late))
		}
	}
	if n := b.All.In(reform.Reported); n > 0 {
		all = append(all, p.count("reforms.lead.reported", n))
	}
	return strings.Join(all, " ")
}

// counted says what the keeper of the framework published of its measures, scale by scale.
func (p *reformsPage) counted() (all []string) {
	for _, c := range p.b.Scales {
		if !p.published(c) {
			continue
		}
		var words []string
		for _, w := range slices.Backward(c.Words) {
			words = append(words, p.say("reforms.counted.word", "n", p.num(w.Published), "word", w.Title.In(p.lang)))
		}
		all = append(all, p.say("reforms.counted", "n", p.num(c.Published.Total), "on", p.dayOf(c.Published.On), "words", p.list(words)))
	}
	return all
}

// moneyLead says what became of the money in one currency.
func (p *reformsPage) moneyLead(m report.ReformMoney) string {
	u := p.unitFor(money.Money{Amount: m.AtStake, Currency: m.Currency})
	all := []string{p.say("reforms.lead.paid", "paid", u.full(m.Paid.Add(m.Released)), "stake", u.full(m.AtStake))}
	if m.Released.Sign() > 0 {
		all = append(all, p.say("reforms.lead.released", "n", u.full(m.Released)))
	}
	if m.Held.Sign() > 0 {
		words := p.say("reforms.lead.held", "n", u.full(m.Held))
		if left, ok := p.nearest(m.Currency); ok {
			words = p.say("reforms.lead.clock", "held", words, "left", p.count("reforms.left", left))
		}
		all = append(all, words)
	}
	if m.Reduced.Sign() > 0 {
		all = append(all, p.say("reforms.lead.reduced", "n", u.full(m.Reduced)))
	}
	return upperFirst(p.list(all)) + "."
}

// nearest is how many days are left of the first clock that runs out, of instalments in a currency.
func (p *reformsPage) nearest(c money.Currency) (left int, ok bool) {
	for _, x := range p.b.Instalments {
		if x.Currency == c && x.DaysLeft != nil && (!ok || *x.DaysLeft < left) {
			left, ok = *x.DaysLeft, true
		}
	}
	return left, ok
}

// shares draws of each chapter how many steps are fulfilled, held against how many are due.
func (p *reformsPage) shares() figure.Form {
	f := figure.Bars{Head: figure.Head{
		Title: p.say("reforms.drawn"), Desc: p.say("reforms.drawn.desc", "framework", p.b.Title.In(p.lang)), Columns: []string{p.say("say.reform.chapter"), p.say("reforms.done"), p.say("reforms.due")}, Numbers: p.whole0(),
	}, Key: p.say("reforms.done"), Held: p.say("reforms.due")}
	for _, c := range p.b.Chapters {
		n, due := money.New(int64(c.Done()), 0), money.New(int64(c.Due), 0)
		f.Bars = append(f.Bars, figure.Bar{Name: p.chapter(c), Datum: figure.Datum{Value: &n, Href: p.stepsOf(c.Chapter, stateAll)}, Mark: &due})
	}
	return f
}

func (p *reformsPage) chapter(c report.Score) string {
	if c.Chapter == "" {
		return p.say("reforms.nochapter")
	}
	return c.Title.In(p.lang)
}

// stepsOf leads to the steps of a chapter of the framework, or of all of it, in a state; preconditions stand apart.
func (p *reformsPage) stepsOf(chapter, state string) string {
	return p.to(shelfPath(reform.Life.Object), fieldFramework, p.b.Framework, "chapter", chapter, "precondition", no, fieldState, state)
}

// hasSteps reports whether the framework has steps in this record, beside what was published of it.
func (p *reformsPage) hasSteps() bool { return p.b.All.Steps > 0 }

// mayState reports whether whoever signed in may state steps.
func (p *reformPage) mayState() bool {
	return p.writing && mayBegin(&reform.Life, p.writer.Principal)
}

// fitReform makes the form of a step or an instalment offer the frameworks there are, and the chapters of the one
// that it names; and what a step may ask.
func fitReform(s *site, r *http.Request, p *heldForm, values map[string]string) error {
	f := p.forms[0]
	all, err := s.src.Frameworks(r.Context())
	if err != nil {
		return err
	}
	for i := range f.fields {
		c := &f.fields[i]
		offer := func(key string, of []string) {
			for _, v := range of {
				c.options = append(c.options, option{v, p.choiceWord(key, v)})
			}
		}
		switch c.name {
		case "framework":
			c.options = []option{{"", p.say("say.none")}}
			for _, x := range all {
				c.options = append(c.options, option{x.About, x.Title.In(p.lang)})
			}
		case "chapter":
			at := slices.IndexFunc(all, func(x reform.Framework) bool { return x.About == values["framework"] })
			if at < 0 {
				continue
			}
			c.options = []option{{"", p.say("say.none")}}
			for _, x := range all[at].Chapters {
				c.options = append(c.options, option{x.Key, x.Title.In(p.lang)})
			}
		case "unit": // what is measured is in no catalogue
			c.options = nil
		case "measured":
			offer("measured", reform.Measured)
		case "law":
			c.options = []option{{"", p.say("say.none")}}
			offer("law", reform.Laws)
		}
	}
	return nil
}
