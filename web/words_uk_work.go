package web

// ukrainianWork are the words of the pages of one's own work and of the plan that stand on other pages too.
var ukrainianWork = map[string]string{
	"nav.coordination": "Координація", "nav.needs": "Потреби", "nav.offers": "Пропозиції", "nav.overlaps": "Можливі повтори", "nav.types": "Типи в експлуатації", "nav.work": "Моя робота", "nav.plan": "План",
}
