package plan

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"muster"
	"muster/item"
)

// stall is a catalogue of many items, each of which the next stands in for.
type stall struct{}

func (stall) Rate(k RateKey) Rate {
	if k.Given == k.Asked || k.Given == k.Asked+"-s" {
		return Rate{Each: item.One}
	}
	return Rate{Missing: "another item"}
}
func (stall) StandIns(of item.ID) []item.ID                 { return []item.ID{of + "-s"} }
func (stall) Parts(item.ID, item.Ratio, item.UnitID) []Part { return nil }
func (stall) Meets(item.ID, *Part) bool                     { return false }

// season is a plan of the size of a desk's.
func season(lines, offers, items int) *Inputs {
	r := rand.New(rand.NewPCG(1, 2))
	in := &Inputs{On: on, Transit: 14, Book: NewBook(stall{})}
	for i := range lines {
		n := Need{
			ID: fmt.Sprintf("r%05d", i), Requester: "ua", Item: item.ID(fmt.Sprintf("i%03d", r.IntN(items))), Unit: "each", Quantity: number(1 + r.Int64N(60)),
			Priority: 1 + r.IntN(5), NeededBy: on + muster.Day(10+r.IntN(120)),
		}
		if r.IntN(2) == 0 {
			n.Substitutes = []item.ID{n.Item + "-s"}
		}
		if r.IntN(4) == 0 {
			n.MinLot = number(min(5, n.Quantity.Rat().Num().Int64()))
		}
		in.Needs = append(in.Needs, n)
	}
	for i := range offers {
		o := Offer{
			ID: fmt.Sprintf("o%05d", i), Donor: muster.PartyID(fmt.Sprintf("d%02d", r.IntN(25))), Item: item.ID(fmt.Sprintf("i%03d", r.IntN(items))), Unit: "each",
			Offered: number(1 + r.Int64N(90)), Ready: on + muster.Day(r.IntN(100)), ValidUntil: muster.MaxDay, Consented: r.IntN(8) > 0,
		}
		if r.IntN(4) == 0 {
			o.Item += "-s"
		}
		if o.Accepted = o.Offered; r.IntN(5) == 0 {
			o.Accepted = number(r.Int64N(o.Offered.Rat().Num().Int64() + 1))
		}
		if r.IntN(3) == 0 {
			o.Lot = number(1 + r.Int64N(12))
		}
		in.Offers = append(in.Offers, o)
	}
	return in
}

func BenchmarkAPlanAndItsReasons(b *testing.B) {
	for _, size := range [][3]int{{300, 200, 40}} {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			for b.Loop() {
				c := season(size[0], size[1], size[2]).Case()
				p, err := Solve(c.Problem)
				if err != nil {
					b.Fatal(err)
				}
				solved := b.Elapsed()
				why, err := Explain(c, p, "", Budget)
				if err != nil {
					b.Fatal(err)
				}
				changes, others, hanging := 0, 0, 0
				for i := range why.Open {
					changes += count(why.Open[i].Looked)
				}
				for i := range why.Matches {
					others += count(why.Matches[i].Looked)
				}
				for i := range why.Offers {
					hanging += count(why.Offers[i].Looked)
				}
				b.Logf("%d pairs, solved after %s; %d plans tried, of %d open lines %d, of %d matches %d, of %d offers %d looked into, after %s", len(c.Pairs), solved, why.Tried,
					len(why.Open), changes, len(why.Matches), others, len(why.Offers), hanging, b.Elapsed())
			}
		})
	}
}

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}
