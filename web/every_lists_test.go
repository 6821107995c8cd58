package web

import (
	"os"
	"path/filepath"

	"github.com/chromedp/chromedp"
)

// loads goes through a sheet of offers: one with a fault, of which the right row is recorded, and one that
// may be recorded whole.
func (j *journey) loads() {
	j.Helper()
	heads := "Reference,Item,Quantity,Unit,Condition,Ready,Channel,Remarks\n"
	try := func(rows, says string) string {
		j.Helper()
		file := filepath.Join(j.TempDir(), "offers.csv")
		if err := os.WriteFile(file, []byte(heads+rows), 0o600); err != nil {
			j.Fatal(err)
		}
		j.open("/sheets/offers")
		j.run(chromedp.SetUploadFiles(chromedp.CSS("#file"), []string{file}))
		j.send(".entry .go button", "/sheets/offers/", says)
		return j.path()
	}
	j.places["list"] = try("sheet-1,Pickup 4x4,3,each,new,soon,bilateral,\nsheet-2,Pickup 4x4,3,each,new,2030-01-01,bilateral,\n", "1 of 2 rows has errors")
	j.places["right"] = try("sheet-3,Pickup 4x4,3,each,new,2030-01-01,bilateral,\n", "1 row would be recorded")
	j.open(j.places["list"])
	j.send(`button.quiet`, "/sheets/offers/", "1 row was recorded")
	try("sheet-2,Pickup 4x4,3,each,new,2030-01-01,bilateral,\n", "already recorded")
	j.places["list"] = try("sheet-4,Pickup 4x4,3,each,new,soon,bilateral,\nsheet-5,Pickup 4x4,3,each,new,2030-01-01,bilateral,\n", "1 of 2 rows has errors")
}
