package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"muster"
	"muster/access"
	"muster/fund"
	"muster/lists"
	"muster/money"
	"muster/requirement"
)

// packageRows is how many lines the form of a new package has room for.
const packageRows = 8

// mostPackageRows is how many lines a package may have that is changed on a page: of more the form would send
// a part, and the rest would be gone.
const mostPackageRows = 500

// newPackagePage is the form by which a package is stated, or changed.
type newPackagePage struct {
	objectPage
	rows int    // lines that it has room for
	lead string // what it is for
}

var rowNames = []string{"item", "requirement", "quantity", "unit", "price", "currency"}

// newPackage shows the form, or records what it sent.
func (s *site) newPackage(w http.ResponseWriter, r *http.Request) { s.statePackage(w, r, "") }

func (s *site) changePackage(w http.ResponseWriter, r *http.Request) {
	s.statePackage(w, r, printable(r.PathValue("id")))
}

// statePackage shows the form of a new package, or of the one that is to be changed, or records what it sent.
func (s *site) statePackage(w http.ResponseWriter, r *http.Request, id string) {
	who, ok := acting(r.Context())
	if !ok {
		s.fail(w, r, muster.Denied(s.words.say("write.denied")), way{"/packages", s.words.say("nav.packages")})
		return
	}
	own := access.Object{Parties: map[string]muster.PartyID{requirement.Requester: who.Party}}
	p, err := s.newPackageOf(r, id)
	if err = errors.Join(fund.Life.Say().May(who.Principal, own), err); err != nil {
		s.fail(w, r, err, way{"/packages", s.words.say("nav.packages")})
		return
	}
	if r.Method != http.MethodPost {
		s.show(w, r, http.StatusOK, p.whole())
		return
	}
	x, rows := packageFrom(r.PostForm.Get, p.rows)
	if id != "" {
		x.About = id
	}
	_, err = s.src.Say(context.WithoutCancel(r.Context()), who.Principal, x, r.PostForm.Get("shown"))
	refused := muster.Refusals(err)
	switch {
	case err == nil:
		http.Redirect(w, r, packagePath(x.About), http.StatusSeeOther)
	case len(refused) == 0:
		s.fail(w, r, err)
	default:
		for _, e := range refused {
			for i, n := range rows { // rows left empty are not in the statement, so that they count anew
				if rest, ok := strings.CutPrefix(e.Field, fmt.Sprintf("lines[%d].", i)); ok {
					e.Field = fmt.Sprintf("lines.%d.%s", n, rest)
					break
				}
			}
			if e.Field == "lines" {
				e.Field = "lines.0.item"
			}
		}
		p.took(r.PostForm, refused)
		s.show(w, r, statusOf(refused), p.whole())
	}
}

// packageFrom reads the form; rows are those of the form that its lines are from.
func packageFrom(get func(string) string, room int) (x *fund.Package, rows []int) {
	text := func(name string) string { return strings.TrimSpace(get(name)) }
	x = &fund.Package{Envelope: muster.Envelope{Kind: fund.KindPackage, About: text("about"), Audience: muster.Audience(text("audience")), Replaces: muster.ID(text("replaces")), Why: text("why")}, Title: text("title"), FundBy: text("fund_by"), Due: text("due")}
	keys := map[string]bool{}
	for i := range room {
		keys[text(fmt.Sprintf("lines.%d.key", i))] = true
	}
	free := 0
	for i := range room {
		at := func(name string) string { return text(fmt.Sprintf("lines.%d.%s", i, name)) }
		if at("item")+at("requirement")+at("quantity")+at("price") == "" {
			continue
		}
		rows = append(rows, i)
		key := at("key") // a line that stands keeps its own: offers are linked to it
		for key == "" {
			if free++; !keys[fmt.Sprint(free)] {
				key = fmt.Sprint(free)
			}
		}
		x.Lines = append(x.Lines, fund.Line{
			Key: key, Item: at("item"), Requirement: at("requirement"), Quantity: lists.PlainNumber(at("quantity")), Unit: at("unit"),
			Price: lists.PlainNumber(at("price")), Currency: money.Currency(at("currency")),
		})
	}
	return x, rows
}

// newPackageOf makes the form: empty, or with what stands of the package that is to be changed.
func (s *site) newPackageOf(r *http.Request, id string) (*newPackagePage, error) {
	all, err := s.src.Packages(r.Context(), "")
	if err != nil {
		return nil, err
	}
	p := &newPackagePage{objectPage: s.objectPage(r, "packages", "/packages/new", all.Around, nil), rows: packageRows}
	p.title, p.lead = p.say("packages.new"), p.say("packnew.lead")
	f := &sayForm{name: "package", kind: fund.KindPackage, title: p.title, button: p.say("packnew.send")}
	was := &fund.Package{}
	if id != "" {
		i := slices.IndexFunc(all.Lines, func(l PackageLine) bool { return l.About == id })
		if i < 0 {
			return nil, muster.Missing("the package " + id)
		}
		if by := all.Lines[i].By; by != p.writer.Party {
			return nil, muster.Denied(p.say("packnew.notyours", "party", p.party(by)))
		}
		was = &all.Lines[i].Package
		if len(was.Lines) > mostPackageRows-2 {
			return nil, muster.Invalid("lines", p.say("packnew.long", "n", p.num(len(was.Lines)), "most", p.num(mostPackageRows-2)))
		}
		p.path, p.rows = packagePath(id)+"/change", max(packageRows, len(was.Lines)+2)
		p.title, p.lead = p.say("state.change", "id", id), p.say("packnew.change.lead")
		f.title, f.button, f.hidden = p.title, p.say("state.send"), []way{{"replaces", string(all.Lines[i].Statement)}}
	}
	f.fields = []sayField{
		{name: "title", label: p.say("packnew.title"), value: was.Title},
		{name: "fund_by", label: p.say("packnew.fundby"), day: true, leave: true, value: was.FundBy},
		{name: "due", label: p.say("packnew.due"), day: true, leave: true, value: was.Due},
	}
	if id == "" {
		free, err := s.src.Free(r.Context(), fund.KindPackage)
		if err != nil {
			return nil, err
		}
		f.fields = append(f.fields, sayField{name: "about", label: p.say("say.about"), hint: p.say("say.about.hint"), value: free}, p.audiences(""))
	} else {
		f.fields = append(f.fields, p.audiences(was.Audience), sayField{name: "why", label: p.say("say.why"), hint: p.say("say.why.change"), long: true, leave: true})
	}
	for i := range p.rows {
		l := fund.Line{Unit: "each", Currency: "EUR"}
		if i < len(was.Lines) {
			l = was.Lines[i]
			f.hidden = append(f.hidden, way{fmt.Sprintf("lines.%d.key", i), l.Key})
		}
		for _, name := range rowNames {
			x := sayField{name: fmt.Sprintf("lines.%d.%s", i, name), label: p.say("packnew." + name)}
			x.value = map[string]string{"item": l.Item, "requirement": l.Requirement, "quantity": l.Quantity, "unit": l.Unit, "price": l.Price, "currency": string(l.Currency)}[name]
			if name == "unit" {
				x.options = p.control(slot{name: "unit"}, "").options
				if i < len(was.Lines) && !slices.ContainsFunc(x.options, func(o option) bool { return o.value == l.Unit }) {
					x.options = append(x.options, option{l.Unit, l.Unit})
				}
			}
			f.fields = append(f.fields, x)
		}
	}
	p.forms = []*sayForm{f}
	return p, nil
}

// rowFields are the controls of one line.
func (p *newPackagePage) rowFields(i int) []sayField {
	all := p.forms[0].fields
	first := len(all) - (p.rows-i)*len(rowNames) // the lines come last, in order
	return all[first : first+len(rowNames)]
}
