package web

var ukrainianRoles = map[string]string{
	"acting.as": "Ви дієте як {role}, сторона: {party}.", "acting.choice": "{role}, {party}", "acting.nobody": "ніхто не увійшов", "acting.label": "Дивитися й діяти як", "acting.go": "Змінити",
	"acting.unknown": "знайдено «{found}»; прийнятна одна з ролей у списку над сторінкою",

	"role.operator": "оператор", "role.recipient-officer": "уповноважений отримувача", "role.donor-officer": "уповноважений донора", "role.coordinator": "координатор",
	"role.movement-officer": "офіцер перевезень", "role.node-clerk": "діловод вузла", "role.receiving-officer": "приймальник", "role.repair-cell": "ремонтна група",
	"role.trainer": "інструктор", "role.training-planner": "планувальник навчання", "role.return-compiler": "укладач звітів", "role.observer": "спостерігач",
	"role.lessons-manager": "керівник вивчення досвіду", "role.tasking-authority": "орган, що ставить завдання", "role.action-body": "орган-виконавець", "role.validator": "перевіряльник",
	"role.reform-coordinator": "координатор реформ", "role.executor": "виконавець", "role.assessor": "оцінювач", "role.documenter": "документатор", "role.custodian": "зберігач",
	"role.reviewer": "рецензент", "role.legal-officer": "юрист", "role.damage-assessor": "оцінювач збитків", "role.analyst": "аналітик", "role.auditor": "аудитор",
	"role.public": "громадськість",
}
