package web

// ukrainianSheets are the words of the pages that take a list of offers or of requirements.
var ukrainianSheets = map[string]string{
	"lists.load": "Завантажити аркуш", "lists.crumb": "Завантажити аркуш", "lists.title.offers": "Завантажити аркуш пропозицій", "lists.title.needs": "Завантажити аркуш потреб", "lists.title.observations": "Спостереження з аркуша, заповненого без мережі", "lists.offline": "Заповнити аркуш без мережі",
	"lists.lead": "Принесіть аркуш, який ведете: рядок на кожну позицію, з вашим посиланням, що не змінюється. Спершу ви побачите, що буде зроблено, і кожну помилку за рядком і стовпцем; нічого не записується, доки ви не скажете. Приносьте його знову, щойно щось змінилося: уже записане не записується двічі.",
	"lists.file": "Ваш аркуш, робоча книга або CSV", "lists.audience.hint": "для рядків, де цього не сказано", "lists.try": "Ще нічого не записано.",
	"lists.template.xlsx": "Зразок (робоча книга)", "lists.template.csv": "Зразок (CSV)",
	"lists.columns": "Стовпці та що вони приймають", "lists.columns.text": "У будь-якому порядку, під цими назвами або під назвами з файлів. Стовпець, якого тут немає, буде названо й не прочитано.",
	"lists.denied.title": "Чиї аркуші приймаються", "lists.denied.offers": "Аркуш пропозицій завантажує посадовець донора — для своєї сторони.", "lists.denied.needs": "Аркуш потреб завантажує посадовець отримувача — для своєї сторони.", "lists.denied.observations": "Аркуш спостережень завантажує спостерігач — для своєї сторони.",
	"lists.trial":     "Що робить {name}",
	"lists.wrong.one": "Помилки має {n} рядок із {rows}.", "lists.wrong.few": "Помилки мають {n} рядки з {rows}.", "lists.wrong.many": "Помилки мають {n} рядків із {rows}.", "lists.empty": "У аркуші немає рядків, крім зразка.", "lists.nothing.recorded": "Ще нічого не записано.",
	"lists.would.one": "Буде записано {n} рядок.", "lists.would.few": "Буде записано {n} рядки.", "lists.would.many": "Буде записано {n} рядків.",
	"lists.again.one": "Нового немає: {n} рядок уже записано.", "lists.again.few": "Нового немає: усі {n} рядки вже записано.", "lists.again.many": "Нового немає: усі {n} рядків уже записано.",
	"lists.done.one": "Записано {n} рядок; запис на позиції {position}.", "lists.done.few": "Записано {n} рядки; запис на позиції {position}.", "lists.done.many": "Записано {n} рядків; запис на позиції {position}.",
	"lists.account":    "Прочитано рядків: {rows}. Нових: {new}; змінених: {changed}; уже записаних: {same}; з помилками: {refused}.",
	"lists.commit.one": "Записати {n} рядок", "lists.commit.few": "Записати {n} рядки", "lists.commit.many": "Записати {n} рядків",
	"lists.good.one": "Записати лише {n} правильний рядок", "lists.good.few": "Записати лише {n} правильні рядки", "lists.good.many": "Записати лише {n} правильних рядків",
	"lists.fixed": "Завантажити виправлений аркуш", "lists.another": "Завантажити інший аркуш", "lists.see.offers": "До пропозицій", "lists.see.needs": "До потреб", "lists.see.observations": "До спостережень",
	"lists.right.one": "{n} правильний рядок", "lists.right.few": "{n} правильні рядки", "lists.right.many": "{n} правильних рядків", "lists.lines.caption": "Рядки {from}–{to} з {n}", "lists.does": "Дія", "lists.new": "новий", "lists.changes": "змінює",
}
