package web

// everyForm are pages on which who may act sees forms that the operator does not; role, party and address.
var everyForm = []struct{ role, party, name, path string }{
	{"recipient-officer", "ua", "forms-new", "/needs/new?copy=r-0002"},
	{"recipient-officer", "ua", "forms-need", "/needs/r-0002"},
	{"coordinator", "us", "forms-pair", "/needs/r-0002/match?offer=o-0004"},
	{"coordinator", "us", "forms-offer", "/offers/o-0004"},
	{"donor-officer", "de", "forms-sheet", "/sheets/offers"},
	{"donor-officer", "de", "forms-sheet-faults", "{list}"},
	{"donor-officer", "de", "forms-sheet-right", "{right}"},
	{"coordinator", "us", "forms-overlaps", "/overlaps"},
	{"damage-assessor", "ua", "forms-accountability", "/accountability"},
	{"coordinator", "us", "forms-needs", "/needs?state=all"},
	{"coordinator", "us", "forms-offers", "/offers?state=all"},
	{"coordinator", "us", "forms-types", "/types"},
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
}

// forms looks at every page of everyForm as who may act.
func (j *journey) forms(source string) {
	j.Helper()
	b := j.browser
	as := ""
	for _, l := range everyForm {
		b.window(1200, 900, 1, false)
		b.theme("light")
		if who := l.role + "@" + l.party; who != as {
			j.become(l.role, l.party)
			as = who
		}
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
