package api

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"muster"
	"muster/report"
)

// ChangesAsked are the parameters of the feed.
type ChangesAsked struct {
	Asked
	After uint64 `query:"after" doc:"The position up to which you have it; absent: from the beginning."`
	Limit int    `query:"limit" minimum:"1" maximum:"1000" doc:"How many items an answer has at most; absent: 100."`
	Wait  int    `query:"wait" minimum:"0" maximum:"60" doc:"Seconds to wait where nothing is new yet."`
}

// beat is how often a stream that has nothing to say shows that it is there.
const beat = 15 * time.Second

func (a *api) changes() {
	op := huma.Operation{
		OperationID: "changes", Path: "/v1/changes", Tags: []string{"Record"}, Metadata: asFile,
		Summary: "What was recorded after a position, as a feed",
		Description: "Ask again after the position of the last item, with wait to be answered as soon as something is new. With Accept: text/event-stream the answer is a stream of events that goes on, one for each statement, " +
			"whose id is its position; after a break it goes on after Last-Event-ID.",
	}
	read[ChangesAsked, report.List[report.Change]](a, op, func(ctx context.Context, in *ChangesAsked, at asOf) (g given, err error) {
		limit := in.Limit
		if limit == 0 {
			limit = perPage
		}
		items, err := taken(a.src.Changes(ctx, at.view, muster.Seq(in.After)), limit)
		l := report.List[report.Change]{Foot: at.foot, Items: items}
		// What a text is about goes with it when it is erased.
		return given{body: l, columns: report.Change{}.Columns(), rows: rowsOf(items), mutable: true}, err
	})
	ok := a.huma.OpenAPI().Paths[op.Path].Get.Responses["200"]
	ok.Content["text/event-stream"] = &huma.MediaType{Schema: &huma.Schema{Type: "string"}}
}

// feed answers a stream by itself, since it is written as it comes, and lets a long poll wait before
// it is answered like any other read.
func (a *api) feed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/v1/changes" && r.Method == http.MethodGet {
			if strings.Contains(r.Header.Get("Accept"), "text/event-stream") {
				a.events(w, r)
				return
			}
			a.await(w, r)
		}
		next.ServeHTTP(w, r)
	})
}

func taken[T any](all iter.Seq2[T, error], most int) (items []T, err error) {
	items = []T{}
	for x, err := range all {
		if err != nil {
			return nil, err
		}
		if items = append(items, x); len(items) == most {
			break
		}
	}
	return items, nil
}

// await waits until something is recorded after the position asked from, as long as the request says.
func (a *api) await(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	seconds, err := strconv.Atoi(q.Get("wait"))
	after, perr := strconv.ParseUint(or(q.Get("after"), "0"), 10, 63)
	if err != nil || perr != nil || seconds <= 0 || q.Get("known") != "" {
		return // answered, or refused, at once
	}
	unhurried(w)
	longest := time.NewTimer(min(time.Duration(seconds)*time.Second, LongestWait))
	defer longest.Stop()
	for {
		v, err := a.src.View(r.Context(), "", nil)
		if err != nil || uint64(v.Known) > after {
			return
		}
		select {
		case <-time.After(pollEvery):
		case <-longest.C:
			return
		case <-r.Context().Done():
			return
		case <-a.opt.Done:
			return
		}
	}
}

// unhurried takes away the time in which a request must have come: once it has, the server would end
// an answer that takes longer.
func unhurried(w http.ResponseWriter) {
	http.NewResponseController(w).SetReadDeadline(time.Time{}) //nolint:errcheck // then the server's own holds
}

// events streams what is recorded, one event for each statement, until the reader leaves or the
// server stops.
func (a *api) events(w http.ResponseWriter, r *http.Request) {
	from := or(r.Header.Get("Last-Event-ID"), or(r.URL.Query().Get("after"), "0"))
	n, err := strconv.ParseUint(from, 10, 63)
	if err != nil {
		field := "after"
		if r.Header.Get("Last-Event-ID") != "" {
			field = "Last-Event-ID"
		}
		writeProblem(w, a.refuse(r, a.huma.OpenAPI().Paths["/v1/changes"].Get, muster.Invalid(field, fmt.Sprintf("found %q; accepted is a position", from))))
		return
	}
	after := muster.Seq(n)
	out := http.NewResponseController(w)
	unhurried(w)
	out.SetWriteDeadline(time.Time{}) //nolint:errcheck // then the server's own ends the stream, and the reader comes again
	h := w.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Accel-Buffering", "no")
	fmt.Fprint(w, "retry: 1000\n\n")
	tick, alive := time.NewTicker(pollEvery), time.NewTicker(beat)
	defer tick.Stop()
	defer alive.Stop()
	for {
		if after, err = a.tell(r.Context(), w, after); err != nil {
			if r.Context().Err() == nil {
				a.opt.Log.ErrorContext(r.Context(), "changes", "error", err)
			}
			return
		}
		if out.Flush() != nil {
			return
		}
		select {
		case <-tick.C:
		case <-alive.C:
			fmt.Fprint(w, ": still here\n\n")
		case <-r.Context().Done():
			return
		case <-a.opt.Done:
			return
		}
	}
}

// tell writes the events after a position, and returns how far it came.
func (a *api) tell(ctx context.Context, w http.ResponseWriter, after muster.Seq) (muster.Seq, error) {
	v, err := a.src.View(ctx, "", nil)
	if err != nil || v.Known <= after {
		return after, err
	}
	for c, err := range a.src.Changes(ctx, v, after) {
		if err != nil {
			return after, err
		}
		b, err := json.Marshal(c)
		if err != nil {
			return after, err
		}
		if _, err := fmt.Fprintf(w, "id: %d\nevent: statement\ndata: %s\n\n", c.Position, b); err != nil {
			return after, err
		}
		after = c.Position
		select {
		case <-a.opt.Done: // a long record is told to somebody who can come again
			return after, nil
		default:
		}
	}
	return after, nil
}
