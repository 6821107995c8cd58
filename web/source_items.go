package web

import (
	"context"

	"muster"
	"muster/board"
	"muster/item"
)

// ItemSource answers the pages of the catalogue.
type ItemSource interface {
	// Catalogue returns every item that the viewer may see, in order of id.
	Catalogue(ctx context.Context, known string) (*Catalogue, error)
	// Item returns one of them with all that is said of it; muster.KindMissing where there is none.
	Item(ctx context.Context, known, id string) (*ItemDetail, error)
}

// Catalogue is all items.
type Catalogue struct {
	Around
	Lines []CatalogueLine
	Words []string // of each line, all that a text is looked for in, folded
}

// CatalogueLine is an item with where it is asked for and offered.
type CatalogueLine struct {
	item.Item
	Statement muster.ID
	Wanted    int // requirements that still want offers of it
	Live      int // offers of it that may still be matched
	Needs     int // what one of it needs to be of use
}

// ItemDetail is one item.
type ItemDetail struct {
	Around
	Is        CatalogueLine
	Kit       []item.Need       // what one of it needs
	StandIns  []item.StandIn    // what may stand in for it
	StandsFor []item.StandIn    // what it may stand in for
	Units     []item.Conversion // that hold of it alone
	Together  []item.FamilyID   // other families whose items work with it
	Lines     []board.Need      // requirements of it, those that want offers first
	Stock     []board.Offer     // offers of it, those that may be matched first
	Names     map[item.ID]item.Names
	NamedBy   []Linked
	History   []Event
}
