//go:build !nodemo

package gallery

import (
	_ "embed"
	"time"

	"muster"
	"muster/figure"
)

//go:embed facts.csv
var facts string

const source = "Source: Ukraine Support Tracker, Kiel Institute for the World Economy, release 28, military allocations; GDP 2023, World Bank."

// contribution is ELM3 as releases 7 and 8 of the Ukraine Support Tracker have it.
func contribution() figure.Timeline {
	return figure.Timeline{
		Head: figure.Head{
			Title: "One contribution, from what was promised to what arrived: Greece, 40 heavy weapons (kiel:ELM3)",
			Desc: "Forty heavy weapons were committed on 18 September 2022, worth 22.38 million euros. Release 7, with data to 3 October, knows of none delivered; " +
				"release 8, with data to 20 November 2022, has all forty as delivered. Nobody has confirmed them.",
			Source: "Source: Ukraine Support Tracker, Kiel Institute for the World Economy, releases 7 and 8.",
		},
		Events: []figure.Event{
			{Rung: 0, When: muster.OnDay(muster.NewDay(2022, time.September, 18)), Text: "18 Sep 2022"},
			{Rung: 1, When: muster.OnDay(muster.NewDay(2022, time.September, 18)), Text: "40 pieces, EUR 22.38 m"},
			{Rung: 3, When: muster.Between(muster.NewDay(2022, time.September, 18), muster.NewDay(2022, time.November, 20)), Text: "40 pieces"},
		},
	}
}
