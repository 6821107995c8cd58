package pledge

import (
	"fmt"

	"muster"
	"muster/standing"
)

// Base is what a row says when somebody judges it, so that a judgement notices once it says
// something else.
type Base struct {
	Statement muster.ID `json:"statement"`        // that said it then
	Digest    string    `json:"digest"`           // of all that the row says: equal digests say the same
	Series    string    `json:"series,omitempty"` // whose row it is
	Says      Says      `json:"says"`
}

// Base returns what the row that a target names says, of those that stand and that the viewer may see
// the one said last.
func (p *Part) Base(v standing.View, t Target) (Base, bool) {
	known := stampOf(v.Known)
	for row := range p.about(t) {
		b, i := p.at(row)
		if b.stmt[i] > known || !p.stoodAt(b, i, row, known) || !v.Viewer.Sees(b.audience[i]) {
			continue
		}
		return Base{
			Statement: muster.NewID(v.RecordID(), uint64(b.stmt[i])), Digest: fmt.Sprintf("%016x%08x", b.content[i], b.convContent[i]),
			Series: string(p.series[b.series[i]].id), Says: p.says(b, i, row),
		}, true
	}
	return Base{}, false
}
