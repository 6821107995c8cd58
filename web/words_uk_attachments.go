package web

// ukrainianAttachments are the words of the files that go with an object.
var ukrainianAttachments = map[string]string{
	"attach.heading": "Файли", "attach.none": "Файлів не додано.", "attach.title": "Додати файл", "attach.button": "Додати", "attach.of": "Файли: {object} {id}",
	"attach.text": "Договір, світлина, лист: до {most} МіБ; записується разом із тим, хто його додав.",
	"attach.file": "Файл", "attach.file.hint": "Один файл, не більший за {most} МіБ. Він зберігається таким, яким є; його можна лише зберегти собі, тут його не показують.",
	"attach.what": "Що це", "attach.what.hint": "Наприклад: підписаний лист власника. Якщо лишити порожнім, буде назва файлу.",
	"attach.audience.hint": "Файл бачать лише ті, хто бачить те, до чого його додано.", "attach.audience.same": "усі, хто бачить це", "attach.audience.only": "бачать лише: {whom}",
	"attach.large": "файл більший за {most} МіБ — більше сторінка не приймає; більші приймає команда «muster attach»",
	"attach.by":    "Додано", "attach.day": "Дата", "attach.do": "Дії", "attach.erased": "вміст стерто; його SHA-256: {digest}",
	"attach.withdraw": "Відкликати", "attach.withdraw.hint": "Після цього його немає в переліку, і його можна отримати лише станом на раніше. Щоб вилучити вміст із запису, зверніться до оператора.",
	"search.kind.attachment": "файл", "does.work.attachment": "файл, доданий до об’єкта", "work.object.item": "предмет",
}
