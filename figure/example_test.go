package figure_test

import (
	"fmt"
	"strings"

	"muster/figure"
	"muster/money"
)

// Bars with one value that is not known, its table twin, and the drawing as a file.
func Example() {
	given := money.MustParse("6928575492.19")
	b := figure.Bars{
		Head: figure.Head{
			Title: "Counted by Ally", Desc: "One bar, and one Ally that is not covered.", Unit: "EUR bn",
			Columns: []string{"Ally", "Counted, EUR"}, Numbers: figure.Numbers{Power: 9, Decimals: 2},
		},
		Bars: []figure.Bar{
			{Name: "Germany", Datum: figure.Datum{Value: &given, Href: "/pledges/washington-2024/rows?party=de"}},
			{Name: "Albania", Datum: figure.Datum{Word: "not covered"}},
		},
	}
	for _, row := range b.Table().Rows {
		if a := row[1].Amount; a != nil {
			fmt.Println(row[0].Text, a)
		} else {
			fmt.Println(row[0].Text, row[1].Text)
		}
	}
	page, file := b.SVG(figure.Narrow, "counted", "narrow"), figure.File(b, figure.Wide)
	fmt.Println(strings.Contains(page, "6.93"), strings.Contains(file, "<style>"))
	// Output:
	// Germany 6928575492.19
	// Albania not covered
	// true true
}
