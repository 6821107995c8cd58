package web

import (
	"strings"
	"testing"

	"muster/item"
	"muster/matching/plan"
	"muster/report"
)

// Every reason, change and level that a plan may name has words in both languages, and figures in them are
// as the page writes numbers, however long the ratio behind them is.
func TestAPlanExplainsItselfInBothLanguages(t *testing.T) {
	reasons := []plan.Reason{
		plan.Unconvertible, plan.WrongItem, plan.NotAccepted, plan.Condition, plan.NoConsent, plan.Lapsed, plan.Unassessed, plan.Reserved,
		plan.LotTooLarge, plan.TooLittle, plan.OpenTooSmall, plan.Forbidden, plan.Withheld, plan.Reason(plan.Late),
	}
	for _, w := range []*words{english, ukrainian} {
		p := &planPage{boardPage: boardPage{page: page{words: w}}, x: &Planned{}}
		o := &report.PlanOpen{Requirement: "r", Item: "a"}
		var all []string
		for _, r := range reasons {
			all = append(all, p.blockWords(&report.PlanBlock{Reason: string(r), Offer: "o", Days: 3, Also: []string{string(r)}}, o),
				p.fillingWords(&report.PlanFilling{Offer: "o", Reason: string(r), Share: "532/1110", DaysLate: 2}))
		}
		for _, r := range []plan.BlockReason{plan.NoOffer, plan.NotEnough, plan.BlockPart} {
			all = append(all, p.blockWords(&report.PlanBlock{Reason: string(r)}, o))
		}
		for _, higher := range []bool{false, true} {
			all = append(all, p.blockWords(&report.PlanBlock{Reason: string(plan.Taken), Quantity: "532/111", Line: "s", Higher: higher}, o))
		}
		for _, b := range []report.PlanBlock{{Line: "s"}, {Line: "s", Offer: "o", Days: 1}, {Line: "s", Offer: "o", Early: 3}} {
			b.Reason = string(plan.BlockPart)
			all = append(all, p.blockWords(&b, o))
		}
		for _, level := range []string{"met", "lateness", "whole", "types", "effort", "spread"} {
			all = append(all, p.insteadWords(&report.PlanInstead{Offer: "o", Loses: []report.PlanLoss{{Level: level, By: "532/111"}}}))
		}
		for act := range plan.Costs {
			all = append(all, p.doWords(&report.PlanChange{Act: act, Quantity: item.One, Days: 1}), p.doWords(&report.PlanChange{Act: act}))
		}
		for _, s := range all {
			if strings.Contains(s, "⟦") || strings.Contains(s, "532/111") || s != strings.TrimFunc(s, func(r rune) bool { return r < ' ' }) {
				t.Errorf("%s: %q", w.lang, s)
			}
			if w == ukrainian && !strings.ContainsAny(s, "аеиоуіїя") {
				t.Errorf("not in Ukrainian: %q", s)
			}
		}
	}
}
