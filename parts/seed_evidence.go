package parts

import (
	"muster"
	"muster/evidence"
)

// rd4u is where the claim categories are from. A category has the first day on which a source saw it open: the
// first one's own, and for the others that of the report; where none did, it has none.
const rd4u = "Register of Damage for Ukraine, rd4u.coe.int; open categories as reported by Interfax-Ukraine on 3 April 2024 and 5 November 2025 and by UNN on 17 April 2025; names after the Register's list, to be checked against it"

// seedEvidence returns the code list of claim categories to begin with.
func seedEvidence() ([]muster.Value, error) {
	all, err := table("rd4u.csv")
	list := &evidence.Codes{
		Envelope: cited(evidence.KindCodes, "rd4u", rd4u), From: "2022-02-24", Territory: []string{"UA"},
		Title: muster.Text{"en": "Register of Damage for Ukraine: claim categories", "uk": "Реєстр збитків для України: категорії заяв"},
	}
	for _, r := range all {
		list.Codes = append(list.Codes, evidence.Code{Code: r["code"], Name: muster.Text{"en": r["en"], "uk": r["uk"]}, Opened: r["opened"], Closed: r["closed"]})
	}
	return []muster.Value{list}, err
}
