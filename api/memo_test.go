package api

import (
	"errors"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"muster/standing"
)

// Whoever asks for a page of a list while it is worked out waits for it; a refusal is kept by nobody.
func TestThoseWhoAskAtOnceHaveAListFoundOnce(t *testing.T) {
	for _, refusal := range []error{nil, errors.New("no such thing")} {
		synctest.Test(t, func(t *testing.T) {
			a := &api{memo: newMemo()}
			var found atomic.Int64
			enough := make(chan struct{})
			ask := func() ([]int, error) {
				p := &Paged{}
				p.r = httptest.NewRequest("GET", "/v1/contributions?source=a&limit=2", nil)
				return whole(a, p, standing.View{Known: 7}, func() ([]int, error) {
					found.Add(1)
					<-enough
					return []int{1, 2, 3}, refusal
				})
			}
			var all sync.WaitGroup
			for range 20 {
				all.Go(func() {
					if got, err := ask(); !errors.Is(err, refusal) || err == nil && len(got) != 3 {
						t.Errorf("%v, %v", got, err)
					}
				})
			}
			synctest.Wait()
			close(enough)
			all.Wait()
			want := int64(1)
			if refusal != nil {
				want = 2 // it is worked out again
			}
			if ask(); found.Load() != want { //nolint:errcheck // how often is asked here
				t.Errorf("refusal %v: found %d times, want %d", refusal, found.Load(), want)
			}
		})
	}
}
