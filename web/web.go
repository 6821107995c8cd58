// Package web is the door for people: pages that answer first and open, number by number, into the
// rows and statements they rest on. They are read and used without a script, on paper, on a phone
// and without seeing them.
//
// Handlers are functions of what a Source hands them. The package knows no store and no clock.
package web

import (
	"context"
	"log/slog"
	"maps"
	"net/http"
	"slices"
	"time"

	"muster"
	"muster/access"
	"muster/pledge"
)

// Source answers what the pages ask. Its refusals are muster errors: an Invalid one whose field is
// the name of a switch ("gdp-year") is shown at that switch, a Missing one is a page that says so;
// anything else is a fault and is logged.
type Source interface {
	PledgeSource
	StatementSource
	LedgerSource
	SearchSource
	PartySource
	EditionSource
	RecordSource
	ImportSource
	DefinitionSource
	BoardSource
	WorkSource
	PlanSource
	AskSource
	ListSource
	ItemSource
	EvidenceSource
	RegisterSource
	LessonSource
	ReformSource
	AttachmentSource
}

// PledgeSource answers what the pages of a pledge ask.
type PledgeSource interface {
	// Pledges lists the pledges of the record in the order in which they are shown.
	Pledges(ctx context.Context) ([]Terms, error)

	// Pledge answers a question about a pledge. A result whose Edition is empty says that no
	// edition is there to count; one whose GDPSource is empty has no indicative shares.
	Pledge(ctx context.Context, name string, q Query) (pledge.Result, error)

	// Rows returns the rows behind a number of that answer. Each row's Counted is what it adds to
	// that number, in the pledge's currency: for a number left out, what it would have added.
	Rows(ctx context.Context, name string, q Query, s Selection) (pledge.Behind, error)
}

// StatementSource answers what the page of one statement asks.
type StatementSource interface {
	// Statement returns a statement as it is stored, whether it stood or not as known at a position, a
	// day or an instant; empty: now.
	Statement(ctx context.Context, known string, id muster.ID) (Statement, error)

	// Proof returns the file with which a statement can be verified without the record.
	Proof(ctx context.Context, id muster.ID) ([]byte, error)
}

// Terms are a pledge's terms and the switches it can be asked with.
type Terms struct {
	Name      string    // "washington-2024"
	Title     string    // "Pledge of Long-Term Security Assistance"
	Group     string    // who pledged: "nato"; the catalogue may know its members by a word of their own
	Statement muster.ID // that records the terms
	Source    string    // where they were read, in words
	Methods   []Method  // in the order in which they are offered
	GDPYears  []int     // for which GDP is there, newest first
	Editions  []Edition // of the method's series, newest first
}

// Method is a counting rule that can be chosen.
type Method struct {
	Name      string    // "military-allocated"
	Text      string    // "Military allocations"
	Statement muster.ID // that records it
}

// Edition is a submission that can be counted.
type Edition struct {
	Label      string
	DataTo     muster.Day
	Submission muster.ID
	Stands     bool // it is the one that counts
}

// Query is a question about a pledge. Zero fields are the pledge's own terms.
type Query struct {
	Method       string
	From, To     *muster.Day // From counts, To does not
	GDPYear      int
	MonthsInside bool
	Membership   string // "window-end" or "entry-date"
	Known        string // a position, a day or an instant; empty: all
	Edition      string // a label; empty: the latest known
	Layer        *pledge.Overlay
}

// Selection says which rows stand behind a number. The zero value means all that count.
type Selection struct {
	Party  muster.PartyID // only this donor's
	Reason pledge.Reason  // those left out for this reason, instead of those that count
	Days   muster.Period  // only those dated to one of these days; undated: any
}

// Statement is a statement as its page shows it.
type Statement struct {
	ID         muster.ID
	Position   muster.Seq
	Recorded   time.Time
	Head, Body []byte // as stored; Body is nil once erased, and where it is not for the reader
	Salt       []byte
	Withheld   bool       // it is not for the reader: nothing but its head is told
	Words      string     // what a statement of its kind does: "says what happened to a contribution"
	Speaker    string     // whose claim it is, by name
	Cited      []Cited    // where it was read, the first edition that said so first
	Standing   bool       // as known
	Previous   muster.ID  // the statement before it; empty: it is the first
	Next       muster.ID  // the one after it; empty: there is none yet
	EndedBy    muster.ID  // the statement that ended it, empty while it stands
	Ended      muster.Seq // the position of that statement
	Party      string     // the name of the party spoken of, if any
	Known      muster.Seq // the record's end, or the position asked for
	KnownAt    time.Time  // when its last statement was recorded
	Root       string     // root of the tree at Known
	Proof      bool       // a proof can be downloaded
}

// Cited is a place in a file of a source.
type Cited struct {
	Submission muster.ID
	Label      string // of the edition
	File       string // SHA-256 of the file, hexadecimal; empty: none is kept
	Sheet      string
	Row        int
	Column     string
	Text       string
}

// Options say how the pages are served. The zero value is complete.
type Options struct {
	// Loopback refuses requests that name another host than this machine, so that a page of
	// somebody else's cannot read a record by pointing its own name here.
	Loopback bool
	Hosts    []string // names accepted beside it, without a port
	Banner   string   // a sentence above every page: that the figures are invented
	Notice   string   // below every page: whose figures they are
	Version  string
	// Who says who signed in. Nil: nobody can, and the pages are only for reading.
	Who func(*http.Request) (access.Principal, bool)
	// NameOf is a party's name, to say for whom somebody acts. Nil: its id is said.
	NameOf func(context.Context, muster.PartyID) string
	// Roles lets readers change roles. Nil, as everywhere but in a demonstration: they cannot.
	Roles *Roles
	// Layers keeps what readers judge on top of the record. Nil: there are no layers.
	Layers LayerSource
	// Rests says what every page rests on beside its address. A page asked for again while it stays the
	// same is not made again. Nil: every page is made when it is asked for.
	Rests Rests
	Log   *slog.Logger // where faults go; nil: slog.Default()
}

// routes are the pages by method and path.
func (s *site) routes() map[string]http.HandlerFunc {
	return map[string]http.HandlerFunc{
		"GET /pledges":                            s.list,
		"GET /pledges/{name}":                     s.pledge,
		"GET /pledges/{name}/rows":                s.rows,
		"GET /pledges/{name}/shares":              s.shares,
		"GET /contributions":                      s.contributions,
		"GET /contributions/{id...}":              s.contribution,
		"GET /{$}":                                s.overview,
		"GET /search":                             s.search,
		"GET /gallery":                            s.gallery,
		"GET /explore":                            s.explore,
		"GET /entries":                            s.entries,
		"GET /parties":                            s.parties,
		"GET /parties/{id}":                       s.party,
		"GET /sources":                            s.sources,
		"GET /sources/{id}":                       s.edition,
		"GET /sources/{id}/changes":               s.changes,
		"GET /documents/{digest}":                 s.document,
		"GET /record":                             s.record,
		"POST /record/verify":                     s.startVerify,
		"GET /record/verification":                s.verification,
		"GET /statements/{id}":                    s.statement,
		"GET /statements/{id}/proof":              s.proof,
		"GET /sources/{id}/withdraw":              s.withdrawForm,
		"POST /sources/{id}/withdraw":             s.withdraw,
		"GET /import":                             s.importForm,
		"POST /import":                            s.tryImport,
		"GET /import/{digest}":                    s.tried,
		"POST /import/{digest}":                   s.commitImport,
		"GET /import/{digest}/faults.csv":         s.triedFaults,
		"GET /definitions":                        s.definitions,
		"GET /needs":                              s.needs,
		"GET /offers":                             s.offers,
		"GET /needs/{id}":                         s.need,
		"POST /needs/{id}":                        s.actOnNeed,
		"GET /offers/{id}":                        s.offer,
		"POST /offers/{id}":                       s.actOnOffer,
		"GET /needs/new":                          s.newNeed,
		"POST /needs/new":                         s.newNeed,
		"GET /needs/{id}/change":                  s.changeNeed,
		"POST /needs/{id}/change":                 s.changeNeed,
		"GET /needs/{id}/match":                   s.pair,
		"POST /needs/{id}/match":                  s.actOnPair,
		"GET /offers/new":                         s.newOffer,
		"POST /offers/new":                        s.newOffer,
		"GET /offers/{id}/change":                 s.changeOffer,
		"POST /offers/{id}/change":                s.changeOffer,
		"GET /overlaps":                           s.overlaps,
		"POST /overlaps":                          s.decideOverlap,
		"GET /types":                              s.types,
		"GET /items":                              s.items,
		"GET /items/{id}":                         s.item,
		"POST /items/{id}":                        s.noteOnItem,
		"GET /matches/{id}":                       s.match,
		"POST /matches/{id}":                      s.actOnMatch,
		"GET /plan":                               s.plan,
		"POST /plan":                              s.doPlan,
		"GET /work":                               s.work,
		"POST /work":                              s.doWork,
		"GET /work.txt":                           s.workText,
		"GET /work.atom":                          s.workAtom,
		"GET /accountability":                     s.accountability,
		"POST /accountability":                    s.decidePair,
		"GET /exceptions":                         s.exceptions,
		"GET /samples":                            s.samples,
		"POST /samples":                           s.drawSample,
		"GET /samples/{id}":                       s.samplePaper,
		"POST /registers/case/{id}/bundle":        s.bundle,
		"GET /lessons":                            s.lessons,
		"GET /lessons/digest":                     s.lessonDigest,
		"GET /reforms":                            s.reforms,
		"GET /reforms/due":                        s.dueSteps,
		"GET /registers/{object}":                 s.grouped(s.shelf),
		"GET /registers/{object}/new":             s.grouped(s.newHeld),
		"POST /registers/{object}/new":            s.grouped(s.newHeld),
		"GET /registers/{object}/{id}":            s.grouped(s.held),
		"POST /registers/{object}/{id}":           s.grouped(s.actOnHeld),
		"GET /registers/{object}/{id}/change":     s.grouped(s.changeHeld),
		"POST /registers/{object}/{id}/change":    s.grouped(s.changeHeld),
		"GET /layers":                             s.layers,
		"POST /layers":                            s.beginLayer,
		"POST /layers/import":                     s.importLayer,
		"GET /layers/judge":                       s.judgeForm,
		"POST /layers/judge":                      s.judgeRow,
		"GET /layers/{id}":                        s.layer,
		"POST /layers/{id}":                       s.changeLayer,
		"GET /layers/{id}/delete":                 s.askDelete,
		"POST /layers/{id}/delete":                s.deleteLayer,
		"GET /asks":                               s.asks,
		"GET /asks/new":                           s.newAsk,
		"POST /asks/new":                          s.newAsk,
		"GET /asks/{id}/change":                   s.changeAsk,
		"POST /asks/{id}/change":                  s.changeAsk,
		"GET /packages/{id}/change":               s.changePackage,
		"POST /packages/{id}/change":              s.changePackage,
		"GET /asks/{id}":                          s.askPage,
		"POST /asks/{id}":                         s.actOnAsk,
		"GET /asks/{id}/answer":                   s.answer,
		"POST /asks/{id}/answer":                  s.answer,
		"GET /asks/{id}/sheets/{donor}":           s.asksheet,
		"POST /asks/{id}/sheets/{donor}":          s.tryReplies,
		"GET /asks/{id}/sheets/{donor}/{digest}":  s.replies,
		"POST /asks/{id}/sheets/{donor}/{digest}": s.commitReplies,
		"GET /sheets/{of}":                        s.listForm,
		"POST /sheets/{of}":                       s.tryList,
		"GET /sheets/{of}/{digest}":               s.listTried,
		"POST /sheets/{of}/{digest}":              s.commitList,
		"GET /attach/{object}/{id}":               s.attachForm,
		"POST /attach/{object}/{id}":              s.attach,
		"GET /attachments/{id}":                   s.attachedFile,
		"GET /packages":                           s.packages,
		"GET /packages/new":                       s.newPackage,
		"POST /packages/new":                      s.newPackage,
		"GET /packages/{id}":                      s.packagePage,
		"POST /packages/{id}":                     s.actOnPackage,
	}
}

// menu lists the entries of the main menu: a section's name, which is also the key of its word, and
// its address.
var menu = []struct{ section, path string }{
	{"overview", "/"},
	{"pledges", "/pledges"},
	{"contributions", "/contributions"},
	{"explore", "/explore"},
	{"coordination", "/needs"},
	{"lessons", lessonsPath},
	{"reforms", reformsPath},
	{"evidence", accountabilityPath},
	{"parties", "/parties"},
	{"sources", "/sources"},
	{"record", "/record"},
	{"layers", "/layers"},
	{"import", "/import"},
	{"definitions", "/definitions"},
}

// site answers requests from a Source, in one language; there is one for each.
type site struct {
	src   Source
	opt   Options
	words *words
	kept  *kept
}

// New returns the pages over a source.
func New(src Source, opt Options) http.Handler {
	if opt.Log == nil {
		opt.Log = slog.Default()
	}
	sites := map[*words]http.Handler{}
	for _, w := range languages {
		sites[w] = (&site{src: src, opt: opt, words: w}).handler()
	}
	return guard(opt, (&site{src: src, opt: opt, words: english, kept: newKept()}).pack(inLanguages(sites)))
}

// handler answers in the language of one catalogue.
func (s *site) handler() http.Handler {
	mux := http.NewServeMux()
	for path, answer := range s.routes() {
		mux.HandleFunc(path, answer)
	}
	mux.HandleFunc("GET "+htmxPath, sendScript(htmxSource))
	mux.HandleFunc("GET "+pngPath, sendScript(pngSource))
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		w.Write([]byte("ok\n")) //nolint:errcheck // the reader left
	})
	if s.opt.Roles != nil {
		mux.HandleFunc("POST "+actingPath, s.become)
	}
	mux.HandleFunc("/", s.nowhere)
	return s.acts(s.spoken(s.ownSite(s.bounded(mux))))
}

// Patterns are the method and path of every page, for whoever goes through them all.
func Patterns() []string { return slices.Sorted(maps.Keys((&site{}).routes())) }
