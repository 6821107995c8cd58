package sheet_test

import (
	"fmt"

	"muster/sheet"
)

func ExampleOpen() {
	book, err := sheet.Open("export.xlsx", []byte("donor;amount\nNorway;1,5\n")) // the name lies
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(book.Format)
	for _, row := range book.Sheets[0].Rows {
		fmt.Println(row.Number, row.Cell(0).Text, row.Cell(1).Text)
	}
	_, err = sheet.Open("report.xlsx", []byte("%PDF-1.7"))
	fmt.Println(err)
	// Output:
	// semicolon-separated text, UTF-8
	// 1 donor amount
	// 2 Norway 1,5
	// report.xlsx: it is a PDF document; accepted are a workbook (.xlsx) and delimited text (.csv, .tsv) in UTF-8 or UTF-16, each also gzipped (.gz)
}
