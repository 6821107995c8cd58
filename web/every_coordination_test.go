package web

import (
	"net/http"
	"os/exec"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// become goes on as somebody else, by a link as the program makes it.
func (j *journey) become(role, party string) {
	j.Helper()
	out, err := exec.Command(j.program, "link", "--data", j.data, "--url", j.base, "--as", role+"@"+party).Output()
	if err != nil {
		j.Fatal(err)
	}
	j.run(chromedp.Navigate(strings.TrimSpace(string(out))))
}

// coordinates goes through the forms of coordination: a line is stated, changed and submitted, a match
// proposed, an offer stated, changed and notified, an overlap decided on.
func (j *journey) coordinates() {
	j.Helper()
	choose := func(selector, value string) { j.Helper(); j.fill(selector, value) }
	j.become("recipient-officer", "ua")
	j.open("/needs/new?copy=r-0002")
	j.fill("#state-quantity", "20")
	j.send("#state-send", "/needs/r-", "20 each")
	id := strings.TrimPrefix(j.path(), "/needs/")
	j.open("/needs/" + id + "/change")
	j.fill("#state-quantity", "24")
	j.send("#state-send", "/needs/"+id, "24 each")
	j.send("#requirement-submit-send", "/needs/"+id, "submitted")
	j.open("/needs/r-0002/match?offer=o-0004")
	j.fill("#propose-quantity", "1")
	j.send("#propose-send", "/matches/", "proposed")
	j.send("#match-recipient-agree-send", "/matches/", "agreed by recipient")
	j.become("donor-officer", "de")
	j.open("/offers/new")
	for name, value := range map[string]string{"item": "truck-4x4-2t", "quantity": "3", "unit": "each", "ready": "2030-01-01", "condition": "new", "channel": "bilateral"} {
		choose("#state-"+name, value)
	}
	j.send("#state-send", "/offers/o-", "3 each")
	at := j.path()
	j.open(at + "/change")
	j.fill("#state-quantity", "4")
	j.send("#state-send", at, "4 each")
	j.send("#offer-notify-send", at, "notified")
	j.become("coordinator", "us")
	j.open("/overlaps")
	pair := script[string](j.browser, `document.querySelector('section.overlap').id`)
	script[chromedp.Void](j.browser, `document.querySelector('section.overlap details').open = true`)
	j.fill("#"+pair+"-why", "Two lists, one need.")
	j.send("#"+pair+"-send", "/overlaps", "Two lists, one need.")
	j.become("operator", "operator")
}

// Who may act sees forms that a page looked at by the operator has not.
func TestTheFormsOfCoordinationInEveryWay(t *testing.T) {
	b, source := openBrowser(t, http.NotFoundHandler()), axe(t)
	j := &journey{browser: b, program: buildProgram(t), data: t.TempDir() + "/data", places: map[string]string{}}
	b.base = strings.TrimSuffix(serveDemo(t, j.program, "--data", j.data), "/")
	tell(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	j.coordinates()
	tell(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: false})
	for _, l := range []struct{ role, party, name, path string }{
		{"recipient-officer", "ua", "forms-new", "/needs/new?copy=r-0002"},
		{"recipient-officer", "ua", "forms-need", "/needs/r-0002"},
		{"coordinator", "us", "forms-pair", "/needs/r-0002/match?offer=o-0004"},
		{"coordinator", "us", "forms-offer", "/offers/o-0004"},
		{"coordinator", "us", "forms-overlaps", "/overlaps"},
		{"coordinator", "us", "forms-needs", "/needs?state=all"},
		{"coordinator", "us", "forms-offers", "/offers?state=all"},
		{"coordinator", "us", "forms-types", "/types"},
	} {
		b.window(1200, 900, 1, false)
		b.theme("light")
		j.become(l.role, l.party)
		b.visit(l.path)
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
