package web

// ukrainianStatement are the words of the page of one statement.
var ukrainianStatement = map[string]string{
	"statement.title": "Твердження {id}", "statement.lead": "{speaker} {does}.", "statement.lead.plain": "Записано {instant}.",
	"statement.stands": "Воно чинне.", "statement.ended": "Воно вже не чинне: його припинило {by} на позиції {position}.", "statement.withheld": "Його зміст не для вас. Заголовок, який запечатує дерево, показує, що воно є; решту читає той, для кого воно.",
	"statement.read.withheld": "Де його прочитано, також не для вас.", "statement.erased": "Його текст стерто. Заголовок, який запечатує дерево, лишається, тож усе інше й далі можна перевірити.",
	"statement.says": "Що воно каже", "statement.read": "Де це прочитано", "statement.read.none": "Воно не посилається на файл.", "statement.sealed": "Як його запечатано", "statement.position": "Позиція",
	"statement.head": "Заголовок, як запечатано", "statement.salt": "Сіль, шістнадцятковий запис", "statement.body": "Тіло, як збережено", "statement.pretty": "Тіло, з розривами рядків для читання", "statement.proof": "Завантажити доказ",
	"statement.proof.text": "Він містить заголовок, сіль, тіло і шлях до кореня. {command} перевіряє його без реєстру.", "statement.proof.none": "Доказу для завантаження немає.",
	"place.sheet": "аркуш {sheet}", "place.row": "рядок {row}", "place.column": "стовпець {column}",
	"field.kind": "Вид", "field.by": "Чиє", "field.role": "Роль", "field.acted_by": "Записав", "field.about": "Про що", "field.effective": "Діє від", "field.source": "Джерело", "field.audience": "Кому доступно", "field.replaces": "Замінює",
	"field.withdraws": "Відкликає", "field.why": "Чому", "field.line": "Рядок внеску", "field.event": "Подія", "field.party.named": "{name} ({id})", "field.party": "Донор", "field.type": "Тип", "field.subtype": "Підтип", "field.date": "Дата, як сказано", "field.period": "Дата, як прочитано",
	"field.value": "Вартість", "field.amount": "сума", "field.currency": "валюта", "field.converted": "Перерахунок самого джерела", "field.quantity": "Кількість", "field.number": "число", "field.unit": "одиниця", "field.basis": "Основа оцінки",
	"field.item": "Предмет", "field.item_type": "Тип предмета", "field.text": "Текст", "field.links": "Посилання", "field.details": "Деталі", "field.name": "назва", "field.said": "як сказано", "field.notes": "Примітка", "field.weak": "Тотожність за змістом",
	"field.submission": "випуск", "field.sheet": "аркуш", "field.row": "рядок", "field.column": "стовпець", "field.mark": "позначка",
	"statement.about": "До {about}", "statement.json": "Твердження з доказом як JSON", "statement.prev": "Попереднє твердження", "statement.next": "Наступне твердження",
}
