package web

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
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
	j.become("donor-officer", "nl")
	j.open(at)
	open("#fund-amount")
	j.fill("#fund-amount", "350,000")
	j.send("#fund-send", at, "50,000 too much")
	j.become("operator", "operator")
}

// Who may act sees forms that a page looked at by the operator has not.
func TestTheFormsOfAsksInEveryWay(t *testing.T) {
	b, source := openBrowser(t, http.NotFoundHandler()), axe(t)
	j := &journey{browser: b, program: buildProgram(t), data: t.TempDir() + "/data", places: map[string]string{}}
	b.base = strings.TrimSuffix(serveDemo(t, j.program, "--data", j.data), "/")
	tell(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	j.asksDonors()
	tell(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: false})
	for _, l := range []struct{ role, party, name, path string }{
		{"coordinator", "us", "forms-asks", "/asks?state=all"},
		{"coordinator", "us", "forms-ask", "/asks/a-0002"},
		{"coordinator", "us", "forms-ask-new", "/asks/new"},
		{"donor-officer", "nl", "forms-answer", "/asks/a-0002/answer?line=r-0002&donor=nl"},
		{"donor-officer", "nl", "forms-asksheet", "/asks/a-0002/sheets/nl"},
		{"donor-officer", "nl", "forms-replies", "{replies}"},
		{"coordinator", "us", "forms-packages", "/packages?state=all"},
		{"coordinator", "us", "forms-package", "/packages/p-0001"},
		{"coordinator", "us", "forms-package-ordered", "/packages/p-0003"},
		{"coordinator", "us", "forms-package-new", "/packages/new"},
	} {
		b.window(1200, 900, 1, false)
		b.theme("light")
		j.become(l.role, l.party)
		b.visit(j.at(l.path))
		b.keys(l.name)
		b.accessible(l.name+" on a desk", source)
		b.window(390, 844, 2, true)
		b.theme("dark")
		b.accessible(l.name+" on a phone in the dark", source)
		b.problems(l.name+" on a phone", tooSmall)
		b.problems(l.name+" on a phone", lowContrast)
		b.keep(l.name + "-phone-dark")
		b.window(320, 640, 2, true)
		b.fits(l.name + " at 320 pixels")
		b.window(680, 960, 1, false)
		b.medium("print", "dark")
		b.problems(l.name+" on paper", offPaper)
		b.window(1200, 900, 1, false)
		b.medium("screen", "light")
	}
}
