package web

// ukrainianReforms are the words of reforms.
var ukrainianReforms = map[string]string{
	"nav.reforms": "Реформи", "nav.reforms.board": "Табло", "nav.reforms.due": "Що настає",
	"work.object.step": "крок", "work.object.instalment": "транш",
	"register.step": "кроки", "register.instalment": "транші",
	"register.lead.step":           "Те, чого вимагають рамки: у кожного кроку своє формулювання, свій оцінювач і свій строк. Звіт виконавця — не оцінка.",
	"register.lead.instalment":     "Кошти, які виплачують за кроки разом: що запитано, вирішено, виплачено, притримано, вивільнено згодом і втрачено.",
	"register.empty.step":          "Координатор реформ вносить крок для кожної вимоги рамки або завантажує їх таблицею; виконавці звітують, оцінювачі оцінюють.",
	"register.empty.instalment":    "Координатор реформ вносить транш із кроками, за які його виплачують; оцінювачі вирішують, скільки виплатити і скільки притримати.",
	"register.new.step":            "Внести крок",
	"register.new.instalment":      "Внести транш",
	"register.new.lead.step":       "Чого вимагає одна рамка, її словами. Змінений пізніше, крок має нову редакцію: кожна зберігається з причиною.",
	"register.new.lead.instalment": "Передумови стоять окремо від кроків. Де невідомо, що є грантом, а що позикою, вкажіть лише суму.",

	"state.reported": "прозвітовано", "state.under-assessment": "оцінюється", "state.partly-fulfilled": "виконано частково", "state.not-fulfilled": "не виконано", "state.suspended": "призупинено", "state.fulfilled-late": "виконано із запізненням",
	"state.reversed": "скасовано згодом", "state.overdue": "прострочено", "state.lapsed": "втрачено", "state.to-be-requested": "ще не запитано", "state.requested": "запитано", "state.decided": "вирішено",
	"state.paid": "виплачено", "state.paid-in-part": "виплачено частково", "state.released": "вивільнено", "state.reduced": "зменшено",

	"act.step.begin": "розпочати", "act.step.report": "прозвітувати про виконання", "act.step.recall": "відкликати звіт", "act.step.assess": "почати оцінювання", "act.step.reassess": "оцінити знову", "act.step.return": "повернути",
	"act.step.fulfil": "визнати виконаним", "act.step.part": "визнати виконаним частково", "act.step.miss": "визнати невиконаним", "act.step.suspend": "притримати кошти", "act.step.fulfil-late": "визнати виконаним із запізненням", "act.step.reverse": "визнати скасованим", "act.step.drop": "вилучити",
	"act.instalment.request": "запитати виплату", "act.instalment.assess": "повідомити про оцінку", "act.instalment.decide": "вирішити, скільки виплатити", "act.instalment.pay": "повідомити про виплату", "act.instalment.release": "вивільнити притримане", "act.instalment.reduce": "зменшити",

	"search.kind.framework": "рамка", "search.kind.reform": "реформа", "search.kind.step": "крок", "search.kind.step-act": "дія щодо кроку", "search.kind.rating": "оцінка", "search.kind.tally": "підрахунок за шкалою", "search.kind.instalment": "транш", "search.kind.instalment-act": "дія щодо траншу",
	"does.reform.framework": "рамка", "does.reform.reform": "реформа", "does.reform.step": "крок", "does.reform.step-act": "дія щодо кроку", "does.reform.rating": "оцінка", "does.reform.tally": "підрахунок за шкалою", "does.reform.instalment": "транш", "does.reform.instalment-act": "дія щодо траншу",

	"say.reform.title": "Назва", "say.reform.reform": "Реформа", "say.reform.framework": "Рамка", "say.reform.code": "Номер у рамці", "say.reform.chapter": "Розділ", "say.reform.criterion": "Критерій", "say.reform.measured": "Вимірювання", "say.reform.baseline": "Початкове значення", "say.reform.goal": "Значення, якого треба досягти",
	"say.reform.unit": "Одиниця", "say.reform.law": "Що вимагається від закону", "say.reform.due": "Строк", "say.reform.executor": "Виконавець", "say.reform.stake.grant": "Грант", "say.reform.stake.loan": "Позика", "say.reform.stake.amount": "Сума, якщо поділ невідомий", "say.reform.stake.currency": "Валюта",
	"say.reform.elements": "З чого складається критерій", "say.rows.elements": "По рядку: ключ | чого вимагає англійською | те саме українською", "say.rows.evidence": "По рядку: що це | де це, адреса або об’єкт цього запису",
	"say.reform.precondition": "Передумова", "say.reform.needs": "Потребує цих кроків", "say.reform.value": "Досягнуте значення", "say.reform.adopted": "Закон ухвалено", "say.reform.in.force": "Закон чинний від", "say.reform.rating": "Оцінка, на якій ґрунтується", "say.reform.fulfilled": "Виконано", "say.reform.instalment": "Транш",
	"say.reform.decision": "Рішення", "say.reform.decided": "Дата рішення", "say.reform.reversed": "Скасовано від", "say.reform.number": "Який за порядком", "say.reform.steps": "Кроки", "say.reform.preconditions": "Передумови", "say.reform.day": "День", "say.reform.step": "Крок", "say.reform.evidence": "Докази", "say.reform.amount": "Сума", "say.reform.assessed": "День оцінки",
	"choice.measured.qualitative": "якісне", "choice.measured.quantitative": "кількісне", "choice.law.adopted": "щоб його ухвалили", "choice.law.in-force": "щоб він був чинний", "choice.found.met": "дотримано", "choice.found.partly-met": "дотримано частково", "choice.found.not-met": "не дотримано",

	"reforms.which": "Яка рамка і на який день", "reforms.on": "На день", "reforms.json": "JSON", "reforms.on.title": "На {day}.", "reforms.on.text": "Що настало, прострочене чи втрачене, обчислено на цей день із того, що відомо зараз.", "reforms.on.today": "Назад до сьогодні",
	"reforms.lead.one": "Настав строк {n} кроку; виконано за оцінкою: {done}, {percent} %.", "reforms.lead.few": "Настав строк {n} кроків; виконано за оцінкою: {done}, {percent} %.", "reforms.lead.many": "Настав строк {n} кроків; виконано за оцінкою: {done}, {percent} %.", "reforms.lead.late.one": "Із них із запізненням, поки йшов відлік, — {n}.", "reforms.lead.late.few": "Із них із запізненням, поки йшов відлік, — {n}.", "reforms.lead.late.many": "Із них із запізненням, поки йшов відлік, — {n}.",
	"reforms.lead.none.one": "Вимагається {n} крок, строк ще не настав.", "reforms.lead.none.few": "Вимагається {n} кроки, строк жодного ще не настав.", "reforms.lead.none.many": "Вимагається {n} кроків, строк жодного ще не настав.", "reforms.lead.nosteps": "Жодного її кроку в цьому записі немає.",
	"reforms.lead.reported.one": "Ще {n} прозвітовано, але не оцінено.", "reforms.lead.reported.few": "Ще {n} прозвітовано, але не оцінено.", "reforms.lead.reported.many": "Ще {n} прозвітовано, але не оцінено.",
	"reforms.lead.paid": "виплачено {paid} з {stake}", "reforms.lead.released": "з цього вивільнено згодом {n}", "reforms.lead.held": "притримано {n}", "reforms.lead.clock": "{held} (на першому відліку {left})", "reforms.lead.reduced": "більше не виплатять {n}",
	"reforms.drawn": "Виконані з кроків, строк яких настав, за розділами", "reforms.drawn.desc": "Скільки кроків виконано за оцінкою і строк скількох настав, за розділами: {framework}.", "reforms.done": "Виконано за оцінкою",
	"reforms.percent": "З тих, строк яких настав", "reforms.share": "{n} %", "reforms.nodue": "строк не настав", "reforms.nochapter": "Поза розділами", "reforms.all": "Усі", "reforms.caption": "Кроки за розділами",
	"reforms.steps": "Кроки", "reforms.due": "Строк настав", "reforms.intime": "Виконано", "reforms.late": "Із запізненням", "reforms.only": "Прозвітовано, не оцінено", "reforms.asassessed": "за оцінкою",
	"reforms.nosteps.title": "Жодного кроку цієї рамки в записі немає", "reforms.nosteps.text": "Координатор реформ вносить її вимоги по одній або таблицею; тоді тут видно за розділами, де вони.",
	"reforms.money": "Кошти траншів", "reforms.itsmoney": "Його кошти", "reforms.counted": "Станом на {on} підраховано {n} заходів: {words}.", "reforms.counted.word": "{n} — {word}", "reforms.money.desc": "Що запитано, можна виплатити, виплачено, вивільнено згодом, притримано і більше не виплатять: {what}.", "reforms.instalments.caption": "Транші, {currency}", "reforms.stepsdone": "Виконано кроків", "reforms.nof": "{n} з {of}",
	"reforms.stake": "Запитано", "reforms.payable": "Можна виплатити", "reforms.paid": "Виплачено", "reforms.released": "Вивільнено згодом", "reforms.held": "Притримано", "reforms.reduced": "Втрачено",
	"reforms.clock": "Відлік", "reforms.untilday": "до {day}", "reforms.ofsteps.one": "{n} крок", "reforms.ofsteps.few": "{n} кроки", "reforms.ofsteps.many": "{n} кроків", "reforms.lapsed.one": "втрачено {n} крок", "reforms.lapsed.few": "втрачено {n} кроки", "reforms.lapsed.many": "втрачено {n} кроків",
	"reforms.clocks": "Притримане і дні, що лишилися", "reforms.clocks.text": "Відлік іде від дня рішення і зупиняється в день, на який виконання кроку прийнято, а не в день звіту.", "reforms.until": "Відлік до", "reforms.own": "Власні кошти кроку", "reforms.own.unknown": "невідомо; відомі лише кошти траншу", "reforms.heldof": "Притримано з траншу", "reforms.of": "з {what}", "reforms.unknown": "невідомо",
	"reforms.apart": "Їх оцінюють окремо, у частках вони не враховані.", "reforms.next": "До {day}: {what}",
	"reforms.word": "Слово", "reforms.count": "Скільки", "reforms.here": "У цьому записі", "reforms.published": "Як оприлюднено", "reforms.unrated": "Ще без слова",
	"reforms.scale.published": "{n} заходів, як оприлюднила сторона {party} станом на {on} ({source}). Не всі самі заходи є в цьому записі, тому показано обидва підрахунки, кожен окремо.",
	"reforms.scale.chapters":  "Розділи, як оцінено за {period}; без слова: {n}.", "reforms.scale.nochapter": "За нею ще не оцінено жодного розділу.", "reforms.scale.steps": "Кроки, як їх оцінили оцінювачі; без слова: {n}.", "reforms.scale.results": "Що дали кроки, оцінено окремо від зробленого; без слова: {n}.",
	"reforms.note":        "Прозвітоване рахується прозвітованим, а не виконаним. Шкали — словами самої рамки: жодну не перетворено на число, жодні дві не поєднано.",
	"reforms.about":       "Де кроки рамки на {day} і які кошти від них залежать: {framework}",
	"reforms.empty.title": "Рамок ще немає", "reforms.empty.text": "Тут було б видно, скільки з кроків, строк яких настав, виконано, що виплачено, що притримано і скільки днів лишилося. Спершу потрібна рамка: її шкали її ж словами, розділи, строки звітів. Її вносить координатор реформ, а тоді її кроки.",
	"reforms.due.empty": "Нічого не настає", "reforms.due.empty.text": "Тут було б видно, що до якого дня настає, хто має діяти і які кошти від цього залежать. Координатор реформ вносить кроки по одному або таблицею.",
	"reforms.due.lead.one": "Не виконано {n} крок.", "reforms.due.lead.few": "Не виконано {n} кроки.", "reforms.due.lead.many": "Не виконано {n} кроків.", "reforms.due.late.one": "Запізнюється {n}.", "reforms.due.late.few": "Запізнюються {n}.", "reforms.due.late.many": "Запізнюються {n}.", "reforms.due.quarter.one": "Ще {n} — до {day}, кінця кварталу.", "reforms.due.quarter.few": "Ще {n} — до {day}, кінця кварталу.", "reforms.due.quarter.many": "Ще {n} — до {day}, кінця кварталу.",
	"reforms.due.about": "Невиконані кроки за строком, із коштами, що від них залежать; і що змінило строк чи формулювання",
	"reforms.dueby":     "Строк до", "reforms.noday": "без строку", "reforms.hangs": "Кошти, що від цього залежать", "reforms.ofstep": "самого кроку", "reforms.ofinstalment": "усього траншу {id}", "reforms.reported": "прозвітовано, не оцінено", "reforms.needs": "спершу потрібен {step}",
	"reforms.moved": "Змінені строки і формулювання", "reforms.moved.text": "Кожна зміна зберігається з причиною. Найновіша — перша.", "reforms.moved.none": "Нічого не змінено.", "reforms.was": "Було", "reforms.isnow": "Стало", "reforms.bydays": "Зсув", "reforms.total": "{moved} від першої редакції", "reforms.samewording": "те саме формулювання", "reforms.sameday": "той самий день",
	"reforms.out": "вилучено: ", "reforms.in": "додано: ", "reforms.end": " (кінець) ",

	"reforms.left.one": "лишився {n} день", "reforms.left.few": "лишилося {n} дні", "reforms.left.many": "лишилося {n} днів", "reforms.over.one": "відлік скінчився {n} день тому", "reforms.over.few": "відлік скінчився {n} дні тому", "reforms.over.many": "відлік скінчився {n} днів тому",
	"reforms.clock.own": "{left}, за цей крок притримано {amount}.", "reforms.clock.all": "{left}, з траншу притримано {amount}.", "reforms.clock.cites": "Відлік почався з рішення «{decision}» від {decided} і йде до {until}.", "reforms.clock.stopped": "Він зупинився {day}: на цей день виконання прийнято.", "reforms.clock.over": "зупинено", "reforms.clock.from": "{decision}, {decided}, до {until}",
	"reforms.fulfilledon": "Прийнято як виконане на {day}: {party}.", "reforms.reversedon": "Більше не виконано від {day}, як встановила сторона {party}: {why}", "reforms.accepted": "Прийнято як виконане",
	"reforms.versions.caption": "Редакції, найновіша перша", "reforms.version": "Редакція", "reforms.versionn": "редакція {n}", "reforms.wording": "Формулювання",
	"reforms.later.one": "на {n} день пізніше", "reforms.later.few": "на {n} дні пізніше", "reforms.later.many": "на {n} днів пізніше", "reforms.sooner.one": "на {n} день раніше", "reforms.sooner.few": "на {n} дні раніше", "reforms.sooner.many": "на {n} днів раніше",
	"reforms.elements": "З чого складається і що встановлено", "reforms.element": "Складник", "reforms.found": "Встановлено", "reforms.bywhat": "На підставі чого", "reforms.notfound": "не оцінено", "reforms.paragraph": "пункт {paragraph}", "reforms.elementis": "{key}: {found}",
	"reforms.selfreport": "Прозвітував сам виконавець", "reforms.noreport": "Звіту немає.", "reforms.reportedby": "Прозвітувала сторона {party}, {day}.", "reforms.takenback": "Звіт відкликано.", "reforms.report.note": "Це звіт, а не оцінка.",
	"reforms.assessment": "Оцінив той, хто цього не робить", "reforms.norating": "Ніхто не оцінив.", "reforms.rated": "{scale}: {word}, {day}", "reforms.ratedby": "Оцінила сторона {party}, {day}.", "reforms.document": "Оцінка", "reforms.inparagraph": "Пункт", "reforms.ofversions": "{n} з {of}", "reforms.earlier": "усі оцінки",
	"reforms.index": "Докази", "reforms.piece": "Що", "reforms.saidby": "Названо у", "reforms.shows": "Що показує", "reforms.onday": "День", "reforms.of.report": "звіті", "reforms.of.assessment": "оцінці",
	"reforms.others": "Чого ще вимагають від тієї самої реформи", "reforms.others.text": "Кожна рамка вимагає своїми словами і встановлює сама: що прийняла одна, нічого не каже про іншу.", "reforms.asks": "Вимагає", "reforms.moves": "Рішення і виплати по черзі", "reforms.act": "Що",
	"reforms.did.decide": "можна виплатити", "reforms.did.pay": "виплачено", "reforms.did.release": "вивільнено", "reforms.did.reduce": "більше не виплатять", "reforms.allof": "{what}: усього {amount}",
	"reforms.instalment.lead.one": "Його виплачують за {n} крок, виконано {done}.", "reforms.instalment.lead.few": "Його виплачують за {n} кроки, виконано {done}.", "reforms.instalment.lead.many": "Його виплачують за {n} кроків, виконано {done}.", "reforms.amount.hint": "У валюті {currency}, не більше, ніж лишилося.",
	"reforms.rate": "Оцінити крок", "reforms.rate.send": "Записати оцінку", "reforms.rate.text": "Що ви встановили, словами самої рамки. Потім зробіть висновок вище.", "reforms.rate.word": "Доки складник не дотримано або потрібний закон не чинний, слово, що означає виконання, не приймається.", "reforms.rate.why": "Нова оцінка потребує причини; попередня зберігається.", "reforms.rating.hint": "Ваша, словом, що означає це. Якщо жодної немає, спершу оцініть крок.",
	"reforms.scaleword": "{scale}: {word}", "reforms.evidence.hint": "По рядку: що це | де це. Один доказ або більше.", "reforms.elementfound": "Складник {key}", "reforms.elementparagraph": "Пункт про складник {key}", "reforms.elementevidence": "Докази щодо складника {key}",
}

// ukrainianReformsTold is what the tables of reforms say, of states in sentences and of acts in words that begin one.
var ukrainianReformsTold = sentencesToo(map[string]string{
	"It is asked for, and nobody began.": "Цього вимагають, і ніхто не почав.", "It is under way.": "Робота триває.",
	"Who does it reports that it is done; nobody else found so yet.": "Виконавець звітує, що зроблено; ніхто інший цього ще не встановив.", "Somebody who does not do it assesses it.": "Оцінює той, хто цього не робить.",
	"It was assessed, and found fulfilled.": "Оцінено і визнано виконаним.", "It was assessed, and found fulfilled in part.": "Оцінено і визнано виконаним частково.",
	"It was assessed, and found not fulfilled.": "Оцінено і визнано невиконаним.", "Money is held back for it, and the clock runs from the decision that says so.": "За це притримано кошти; відлік іде від рішення про це.",
	"It was fulfilled while the clock ran.": "Виконано, поки йшов відлік.", "It was fulfilled and is so no longer: a law was repealed.": "Було виконано, але більше ні: закон скасовано.",
	"The framework asks for it no longer.": "Рамка цього більше не вимагає.", "Its day is past, and who does it has not reported.": "Строк минув, а виконавець не звітував.",
	"The clock ran out before it was fulfilled.": "Відлік скінчився до виконання.", "Its steps are under way, and nobody asked for it.": "Кроки тривають, і його ще не запитали.",
	"It was asked for.": "Його запитали.", "Its steps were assessed.": "Його кроки оцінено.",
	"It was decided how much of it is paid.": "Вирішено, скільки з нього виплатити.", "It was paid in whole.": "Виплачено повністю.",
	"A part was paid, and the rest is held.": "Частину виплачено, решту притримано.", "What was held of it was paid later.": "Притримане виплачено згодом.",
	"What was held of it is not paid, in whole or in part.": "Притримане не виплатять, повністю або частково.",
}, map[string]string{
	"begins it": "розпочинає", "reports that it is done, and by what that is shown": "звітує про виконання і чим це доведено",
	"reports that it is done, while the clock runs on": "звітує про виконання, поки йде відлік", "takes the report back": "відкликає звіт",
	"begins to assess it": "починає оцінювання", "assesses it again": "оцінює знову",
	"sends it back: it cannot be assessed yet": "повертає: оцінити ще неможливо", "finds it fulfilled, on a day": "визнає виконаним на певний день",
	"finds it fulfilled in part": "визнає виконаним частково", "finds it not fulfilled": "визнає невиконаним",
	"holds its money back by a decision, from whose day the clock runs": "притримує кошти рішенням, від дня якого йде відлік", "finds it fulfilled on a day while the clock ran": "визнає виконаним на день, коли йшов відлік",
	"finds that it is fulfilled no longer, from a day": "встановлює, що від певного дня більше не виконано", "says that the framework asks for it no longer": "повідомляє, що рамка цього більше не вимагає",
	"asks for the payment": "запитує виплату", "says that its steps were assessed": "повідомляє, що кроки оцінено",
	"decides how much is paid": "вирішує, скільки виплатити", "says that money was paid": "повідомляє про виплату",
	"says that more of what was decided was paid": "повідомляє про ще одну виплату з вирішеного", "pays what was held for a step that was fulfilled late": "виплачує притримане за крок, виконаний із запізненням",
	"reduces it by what was held for a step that lapsed": "зменшує на притримане за втрачений крок", "states a framework, with its scales and chapters": "вносить рамку з її шкалами і розділами",
	"states a reform": "вносить реформу", "states a step of a framework": "вносить крок рамки",
	"acts on a step": "діє щодо кроку", "rates a step or a chapter": "оцінює крок або розділ",
	"says how many measures have each word of a scale": "повідомляє, скільки заходів має кожне слово шкали", "states an instalment": "вносить транш",
	"acts on an instalment": "діє щодо траншу",
})

// sentencesToo adds to texts those of acts, as they stand and each as a sentence.
func sentencesToo(texts, acts map[string]string) map[string]string {
	for said, is := range acts {
		texts[said], texts[upperFirst(said)], texts[upperFirst(said)+"."] = is, upperFirst(is), upperFirst(is)+"."
	}
	return texts
}
