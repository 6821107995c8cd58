package report_test

import (
	"strings"
	"testing"

	"muster"
	"muster/access"
	"muster/reform"
	"muster/report"
	"muster/standing"
)

// Who sees an object and not the act that brought it where it is, is not told by their work whose act that was.
func TestWorkNamesNobodyWhoseActIsNotToBeSeen(t *testing.T) {
	d := newReforms(t)
	d.step("s", "a", "2026-06-30", nil)
	d.act("s", reform.ActReport, func(x *reform.Acted) { x.Audience = "party/ua+party/us" })
	from := func(p muster.PartyID) (from, line string, on muster.ID) {
		t.Helper()
		today := muster.DayOf(d.Now)
		who := access.Principal{Role: access.Assessor, Party: p}
		v, err := d.State.At(d.Known(), today, standing.Looker{Principal: who, Today: today})
		if err != nil {
			t.Fatal(err)
		}
		w := report.WorkOf(v, who, report.WorkMine, d.Now)
		if len(w.Items) != 1 || w.Items[0].State != reform.Reported {
			t.Fatalf("%s has %+v", p, w.Items)
		}
		var b strings.Builder
		if err := w.Digest(&b, nil); err != nil {
			t.Fatal(err)
		}
		return w.Items[0].From, b.String(), w.Items[0].On
	}
	if name, line, on := from("us"); name != "executor@ua" || !strings.Contains(line, "from executor@ua") || on == "" {
		t.Errorf("to who may see it: %q, %q, %q", name, on, line)
	}
	if name, line, on := from("de"); name != "" || strings.Contains(line, "from") || on != "" {
		t.Errorf("to who may not: %q, %q, %q", name, on, line)
	}
}
