package web

// ukrainianFigures are the words of figures, of Explore, and of the entries behind a number.
var ukrainianFigures = map[string]string{
	"type.military": "військова", "type.humanitarian": "гуманітарна", "type.financial": "фінансова",

	"figure.pledge": "Зобов’язання",

	// What a figure is.
	"figure.undated": "такої дати немає", "figure.group": "група: {group}",
	"figure.several.donor.one": "{n} донор", "figure.several.donor.few": "{n} донори", "figure.several.donor.many": "{n} донорів",
	"figure.several.type.one": "{n} тип", "figure.several.type.few": "{n} типи", "figure.several.type.many": "{n} типів",
	"figure.several.year.one": "{n} рік", "figure.several.year.few": "{n} роки", "figure.several.year.many": "{n} років",
	"figure.several.month.one": "{n} місяць", "figure.several.month.few": "{n} місяці", "figure.several.month.many": "{n} місяців",
	"figure.several.contribution.one": "{n} внесок", "figure.several.contribution.few": "{n} внески", "figure.several.contribution.many": "{n} внесків",
	"figure.source": "Джерело", "figure.measure": "Міра", "figure.edition": "Випуск", "figure.latest": "{edition}, чинний", "figure.only": "Лише",
	"figure.value": "Вартість", "figure.rate.source": "перерахунок самого джерела; де його немає, сума як сказано, у своїй валюті",
	"figure.rate.reference": "сума як сказано, у {currency} за довідковим курсом Європейського центрального банку на день запису (останнім, не старшим за п’ять днів); що не має такого курсу, вважається таким без вартості",
	"figure.unit":           "Одиниця", "figure.unit.text": "гроші за тодішньою вартістю (номінал); суми точні, заокруглено лише показане",
	"figure.notdated.one": "{n} запис не враховано, бо він не датований днем.", "figure.notdated.few": "{n} записи не враховано, бо вони не датовані днем.", "figure.notdated.many": "{n} записів не враховано, бо вони не датовані днем.",
	"figure.withheld": "Не все з цього для вас.", "figure.withheld.name": "Пропущено",
	"figure.unlisted": "показано лише в підсумку", "figure.unlisted.one": "Решту, {sum} у {n} записі, показано лише в підсумку.", "figure.unlisted.few": "Решту, {sum} у {n} записах, показано лише в підсумку.", "figure.unlisted.many": "Решту, {sum} у {n} записах, показано лише в підсумку.",
	"figure.unlisted.event.one": "Решту ({event}), {sum} у {n} записі, показано лише в підсумку.", "figure.unlisted.event.few": "Решту ({event}), {sum} у {n} записах, показано лише в підсумку.", "figure.unlisted.event.many": "Решту ({event}), {sum} у {n} записах, показано лише в підсумку.",

	"figure.year": "Рік", "figure.all": "усі", "figure.members": "Члени групи", "figure.everybody": "будь-яка група або жодної",

	// Explore.
	"dim.donor": "Донор", "dim.type": "Тип", "dim.year": "Рік", "dim.month": "Місяць", "dim.contribution": "Внесок",
	"dim.in.donor": "донором", "dim.in.type": "типом", "dim.in.year": "роком", "dim.in.month": "місяцем", "dim.in.contribution": "внеском",
	"show.bars": "смуги", "show.lines": "лінії в часі", "show.stacked": "площі в часі", "show.heatmap": "теплова карта", "show.world": "карта світу", "show.europe": "карта Європи",
	"explore.filter": "Який показник", "explore.by": "За чим", "explore.across": "І за чим", "explore.nothing": "більше ні за чим", "explore.show": "Малюнок",
	"explore.asconverted": "як перераховує джерело", "explore.incurrency": "{currency} за довідковими курсами",
	"explore.by1": "{event} за {by}", "explore.by2": "{event} за {by} і {and}", "explore.only": "лише {what}", "explore.what": "Показник",
	"explore.lead": "Показник «{what}»: {total}; записів: {n}.", "explore.others.one": "{n} запис у {currency} і не стоїть у жодній клітинці.", "explore.others.few": "{n} записи у {currency} і не стоять у жодній клітинці.", "explore.others.many": "{n} записів у {currency} і не стоять у жодній клітинці.",
	"explore.desc": "Усе разом — {total}; записів: {n}.", "explore.sourceline": "{source}, {edition}. Muster, позиція {position}.",
	"explore.noentry": "немає запису", "explore.beyond": "Не на цій карті:", "explore.total": "Разом", "explore.rest": "інші: {n}", "explore.all": "Усі",
	"explore.caption": "{what}, {unit}", "explore.partial": "і {n} без вартості", "explore.numbers": "Те саме таблицею",
	"explore.undrawn": "Так цей показник намалювати не можна: лініям і площам потрібен рік або місяць, тепловій карті — два виміри, карті — донори. У таблиці є все.",
	"explore.twice":   "за цим його вже поділено", "explore.toomany": "внесків забагато, щоб стояти поруч; поставте їх у рядки",
	"explore.note": "Кожне число розкривається до своїх записів. Риска означає, що джерело не має там запису; це невідомо, а не нуль. Числа на цьому екрані заокруглено; у файлах є кожна цифра.",

	// The entries behind a number.
	"entries.heading": "Записи: {what}", "entries.crumb": "Записи", "entries.sheet": "Записи", "entries.adds": "Додає",
	"entries.count.one": "{n} запис.", "entries.count.few": "{n} записи.", "entries.count.many": "{n} записів.", "entries.sum": "Їхня сума — {sum}, до останньої цифри.",
	"entries.none":        "За цим немає жодного запису: нічого не знайдено, а це не те саме, що нуль.",
	"empty.figures.title": "Жодне джерело ще нічого не принесло", "empty.figures.text": "Тут було б видно, що джерела кажуть про допомогу. Оператор додає випуск джерела так:",
}
