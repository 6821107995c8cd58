package web

// ukrainianRegisters are the words of the lists, pages and forms of any register.
var ukrainianRegisters = map[string]string{
	"register.filter": "Які записи", "register.alive": "усі незавершені", "register.party": "Сторона", "register.since": "Відколи", "register.next": "Чекає на", "register.due": "Строк",
	"register.caption": "{from}–{to} з {n}", "register.days.one": "{n} день", "register.days.few": "{n} дні", "register.days.many": "{n} днів",
	"register.late.one": "Запізнюється {n}.", "register.late.few": "Запізнюються {n}.", "register.late.many": "Запізнюються {n}.",
	"register.about": "Показаний перелік: {objects}", "register.about.method": "Те, що чинне станом на вказану мить; чия черга і до якого дня — з таблиць станів.",
	"register.empty.title": "Поки немає: {objects}", "register.change.lead": "Те, що було, зберігається; в історії видно обидва.",
	"register.says": "Що сказано", "register.other": "Мовою: {language}", "register.namedby": "Згадано тут: {objects}",
	"say.in": "{what}, мова: {language}", "say.in.en": "англійська", "say.in.uk": "українська",
}

// ukrainianLessons are the words of lessons.
var ukrainianLessons = map[string]string{
	"nav.lessons":          "Досвід",
	"register.observation": "спостереження", "register.lesson": "уроки", "register.action": "заходи",
	"register.lead.observation":  "Що хтось бачив, чув чи помітив такого, що варто змінити або робити й деінде. Доки спостереження не прийнято, його бачать лише автор і керівники вивчення досвіду.",
	"register.lead.lesson":       "Що виявлено зі спостережень, кому доручено і що змінилося. Урок засвоєно, коли той, хто його не впроваджував, переконався, що він допомагає.",
	"register.lead.action":       "Що роблять, щоб урок став засвоєним: кожен захід має один орган і день.",
	"register.empty.observation": "Спостерігач заявляє його за п’ять хвилин: що сталося і чого чекали, чому, що з того випливає і хто що має зробити. Керівник вивчення досвіду приймає або відхиляє його, вказавши причину.",
	"register.empty.lesson":      "Керівник вивчення досвіду чи аналітик виявляє його з прийнятих спостережень і знаходить першопричину; орган, що ставить завдання, схвалює його й доручає одному органу до певного дня.",
	"register.empty.action":      "Орган, що веде урок, заявляє заходи: кожен має орган і день.",
	"register.new.observation":   "Заявити спостереження", "register.new.lesson": "Заявити урок", "register.new.action": "Заявити захід",
	"register.new.lead.observation": "Факти, зрозумілі без пояснень і корисні іншим. Для початку досить того, що сталося; чому, що випливає і хто що має зробити, можна додати до кінця аналізу.",
	"register.new.lead.lesson":      "Починається з аналізу. До його кінця має бути сказано, що сталося, чому, що випливає і хто що має зробити.",
	"register.new.lead.action":      "Що зробити, хто і до якого дня.",

	"state.observation": "спостереження", "state.rejected": "не прийнято", "state.set-aside": "відкладено", "state.under-analysis": "аналізується", "state.in-a-lesson": "увійшло до уроку", "state.lesson-identified": "урок виявлено",
	"state.endorsed-and-tasked": "схвалено й доручено", "state.noted": "взято до відома", "state.not-endorsed": "не схвалено", "state.task-refused": "від завдання відмовлено", "state.action-plan-agreed": "план заходів погоджено", "state.implementing": "впроваджується",
	"state.implemented": "впроваджено", "state.validating": "перевіряється", "state.validation-failed": "перевірку не пройдено", "state.lesson-learned": "урок засвоєно", "state.best-practice": "найкраща практика", "state.disseminated": "поширено",
	"state.dropped": "припинено", "state.recurred": "повторилося", "state.planned": "заплановано", "state.in-progress": "виконується", "state.done": "зроблено",

	"act.observation.accept": "прийняти", "act.observation.reject": "не прийняти", "act.observation.set-aside": "відкласти", "act.observation.withdraw": "відкликати",
	"act.lesson.identify": "завершити аналіз", "act.lesson.drop": "припинити", "act.lesson.return": "повернути на аналіз", "act.lesson.endorse": "схвалити й доручити", "act.lesson.note": "взяти до відома", "act.lesson.decline": "не схвалити", "act.lesson.practice": "визнати найкращою практикою",
	"act.lesson.refuse": "відмовитися від завдання", "act.lesson.plan": "погодити план заходів", "act.lesson.begin": "почати впроваджувати", "act.lesson.implement": "сказати, що змінилося", "act.lesson.validate": "почати перевірку", "act.lesson.waive": "обґрунтувати, що перевірка не потрібна",
	"act.lesson.confirm": "підтвердити, що допомагає", "act.lesson.fail": "визнати, що не допомагає", "act.lesson.disseminate": "сказати, що поширено", "act.lesson.reopen": "відкрити знову", "act.lesson.keep": "залишити як є",
	"act.action.start": "почати", "act.action.refuse": "відмовитися", "act.action.finish": "сказати, що зроблено", "act.action.drop": "припинити",

	"say.title": "Назва", "say.observation": "Спостереження", "say.discussion": "Обговорення", "say.conclusion": "Висновок", "say.recommendation": "Рекомендація", "say.activity": "Діяльність", "say.lines": "Напрями розвитку", "say.keywords": "Ключові слова",
	"say.records": "Звідки", "say.originator": "Хто спостерігав", "say.releasable": "Кому можна показати", "say.repeats": "Повторює урок", "say.observations": "Спостереження", "say.measure.name": "Показник", "say.measure.goal": "Мета показника",
	"say.lead": "Провідний орган-виконавець", "say.lesson.due": "Строк", "say.value": "Значення показника тепер", "say.document": "Змінений документ", "say.version": "Версія зі зміною", "say.changed": "Чинне з", "say.lesson": "Урок", "say.body": "Орган-виконавець",

	"types.standins": "Замінники", "types.standin.there": "{item} (вже є)", "types.none": "немає", "types.trend": "З часом", "types.trend.title": "Типи з часом: {thing}", "types.trend.desc": "Скільки типів було на озброєнні наприкінці кожного кварталу, скількох сімейств, і скільки разом із закріпленим чи в дорозі. Що менше типів, то легше їх утримувати.",
	"types.trend.service": "типів у наявності", "types.trend.bound": "разом із закріпленим", "types.trend.families": "сімейств",
	"nav.lessons.digest": "Добірка", "digest.title": "Чого навчилися", "digest.choose": "Для кого", "digest.for": "Для", "digest.since": "Засвоєно від",
	"digest.lead.one": "{n} засвоєний урок — для: {whom}.", "digest.lead.few": "{n} засвоєні уроки — для: {whom}.", "digest.lead.many": "{n} засвоєних уроків — для: {whom}.", "digest.lead.other": "{n} засвоєного уроку — для: {whom}.", "digest.line": "Напрям розвитку: {line}.", "digest.sincewords": "Від {day}.",
	"digest.empty.title": "Для них ще нічого не засвоєно", "digest.empty.text": "Тут були б уроки, які закінчилися зміною, що її оцінив хтось інший, і найкращі практики, щоб надрукувати їх для курсу. Оберіть іншу аудиторію або відкрийте урок ширшому колу.",
	"digest.note": "Тут те, що може бачити вся ця аудиторія, хто б не друкував.", "digest.about": "Чого навчилися, для: {whom}",
	"digest.happened": "Що сталося", "digest.why": "Чому", "digest.follows": "Що з цього випливає", "digest.do": "Що робити", "digest.changed": "Що змінилося", "digest.document": "{document}, версія {version}, чинна від {day}", "digest.learned": "від {day}",
	"choice.lines.doctrine": "доктрина", "choice.lines.organisation": "організація", "choice.lines.training": "підготовка", "choice.lines.materiel": "матеріальні засоби", "choice.lines.leadership": "керівництво", "choice.lines.personnel": "персонал", "choice.lines.facilities": "інфраструктура", "choice.lines.interoperability": "взаємосумісність",

	"say.finding.audit": "Виявив аудит", "say.finding.reference": "Номер або пункт у ньому",
	"findings.title": "Що виявили аудити", "findings.text": "За висновком стежать уздовж ланцюга уроків: рекомендація, відповідь того, кому доручено, що зроблено і чи перевірив це хтось інший.", "findings.caption": "Висновки аудитів і що з ними стало, найдовше відкриті спершу",
	"findings.finding": "Висновок", "findings.stage": "Етап", "findings.recommendation": "Рекомендація", "findings.response": "Відповідь", "findings.done": "Зроблено", "findings.followed": "Хто перевірив", "findings.open": "Відкрито, днів", "findings.closed": "закрито", "findings.due": "до {day}",
	"findings.stage.finding": "висновок", "findings.stage.recommendation": "рекомендація", "findings.stage.response": "відповідь", "findings.stage.done": "зроблено", "findings.stage.followed-up": "перевірено",

	"nav.lessons.board": "Огляд", "lessons.title": "Досвід", "lessons.lead": "Подано спостережень: {submitted}. Схвалено уроків: {endorsed}, з них засвоєно: {learned}. Запізнюється: {late}.",
	"lessons.empty.title": "Ще нічого не спостережено", "lessons.empty.text": "Тут було б видно, як спостереження стають уроками, хто запізнюється, що змінилося і чи це допомагає. Починається зі спостереження: що сталося і чого чекали.",
	"similar.title": "Уже спостерігали", "similar.none": "Поки ви пишете, тут з’являються спостереження й уроки про те саме.", "similar.text": "Вони про те саме. Якщо це ваше спостереження, залиште коментар або назвіть урок, який мав цьому запобігти.", "similar.button": "Шукати схожі",
	"lessons.drawn": "Уроки за етапами", "lessons.drawn.desc": "Скільки уроків на кожному етапі, у тому порядку, в якому вони туди потрапляють.", "lessons.funnel.caption": "{objects} за етапами, з кількістю днів на етапі", "lessons.n": "Кількість", "lessons.median": "Медіана, днів", "lessons.oldest": "Найдавніше, днів",
	"lessons.overdue": "Прострочено за органами", "lessons.overdue.caption": "З чим запізнюються органи-виконавці, найбільше спершу", "lessons.longest": "Найдовше запізнення", "lessons.first": "Що саме",
	"lessons.again": "Спостережено знову", "lessons.again.text": "Спостереження повторює те, що урок уже вирішив: пропонується відкрити його знову, а вирішує людина.", "lessons.again.caption": "Уроки, які спостережено знову", "lessons.undecided": "ще ніхто не вирішив",
	"lessons.measures": "Показники", "lessons.measures.text": "Кожен обчислено із записів за 180 днів до схвалення уроку і за 180 днів до сьогодні. Показник допомагає тому, хто перевіряє урок, і сам нічого не закриває.", "lessons.measures.caption": "Показники під час схвалення і тепер", "lessons.goal": "Мета", "lessons.then": "Під час схвалення", "lessons.now": "Тепер",
	"lessons.unit.days": "{n} днів", "lessons.unit.percent": "{n} %", "lessons.nocase": "немає випадків", "lessons.window": "{from} – {to}", "lessons.spread": "половина від {low} до {high}", "lessons.cases.one": "{n} випадок", "lessons.cases.few": "{n} випадки", "lessons.cases.many": "{n} випадків",
	"lessons.changes": "Що змінилося", "lessons.changes.caption": "Документи, змінені завдяки урокам, найновіші спершу", "lessons.judged": "Хто оцінив", "lessons.nobody": "ще ніхто", "lessons.version": "версія {version}",
	"lessons.years": "Від схвалення до засвоєння", "lessons.years.caption": "Уроки за роком схвалення", "lessons.year": "Рік", "lessons.endorsed": "Схвалено", "lessons.learned": "Засвоєно", "lessons.share": "Частка", "lessons.took": "Медіана, днів", "lessons.percent": "{n} %",
	"lessons.ages": "Спостереження й заходи за етапами", "lessons.about": "Етапи, запізнення, показники й зміни завдяки урокам", "lessons.about.method": "За таблицями станів спостережень, уроків і заходів; показники — за їх означеннями.",
	"choice.measure.name.days-open-to-firm": "медіана днів від відкритої потреби до першого закріпленого зіставлення", "choice.measure.name.offers-lapsed-unanswered": "частка пропозицій, що втратили чинність без відповіді",
	"measure.title": "Показник: {measure}", "measure.fell": "За 180 днів до {day}, коли урок схвалили, було {then} {unit}; за 180 днів до сьогодні — {now} {unit}. Мета: {goal} {unit}.", "measure.now": "За 180 днів до сьогодні — {now} {unit}. Мета: {goal} {unit}.",
	"measure.said": "Той, хто схвалив, назвав {value}.", "measure.informs": "Показник допомагає тому, хто перевіряє урок. Він нічого не закриває: людина каже, чи це допомагає і як це встановлено.",
	"measure.desc": "Показник за кварталами, з метою.", "measure.quarter": "Квартал", "measure.low": "нижній квартиль", "measure.high": "верхній квартиль", "measure.band": "половина випадків", "measure.value": "Значення", "measure.caption": "{measure}, за кварталами",
}
