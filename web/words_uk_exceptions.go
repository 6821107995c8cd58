package web

// ukrainianExceptions are the words of what auditors look at.
var ukrainianExceptions = map[string]string{
	"nav.exceptions.book": "Винятки",
	"exceptions.lead.one": "У книзі {n} виняток.", "exceptions.lead.few": "У книзі {n} винятки.", "exceptions.lead.many": "У книзі {n} винятків.",
	"exceptions.lead.kind.one": "{n} виняток виду «{kind}»: {means}.", "exceptions.lead.kind.few": "{n} винятки виду «{kind}»: {means}.", "exceptions.lead.kind.many": "{n} винятків виду «{kind}»: {means}.",
	"exceptions.bare.one": "Для {n} з них ніхто не назвав причини.", "exceptions.bare.few": "Для {n} з них ніхто не назвав причини.", "exceptions.bare.many": "Для {n} з них ніхто не назвав причини.",
	"exceptions.text":   "Кожен дозволено, і за кожен хтось відповідає. Виняток нікого не звинувачує: він каже, куди дивитися й кого питати.",
	"exceptions.filter": "Які винятки", "exceptions.kind": "Вид", "exceptions.party": "Хто відповідає", "exceptions.from": "Записано від", "exceptions.to": "Записано до", "exceptions.days": "Заднім числом після днів",
	"exceptions.kinds": "За видами", "exceptions.kinds.caption": "Винятки за видами", "exceptions.means": "Що це означає", "exceptions.n": "Винятків",
	"exceptions.list": "Кожен із них", "exceptions.caption": "Винятки від {from} до {to} з {n}, від записаних останніми", "exceptions.on": "Записано", "exceptions.owner": "Хто відповідає", "exceptions.answer": "Їхня причина", "exceptions.noanswer": "причини не названо",
	"exceptions.empty.title":  "Винятків немає",
	"exceptions.empty.text":   "Тут було б видно, що дозволено і за що хтось відповідає: відступи від правил, твердження, чинні з дня задовго до запису, одну особу у двох ролях, вартість, підстави якої ніхто не знає, прогалини у зберіганні. Їх ніхто не вносить: вони випливають із записаного. Хто бачить більше записів, знайде тут більше.",
	"exceptions.about":        "Що дозволено і за що хтось відповідає, наскільки це може бачити читач.",
	"exceptions.about.method": "Це випливає із записаного. Твердження подано заднім числом, якщо воно чинне з дня, що передує запису більш ніж на стільки днів: {n}.",

	"exception.back-dated": "заднім числом", "exception.two-roles": "одна особа, дві ролі", "exception.changed-late": "змінено запізно", "exception.match-override": "понад потребу", "exception.order-override": "замовлено без коштів",
	"exception.basis-unknown": "підстава невідома", "exception.validation-waived": "без перевірки", "exception.custody-late": "зберігання записано пізно", "exception.custody-gap": "прогалина у зберіганні", "exception.damage-twice": "шкода, можливо, двічі", "exception.fixity-wrong": "байти інші",
}

// ukrainianExceptionsTold say what each kind of exception is, by its English.
var ukrainianExceptionsTold = map[string]string{
	"a statement says that it holds from a day long before it was recorded":             "твердження каже, що воно чинне з дня задовго до того, як його записано",
	"one person acted on an object in two roles, or for two parties":                    "одна особа діяла щодо об’єкта у двох ролях або за двох учасників",
	"an object was changed where its table sends no change back, after it had moved on": "об’єкт змінено там, де його таблиця не повертає змін, після того як він рушив далі",
	"a match was made firm beyond what its requirement needs":                           "відповідність зроблено твердою понад те, що потрібно",
	"a package was ordered with less money than it costs":                               "пакет замовлено, маючи менше грошей, ніж він коштує",
	"an offer has a value whose basis is not known":                                     "пропозиція має вартість, підстава якої невідома",
	"a lesson was found learned without validation":                                     "урок визнано засвоєним без перевірки",
	"an event of custody was recorded more than two days after it was":                  "подію зберігання записано більш ніж через два дні після неї",
	"nobody says who had an item before it was received":                                "ніхто не каже, хто мав предмет до того, як його отримано",
	"two entries of damage may be of one object, and nobody decided":                    "два записи про шкоду можуть бути про один об’єкт, і ніхто не вирішив",
	"the bytes of an item were found not to be those that were received":                "виявлено, що байти предмета не ті, які отримано",
}
