package report

import "testing"

func TestNumbersForPeopleAreShort(t *testing.T) {
	for text, want := range map[string]string{"0": "0", "60": "60", "12.5": "12.5", "2/3": "2/3", "532/111": "about 4.79", "1000000/999999": "about 1", "0.333203125": "about 0.33", "x": "x"} {
		if got := Rounded(text); got != want {
			t.Errorf("%s is written %s, want %s", text, got, want)
		}
	}
}
