package web

import (
	"os/exec"
	"strings"

	"github.com/chromedp/chromedp"
)

// become goes on as somebody else, by a link as the program makes it.
func (j *journey) become(role, party string, more ...string) {
	j.Helper()
	out, err := exec.Command(j.program, append([]string{"link", "--data", j.data, "--url", j.base, "--as", role + "@" + party}, more...)...).Output()
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
	j.attaches()
	j.open("/items/truck-6x6-5t")
	script[chromedp.Void](j.browser, `document.querySelector('#note-text').closest('details')?.setAttribute('open', '')`)
	j.fill("#note-text", "Comes in two lengths.")
	j.send("#note-send", "/items/truck-6x6-5t", "Comes in two lengths.")
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
	j.loads()
	j.become("coordinator", "us")
	j.open("/overlaps")
	pair := script[string](j.browser, `document.querySelector('section.overlap[id]').id`)
	script[chromedp.Void](j.browser, `document.querySelector('section.overlap[id] details').open = true`)
	j.fill("#"+pair+"-why", "Two lists, one need.")
	j.send("#"+pair+"-send", "/overlaps", "Two lists, one need.")
	j.observes()
	j.become("operator", "operator")
}

// observes goes through the forms of a register: an observation is stated, changed and accepted.
func (j *journey) observes() {
	j.Helper()
	j.become("observer", "ua")
	j.open("/registers/observation/new")
	j.fill("#state-title-en", "Crates without a list")
	j.fill("#state-observation-en", "Nine crates came without a list of what is in them.")
	j.send("#state-send", "/registers/observation/", "Crates without a list")
	at := j.path()
	j.open(at + "/change")
	j.fill("#state-title-en", "Crates without lists")
	j.send("#state-send", at, "Crates without lists")
	j.become("lessons-manager", "nato")
	j.open(at)
	j.send("#observation-accept-send", at, "It was accepted")
}
