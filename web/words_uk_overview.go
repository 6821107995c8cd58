package web

// ukrainianOverview are the words of the overview, the search and the gallery, and of layers where
// they stand on other pages.
var ukrainianOverview = map[string]string{
	"nav.overview": "Огляд", "nav.search": "Пошук", "nav.layers": "Шари", "missing.layer": "шар {id}",

	"overview.changed": "Що змінилося", "overview.changed.sub": "з чинним випуском кожного джерела", "overview.datato": "(дані до {day}):", "overview.note": "Що нового у випуску",
	"overview.first.one": "{n} внесок, перший випуск цього джерела тут.", "overview.first.few": "{n} внески, перший випуск цього джерела тут.", "overview.first.many": "{n} внесків, перший випуск цього джерела тут.",
	"overview.against":      "порівняно з {before}: нових внесків {new}, зниклих {gone}, змінених {changed}, лише переоцінених {revalued}, без змін {same}.",
	"overview.incomparable": "з {before} його не можна порівняти внесок за внеском, бо один із них не дає ідентифікаторів; за змістом нових {new}, зниклих {gone}.",
	"overview.attention":    "Що потребує уваги", "overview.nothing": "Нічого: усі рядки прийнято, і враховано все, що мало бути враховано.",
	"overview.partial.one": "{n} рядок, який мав бути врахований, не має вартості.", "overview.partial.few": "{n} рядки, які мали бути враховані, не мають вартості.", "overview.partial.many": "{n} рядків, які мали бути враховані, не мають вартості.",
	"overview.uncovered.one": "Джерело не охоплює {n} учасника: {names}.", "overview.uncovered.few": "Джерело не охоплює {n} учасників: {names}.", "overview.uncovered.many": "Джерело не охоплює {n} учасників: {names}.",
	"overview.left":        "{rows}, {amount}: не враховано в цьому показнику.",
	"overview.refused.one": "{n} рядок відхилено.", "overview.refused.few": "{n} рядки відхилено.", "overview.refused.many": "{n} рядків відхилено.",
	"overview.noted.one": "{n} рядок прийнято із приміткою.", "overview.noted.few": "{n} рядки прийнято із приміткою.", "overview.noted.many": "{n} рядків прийнято із приміткою.",
	"overview.begin": "З чого почати", "overview.explore": "Дослідити будь-який показник за донором, видом і часом", "overview.contributions": "Знайти внесок і простежити його до рядка файлу, з якого він узятий", "overview.search": "Шукати всюди",

	"search.form": "Пошук у реєстрі", "search.words": "Слова, назви, ідентифікатори або числа", "search.example": "Türkiye, leopard, kiel:DEM12", "search.all": "Також те, що вже не чинне", "search.go": "Шукати",
	"search.hint":      "Мають бути всі слова; регістр, діакритика й письмо не мають значення. Фразу беріть у подвійні лапки.",
	"search.none":      "За запитом «{text}» нічого не знайдено. Менше слів або коротші слова знаходять більше.",
	"search.count.one": "{n} збіг.", "search.count.few": "{n} збіги.", "search.count.many": "{n} збігів.", "search.capped": "Може бути й більше.",
	"search.noneleft": "Ніщо чинне не має «{text}».", "search.ended.one": "Показати {n} збіг, який уже не чинний.", "search.ended.few": "Показати {n} збіги, які вже не чинні.", "search.ended.many": "Показати {n} збігів, які вже не чинні.",
	"search.kinds": "Збіги за видом", "search.everything": "Усе", "search.statements.one": "і ще {n} твердження про це", "search.statements.few": "і ще {n} твердження про це", "search.statements.many": "і ще {n} тверджень про це",
	"search.kind.entry": "внесок", "search.kind.party": "сторона", "search.kind.group": "група", "search.kind.member": "членство", "search.kind.submission": "випуск", "search.kind.terms": "зобов’язання", "search.kind.method": "метод",
	"search.kind.thing": "вид майна", "search.kind.unit": "одиниця виміру", "search.kind.family": "сімейство типів", "search.kind.item": "предмет", "search.kind.needs": "потреба предмета", "search.kind.substitute": "замінник",
	"search.kind.requirement": "потреба", "search.kind.requirement-act": "дія щодо потреби", "search.kind.requirement-overlap": "одна потреба чи дві",
	"search.kind.offer": "пропозиція", "search.kind.offer-act": "дія щодо пропозиції", "search.kind.offer-overlap": "один запас чи два", "search.kind.consent": "згода", "search.kind.consent-act": "відповідь щодо згоди",
	"search.kind.match": "зіставлення", "search.kind.match-act": "дія щодо зіставлення", "search.kind.reserve": "резервування", "search.kind.pin": "закріплення або заборона в планах",
	"search.kind.handover": "передання справи", "search.kind.absence": "відсутність",
	"search.kind.ask": "запит", "search.kind.ask-act": "дія щодо запиту", "search.kind.answer": "відповідь на запит",
	"search.kind.package": "пакет", "search.kind.package-act": "дія щодо пакета", "search.kind.money": "кошти на пакет", "search.kind.supply": "замовлений рядок як пропозиція",
	"search.kind.document": "документ", "search.kind.note": "примітка", "search.kind.values": "ряд значень", "search.kind.cites": "посилання", "search.kind.open": "реєстр",

	"gallery.title": "Галерея рисунків", "gallery.lead": "Кожен вид рисунка в найкращому вигляді, з порадою, коли його вживати, і з таблицею.",
	"show.paired": "парні стовпці", "show.waterfall": "міст", "show.band": "лінія зі смугою", "show.timeline": "шкала часу", "show.steps": "наростаючий підсумок проти мінімального рівня",

	"reason.layer.one": "{n} рядок, який вилучає шар", "reason.layer.few": "{n} рядки, які вилучає шар", "reason.layer.many": "{n} рядків, які вилучає шар",
	"rows.reason.layer": "Не враховано: рядки, які вилучає шар",
	"reason.match.one":  "{n} рядок, який випливає з твердих зіставлень і якого ніхто не заявляв", "reason.match.few": "{n} рядки, які випливають із твердих зіставлень і яких ніхто не заявляв", "reason.match.many": "{n} рядків, які випливають із твердих зіставлень і яких ніхто не заявляв",
	"rows.reason.match": "Не враховано: що випливає з твердих зіставлень",
}
