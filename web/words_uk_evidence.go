package web

// ukrainianEvidence are the words of evidence.
var ukrainianEvidence = map[string]string{
	"nav.evidence":      "Докази",
	"register.evidence": "докази", "register.incident": "події", "register.damage": "записи про шкоду", "register.case": "справи", "register.hold": "правові заборони знищення",
	"register.lead.evidence": "Що передано, знайдено чи записано: кожне з відбитком його байтів та історією зберігання. Імен, адрес і слів людей тут немає: їх читають через окремий вхід, який записує, хто читає.",
	"register.lead.incident": "Що, за твердженням, сталося. Слово «стверджується» лишається, доки про це не скажуть два підтверджені докази різного походження і хтось інший усе не перегляне.",
	"register.lead.damage":   "Шкода одному об’єкту в одній області, з вартістю за методом і цінами певного дня. Нікого не названо; прийнятність — лише підказка, не висновок.",
	"register.lead.case":     "Що складено для передання стороні — пакунок, який кожен може перевірити.",
	"register.lead.hold":     "Що не можна знищувати, доки заборона чинна, хто б не просив.",
	"register.new.evidence":  "Внести доказ", "register.new.incident": "Заявити подію", "register.new.damage": "Внести шкоду", "register.new.case": "Заявити справу", "register.new.hold": "Накласти заборону",

	"state.received": "отримано", "state.registered": "зареєстровано", "state.under-review": "перевіряється", "state.second-review": "друга перевірка", "state.verified": "підтверджено двома", "state.unverified": "не підтверджено", "state.archived": "в архіві",
	"state.alleged": "стверджується", "state.corroborated": "підкріплено", "state.reviewed": "переглянуто", "state.recorded": "записано", "state.assessed": "оцінено", "state.classified": "класифіковано", "state.referred": "передано до реєстру",
	"state.handed-over": "передано", "state.in-force": "чинна", "state.lifted": "знято",

	"work.object.evidence": "доказ", "work.object.incident": "подія", "work.object.damage": "запис про шкоду", "work.object.case": "справа", "work.object.hold": "заборона знищення",
}
