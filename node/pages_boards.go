package node

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/singleflight"

	"muster"
	"muster/board"
	"muster/item"
	"muster/party"
	"muster/standing"
	"muster/web"
)

// boards keeps the boards that were laid out last. One follows from the position, the day and who looks, so
// that none is ever wrong; the one asked for longest ago makes room.
type boards struct {
	making singleflight.Group
	mu     sync.Mutex
	kept   []keptBoard // the one asked for last is last
}

type keptBoard struct {
	key   string
	board any
}

// mostBoards is how many boards of one type are kept: of a few positions, for a few that look. One type does not push
// out another: a plan whose reasons took a while stays while other pages are read.
const mostBoards = 16

func (b *boards) get(key string) (any, bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	i := slices.IndexFunc(b.kept, func(k keptBoard) bool { return k.key == key })
	if i < 0 {
		return nil, false
	}
	k := b.kept[i]
	b.kept = append(slices.Delete(b.kept, i, i+1), k)
	return k.board, true
}

func (b *boards) put(key string, x any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.kept = append(b.kept, keptBoard{key, x})
	alike := func(k keptBoard) bool { return reflect.TypeOf(k.board) == reflect.TypeOf(x) }
	n := 0
	for _, k := range b.kept {
		if alike(k) {
			n++
		}
	}
	if n > mostBoards {
		first := slices.IndexFunc(b.kept, alike)
		b.kept = slices.Delete(b.kept, first, first+1)
	}
}

// laid lays a board out, or finds it where it was laid out already; of those who ask at once one does it.
func laid[T any](ctx context.Context, p pages, name, known string, lay func(standing.View, web.Around) *T) (*T, error) {
	v, m, err := p.at(ctx, known)
	if err != nil {
		return nil, err
	}
	key := fmt.Sprintf("%s %d %s %s", name, v.Known, v.Effective, v.Eyes())
	made, ok := p.n.boards.get(key)
	if !ok {
		made, err, _ = p.n.boards.making.Do(key, func() (any, error) {
			var x *T
			p.n.State.Read(func() { x = lay(v, around(v, m)) })
			p.n.boards.put(key, x)
			return x, nil
		})
		if err != nil {
			return nil, err
		}
	}
	x, ok := made.(*T)
	if !ok {
		return nil, fmt.Errorf("%s is kept as a %T", key, made)
	}
	return x, nil
}

// around is what the catalogue and the parties are called.
func around(v standing.View, m web.Moment) web.Around {
	a := web.Around{
		Moment: m, Today: v.Effective, Parties: map[muster.PartyID]string{},
		Things: map[item.ThingID]item.Names{}, Family: map[item.FamilyID]item.Names{}, Units: map[item.UnitID]item.Unit{},
	}
	for x := range party.In(v).All(v.Known) {
		if v.Shows(x.Audience) {
			a.Parties[muster.PartyID(x.About)] = x.Name
		}
	}
	catalogue := standing.Find[*item.Part](v.State)
	for x := range catalogue.Things(v.Known) {
		a.Things[item.ThingID(x.About)] = x.Names
	}
	for x := range catalogue.Families(v.Known) {
		a.Family[item.FamilyID(x.About)] = x.Names
	}
	for x := range catalogue.Units(v.Known) {
		a.Units[item.UnitID(x.About)] = x
	}
	return a
}

// Needs implements web.BoardSource.
func (p pages) Needs(ctx context.Context, known string) (*web.Needs, error) {
	return laid(ctx, p, "needs", known, func(v standing.View, a web.Around) *web.Needs {
		out, f := &web.Needs{Around: a, Lines: board.Needs(v)}, folder{}
		for i := range out.Lines {
			n := &out.Lines[i]
			out.Words = append(out.Words, f.words(n.Line, n.Purpose, n.Place, n.Coalition, n.List, a.Parties[n.Requester]))
		}
		return out
	})
}

// Offers implements web.BoardSource.
func (p pages) Offers(ctx context.Context, known string) (*web.Offers, error) {
	return laid(ctx, p, "offers", known, func(v standing.View, a web.Around) *web.Offers {
		out, f := &web.Offers{Around: a, Lines: board.Offers(v)}, folder{}
		for i := range out.Lines {
			o := &out.Lines[i]
			out.Words = append(out.Words, f.words(o.Line, o.Location, o.Stock.Line.Stock, o.Channel, a.Parties[o.Donor]))
		}
		return out
	})
}

// idFold writes an id as FoldName writes what is looked for.
var idFold = strings.NewReplacer("-", "", ".", "")

// folder folds the texts of lines, each name once.
type folder map[string]string

func (f folder) words(l board.Line, more ...string) string {
	var b strings.Builder
	b.WriteString(idFold.Replace(l.ID))
	for _, name := range l.Called {
		more = append(more, name)
	}
	for _, text := range more {
		if text == "" {
			continue
		}
		folded, ok := f[text]
		if !ok {
			folded = party.FoldName(text)
			f[text] = folded
		}
		b.WriteByte('\n')
		b.WriteString(folded)
	}
	return b.String()
}
