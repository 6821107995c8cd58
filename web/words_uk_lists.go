package web

// ukrainianLists are the words of the frame, and of the parts that every list is made of.
var ukrainianLists = map[string]string{
	"nav.open": "Меню", "nav.explore": "Огляд чисел", "nav.contributions": "Внески", "nav.parties": "Учасники", "nav.sources": "Джерела", "nav.record": "Реєстр", "nav.import": "Імпорт", "nav.definitions": "Визначення",

	"foot.known": "Відомо: позиція {position}, {instant}", "foot.method": "Метод: {method}", "foot.root": "Корінь:",
	"record.withheld": "не для вас",
	"foot.words":      "Що означають слова і показники", "foot.frozen": "Ця сторінка, як відомо зараз, назавжди",

	"write.foreign": "Це надіслано зі сторінки іншого сайту, тож нічого не зроблено. Відкрийте сторінку тут і надішліть звідси.",
	"write.how":     "Ви читаєте. Хто веде цей реєстр, отримує посилання з правом запису так: {command}.",
	"filter.reset":  "Усі", "filter.any": "будь-що", "filter.text": "Назва або текст", "filter.none": "Нічого не знайдено. Приберіть із фільтра слово або вибір.",
	"paging.label": "Сторінки", "paging.first": "Перша сторінка", "paging.prev": "Попередня сторінка", "paging.next": "Наступна сторінка", "paging.page": "Сторінка {n} з {pages}",

	"kind.state": "держава", "kind.institution": "інституція", "kind.fund": "фонд",
	"sums.heading": "{event}, {unit}", "sums.none": "немає запису", "sums.others": "і {list}",
	"sums.partial.one": "{n} рядок без суми", "sums.partial.few": "{n} рядки без суми", "sums.partial.many": "{n} рядків без суми",
}
