package node

import (
	"context"
	"fmt"

	"muster"
	"muster/access"
	"muster/lists"
	"muster/party"
)

// readSteps reads a sheet of steps. What of it is new or changed is told only with the record in hand, so it is
// read once more by whoever records it.
func readSteps(im Import, dir *party.Directory) (incoming, error) {
	as := access.Principal{Role: access.ReformCoord, Party: party.Operator}
	if im.By != "" {
		id, ok := dir.Party(string(im.By))
		if !ok {
			return nil, muster.Invalid("by", fmt.Sprintf("found %q; no party goes by this name, the nearest known is %q", im.By, dir.Nearest(string(im.By))))
		}
		as.Party = id
	}
	why := im.Why
	if why == "" {
		why = "brought again in " + im.Name
	}
	return func(ctx context.Context, n *Node) (*Done, error) {
		v, err := n.View(access.Looking(ctx, as), "")
		if err != nil {
			return nil, err
		}
		var d *lists.Draft
		n.State.Read(func() { d, err = lists.StepsOf(im.Framework, why).Read(v, as, im.Audience, im.Name, im.Data) })
		if err != nil {
			return nil, err
		}
		if err := n.tryList(ctx, d); err != nil {
			return nil, err
		}
		done := &Done{
			Rows: d.RowsRead, Recorded: len(d.Lines), Unchanged: d.Same, Refused: d.Refused, Statements: len(d.Lines), Notes: d.Notes, Faults: d.Faults,
			Words: fmt.Sprintf("steps: %d new, %d amended", d.New(), len(d.Lines)-d.New()),
		}
		for _, f := range d.Faults {
			if !f.Refused {
				done.Noted++
			}
		}
		if len(d.Lines) == 0 && d.Same == 0 {
			return nil, nothingOf(im.Name, d)
		}
		if im.DryRun || len(d.Lines) == 0 {
			return done, nil
		}
		said, err := n.Say(ctx, Saying{}, d.Values()...)
		if err != nil {
			return nil, err
		}
		for _, all := range said.Refused { // somebody acted between the two
			return nil, all[0]
		}
		return done, nil
	}, nil
}

// tryList has the record try a list, and takes out what it refuses; what rested on a row that is refused is
// refused in the next round.
func (n *Node) tryList(ctx context.Context, d *lists.Draft) error {
	for values := d.Values(); len(values) > 0; values = d.Values() {
		said, err := n.Say(ctx, Saying{DryRun: true}, values...)
		if err != nil {
			return err
		}
		if len(said.Refused) == 0 {
			return nil
		}
		d.Refuse(said.Refused)
	}
	return nil
}

// nothingOf refuses a list without a single good row.
func nothingOf(name string, d *lists.Draft) error {
	for _, f := range d.Faults {
		if f.Refused {
			return muster.Invalid(name, fmt.Sprintf("none of its %d rows can be taken; the first: row %d, column %s: found %q; %s", d.RowsRead, f.Row, f.Column, f.Found, f.Why))
		}
	}
	return muster.Invalid(name, "no row follows its heading")
}
