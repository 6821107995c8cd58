package lists

import (
	"strings"

	"muster"
	"muster/reform"
)

// Steps are what a framework asks for.
var Steps = List{
	Kind: reform.KindStep, Party: "by", Life: &reform.Life,
	Columns: []Column{
		{Field: "about", Called: []string{"Reference", "Step", "Id", "Посилання", "Крок"}, Required: true, Example: "example", reads: asReference},
		{Field: "framework", Called: []string{"Framework", "Рамка"}, Example: "ukraine-facility", reads: asReference},
		{Field: "code", Called: []string{"Code", "Number", "No", "Номер", "Код"}, Example: "10.1"},
		{Field: "chapter", Called: []string{"Chapter", "Розділ"}, reads: asReference},
		{Field: "reform", Called: []string{"Reform", "Реформа"}, reads: asReference},
		{Field: "title.en", Called: []string{"Title", "Name", "Title (English)"}, Required: true, Example: "Law on the asset recovery agency"},
		{Field: "title.uk", Called: []string{"Title (Ukrainian)", "Назва"}},
		{Field: "criterion.en", Called: []string{"Criterion", "Wording", "Criterion (English)"}, Required: true, Example: "The law enters into force."},
		{Field: "criterion.uk", Called: []string{"Criterion (Ukrainian)", "Критерій"}},
		{Field: "measured", Called: []string{"Measured", "Qualitative or quantitative", "Вид"}, Choices: reform.Measured, Example: reform.Qualitative, reads: asChoice},
		{Field: "unit", Called: []string{"Unit", "Одиниця"}},
		{Field: "baseline", Called: []string{"Baseline", "Базове значення"}, Number: true, reads: asNumber},
		{Field: "goal", Called: []string{"Goal", "Value to be reached", "Цільове значення"}, Number: true, reads: asNumber},
		{Field: "law", Called: []string{"Law", "Закон"}, Choices: reform.Laws, Example: reform.LawInForce, reads: asChoice},
		{Field: "due", Called: []string{"Due", "Due date", "Deadline", "Строк"}, Example: "2027-03-31", Day: true, reads: asDay},
		{Field: "executor", Called: []string{"Executor", "Body", "Responsible", "Виконавець"}, Required: true, reads: asParty},
		{Field: "stake.grant", Called: []string{"Grant", "Грант"}, Number: true, reads: asNumber},
		{Field: "stake.loan", Called: []string{"Loan", "Позика"}, Number: true, reads: asNumber},
		{Field: "stake.amount", Called: []string{"Amount", "Сума"}, Number: true, reads: asNumber},
		{Field: "stake.currency", Called: []string{"Currency", "Валюта"}, Example: "EUR", reads: asCode},
		{Field: "precondition", Called: []string{"Precondition", "Передумова"}, Example: "no", reads: asYes},
		{Field: "needs", Called: []string{"Needs", "Only after", "Потребує"}, reads: asReference},
		{Field: "audience", Called: []string{"Shown to"}},
		{Field: "why", Called: []string{"Why", "Reason", "Причина"}},
	},
}

// StepsOf are the steps of a framework: rows that name none are of this one. Why is the reason of an amendment
// that a row gives none for.
func StepsOf(framework, why string) *List {
	l := Steps
	l.fill = func(v muster.Value) {
		x, ok := v.(*reform.Step)
		if !ok {
			return
		}
		if x.Framework == "" {
			x.Framework = framework
		}
		if x.Measured == "" && x.Goal == "" {
			x.Measured = reform.Qualitative
		} else if x.Measured == "" {
			x.Measured = reform.Quantitative
		}
		if x.Stake != nil && *x.Stake == (reform.Stake{Currency: x.Stake.Currency}) {
			x.Stake = nil // a currency alone says nothing
		}
	}
	l.why = why
	return &l
}

// yes reads whether something is so.
func yes(text string) (string, error) {
	switch s := strings.ToLower(strings.TrimSpace(text)); s {
	case "yes", "true", "1", "x", "так":
		return "true", nil
	case "no", "false", "0", "ні":
		return "false", nil
	default:
		return s, nil // what is neither is refused with all else that is wrong with the row
	}
}
