package node

import (
	"context"
	"fmt"
	"sync"

	"muster"
	"muster/record"
	"muster/search"
)

// The words of a record's texts are indexed when somebody first searches, or while pages are being
// served, from the bodies in the store: what stands keeps no texts, a start would take far longer if
// it read them, and an index kept on disk would keep what is erased. After that the index follows
// the record. Only durable statements are ever in it, so nothing has to be taken back.

// finder is the index and who is filling it.
type finder struct {
	filling chan struct{} // holds a token while somebody does
	index   *search.Index
}

func newFinder() finder { return finder{filling: make(chan struct{}, 1), index: search.NewIndex()} }

// indexBatch is how many statements are handed over at once.
const indexBatch = 1024

// batch is what some statements, one after the other, bring to the index.
type batch struct {
	upto   muster.Seq
	add    []search.Addition
	erased []muster.Seq
	gone   []goneDocument
	err    error
}

type goneDocument struct {
	digest string
	before muster.Seq
}

// indexed brings the index up to all that is durable.
func (n *Node) indexed(ctx context.Context) error {
	select {
	case n.finder.filling <- struct{}{}:
		defer func() { <-n.finder.filling }()
	case <-ctx.Done():
		return ctx.Err()
	}
	upto := n.State.Durable()
	if n.finder.index.Upto() >= upto {
		return nil
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	for b := range n.readTexts(ctx, n.finder.index.Upto(), upto) {
		if b.err != nil {
			return fmt.Errorf("index: %w", b.err)
		}
		if err := n.finder.take(b, n.State.KindNumber); err != nil {
			return fmt.Errorf("index: %w", err)
		}
	}
	return ctx.Err()
}

// take enters a batch. What it says was erased was without a body when it was read, or was entered
// before.
func (f *finder) take(b batch, number func(kind string) (uint16, bool)) error {
	if err := f.index.Add(b.upto, b.add...); err != nil {
		return err
	}
	for _, at := range b.erased {
		f.index.Remove(at)
	}
	for _, d := range b.gone {
		kind, _ := number(record.KindDocument)
		f.index.RemoveAbout(kind, d.digest, d.before)
	}
	return nil
}

// readTexts reads and decodes ahead of what is entered. It ends with the statements, an error, or ctx.
func (n *Node) readTexts(ctx context.Context, after, upto muster.Seq) <-chan batch {
	out := make(chan batch, 4)
	go func() {
		defer close(out)
		var b batch
		send := func() bool {
			select {
			case out <- b:
				b = batch{}
				return true
			case <-ctx.Done():
				return false
			}
		}
		for st, err := range n.Store.Statements(ctx, after, upto) {
			if err == nil {
				err = n.read(&b, st)
			}
			if err != nil {
				b = batch{err: err}
				send()
				return
			}
			if len(b.add) == indexBatch && !send() {
				return
			}
		}
		b.upto = upto
		send()
	}()
	return out
}

func (n *Node) read(b *batch, st muster.Statement) error {
	b.upto = st.Position
	a, ok, err := n.State.Texts(st)
	if err != nil {
		return err
	}
	if ok {
		b.add = append(b.add, a)
	}
	at, document, err := n.State.Erased(st)
	if at != 0 {
		b.erased = append(b.erased, at)
	}
	if document != "" {
		b.gone = append(b.gone, goneDocument{document, st.Position})
	}
	return err
}

// indexAhead fills the index in a goroutine, so that the first search need not wait for it. The
// function it returns stops that and waits until the store is no longer read.
func (n *Node) indexAhead(ctx context.Context) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	var wg sync.WaitGroup
	wg.Go(func() {
		if err := n.indexed(ctx); err != nil && ctx.Err() == nil {
			n.log.Warn("the texts could not be indexed; the first search tries again", "why", err)
		}
	})
	return func() { cancel(); wg.Wait() }
}
