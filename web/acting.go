package web

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"muster"
	"muster/access"
)

// Acting is a role held for a party, with the party's name.
type Acting struct {
	access.Principal
	Name string
}

// Roles are in whose place a reader may put themselves, for a demonstration on one's own machine.
type Roles struct {
	// List are those that may be chosen; the public, who is nobody's, among them or not.
	List []access.Principal
	// Become lets a reader go on in the place of one of them, or as they came: the zero Principal.
	Become func(w http.ResponseWriter, r *http.Request, as access.Principal) error
}

// The address and the fields of the form by which a reader changes roles.
const (
	actingPath = "/acting"
	fieldAs    = "as"
	fieldBack  = "back"
)

type actingKey struct{}

// acts puts into the context as whom a reader acts, who signed in.
func (s *site) acts(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if p, ok := s.signed(r); ok {
			r = r.WithContext(context.WithValue(r.Context(), actingKey{}, s.opt.actingAs(r.Context(), p)))
		}
		next.ServeHTTP(w, r)
	})
}

func (o Options) actingAs(ctx context.Context, p access.Principal) Acting {
	a := Acting{p, string(p.Party)}
	if o.NameOf != nil {
		a.Name = o.NameOf(ctx, p.Party)
	}
	return a
}

// acting is as whom the reader of a page acts; not ok for whoever did not sign in.
func acting(ctx context.Context) (Acting, bool) {
	a, ok := ctx.Value(actingKey{}).(Acting)
	return a, ok
}

// asWhom is the choice that a reader made: as whom they act, the public, or none.
func asWhom(ctx context.Context) string {
	if a, ok := acting(ctx); ok {
		return a.String()
	}
	if p, ok := access.Looks(ctx); ok && p.Role == access.Public {
		return p.String()
	}
	return ""
}

// roleWords is a principal in words: "donor officer for Germany".
func (p page) roleWords(a Acting) string {
	if a.Role == access.Public {
		return p.say("role.public")
	}
	return p.say("acting.choice", "role", p.say("role."+string(a.Role)), "party", a.Name)
}

// roles are those that a reader may choose from, with their words.
func (p page) roles(ctx context.Context) (out []option) {
	out = append(out, option{"", p.say("acting.nobody")})
	for _, a := range p.opt.Roles.List {
		out = append(out, option{a.String(), p.roleWords(p.opt.actingAs(ctx, a))})
	}
	return out
}

// here is where a reader goes back to once they changed roles.
func here(ctx context.Context) string {
	at, _ := ctx.Value(addressKey{}).(string)
	return at
}

// become lets a reader go on in another role, and shows them the same page.
func (s *site) become(w http.ResponseWriter, r *http.Request) {
	var as access.Principal
	if text := r.PostFormValue(fieldAs); text != "" {
		i := slices.IndexFunc(s.opt.Roles.List, func(p access.Principal) bool { return p.String() == text })
		if i < 0 {
			s.fail(w, r, muster.Invalid(fieldAs, s.words.say("acting.unknown", "found", text)))
			return
		}
		as = s.opt.Roles.List[i]
	}
	if err := s.opt.Roles.Become(w, r, as); err != nil {
		s.fail(w, r, err)
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	http.Redirect(w, r, ownAddress(r.PostFormValue(fieldBack)), http.StatusSeeOther)
}

// ownAddress is an address of this site; what is none leads to the first page.
func ownAddress(text string) string {
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "" || u.Host != "" || u.User != nil || !strings.HasPrefix(u.Path, "/") {
		return "/"
	}
	return address("/"+strings.TrimLeft(u.EscapedPath(), `/\`), u.Query())
}
