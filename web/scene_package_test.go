package web

import (
	"testing"
	"time"
)

// Training cell (domain: a day in the work): a match of a new type raises "no maintainer course in time"; a
// host offers 20 seats, and the warning goes away.
func TestAMatchOfANewTypeWantsItsMaintainers(t *testing.T) {
	s, prepare := scene(t)
	day := func(n int) string { return time.Now().UTC().AddDate(0, 0, n).Format(time.DateOnly) }
	prepare("item.family", "operator@operator", "about,names.en,audience\ntracked-carriers,Tracked carriers,public\n")
	prepare("item.item", "operator@operator", "about,thing,unit,family,names.en,audience\ntracked-carrier,vehicle,each,tracked-carriers,Tracked carrier,public\ncourse-carrier-maintainer,course,seat,,Carrier maintainer course,public\n")
	prepare("item.needs", "operator@operator", "about,item,sort,needs_item,quantity,unit,after,essential,audience\ntracked-carrier/maintainer_course/course-carrier-maintainer,tracked-carrier,maintainer_course,course-carrier-maintainer,2,seat,14,true,public\n")
	prepare("requirement.line", "recipient-officer@ua", "about,requester,item,quantity,unit,priority,needed_by,place\nr-9002,ua,tracked-carrier,8,each,1,"+day(90)+",Carpathians\n")
	prepare("requirement.act", "recipient-officer@ua", "about,act\nr-9002,submit\n")
	prepare("offer.line", "donor-officer@no", "about,donor,item,quantity,unit,condition,ready,channel\no-9002,no,tracked-carrier,8,each,new,"+day(30)+",bilateral\n")
	prepare("offer.act", "donor-officer@no", "about,act\no-9002,notify\n")
	prepare("requirement.act", "coordinator@nato", "about,act\nr-9002,validate\nr-9002,open\n")
	prepare("offer.act", "coordinator@nato", "about,act,quantity\no-9002,assess,\no-9002,accept,8\n")

	s.visit("/")
	s.acts("coordinator, NATO")
	s.followed("Coordination")
	s.lists("Tracked carrier")
	s.followed("Tracked carrier")
	s.beside("o-9002", "Match it")
	s.read("A new type.", "No maintainer course in time.", "Carrier maintainer course: 16 seat needed by", "No more is offered.")
	s.keep("match-no-course")
	s.pressed("Propose a match")
	s.read("proposed", "No maintainer course in time.")
	match := s.here()

	s.acts("recipient officer, Ukraine")
	s.read("No maintainer course in time.")
	s.pressed("Agree for the recipient")
	s.read("agreed by recipient", "No maintainer course in time.")

	// The host's seats, first too late, then in time.
	s.acts("donor officer, Poland")
	s.followed("Offers")
	s.followed("State an offer")
	for _, f := range [][2]string{{"Item", "course-carrier-maintainer"}, {"Quantity", "20"}, {"Unit", "seat"}, {"Condition", "new"}, {"Ready", day(120)}, {"Channel", "bilateral"}} {
		s.types(f[0], f[1])
	}
	s.pressed("Record it")
	s.read("20 seat · Carrier maintainer course")
	offer := s.here()
	open := func() {
		t.Helper()
		s.followed("Needs")
		s.lists("Tracked carrier")
		s.followed("Tracked carrier")
		s.beside("o-9002", match)
	}
	open()
	s.read("No maintainer course in time.", offer+" of Poland, is ready on", "16 days too late")
	s.followed("Offers")
	s.lists(offer)
	s.followed("Carrier maintainer course")
	s.followed("Change it")
	s.types("Ready", day(60))
	s.pressed("Record it")
	open()
	s.misses("No maintainer course in time.")
	s.read("All that it cannot be used without is there in time.", "offered, not firm yet")
}
