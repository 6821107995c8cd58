package web

// ukrainianAsks are the words of the pages of asks and of money packages.
var ukrainianAsks = map[string]string{
	"nav.asks": "Запити", "nav.packages": "Пакети",
	"asks.lead.none": "Відкритих запитів немає.", "asks.lead.more": "Строк відповіді минув: {late}. Донори, що не відповіли за всіма рядками: {silent}.",
	"asks.filter": "Які запити", "asks.open": "відкриті", "asks.silence": "Мовчать", "asks.silent.only": "лише де хтось мовчить",
	"asks.ask": "Запит", "asks.lines": "Рядки", "asks.answered": "Відповіли", "asks.reply": "Відповісти до", "asks.caption": "Запити {from}–{to} з {n}", "asks.since": "запитано {day}", "asks.of": "{n} з {all}",
	"asks.silent.none": "ніхто", "asks.today": "запитано сьогодні", "asks.new": "Запитати донорів",
	"ask.title": "Запит {id}", "ask.matrix": "Відповіді за рядками й донорами", "ask.filter": "Які рядки й донори", "ask.answers": "Відповіді", "ask.priority": "пріоритет {n}", "ask.bydonor": "За донорами", "ask.all": "Разом", "ask.sheet": "Аркуш", "ask.sheet.open": "Аркуш",
	"answer.offer": "пропозиція", "answer.part": "частина", "answer.later": "пізніше", "answer.cannot": "не може", "answer.silent": "мовчить", "answer.withheld": "відповідь не для вас", "answer.notasked": "не запитано", "answer.today": "запитано сьогодні",
	"answer.part.of": "частина: {n}", "answer.later.from": "пізніше: від {day}", "answer.do": "Відповісти", "answer.change": "Змінити",
	"packages.package": "Пакет", "packages.cost": "Коштує", "packages.funded": "Надано", "packages.by": "Кошти до", "packages.missing": "бракує {n}", "packages.excess": "{n} понад потребу", "packages.exact": "надано рівно стільки",
	"package.money": "Хто фінансує", "package.lines": "Що купують",

	"fund.change": "Змінити", "packnew.long": "у цьому пакеті {n} рядків; на сторінці змінюють до {most}, більше — командою «muster record fund.package/1 --file»", "packnew.notyours": "змінює лише той, хто заявив: {party}", "packnew.change.lead": "Те, що було, зберігається. Рядок без опису, потреби, кількості й ціни вилучається; решта зберігають свій номер.", "asknew.change.lead": "Те, що було, зберігається, як і відповіді. На тих, кого більше не питають, не чекають.",
}
