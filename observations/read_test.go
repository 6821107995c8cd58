package observations_test

import (
	"strings"
	"testing"

	"muster/lesson"
	"muster/observations"
)

const safenet = `"ID", "SAFENET ID", "Iteration", "Event Start Date", "Event Stop Date", "Incident Name", "Incident Number", "Event State", "Event Jurisdiction", "Event Local Unit", "Event Position Title", "Event Task", "Event Management Level", "Event Resources", "Event Incident Type", "Event Incident Activity", "Event Incident Stage", "Contributing Factors", "Human Factors", "Other Factors", "Narrative", "Immediate Action Taken", "SAFENET Create Date"
"1","AAA","1","12/09/2000 13:30"," ","N/A","","NM","USFS","","For. Tech.","","5","","Wildland;","","","Communications;Equipment;","","","The radio failed.","None","12/11/2000 00:00"
"1","AAA","2","12/09/2000 13:30"," ","PILE BURNING","","NM","USFS","","For. Tech.","","5","","Wildland;","","","Communications;Environmental;","","","The repeater failed, too.","A second repeater was asked for.","12/11/2000 00:00"
""," ","",""," ","","","","","","","","","","","","","","","","",""," "
"2","BBB","2","99/09/2000"," ","RIVER","","AZ","FWS","","","","","","","","","","","","The radio failed.","","12/11/2000 00:00"
"3","CCC","2",""," ","TEST","","ID","BLM","","","","","","","","","","","","","",""
"2","BBB","2","99/09/2000"," ","RIVER","","AZ","FWS","","","","","","","","","","","","The radio failed.","","12/11/2000 00:00"
"2","BBB","2","99/09/2000"," ","RIVER","","AZ","FWS","","","","","","","","","","","","It did not.","","12/11/2000 00:00"
"4","","2","",""," RIVER","","AZ","FWS","","","","","","","","","","","","Of nobody.","",""
`

func draft(t *testing.T, name string, files ...observations.File) *observations.Draft {
	t.Helper()
	m, ok := observations.Named(name)
	if !ok {
		t.Fatalf("there is no map %s", name)
	}
	d, err := observations.Read(m, files)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// says holds that a fault of a row has these words.
func says(t *testing.T, d *observations.Draft, row int, refused bool, words ...string) {
	t.Helper()
	for _, f := range d.Faults {
		all, fits := f.Column+"|"+f.Found+"|"+f.Why, true
		for _, w := range words {
			fits = fits && strings.Contains(all, w)
		}
		if f.Row == row && f.Refused == refused && fits {
			return
		}
	}
	t.Errorf("row %d (refused: %v) does not say %q: %+v", row, refused, words, d.Faults)
}

func TestEveryRowOfAReportIsAccountedFor(t *testing.T) {
	d := draft(t, "safenet", observations.File{Name: "s.csv", Data: []byte(safenet)})
	if d.Rows != 8 || len(d.Lines) != 2 || d.Joined != 1 || d.Duplicates != 1 || d.Refused != 3 || d.Blank != 1 || d.Sum()+len(d.Lines) != d.Rows {
		t.Fatalf("%+v, %d lines, faults %+v", d.Account, len(d.Lines), d.Faults)
	}
	says(t, d, 2, false, `C "Iteration"`, "further iteration of row 3")
	says(t, d, 5, false, `D "Event Start Date"`, "99/09/2000", "no such day")
	says(t, d, 6, true, `U "Narrative"`, "what happened")
	says(t, d, 7, false, `B "SAFENET ID"`, "a duplicate", "row 5")
	says(t, d, 8, true, `B "SAFENET ID"`, "row 5 has it already", `U "Narrative"`)
	says(t, d, 9, true, `B "SAFENET ID"`, "cannot be told from others")
}

func TestIterationsOfAReportAreOneObservation(t *testing.T) {
	d := draft(t, "safenet", observations.File{Name: "s.csv", Data: []byte(safenet)})
	x := d.Lines[0].Value
	if x.About != "safenet-aaa" || x.Title["en"] != "SAFENET AAA: PILE BURNING, NM" || x.Source.Row != 3 || x.Source.Text != "SAFENET, s.csv" {
		t.Errorf("%+v", x)
	}
	if got := x.Observation["en"]; got != "The repeater failed, too.\n\n[Iteration 1] The radio failed." {
		t.Errorf("observation %q", got)
	}
	if got := strings.Join(x.Keywords, "|"); got != "SAFENET|NM|USFS|Wildland|Communications|Environmental|Equipment" {
		t.Errorf("keywords %s", got)
	}
	if got := x.Conclusion["en"]; got != "Immediate action taken: A second repeater was asked for." {
		t.Errorf("conclusion %q", got)
	}
	if !strings.HasPrefix(x.Activity, "2000-12-09 13:30; USFS") {
		t.Errorf("activity %q", x.Activity)
	}
}

func TestWhatSaysTheSameUnderTwoIdentitiesIsListedAndTaken(t *testing.T) {
	d := draft(t, "llis",
		observations.File{Name: "a.jsonl", Data: []byte("{\"lesson_id\": 1, \"driving_event\": \"It broke.\", \"lesson\": \"Mend it. Soon.\", \"recommendation\": null}\n\n{\"lesson_id\": 2, \"driving_event\": \"it  broke.\", \"lesson\": [\"One\", \"two\"], \"recommendation\": \"x\"}\n")},
		observations.File{Name: "b.json", Data: []byte(`[{"lesson_id": 3, "driving_event": {"a": 1}, "lesson": "l", "recommendation": "r"}]`)})
	if d.Rows != 3 || len(d.Lines) != 2 || d.Refused != 1 {
		t.Fatalf("%+v %+v", d.Account, d.Faults)
	}
	says(t, d, 3, false, "perhaps a duplicate", "row 1 of a.jsonl")
	says(t, d, 1, true, "driving_event", "an object is no value")
	if x := d.Lines[1].Value; x.Conclusion["en"] != "One; two" || d.Lines[0].Value.Recommendation != nil {
		t.Errorf("%+v", x.Matter)
	}
}

func TestARecommendationKeepsItsAddresseeItsReplyAndItsStatus(t *testing.T) {
	d := draft(t, "taic", observations.File{Name: "t.csv", Data: []byte("report_id,recommendation_id,recipient,made,recommendation,recommendation_text,extra_recommendation_context,reply_text,response_category\n" +
		"2020_101,012/21,KiwiRail,2021-12-08,\"On 8 December 2021, examine it.\",examine it.,,\"KiwiRail_x000D_\naccepts thisâ€¢.\",Accepted\n" +
		"2020_101,012/21,NZTA,2021-12-08,\"On 8 December 2021, examine it.\",examine it.,,,\n")})
	if len(d.Lines) != 2 {
		t.Fatalf("%+v", d.Faults)
	}
	a, b := d.Lines[0].Value, d.Lines[1].Value
	if a.About != "taic-012-21-kiwirail" || b.About != "taic-012-21-nzta" || b.Conclusion != nil {
		t.Errorf("%+v, %+v", a, b)
	}
	if got := a.Conclusion["en"]; got != "Reply: KiwiRail\naccepts this•.\n\nStatus of the reply, as the source has it: Accepted" {
		t.Errorf("%q", got)
	}
	if got := a.Recommendation["en"]; got != "To KiwiRail, on 2021-12-08: On 8 December 2021, examine it." {
		t.Errorf("%q", got)
	}
	if got := strings.Join(a.Keywords, "|"); got != "TAIC|KiwiRail|status: Accepted" {
		t.Error(got)
	}
	if all := strings.Join(d.Notes, "\n"); !strings.Contains(all, `"_x000D_" stands in 1 cells`) || !strings.Contains(all, "does not read the columns extra_recommendation_context") {
		t.Error(all)
	}
}

func TestAMapIsJSONOrATable(t *testing.T) {
	m, err := observations.ReadMap("m.csv", []byte("field,of,says\nname,,Mine\nid,,mine-{No}\ntitle,,{What|short}\nobservation,,{What}\nsplit,Lines,/\nlines,,{Lines}\nkeywords,,mine\nlanguage,,uk\nreplace,XX,YY\ndates,Day,DD.MM.YYYY\nactivity,,{Day}\n"))
	if err != nil {
		t.Fatal(err)
	}
	d, err := observations.Read(m, []observations.File{{Name: "x.csv", Data: []byte("No;What;Lines;Day\n1;XX happened;training/materiel;02.01.2026\n")}})
	if err != nil {
		t.Fatal(err)
	}
	want := lesson.Matter{Title: map[string]string{"uk": "YY happened"}, Observation: map[string]string{"uk": "YY happened"}, Activity: "2026-01-02", Lines: []string{"training", "materiel"}, Keywords: []string{"mine"}}
	if got := d.Lines[0].Value.Matter; got.Title["uk"] != want.Title["uk"] || got.Activity != want.Activity || strings.Join(got.Lines, ",") != "training,materiel" {
		t.Errorf("%+v, want %+v", got, want)
	}
}

func TestWhatIsNoMapIsRefusedByItsField(t *testing.T) {
	for text, want := range map[string]string{
		`{"name": "x", "id": "x-{No}", "title": "{a", "observation": "{b}"}`:                        "title",
		`{"name": "x", "id": "x", "title": "{a}", "observation": "{b}"}`:                            "the columns by which a report is told",
		`{"name": "x", "id": "x-{No}", "titel": "{a}"}`:                                             `unknown field "titel"`,
		`{"name": "x", "id": "x-{No}", "title": "{a}", "observation": "{b}", "releasable": "who?"}`: "releasable",
		`{"name": "x", "id": "x-{No}", "title": "[{a}", "observation": "{b}"}`:                      "none within another",
		`{"name": "x", "id": "x-{No}", "title": "{a}", "observation": "{b}", "lines": ["navy"]}`:    "doctrine",
		"feld,sagt\nx,y\n": "field",
		"":                 "m",
	} {
		if _, err := observations.ReadMap("m", []byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q in it", text, err, want)
		}
	}
	m, _ := observations.Named("llis")
	for _, text := range []string{"a,b\n1,2\n", `{"lesson_id": 1}`, "{", "[1]", ""} {
		if d, err := observations.Read(m, []observations.File{{Name: "x", Data: []byte(text)}}); err == nil {
			t.Errorf("%q is read: %+v", text, d)
		}
	}
}
