package node

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"muster"
	"muster/reform"
	"muster/report"
	"muster/standing"
	"muster/web"
)

// framesOf are the frameworks that a viewer may see.
func framesOf(v standing.View) (all []reform.Framework) {
	for _, f := range reform.In(v).Frameworks.Visible(v) {
		all = append(all, f.Value)
	}
	return all
}

// usual is the framework that a board shows unless another one is asked for: the one with the most steps.
func usual(v standing.View, all []reform.Framework) string {
	steps := map[string]int{}
	for _, x := range reform.In(v).Steps.Visible(v) {
		steps[x.Value.Framework]++
	}
	if len(all) == 0 {
		return ""
	}
	return slices.MaxFunc(all, func(a, b reform.Framework) int {
		return cmp.Or(cmp.Compare(steps[a.About], steps[b.About]), cmp.Compare(b.About, a.About))
	}).About
}

// asOn is a view on another day, where one is asked for.
func asOn(v standing.View, a web.Around, on muster.Day) (standing.View, web.Around) {
	if on != 0 {
		v.Effective, a.Today = on, on
	}
	return v, a
}

// Frameworks implements web.ReformSource.
func (p pages) Frameworks(ctx context.Context) (all []reform.Framework, err error) {
	v, _, err := p.at(ctx, "")
	if err != nil {
		return nil, err
	}
	p.n.State.Read(func() { all = framesOf(v) })
	return all, nil
}

// Scoreboard implements web.ReformSource.
func (p pages) Scoreboard(ctx context.Context, known, framework string, on muster.Day) (*web.Scoreboard, error) {
	return laid(ctx, p, fmt.Sprintf("scoreboard %q %d", framework, on), known, func(v standing.View, a web.Around) *web.Scoreboard {
		v, a = asOn(v, a, on)
		out := &web.Scoreboard{Around: a, Frameworks: framesOf(v)}
		name := cmp.Or(framework, usual(v, out.Frameworks))
		if name != "" {
			out.Board, _ = report.ScoreboardOf(v, name) // one that is not there is nil, and said so
		}
		return out
	})
}

// DueSteps implements web.ReformSource.
func (p pages) DueSteps(ctx context.Context, known string, on muster.Day) (*web.DueSteps, error) {
	return laid(ctx, p, fmt.Sprintf("due steps %d", on), known, func(v standing.View, a web.Around) *web.DueSteps {
		v, a = asOn(v, a, on)
		out := &web.DueSteps{Around: a, Frameworks: framesOf(v)}
		out.Steps, _ = report.DueSteps(v, "", 0) // without a framework nothing is refused
		moved, _ := report.Slippages(v, "")
		part := reform.In(v)
		for _, m := range moved {
			x := web.MovedStep{Slippage: m}
			if all := shownVersions(v, part, m.Step); m.Wording && m.Version > 1 && m.Version <= len(all) {
				x.Before, x.After = all[m.Version-2], all[m.Version-1]
			}
			out.Moved = append(out.Moved, x)
		}
		return out
	})
}

// shownVersions are the versions of a step that a viewer may see, as reform.Slips counts them.
func shownVersions(v standing.View, part *reform.Part, id string) (all []reform.Step) {
	for _, x := range part.Steps.Versions(v.Known, id) {
		if v.Shows(x.Value.Audience) {
			all = append(all, x.Value)
		}
	}
	return all
}

// StepDetail implements web.ReformSource.
func (p pages) StepDetail(ctx context.Context, known, id string) (*web.StepDetail, error) {
	return laid(ctx, p, "step "+id, known, func(v standing.View, _ web.Around) *web.StepDetail {
		part := reform.In(v)
		now, ok := part.Steps.Shown(v, id)
		out := &web.StepDetail{Decisions: map[string]web.Decision{}}
		if !ok {
			return out
		}
		slips := part.Slips(v, id)
		for i, x := range shownVersions(v, part, id) {
			out.Versions = append(out.Versions, web.StepVersion{Step: x, Slip: slips[i]})
		}
		if r, ok := part.Report(v, id); ok {
			out.Report, out.ReportedBy = &r.Value, r.ID
		}
		if c, ok := part.Conclusion(v, id); ok {
			if th, ok := part.Thing(v, reform.Life.Object, id); ok {
				c.Value.Fulfilled = part.Fulfilled(v, &th) // while it is assessed again it is not said to be fulfilled
			}
			out.Conclusion = &c.Value
		}
		if f, ok := part.Frameworks.Shown(v, now.Value.Framework); ok {
			out.Framework = &f.Value
		}
		stepMoney(v, part, id, out)
		out.Ratings = part.RatingsOf(v)[id]
		out.Evidence, _ = report.EvidenceIndex(v, "", id) // the step is there
		out.TakenBack = out.Report != nil && len(out.Report.Evidence) > 0 && !slices.ContainsFunc(out.Evidence, func(e report.Evidence) bool { return e.Of == report.OfReport })
		if now.Value.Reform != "" {
			all, _ := report.Crosswalk(v, now.Value.Reform) // a reform that is not the viewer's to see has none
			out.Others = slices.DeleteFunc(all, func(c report.Crossed) bool { return c.Step == id })
		}
		return out
	})
}

// stepMoney adds the instalments that are paid for a step, and its clock.
func stepMoney(v standing.View, part *reform.Part, id string, out *web.StepDetail) {
	for _, in := range part.Instalments.Visible(v) {
		if !slices.Contains(in.Value.Steps, id) && !slices.Contains(in.Value.Preconditions, id) {
			continue
		}
		out.Instalments = append(out.Instalments, in.Value)
		if purse, _ := part.Purse(v, &in.Value); purse.Decided != "" {
			out.Decisions[in.Value.About] = web.Decision{Name: purse.Decision, On: purse.Decided}
		}
	}
	h, ok := part.Hold(v, id)
	if !ok {
		return
	}
	out.Hold, out.DaysLeft = &h, h.Left(v.Effective)
	if in, ok := part.Instalments.Shown(v, h.Instalment); ok {
		if purse, withheld := part.Purse(v, &in.Value); !withheld {
			out.Held, out.HeldIn = purse.Held(), in.Value.Stake.Currency
		}
	}
}

// InstalmentDetail implements web.ReformSource.
func (p pages) InstalmentDetail(ctx context.Context, known, id string) (*web.InstalmentDetail, error) {
	return laid(ctx, p, "instalment "+id, known, func(v standing.View, _ web.Around) *web.InstalmentDetail {
		part := reform.In(v)
		out := &web.InstalmentDetail{}
		in, ok := part.Instalments.Shown(v, id)
		if !ok {
			return out
		}
		out.Purse, out.Withheld = part.Purse(v, &in.Value)
		if f, ok := part.Frameworks.Shown(v, in.Value.Framework); ok {
			out.Framework = &f.Value
		}
		if in.Value.Stake != nil {
			out.Currency = in.Value.Stake.Currency
		}
		for i, group := range [][]string{in.Value.Steps, in.Value.Preconditions} {
			for _, s := range group {
				th, ok := part.Thing(v, reform.Life.Object, s)
				if !ok || !v.Shows(th.Audience) {
					out.Withheld = true
					continue
				}
				x, _ := part.Steps.Get(v.Known, s)
				paid := web.PaidStep{Step: x.Value, State: th.State}
				if h, ok := part.Hold(v, s); ok {
					paid.Hold, paid.DaysLeft = &h, h.Left(v.Effective)
				}
				paid.Fulfilled = part.Fulfilled(v, &th)
				out.Steps[i] = append(out.Steps[i], paid)
			}
		}
		return out
	})
}
