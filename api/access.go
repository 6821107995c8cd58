package api

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"

	"muster"
	"muster/access"
	"muster/signin"
)

// sessionCookie is the name of the cookie that holds a session's secret.
const sessionCookie = "muster_session"

// Gate says who acts, and who looks, by a request: the bearer of a token, or who has a session.
type Gate struct {
	// Anybody is as whom those look who did not sign in; the zero Principal is the public.
	Anybody access.Principal

	desk   *signin.Desk
	clock  func() time.Time
	mu     sync.Mutex
	failed map[string]failures // by remote address
}

// failures count attempts to sign in that failed.
type failures struct {
	n     int
	since time.Time
}

// So many failed attempts an address has in a span of time; further ones are not looked at.
const (
	mostFailures = 10
	failureSpan  = time.Minute
)

// NewGate returns a gate over a desk; without one nobody may act.
func NewGate(desk *signin.Desk, clock func() time.Time) *Gate {
	return &Gate{desk: desk, clock: clock, failed: map[string]failures{}}
}

// Signed says who signed in, if anybody did.
func (g *Gate) Signed(r *http.Request) (access.Principal, bool) {
	who, err := g.who(r)
	return who.Principal(), err == nil
}

// Look puts into the context of every request who looks. A token that does not hold lets nobody look as
// more than the public; a session that is over is as good as none.
func (g *Gate) Look(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, ok := r.Context().Value(lookedKey{}).(looked); ok {
			next.ServeHTTP(w, r)
			return
		}
		who, err := g.who(r)
		p := g.Anybody
		if err == nil {
			p = who.Principal()
		} else if p.Role == "" || bears(r) || choseThePublic(r) {
			p = access.Anybody()
		}
		ctx := context.WithValue(access.Looking(r.Context(), p), lookedKey{}, looked{who, err})
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

type lookedKey struct{}

// looked is what a gate found of a request, which is looked at once.
type looked struct {
	who signin.Who
	err error
}

func choseThePublic(r *http.Request) bool {
	c, err := r.Cookie(sessionCookie)
	return err == nil && c.Value == asPublic
}

// bears reports whether a request brings a token.
func bears(r *http.Request) bool {
	scheme, _, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	return strings.EqualFold(scheme, "Bearer")
}

// The reasons for which a request may not act.
var (
	errNobody = errors.New("sign in first: send a token as 'Authorization: Bearer TOKEN' ('muster token create --for PARTY' makes one), or open a link that 'muster link' prints")
	errSlow   = fmt.Errorf("too many attempts failed from this address; try again in %s", failureSpan)
)

func (g *Gate) who(r *http.Request) (who signin.Who, err error) {
	if l, ok := r.Context().Value(lookedKey{}).(looked); ok {
		return l.who, l.err
	}
	if g.desk == nil {
		return who, errNobody
	}
	now := g.clock()
	secret, look := "", g.desk.Session
	if header := r.Header.Get("Authorization"); header != "" {
		_, token, _ := strings.Cut(header, " ")
		if !bears(r) {
			return who, errNobody
		}
		secret, look = strings.TrimSpace(token), g.desk.Token
	} else if c, cerr := r.Cookie(sessionCookie); cerr == nil {
		secret = c.Value
	}
	if secret == "" {
		return who, errNobody
	}
	if !g.try(r, now) {
		return who, errSlow
	}
	// A browser goes on sending the cookie of a session that is over: that is no attempt.
	if who, err = look(secret, now); errors.Is(err, signin.ErrPass) && bears(r) {
		g.fail(r, now)
	}
	return who, err
}

// try says whether an address may try yet.
func (g *Gate) try(r *http.Request, now time.Time) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	f, ok := g.failed[address(r)]
	return !ok || f.n < mostFailures || now.Sub(f.since) >= failureSpan
}

func (g *Gate) fail(r *http.Request, now time.Time) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if len(g.failed) > 10000 { // somebody has many addresses; what is old is of no use
		clear(g.failed)
	}
	f := g.failed[address(r)]
	if now.Sub(f.since) >= failureSpan {
		f = failures{since: now}
	}
	f.n++
	g.failed[address(r)] = f
}

func address(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}

type whoKey struct{}

// whoOf is who may act by this request; guard has looked.
func whoOf(ctx context.Context) signin.Who {
	who, _ := ctx.Value(whoKey{}).(signin.Who)
	return who
}

// guard puts on every answer what keeps it to itself, refuses foreign host names and acts that a page
// of somebody else's started, and lets act only who may.
func (a *api) guard(next http.Handler) http.Handler {
	cross := http.NewCrossOriginProtection()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
		h.Set("Cache-Control", "no-store")
		if a.opt.Own != nil && !a.opt.Own(r.Host) {
			writeProblem(w, problem(http.StatusMisdirectedRequest, "host", "This server does not go by the name in the Host header: use its own address."))
			return
		}
		if p := readable(r.URL.RawQuery); p != nil {
			writeProblem(w, p)
			return
		}
		who, err := a.opt.Gate.who(r)
		if err != nil && bears(r) { // who sends a token wants to see what it shows
			a.turnAway(w, r, err)
			return
		}
		if r.Method == http.MethodGet || r.Method == http.MethodHead {
			next.ServeHTTP(w, r)
			return
		}
		if cross.Check(r) != nil {
			writeProblem(w, problem(http.StatusForbidden, "cross-origin", "This request was started by a page of another site, and does nothing: send it from the site itself, or from a program."))
			return
		}
		if err != nil {
			a.turnAway(w, r, err)
			return
		}
		a.opt.Log.InfoContext(r.Context(), "acts", "party", who.Party, "role", who.Role, "pass", who.Pass, "label", who.Label, "method", r.Method, "path", r.URL.Path)
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), whoKey{}, who)))
	})
}

// turnAway answers who may not act.
func (a *api) turnAway(w http.ResponseWriter, r *http.Request, err error) {
	switch {
	case errors.Is(err, errSlow):
		w.Header().Set("Retry-After", fmt.Sprint(int(failureSpan.Seconds())))
		writeProblem(w, problem(http.StatusTooManyRequests, "slow", sentence(err)))
	case errors.Is(err, errNobody), errors.Is(err, signin.ErrPass):
		w.Header().Set("WWW-Authenticate", `Bearer realm="muster"`)
		writeProblem(w, problem(http.StatusUnauthorized, "nobody", sentence(err)))
	default:
		writeProblem(w, a.refuse(r, nil, err))
	}
}

func sentence(err error) string {
	s := err.Error()
	return strings.ToUpper(s[:1]) + s[1:] + "."
}

// open begins a session by a one-time link.
func (a *api) open(w http.ResponseWriter, r *http.Request) {
	say := func(status int, words string) {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		w.WriteHeader(status)
		w.Write([]byte(words + "\n")) //nolint:errcheck // the reader left
	}
	if r.Method != http.MethodGet || r.Header.Get("Sec-Purpose") != "" {
		say(http.StatusNoContent, "") // looked at ahead of time: a link is spent by whoever opens it
		return
	}
	if a.opt.Gate.desk == nil {
		say(http.StatusForbidden, "Nobody can sign in here.")
		return
	}
	now := a.opt.Gate.clock()
	if !a.opt.Gate.try(r, now) {
		w.Header().Set("Retry-After", fmt.Sprint(int(failureSpan.Seconds())))
		say(http.StatusTooManyRequests, sentence(errSlow))
		return
	}
	secret, expires, err := a.opt.Gate.desk.Open(r.PathValue("code"), now)
	if errors.Is(err, signin.ErrPass) {
		a.opt.Gate.fail(r, now)
		say(http.StatusForbidden, "This link was used, or it is too old: 'muster link' prints a new one.")
		return
	}
	if err != nil {
		a.opt.Log.ErrorContext(r.Context(), "sign in", "error", err)
		say(http.StatusInternalServerError, "Something went wrong here; it was logged.")
		return
	}
	setSession(w, r, secret, expires)
	http.Redirect(w, r, "/", http.StatusSeeOther)
}

func setSession(w http.ResponseWriter, r *http.Request, secret string, expires time.Time) {
	http.SetCookie(w, &http.Cookie{
		Name: sessionCookie, Value: secret, Path: "/", Expires: expires, HttpOnly: true, SameSite: http.SameSiteStrictMode, Secure: r.TLS != nil,
	})
}

// asPublic is the cookie of those who chose to look as the public where they need not.
const asPublic = "public"

// Become ends the session that a request has, if it has one, and begins one in which its reader acts as
// somebody; in none as the public, or as they came, the zero Principal. It asks nobody whether they may: it is for a demonstration, where
// whoever reaches the server may be everybody.
func (g *Gate) Become(w http.ResponseWriter, r *http.Request, as access.Principal) error {
	if who, err := g.who(r); err == nil && !bears(r) {
		if err := g.desk.Revoke(who.Pass); err != nil && len(muster.Refusals(err)) == 0 {
			return err
		}
	}
	now := g.clock()
	switch as.Role {
	case "":
		setSession(w, r, "", time.Unix(1, 0))
		return nil
	case access.Public:
		setSession(w, r, asPublic, now.Add(signin.SessionLife))
		return nil
	}
	code, _, err := g.desk.NewLink(signin.Pass{For: as.Party, Role: as.Role, Label: as.Person}, now)
	if err != nil {
		return err
	}
	secret, expires, err := g.desk.Open(code, now)
	if err == nil {
		setSession(w, r, secret, expires)
	}
	return err
}
