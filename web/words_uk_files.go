package web

// ukrainianFiles are the words of what a page shows as a file, and of using its numbers elsewhere.
// The files themselves are in English whoever asks.
var ukrainianFiles = map[string]string{
	"file.csv": "Як CSV, незаокруглено", "file.xlsx": "Як книга (XLSX)", "file.svg": "Малюнок як файл (SVG)",
	"file.drawing": "{pledge}: {title}", "file.png": "Малюнок як зображення (PNG)", "file.png.failed": "Зображення не вдалося створити; візьміть SVG",

	"use.heading": "Використати ці числа деінде", "use.text": "За першою адресою завжди те, що відомо тепер, друга ніколи не змінюється. Формула приймає будь-яку з них. Хто їх відкриває, повинен мати доступ до цього Muster.",
	"use.layer": "Шар, яким не поділилися, відкривається лише в цьому браузері або з його ключем.",
	"use.live":  "Поточний CSV", "use.live.hint": "те, що відомо на час запиту", "use.frozen": "Незмінний CSV", "use.frozen.hint": "як відомо тепер, назавжди",
	"use.query": "Excel, Power Query", "use.query.hint": "Data, Get Data, Blank Query; або From Web із самою адресою", "use.service": "Excel і LibreOffice, одна клітинка", "use.service.hint": "текст короткого списку; весь список LibreOffice пов’язує через Sheet, External Links",
	"use.sheets": "Google Sheets", "use.sheets.hint": "приймає адреси, доступні з інтернету", "use.r": "R", "use.r.hint": "усі цифри: colClasses зі значенням character", "use.pandas": "pandas", "use.pandas.hint": "усі цифри: dtype=str",
	"use.cite": "Послатися на це", "use.cite.hint": "джерело, як просить його видавець, і де його прочитано", "use.cite.record": "реєстр Muster {id}", "use.cite.muster": "Muster", "use.cite.layer": "Із шаром {name}",
	"use.cite.at": "{record}, позиція {position}, відомо {instant}, корінь {root}, {address}",
}
