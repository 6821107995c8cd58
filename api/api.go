// Package api is the door for programs: the record's reads and writes under /v1 as JSON, CSV and
// lines of JSON, described by an OpenAPI document, and its tree under the C2SP paths, so that a stock
// tool can mirror and verify it.
//
// Handlers are functions of what a Source hands them, in the shapes of package report. The package
// knows no store, and the clock is handed in.
package api

import (
	"context"
	"io"
	"iter"
	"log/slog"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"muster"
	"muster/access"
	"muster/layer"
	"muster/pledge"
	"muster/record"
	"muster/report"
	"muster/seal"
	"muster/standing"
)

// Source answers what the API asks. Its refusals are muster errors, which become problem documents;
// anything else is a fault and is logged.
type Source interface {
	Reader
	Writer
	Tree
}

// Reader reads the record. A view is as of what every process recorded until it was asked for.
type Reader interface {
	// View returns what stood as known at a position, a day or an instant (empty: now), effective on
	// a day (nil: today), for whoever looks in the context (access.Looks).
	View(ctx context.Context, known string, effective *muster.Day) (standing.View, error)
	// Foot says what an answer given from a view rests on.
	Foot(ctx context.Context, v standing.View) (report.Foot, error)
	// Head is the record as a whole.
	Head(ctx context.Context) (report.Head, error)
	// Pledge weighs a pledge.
	Pledge(ctx context.Context, v standing.View, name string, q pledge.Query) (*pledge.Result, error)
	// Contribution returns what was said of a contribution, and its whole name.
	Contribution(ctx context.Context, v standing.View, about, edition string, all bool) (string, []report.Said, error)
	// Statement returns one statement, by its id or position.
	Statement(ctx context.Context, v standing.View, id string) (*report.Statement, error)
	// Statements yields the statements of a view after a position that a filter lets through, in order.
	Statements(ctx context.Context, v standing.View, f report.Filter, after muster.Seq) iter.Seq2[report.Statement, error]
	// Changes yields what was recorded in a view after a position, in order.
	Changes(ctx context.Context, v standing.View, after muster.Seq) iter.Seq2[report.Change, error]
	// Search finds statements by the words of their texts.
	Search(ctx context.Context, known string, q report.SearchQuery) (*report.SearchResult, error)
	// Exceptions lists what is allowed in a view and for which somebody answers.
	Exceptions(ctx context.Context, v standing.View, q report.ExceptionsQuery) (*report.Exceptions, error)
	// Backlog lists what of evidence waits in a view that was asked for as known then (empty: now), as of that time.
	Backlog(ctx context.Context, v standing.View, known string) (*report.Backlog, error)
	// Proof returns the proof file of a statement.
	Proof(ctx context.Context, id string) ([]byte, error)
	// Document returns a document's bytes, checked against its digest, and the name of its file.
	Document(ctx context.Context, digest muster.Hash) (content io.ReadSeeker, name string, err error)
	// Attachment returns what a statement attached that stands in a view, with its bytes.
	Attachment(ctx context.Context, v standing.View, id muster.ID) (a report.Attachment, content io.ReadSeeker, err error)
}

// Writer adds to the record.
type Writer interface {
	Record(ctx context.Context, req *record.Request) (record.Receipt, error)
	Import(ctx context.Context, f report.File) (*report.Account, error)
	// Attach attaches a file to an object for a principal; a refusal of the file itself names the field file.
	Attach(ctx context.Context, as access.Principal, f report.AttachedFile) (*report.Attached, error)
}

// Tree hands out the record's tree.
type Tree interface {
	// Checkpoint is the tree head of all that is recorded, signed where there is a key.
	Checkpoint(ctx context.Context) (text string, size muster.Seq, err error)
	// Hashes reads the tree's hashes.
	Hashes(ctx context.Context) seal.Reader
	// Heads yields the heads of statements, after < position <= upto.
	Heads(ctx context.Context, after, upto muster.Seq) iter.Seq2[[]byte, error]
}

// Options say how the API is served.
type Options struct {
	// Own reports whether a Host header names this server; nil: every one does. A foreign name is
	// refused, so that a page of somebody else's cannot read a record by pointing its own name here.
	Own func(host string) bool
	// Gate says who writes, and who looks; nil: nobody writes, and the public looks.
	Gate *Gate
	// Done ends what waits (feeds, long polls) when the server is to stop; nil: never.
	Done <-chan struct{}
	// Patience is how long a read waits for at-least; 0: DefaultPatience.
	Patience time.Duration
	// Layers keeps readers' layers; nil: there are none.
	Layers layer.Store
	// Kinds are the kinds of statement there are.
	Kinds []standing.Kind
	// Log is where faults go, and who acted; nil: slog.Default().
	Log *slog.Logger
}

const (
	// DefaultPatience is how long a read waits until at-least is taken in.
	DefaultPatience = 5 * time.Second
	// LongestWait is the most that a long poll waits.
	LongestWait = 60 * time.Second
	// pollEvery is how often it is looked whether another process recorded something.
	pollEvery = 200 * time.Millisecond
)

// api answers requests from a Source.
type api struct {
	src  Source
	opt  Options
	huma huma.API
	mux  *http.ServeMux
	memo *memo
	spec []byte // the OpenAPI document
}

// Paths are what New answers: a server mounts it there.
var Paths = []string{"/v1", "/v1/", "/openapi.json", "/checkpoint", "/tile/", "/signin/"}

// New returns the API over a source.
func New(src Source, opt Options) http.Handler {
	a := newAPI(src, opt)
	return a.opt.Gate.Look(a.guard(a.feed(a.mux)))
}

func newAPI(src Source, opt Options) *api {
	if opt.Log == nil {
		opt.Log = slog.Default()
	}
	if opt.Gate == nil {
		opt.Gate = NewGate(nil, nil)
	}
	if opt.Patience == 0 {
		opt.Patience = DefaultPatience
	}
	a := &api{src: src, opt: opt, mux: http.NewServeMux(), memo: newMemo()}
	a.huma = humago.New(a.mux, config())
	a.reads()
	a.statements()
	a.search()
	a.plans()
	a.attachments()
	a.layers()
	a.writes()
	a.changes()
	a.describe()
	a.tiles()
	a.mux.HandleFunc("GET /signin/{code}", a.open)
	a.mux.HandleFunc("/", a.nowhere)
	return a
}

// Spec returns the OpenAPI document of an API whose record takes these kinds of statement, as
// indented JSON.
func Spec(kinds []standing.Kind) []byte {
	return newAPI(nil, Options{Kinds: kinds}).spec
}
