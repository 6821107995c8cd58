package lists_test

import (
	"bytes"
	"strings"
	"testing"

	"muster"
	"muster/access"
	"muster/item"
	"muster/item/itemtest"
	"muster/lesson"
	"muster/lists"
	"muster/offer"
	"muster/party"
	"muster/requirement"
	"muster/standing/standingtest"
)

// An observation is written down where there is no network: the template is filled in as it is, and brought later.
func TestObservationsAreFilledInOffline(t *testing.T) {
	b := standingtest.New(t, party.New(), item.New(), requirement.New(), offer.New(), lesson.New())
	itemtest.Fill(b)
	observer := access.Principal{Role: access.Observer, Party: "ua", Person: "O. Bserver"}
	own := muster.Audience(access.Lessons("ua"))
	template := lists.Observations.Template(b.View(0), observer)
	var empty bytes.Buffer
	if err := template.CSV(&empty); err != nil {
		t.Fatal(err)
	}
	d, err := lists.Observations.Read(b.View(0), observer, own, "field.csv", empty.Bytes())
	if err != nil || d.RowsRead != 0 || len(d.Lines) != 0 || len(d.Faults) != 0 {
		t.Fatalf("the template as it comes: %+v, %v", d, err)
	}
	text := "Reference;Title;Назва;Observation;Recommendation;Lines of development;Comes from;Releasable to\n" +
		"O-1;Labels are in one language;Маркування однією мовою;Pallets were opened.;Label in both.;\"doctrine; training\";item/generator-100kw;participants\n" +
		"O-2;;;Nothing is said in a line.;;;;\n"
	d, err = lists.Observations.Read(b.View(0), observer, own, "field.csv", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	x, ok := d.Lines[0].Value.(*lesson.Observation)
	if !ok || x.About != "o-1" || x.Originator != "ua" || x.Title["uk"] != "Маркування однією мовою" || x.Observation.In("en") != "Pallets were opened." || len(x.Lines) != 2 || x.Records[0] != "item/generator-100kw" || x.Audience != own || x.Releasable != "participants" {
		t.Errorf("the first row says %+v", x)
	}
	b.Add(d.Lines[0].Value)
	if again, err := lists.Observations.Read(b.View(0), observer, own, "field.csv", []byte(text)); err != nil || again.Same != 1 {
		t.Errorf("brought again: %+v, %v", again, err)
	}
	if _, err := lists.Observations.Read(b.View(0), germany, own, "field.csv", []byte(text)); err == nil || !strings.Contains(err.Error(), "observer") {
		t.Errorf("a donor officer's sheet of observations: %v", err)
	}
}
