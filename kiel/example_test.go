package kiel_test

import (
	"fmt"

	"muster/kiel"
	"muster/sheet"
)

func ExampleRead() {
	book, err := sheet.OpenFile("testdata/activities.csv")
	if err != nil {
		fmt.Println(err)
		return
	}
	draft, err := kiel.Read(book, who, kiel.Options{Label: "invented"})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(draft.RowsRead, "rows:", len(draft.Entries), "entries,", draft.Refused, "refused,", draft.Noted, "noted")
	f := draft.Faults[3]
	fmt.Printf("row %d, column %s: found %q; accepted is %s\n", f.Row, f.Column, f.Found, f.Accepts)
	// Output:
	// 11 rows: 10 entries, 3 refused, 3 noted
	// row 10, column D "maal": found "Promise"; accepted is Allocation or Commitment
}

func ExampleReadDate() {
	for _, said := range []string{"until 6/9/2022", "not specified, 03/22", "25/07/2022"} {
		fmt.Println(kiel.ReadDate(said).Period)
	}
	// Output:
	// /2022-06-09
	// 2022-03
	// 2022-07-25
}
