package web

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/chromedp/chromedp"
)

// asksDonors puts a line to a donor, who answers on the page and by a sheet that is brought back with a fault;
// closes the ask; and states a money package, which a donor funds.
func (j *journey) asksDonors() {
	j.Helper()
	open := func(selector string) {
		j.Helper()
		script[chromedp.Void](j.browser, `document.querySelector(`+quoted(selector)+`).closest('details').open = true`)
	}
	j.become("coordinator", "us")
	j.open("/asks/new?line=r-0003")
	j.send("#ask-send", "/asks/new", "Not done")
	j.fill(`input[name=donors][value=nl]`, "")
	j.fill("#ask-reply_by", "2030-01-15")
	j.send("#ask-send", "/asks/a-", "1 line put to 1 donor")
	at := j.path()
	j.open(at + "/change")
	j.fill("#ask-note", "In spring will do.")
	j.send("#ask-send", at, "In spring will do.")
	j.become("donor-officer", "nl")
	j.open(at + "/answer?line=r-0003&donor=nl")
	j.fill("#answer-act", "cannot")
	j.send("#answer-send", at+"/answer", "it is left out")
	j.fill("#answer-why", "none in stock")
	j.send("#answer-send", at, "none in stock")
	file := filepath.Join(j.TempDir(), "filled-in.csv")
	if err := os.WriteFile(file, []byte("line,answer,offer,why\nr-0003,later,,in spring\nr-0001,offer,o-0001,\n"), 0o600); err != nil {
		j.Fatal(err)
	}
	j.open(at + "/sheets/nl")
	j.run(chromedp.SetUploadFiles(chromedp.CSS("#file"), []string{file}))
	j.send(".entry .go button", "/sheets/nl/", "Recording it would record nothing")
	j.is("/sheets/nl/", "r-0001")
	if err := os.WriteFile(file, []byte("line,answer,offer,why\nr-0003,cannot,,sold in May\n,part,,\n"), 0o600); err != nil {
		j.Fatal(err)
	}
	j.open(at + "/sheets/nl")
	j.run(chromedp.SetUploadFiles(chromedp.CSS("#file"), []string{file}))
	j.send(".entry .go button", "/sheets/nl/", "1 answer of Netherlands")
	j.places["replies"] = j.path()
	j.send(`form[action*="/sheets/nl/"] button`, "/sheets/nl/", "1 answer was recorded")
	j.become("coordinator", "us")
	j.open(at)
	j.is(at, "sold in May")
	j.send("#ask-close-send", at, "closed")
	j.open("/packages/new")
	j.fill("#package-title", "Helmets")
	j.fill("#package-lines-1-item", "Helmet")
	j.fill("#package-lines-1-quantity", "1,000")
	j.send("#package-send", "/packages/new", "Price of one")
	j.fill("#package-lines-1-price", "300")
	j.send("#package-send", "/packages/p-", "300,000 missing")
	at = j.path()
	j.open(at + "/change")
	j.fill("#package-title", "Helmets for winter")
	j.send("#package-send", at, "Helmets for winter")
	j.become("donor-officer", "nl")
	j.open(at)
	open("#fund-amount")
	j.fill("#fund-amount", "350,000")
	j.send("#fund-send", at, "50,000 too much")
	amount := script[string](j.browser, `document.querySelector('[id^=fund-f-][id$=-amount]').id`)
	open("#" + amount)
	j.fill("#"+amount, "340,000")
	j.send("#"+strings.TrimSuffix(amount, "amount")+"send", at, "40,000 too much")
	j.become("operator", "operator")
}
