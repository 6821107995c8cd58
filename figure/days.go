package figure

import (
	"strconv"
	"time"

	"muster"
)

// span maps the days from, …, to−1 onto pixels.
type span struct {
	from, to    muster.Day
	left, right float64
}

// at returns the pixel of a day's beginning, never outside the span.
func (s span) at(n muster.Day) float64 {
	days := float64(max(int64(s.to)-int64(s.from), 1))
	return clamp(s.left+float64(int64(n)-int64(s.from))/days*(s.right-s.left), s.left, s.right)
}

// days draws a span as an axis along y.
func (p *pen) days(s span, y float64, size Size, months [12]string) {
	room := 46.0
	if !size.Beside {
		room = 40
	}
	for _, m := range months {
		room = max(room, wide(m, size.Text)+12)
	}
	written := 0.0 // where the last label ends
	for _, m := range dayMarks(s.from, s.to, int((s.right-s.left)/room), months) {
		x := s.at(m.day)
		p.line("k", x, y, x, y+5)
		if m.text == "" {
			continue
		}
		anchor, long := "start", max(wide(m.text, size.Text), wide(m.under, size.Text))
		if x+long > size.Width {
			// At the edge a label stands before its mark, unless another stands there.
			if x-long < written {
				continue
			}
			anchor = "end"
		}
		written = x + long
		p.text("t", anchor, x, y+size.Text+7, m.text)
		if m.under != "" {
			p.text("t", anchor, x, y+2*size.Text+9, m.under)
		}
	}
}

// dayMark is a mark on an axis of days; text is empty for one that only divides.
type dayMark struct {
	day         muster.Day
	text, under string
}

// dayMarks divides the days from, …, to−1 into at most about n labelled parts: by days, months or
// years. The year stands under the first label and under the first of each year.
func dayMarks(from, to muster.Day, n int, months [12]string) []dayMark {
	if n < 2 {
		n = 2
	}
	from, to = max(from, muster.NewDay(1, time.January, 1)), min(to, muster.NewDay(9999, time.December, 31))
	if to <= from {
		return nil
	}
	if to-from <= 62 {
		return labelDays(from, to, n, months)
	}
	return labelMonths(from, to, n, months)
}

func labelDays(from, to muster.Day, n int, months [12]string) (marks []dayMark) {
	step := muster.Day(1)
	for _, s := range []muster.Day{1, 2, 7, 14, 28} {
		if step = s; int(to-from)/int(s) < n {
			break
		}
	}
	year := 0
	for d := from; d < to; d += step {
		t := d.Time()
		m := dayMark{day: d, text: strconv.Itoa(t.Day()) + " " + months[t.Month()-1]}
		if t.Year() != year {
			year = t.Year()
			m.under = strconv.Itoa(year)
		}
		marks = append(marks, m)
	}
	return marks
}

func labelMonths(from, to muster.Day, n int, months [12]string) (marks []dayMark) {
	first, last := monthOf(from), monthOf(to-1)
	if muster.NewDay(0, time.Month(first+1), 1) < from {
		first++
	}
	step := 1
	for _, s := range []int{1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 12000, 60000} {
		if step = s; (last-first)/s < n {
			break
		}
	}
	minor := 1
	if last-first > 36 {
		minor = step
	}
	// Labels fall on months that divide the year evenly, January among them.
	year := 0
	for m := first; m <= last; m++ {
		if m%minor != 0 {
			continue
		}
		mark := dayMark{day: muster.NewDay(0, time.Month(m+1), 1)}
		if m%step == 0 {
			y := m / 12
			mark.text = months[m%12]
			if step >= 12 {
				mark.text = strconv.Itoa(y)
			} else if y != year {
				year = y
				mark.under = strconv.Itoa(y)
			}
		}
		marks = append(marks, mark)
	}
	return marks
}

// monthOf numbers months from January of the year 0.
func monthOf(d muster.Day) int {
	t := d.Time()
	return t.Year()*12 + int(t.Month()) - 1
}

// spoken is a day as an axis would say it, "27 Jun 2025".
func spoken(d muster.Day, months [12]string) string {
	t := d.Time()
	return strconv.Itoa(t.Day()) + " " + months[t.Month()-1] + " " + strconv.Itoa(t.Year())
}
