package web

// ukrainianPledge are the words of the pages of a pledge: the answer, its rows and its shares.
var ukrainianPledge = map[string]string{
	// The answer.
	"lead.above":       "За методом «{method}» внесок {members} за період від {from} до {to} сягнув {counted}: на {gap} вище мінімального рівня {floor}, якого досягнуто {day}.",
	"lead.higher":      "За методом «{method}» внесок {members} за період від {from} до {to} сягнув {counted}: на {gap} вище мінімального рівня {floor}.",
	"lead.equal":       "За методом «{method}» внесок {members} за період від {from} до {to} сягнув {counted}: рівно мінімальний рівень {floor}.",
	"lead.below":       "За методом «{method}» внесок {members} за період від {from} до {to} сягнув {counted}: на {gap} нижче мінімального рівня {floor}.",
	"lead.sofar":       "Дані доведено до {day}, тож частина періоду ще попереду.",
	"lead.partial.one": "{n} рядок, який мав би бути зарахований, не має вартості в цій валюті й до показника не входить.", "lead.partial.few": "{n} рядки, які мали б бути зараховані, не мають вартості в цій валюті й до показника не входять.", "lead.partial.many": "{n} рядків, які мали б бути зараховані, не мають вартості в цій валюті й до показника не входять.",
	"lead.nothing": "Поки що нічого зарахувати відносно мінімального рівня {floor}.",
	"proxy.title":  "Це наближення.", "choices.alone": "Інші способи, {unit}:",

	// The switches.
	"form.title": "Перемикачі", "form.large": "надіслано більше, ніж може мати форма цієї сторінки, 1 МіБ; надішліть менше", "form.method": "Метод", "form.from": "Від", "form.to": "До (не включно)", "form.gdp": "Рік ВВП",
	"form.membership": "Склад", "form.membership.window-end": "на кінець періоду", "form.membership.entry-date": "на дату кожного запису",
	"form.months": "Зараховувати рядки, датовані місяцем у межах періоду", "form.known": "Як було відомо на", "form.known.hint": "позиція або день; порожньо: зараз",
	"form.edition": "Випуск", "form.edition.latest": "останній", "form.show": "Показати", "form.reset": "Назад до умов самого зобов’язання",
	"errors.title": "Цього не вдалося порахувати", "errors.text": "Нічого з уведеного не втрачено; виправте назване тут і покажіть знову.",

	// The line.
	"chart.heading": "Зараховане відносно мінімального рівня", "chart.sub": "{unit}, наростаючим підсумком за датою події «{event}»",
	"chart.title":        "Наростаючий підсумок відносно мінімального рівня, {from} – {to}",
	"chart.desc.reached": "Ступінчаста лінія сягає мінімального рівня {floor} {day} і закінчується на {counted}.",
	"chart.desc.below":   "Ступінчаста лінія закінчується на {counted} за мінімального рівня {floor}.",
	"chart.counted":      "{amount} зараховано", "chart.floor": "{amount} мін. рівень", "chart.reached": "рівня досягнуто {day}", "chart.until": "дані до {day}",
	"twin.open": "Те саме таблицею", "twin.caption": "Наростаючий підсумок за днями, {unit}", "twin.day": "День", "twin.added": "Додано", "twin.total": "Разом на цей день",
	"twin.none": "На період не припадає жодного рядка, тож лінії немає. Ширший період або інший метод може їх мати.",

	// Who carries it.
	"carry.heading": "Хто скільки несе", "carry.sub": "{unit}, спершу найбільше зараховане",
	"carry.caption":     "Зарахована підтримка поруч з орієнтовною часткою, {n}, {unit}",
	"carry.key.counted": "зараховано", "carry.key.share": "орієнтовна частка.", "carry.key.two": "Ліворуч {unit}, праворуч як частина власної частки кожного: там позначка стоїть на 100%.", "carry.key.one": "Смуги показують зараховане як частину власної частки кожного; позначка стоїть на 100%.", "carry.key.effort": "Частки йдуть за ВВП, тож це порівнює зусилля.",
	"carry.bars": "На малюнку", "carry.counted": "Зараховано", "carry.share": "Орієнтовна частка", "carry.gap": "Різниця до частки", "carry.gap.how": "зараховано − частка",
	"carry.ratio": "Від своєї частки", "carry.ratio.bars": "На малюнку як частина своєї частки", "carry.all": "Усі {n}", "carry.nogap": "різниці немає, бо нічого не відомо",
	"carry.uncovered.one":  "Не охоплено: джерело не говорить про {names}. Це невідомо, а не нуль.",
	"carry.uncovered.few":  "Не охоплено: джерело не говорить про {names}. Це невідомо, а не нуль.",
	"carry.uncovered.many": "Не охоплено: джерело не говорить про {names}. Це невідомо, а не нуль.",
	"carry.rounded":        "Рядки на цьому екрані заокруглено до трьох десяткових знаків, тож остання цифра їхньої суми може різнитися; рядки за кожним числом сходяться до останньої цифри.",
	"carry.far.above":      "Найдалі вище своєї орієнтовної частки — {name}: на {amount}.", "carry.far.below": "Найдалі нижче неї — {name}: на {amount}.", "carry.far.effort": "Найбільше від своєї частки несе {name}: {ratio}.",
	"carry.break": "Смуга з розривом довша за шкалу.",

	// What was left out.
	"left.heading": "Не враховано в цьому показнику", "left.sub": "{unit}", "left.text": "Нічого не відкинуто мовчки; кожен пункт розкривається до своїх рядків. Рядок подано один раз, за першою причиною, яка до нього пасує.",
	"left.none": "Зараховано кожен рядок цього випуску.", "left.outside": "за донорами",
	"reason.other_measure.one": "{n} рядок, який не каже, що {event}", "reason.other_measure.few": "{n} рядки, які не кажуть, що {event}", "reason.other_measure.many": "{n} рядків, які не кажуть, що {event}",
	"reason.other_type.one": "{n} рядок іншого типу допомоги", "reason.other_type.few": "{n} рядки інших типів допомоги", "reason.other_type.many": "{n} рядків інших типів допомоги",
	"reason.outside_group.one": "{n} рядок донорів поза групою", "reason.outside_group.few": "{n} рядки донорів поза групою", "reason.outside_group.many": "{n} рядків донорів поза групою",
	"reason.no_date.one": "{n} рядок без дати", "reason.no_date.few": "{n} рядки без дати", "reason.no_date.many": "{n} рядків без дати",
	"reason.month_only.one": "{n} рядок, датований лише місяцем або довшим часом", "reason.month_only.few": "{n} рядки, датовані лише місяцем або довшим часом", "reason.month_only.many": "{n} рядків, датованих лише місяцем або довшим часом",
	"reason.outside_window.one": "{n} рядок із датою поза періодом", "reason.outside_window.few": "{n} рядки з датою поза періодом", "reason.outside_window.many": "{n} рядків із датою поза періодом",

	// How it was computed.
	"how.heading": "Як це пораховано", "how.counts": "Зараховано", "how.counts.proxy": "що {event}: наближення до того, що передано", "how.counts.plain": "що {event}",
	"how.method": "Метод", "how.source": "Джерело", "how.edition": "{cite}, {edition}, дані до {day}", "how.key": "Ключ розподілу",
	"how.key.text": "{source} {year}, {who}; частини сходяться до мінімального рівня точно, за найбільшими остачами", "how.membership": "Склад",
	"how.window": "Період", "how.window.text": "{from} – {to}, обидва дні включно", "how.months": "Рядки, датовані місяцем", "how.months.in": "зараховано там, де місяць лежить у межах періоду", "how.months.out": "не враховано",
	"how.known": "Відомо", "how.known.text": "позиція {position}, {instant}", "how.root": "Корінь реєстру", "how.verify": "Перевірте самі: {command} обчислює цей корінь заново з кожного твердження; на сторінці твердження є його доказ.",
	"how.frozen": "Цей показник, як відомо зараз, назавжди", "how.rows": "Зараховано рядків", "how.terms": "Умови", "how.files": "У файлах різниця — це частка − зараховано, тож її знак протилежний.",

	// Rows.
	"rows.counted": "Зараховані рядки", "rows.of": "{name}: {rows}", "rows.on": "{rows}, {day}", "rows.during": "{rows}, {days}",
	"rows.reason.other_measure": "Не враховано: рядки іншої міри", "rows.reason.other_type": "Не враховано: рядки інших типів", "rows.reason.outside_group": "Не враховано: донори поза групою",
	"rows.reason.no_date": "Не враховано: рядки без дати", "rows.reason.month_only": "Не враховано: рядки, датовані лише місяцем", "rows.reason.outside_window": "Не враховано: рядки поза періодом",
	"rows.sum.one": "{n} рядок. Його сума — {sum}{verdict}", "rows.sum.few": "{n} рядки. Їхня сума — {sum}{verdict}", "rows.sum.many": "{n} рядків. Їхня сума — {sum}{verdict}", "rows.agrees": ", рівно те число, за яким вони стоять.", "rows.plain": ".",
	"rows.differs": ", але число, за яким вони стоять, — {number}. Це помилка в Muster; повідомте про неї, будь ласка, з адресою цієї сторінки.",
	"rows.exact":   "До останньої цифри: {sum}.", "rows.unknown.one": "{n} з них не має суми, яку можна зарахувати.", "rows.unknown.few": "{n} з них не мають суми, яку можна зарахувати.", "rows.unknown.many": "{n} з них не мають суми, яку можна зарахувати.",
	"rows.none":    "За цим числом немає жодного рядка: це нуль, бо нічого не знайдено, а не тому, що щось опущено.",
	"rows.caption": "Рядки {from}–{to} з {n}", "rows.statement": "Твердження, внесок", "rows.line": "{contribution}, {line}", "cited": "{edition}: {place}", "rows.donor": "Донор", "rows.date": "Дата", "rows.type": "Тип", "rows.event": "Подія",
	"rows.said": "Як сказано", "rows.adds": "Додає, {currency}", "rows.would": "Додав би, {currency}", "rows.unvalued": "без вартості", "rows.total": "Усі {n}",
	"rows.csv": "Усі рядки як CSV, незаокруглені", "rows.page": "Сторінка {n} з {pages}", "rows.prev": "Попередні рядки", "rows.next": "Наступні рядки", "rows.pages": "Сторінки", "rows.reduction": "зменшення",

	// Shares.
	"shares.title": "Орієнтовні частки", "shares.lead": "Орієнтовна частка — це мінімальний рівень {floor}, поділений за показником {source} за {year} рік; усього {who}. Частини відтято до цента, а центи, що лишилися, додано до найбільших остач, тож разом вони дають мінімальний рівень точно.",
	"shares.caption": "Як обчислено кожну орієнтовну частку", "shares.gdp": "ВВП, {currency}", "shares.part": "Частина від усього", "shares.share": "Орієнтовна частка, {currency}", "shares.counted": "Зараховано, {currency}", "shares.gap": "Різниця до частки, {currency}", "shares.csv": "Те саме як CSV",
}
