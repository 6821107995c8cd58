package web

import (
	"net/http"
	"slices"
	"strings"

	"muster"
	"muster/layer"
	"muster/lists"
	"muster/pledge"
)

// judgePage is the form by which a row is judged, beside what it says.
type judgePage struct {
	page
	row     pledge.Target
	said    Said
	own     []layer.Layer
	sent    layer.Judgement // as it was sent
	into    string          // the layer it goes into; empty: a new one
	name    string          // of a new one
	back    string
	refused []*muster.Error
}

// targetOfForm reads which row is meant.
func targetOfForm(r *http.Request) pledge.Target {
	return pledge.Target{Contribution: r.FormValue("contribution"), Line: r.FormValue("line"), Event: pledge.Event(r.FormValue("event"))}
}

// sentJudgement reads a judgement from a form. A value may be put down with thousands separators, and a
// currency in small letters.
func sentJudgement(r *http.Request) layer.Judgement {
	j := layer.Judgement{Target: targetOfForm(r), Kind: layer.Kind(r.PostFormValue("kind")), Value: strings.TrimSpace(r.PostFormValue("value")), Note: strings.TrimSpace(r.PostFormValue("note"))}
	switch j.Kind {
	case layer.Value:
		currency, amount, _ := strings.Cut(strings.ToUpper(j.Value), " ")
		j.Value = strings.TrimSpace(currency + " " + lists.PlainNumber(amount))
	case layer.Type:
		j.Value = strings.ToLower(j.Value)
	case layer.Exclude:
		j.Value = ""
	}
	return j
}

func targetsOf(all []layer.Judgement) (out []pledge.Target) {
	for _, j := range all {
		out = append(out, j.Target)
	}
	return out
}

func (s *site) judgeForm(w http.ResponseWriter, r *http.Request) {
	if !s.mayWrite(w, r) {
		return
	}
	s.showJudge(w, r, http.StatusOK, &judgePage{row: targetOfForm(r), sent: layer.Judgement{Kind: layer.Exclude}, into: r.FormValue(fieldLayer), back: localPath(r.FormValue("back"), "")})
}

// showJudge completes the form with what the row says and what is judged of it already.
func (s *site) showJudge(w http.ResponseWriter, r *http.Request, status int, p *judgePage) {
	said, m, err := s.opt.Layers.Says(r.Context(), "", []pledge.Target{p.row})
	if err == nil && !said[0].OK {
		err = muster.Missing(s.words.say("judge.gone.row", "row", printable(p.row.Contribution)))
	}
	if err == nil {
		p.own, _, err = s.layersOf(r)
	}
	if err != nil {
		s.fail(w, r, err, way{"/layers", s.words.say("nav.layers")})
		return
	}
	p.said = said[0]
	p.page = s.pageAt(r, s.words.say("judge.title"), "layers", m)
	p.page.self = ""
	if p.into == "" && len(p.own) > 0 && p.name == "" {
		p.into = string(p.own[0].ID)
	}
	if !slices.ContainsFunc(p.own, func(l layer.Layer) bool { return string(l.ID) == p.into }) {
		p.into = ""
	}
	if p.name == "" && len(p.own) == 0 {
		p.name = s.words.say("judge.mine")
	}
	s.show(w, r, status, p.whole())
}

func (p *judgePage) refusedAt(field string) string { return whyOf(p.refused, field) }

// existing lists what a reader's own layers say of the row already.
func (p *judgePage) existing() (out []ownJudgement) {
	for _, l := range p.own {
		for _, j := range l.Of(p.row) {
			out = append(out, ownJudgement{l, j})
		}
	}
	return out
}

type ownJudgement struct {
	layer.Layer
	j layer.Judgement
}

// judgeRow puts a judgement into a layer and leads back, with the layer laid over the page.
func (s *site) judgeRow(w http.ResponseWriter, r *http.Request) {
	if !s.mayWrite(w, r) {
		return
	}
	p := &judgePage{
		row: targetOfForm(r), sent: sentJudgement(r), into: r.PostFormValue(fieldLayer), name: strings.TrimSpace(r.PostFormValue("name")), back: localPath(r.PostFormValue("back"), ""),
	}
	id, err := s.judgeInto(w, r, p)
	if refused := muster.Refusals(err); len(refused) > 0 && statusOf(refused) == http.StatusBadRequest {
		p.refused, p.sent.Value = refused, strings.TrimSpace(r.PostFormValue("value"))
		s.showJudge(w, r, http.StatusBadRequest, p)
		return
	}
	if err != nil {
		s.fail(w, r, err, way{"/layers", s.words.say("nav.layers")})
		return
	}
	back := layerPath(id)
	if p.back != "" {
		back = page{self: p.back}.with(fieldLayer, string(id), fieldPage, "")
	}
	http.Redirect(w, r, back, http.StatusSeeOther)
}

func (s *site) judgeInto(w http.ResponseWriter, r *http.Request, p *judgePage) (layer.ID, error) {
	said, _, err := s.opt.Layers.Says(r.Context(), "", []pledge.Target{p.row})
	if err != nil {
		return "", err
	}
	if !said[0].OK {
		return "", muster.Missing(s.words.say("judge.gone.row", "row", printable(p.row.Contribution)))
	}
	j := p.sent
	j.Base, j.When = &said[0].Base, s.opt.Layers.Now()
	if p.into == "" {
		l := layer.Layer{Format: layer.Format, Name: p.name}
		if err := l.Judge(j); err != nil {
			return "", err
		}
		made, err := s.newLayer(w, r, l)
		return made.ID, err
	}
	o := ownerOf(r)
	l, err := s.opt.Layers.Change(layer.ID(p.into), func(l *layer.Layer) error {
		if !l.OwnedBy(o) {
			return muster.Missing(s.words.say("missing.layer", "id", printable(p.into)))
		}
		return l.Judge(j)
	})
	return l.ID, err
}
