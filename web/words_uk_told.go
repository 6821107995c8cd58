package web

// ukrainianTold are texts that Muster itself puts into a record or beside it, by their English:
// the pledge and the methods that a new record begins with, what a statement of each kind does, and
// the other ways a pledge is counted. What anybody else wrote is theirs and is never translated.
var ukrainianTold = map[string]string{
	"Pledge of Long-Term Security Assistance": "Зобов’язання щодо довгострокової безпекової допомоги",

	"Military allocations":                  "Військові виділення",
	"Military commitments":                  "Військові зобов’язання",
	"Military deliveries":                   "Військові поставки, передано",
	"Military and humanitarian allocations": "Військові та гуманітарні виділення",
	"military allocations":                  "військові виділення",
	"commitments instead":                   "натомість зобов’язання",
	"deliveries instead":                    "натомість передане",
	"humanitarian too":                      "також гуманітарні",

	"The pledge counts support delivered, as Allies report it to NATO; those reports are not public. This counts allocations found by a research institute.": "До зобов’язання зараховують підтримку, яку передано, як союзники звітують про неї НАТО; ці звіти не публічні. Тут зараховано виділення, які виявив дослідницький інститут.",
	"The pledge counts support delivered, as Allies report it to NATO; those reports are not public. This counts commitments found by a research institute.": "До зобов’язання зараховують підтримку, яку передано, як союзники звітують про неї НАТО; ці звіти не публічні. Тут зараховано зобов’язання, які виявив дослідницький інститут.",
	"The pledge counts support delivered, as Allies report it to NATO; those reports are not public. This counts deliveries found by a research institute.":  "До зобов’язання зараховують підтримку, яку передано, як союзники звітують про неї НАТО; ці звіти не публічні. Тут зараховано передане, яке виявив дослідницький інститут.",

	"window a day later": "період на день пізніше",
	"with rows dated only to a month inside the window": "з рядками, датованими лише місяцем у межах періоду",
	"members on each entry's own date":                  "склад на дату кожного запису",

	"says that something happened to a contribution":    "каже, що з внеском щось сталося",
	"brings an edition of a series":                     "додає випуск ряду даних",
	"cites entries that stand unchanged":                "посилається на записи, які чинні без змін",
	"lays down what counts":                             "визначає, що зараховують",
	"says what was pledged":                             "каже, до чого зобов’язалися",
	"names a party":                                     "називає учасника",
	"names a group":                                     "називає групу",
	"says from when to when a party belongs to a group": "каже, відколи й доки учасник належить до групи",
	"gives values of a published series":                "подає значення опублікованого ряду",
}
