//go:build nodemo

package gallery

import (
	_ "embed"
	"time"

	"muster"
	"muster/figure"
)

//go:embed invented.csv
var facts string

const source = "Invented figures, for demonstration; GDP 2023, World Bank."

// contribution is invented.
func contribution() figure.Timeline {
	return figure.Timeline{
		Head: figure.Head{
			Title:  "One contribution, from what was promised to what arrived (invented)",
			Desc:   "Forty pieces were announced and committed on 18 September 2022 and delivered between then and 20 November. Nobody has confirmed them.",
			Source: "Invented figures, for demonstration.",
		},
		Events: []figure.Event{
			{Rung: 0, When: muster.OnDay(muster.NewDay(2022, time.September, 18)), Text: "18 Sep 2022"},
			{Rung: 1, When: muster.OnDay(muster.NewDay(2022, time.September, 18)), Text: "40 pieces"},
			{Rung: 3, When: muster.Between(muster.NewDay(2022, time.September, 18), muster.NewDay(2022, time.November, 20)), Text: "40 pieces"},
		},
	}
}
