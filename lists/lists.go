// Package lists reads the sheets in which people keep their offers and their requirements: columns called
// and cells written as they do, each row with a reference of its own, so that a sheet may be brought again
// and again and only what is new or changed in it is said.
package lists

import (
	"strings"

	"muster"
	"muster/access"
	"muster/lesson"
	"muster/money"
	"muster/offer"
	"muster/requirement"
	"muster/work"
)

// List is a kind of statement that comes in lists.
type List struct {
	Kind    string // of the statement of a row
	Party   string // the field that says whose a row is: "donor"
	Columns []Column
	Life    *work.Table // whose rules say who may bring one

	fill func(muster.Value) // says what a row leaves out because the whole list says it
	why  string             // the reason of a change that a row gives none for
}

// Column is a field of a row.
type Column struct {
	Field    string
	Called   []string // headings accepted beside the field's name; the first is that of the template
	Required bool
	Choices  []string // accepted are these; nil: not a choice
	Example  string
	Number   bool
	Day      bool

	reads reads
}

// reads is how a cell is read.
type reads uint8

const (
	asWritten reads = iota
	asReference
	asParty
	asItem
	asUnit
	asNumber
	asDay
	asChoice
	asCode
	asYes
)

// Whole are the lists that are read, by what the boards are called.
var Whole = map[string]*List{"offers": &Offers, "needs": &Requirements, "observations": &Observations}

// Offers are what a donor offers.
var Offers = List{
	Kind: offer.KindLine, Party: "donor", Life: &offer.Life,
	Columns: []Column{
		{Field: "about", Called: []string{"Reference", "Number", "Ref", "Our reference", "Offer", "Посилання", "Номер"}, Required: true, Example: "example", reads: asReference},
		{Field: "donor", Called: []string{"Donor", "Country", "Nation", "Донор", "Країна"}, reads: asParty},
		{Field: "item", Called: []string{"Item", "Article", "Equipment", "Item name", "Позиція", "Виріб"}, Required: true, Example: "Truck 6x6, 5 t", reads: asItem},
		{Field: "quantity", Called: []string{"Quantity", "Qty", "Кількість"}, Required: true, Example: "40", Number: true, reads: asNumber},
		{Field: "unit", Called: []string{"Unit", "UoM", "Unit of measure", "Одиниця"}, Required: true, Example: "each", reads: asUnit},
		{Field: "condition", Called: []string{"Condition", "Стан"}, Required: true, Choices: offer.Conditions, Example: "serviceable", reads: asChoice},
		{Field: "location", Called: []string{"Where it lies", "Location", "Depot", "Місце"}, Example: "depot B"},
		{Field: "ready", Called: []string{"Ready", "Ready date", "Ready from", "Available from", "Готово"}, Required: true, Example: "2027-01-15", Day: true, reads: asDay},
		{Field: "valid_until", Called: []string{"Valid until", "Valid to", "Expires", "Чинна до"}, Example: "2027-06-30", Day: true, reads: asDay},
		{Field: "lot", Called: []string{"Goes in lots of", "Lot", "Lot size", "Партія"}, Number: true, reads: asNumber},
		{Field: "original_owner", Called: []string{"Original owner", "Первинний власник"}, reads: asParty},
		{Field: "return_conditions", Called: []string{"Return conditions", "Умови повернення"}},
		{Field: "channel", Called: []string{"Channel", "Канал"}, Required: true, Choices: offer.Channels, Example: "bilateral", reads: asChoice},
		{Field: "value.amount", Called: []string{"Value", "Total value", "Value of all", "Вартість"}, Example: "3345520", Number: true, reads: asNumber},
		{Field: "value.currency", Called: []string{"Currency", "Валюта"}, Example: "EUR", reads: asCode},
		{Field: "value.basis", Called: []string{"Basis of the value", "Valuation basis", "Basis", "Основа вартості"}, Choices: offer.Bases, Example: "market price", reads: asChoice},
		{Field: "stock", Called: []string{"Your reference of the stock", "Stock", "Stock reference", "Stock number"}},
		{Field: "elsewhere", Called: []string{"Also offered to", "Offered elsewhere"}},
		{Field: "commitment", Called: []string{"Commitment that it fulfils", "Commitment"}},
		{Field: "for", Called: []string{"Only for these requirements", "For", "For requirement", "Requirement", "Лише для потреб"}, reads: asReference},
		{Field: "audience", Called: []string{"Shown to"}},
	},
}

// Requirements are what a recipient needs.
var Requirements = List{
	Kind: requirement.KindLine, Party: "requester", Life: &requirement.Life,
	Columns: []Column{
		{Field: "about", Called: []string{"Reference", "Number", "Ref", "Our reference", "Line", "Посилання", "Номер"}, Required: true, Example: "example", reads: asReference},
		{Field: "requester", Called: []string{"Requester", "Recipient", "Country", "Отримувач", "Замовник"}, reads: asParty},
		{Field: "item", Called: []string{"Item", "Article", "Equipment", "Item name", "Позиція", "Виріб"}, Required: true, Example: "Truck 6x6, 5 t", reads: asItem},
		{Field: "quantity", Called: []string{"Quantity", "Qty", "Кількість"}, Required: true, Example: "60", Number: true, reads: asNumber},
		{Field: "unit", Called: []string{"Unit", "UoM", "Unit of measure", "Одиниця"}, Required: true, Example: "each", reads: asUnit},
		{Field: "priority", Called: []string{"Priority", "Пріоритет"}, Required: true, Choices: []string{"1", "2", "3", "4", "5"}, Example: "1", Number: true},
		{Field: "needed_by", Called: []string{"Needed by", "Needed", "Required by", "Потрібно до"}, Required: true, Example: "2027-03-01", Day: true, reads: asDay},
		{Field: "substitutes", Called: []string{"Accepted in its place", "Substitutes", "Замінники"}, reads: asItem},
		{Field: "min_lot", Called: []string{"Smallest useful quantity", "Minimum lot"}, Number: true, reads: asNumber},
		{Field: "place", Called: []string{"Place", "Region", "Місце"}, Example: "East"},
		{Field: "coalition", Called: []string{"Coalition", "Коаліція"}},
		{Field: "purpose", Called: []string{"Purpose", "Призначення"}},
		{Field: "links", Called: []string{"Of use only together with", "Together with"}, reads: asReference},
		{Field: "list", Called: []string{"List", "Список"}, Example: "annual demand"},
		{Field: "audience", Called: []string{"Shown to"}},
	},
}

// Observations are what somebody observed, written down where there is no network and brought later.
var Observations = List{
	Kind: lesson.KindObservation, Party: "originator", Life: &lesson.ObservationLife,
	Columns: []Column{
		{Field: "about", Called: []string{"Reference", "Number", "Ref", "Our reference", "Посилання", "Номер"}, Required: true, Example: "example", reads: asReference},
		{Field: "originator", Called: []string{"Observed by", "Originator", "Party", "Сторона"}, reads: asParty},
		{Field: "title.en", Called: []string{"Title", "Title in English"}, Example: "Pallets were opened to find out what is in them"},
		{Field: "title.uk", Called: []string{"Title in Ukrainian", "Назва"}},
		{Field: "observation.en", Called: []string{"Observation", "What happened"}, Example: "Labels are in one language only."},
		{Field: "observation.uk", Called: []string{"Observation in Ukrainian", "Спостереження"}},
		{Field: "discussion.en", Called: []string{"Discussion", "Why it happened"}},
		{Field: "discussion.uk", Called: []string{"Discussion in Ukrainian", "Обговорення"}},
		{Field: "conclusion.en", Called: []string{"Conclusion", "What follows"}},
		{Field: "conclusion.uk", Called: []string{"Conclusion in Ukrainian", "Висновок"}},
		{Field: "recommendation.en", Called: []string{"Recommendation", "Who should do what"}, Example: "Suppliers label in both languages."},
		{Field: "recommendation.uk", Called: []string{"Recommendation in Ukrainian", "Рекомендація"}},
		{Field: "activity", Called: []string{"Activity", "Діяльність"}, Example: "delivery"},
		{Field: "lines", Called: []string{"Lines of development", "DOTMLPF", "Лінії розвитку"}, Example: "doctrine"},
		{Field: "keywords", Called: []string{"Keywords", "Ключові слова"}, Example: "labels"},
		{Field: "records", Called: []string{"Comes from", "Records"}, Example: ""},
		{Field: "releasable", Called: []string{"Releasable to", "Кому можна показати"}, Example: "participants"},
		{Field: "audience", Called: []string{"Shown to"}},
	},
}

// May refuses whoever may not bring a list for their own party.
func (l *List) May(as access.Principal) error {
	return l.Life.Say().May(as, access.Object{Parties: map[string]muster.PartyID{l.Party: as.Party}}) //nolint:wrapcheck // it says who may
}

// PlainNumber reads a number as people write it: with thousands set apart, by blanks or commas.
func PlainNumber(text string) string {
	s := strings.TrimSpace(text)
	for _, apart := range []string{",", " ", "\u00a0", "\u202f"} {
		whole, rest, _ := strings.Cut(s, ".")
		groups := strings.Split(whole, apart)
		if len(groups) < 2 || len(groups[0]) > 3 || len(groups[0]) == 0 {
			continue
		}
		even := true
		for _, g := range groups[1:] {
			even = even && len(g) == 3
		}
		joined := strings.Join(groups, "")
		if rest != "" {
			joined += "." + rest
		}
		if _, err := money.Parse(joined); even && err == nil {
			return joined
		}
	}
	return s // what is none is refused with all else that is wrong with the row
}

// plainDay reads a day as people write it: 2027-01-15, or 15.01.2027.
func plainDay(text string) (string, error) {
	s := strings.TrimSpace(text)
	if len(s) > 10 && (strings.HasPrefix(s[10:], "T00:00") || strings.HasPrefix(s[10:], " 00:00")) {
		s = s[:10] // a workbook's day with a time of midnight
	}
	if parts := strings.Split(s, "."); len(parts) == 3 && len(parts[2]) == 4 {
		for i, p := range parts {
			if len(p) == 1 {
				parts[i] = "0" + p
			}
		}
		return parts[2] + "-" + parts[1] + "-" + parts[0], nil
	}
	return s, nil
}
