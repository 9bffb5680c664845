package guide

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"firstlight/backend/insight"
	"firstlight/backend/whole"
)

// Offers returns of which journeys onboardings were imported, and what can be chosen
// among them.
func (g *Guide) Offers(ctx context.Context) ([]insight.Offer, error) {
	team, err := g.Team(ctx)
	return insight.Offers(team), err
}

// Friction returns where the people that are chosen lose their time, and what
// changed from the version to compare with; of no imported onboarding it is empty.
func (g *Guide) Friction(ctx context.Context, of insight.Choice) (insight.Friction, []insight.StepChange, error) {
	team, err := g.Team(ctx)
	if err != nil {
		return insight.Friction{}, nil, err
	}
	chosen, before := of.Of(team)
	var changes []insight.StepChange
	if of.Against != "" {
		changes = insight.Compare(before, chosen)
	}
	return insight.FrictionOf(chosen, g.cfg.Now()), changes, nil
}

// Impact returns what the way was worth to the people that are chosen. Where
// nothing can rest on what is assumed it returns an *insight.AssumptionError.
func (g *Guide) Impact(ctx context.Context, of insight.Choice, assumed insight.Assumptions) (insight.Impact, error) {
	if err := assumed.Check(); err != nil {
		return insight.Impact{}, err
	}
	team, err := g.Team(ctx)
	if err != nil {
		return insight.Impact{}, err
	}
	chosen, before := of.Of(team)
	return insight.ImpactOf(chosen, before, assumed), nil
}

// settingAssumed is the name of the setting that holds what is assumed.
const settingAssumed = "impact.assumed"

// Assumed returns what is assumed: what the person said last, or else what everybody
// begins with.
func (g *Guide) Assumed(ctx context.Context) (insight.Assumptions, error) {
	kept, err := g.cfg.Store.Setting(ctx, settingAssumed)
	if err != nil {
		return insight.Assumptions{}, fmt.Errorf("reading what is assumed: %w", err)
	}
	initial, assumed := insight.Assumed(), insight.Assumed()
	if kept == "" {
		return initial, nil
	}
	// What another version kept, and nothing can rest on here, counts as nothing.
	if json.Unmarshal([]byte(kept), &assumed) != nil {
		return initial, nil
	}
	assumed, _ = assumed.Over(initial)
	return assumed, nil
}

// Judge returns what counts of what a person assumes, each thing by itself: that on
// which nothing can rest is as it was kept last, and it is said why.
func (g *Guide) Judge(ctx context.Context, said insight.Assumptions) (insight.Assumptions, []*insight.AssumptionError, error) {
	kept, err := g.Assumed(ctx)
	if err != nil {
		return insight.Assumptions{}, nil, err
	}
	assumed, wrong := said.Over(kept)
	return assumed, wrong, nil
}

// Assume keeps what counts of what a person assumes from now on.
func (g *Guide) Assume(ctx context.Context, said insight.Assumptions) error {
	assumed, _, err := g.Judge(ctx, said)
	if err != nil {
		return err
	}
	text, err := json.Marshal(assumed)
	if err == nil {
		err = g.cfg.Store.SetSetting(ctx, settingAssumed, string(text))
	}
	if err != nil {
		return fmt.Errorf("keeping what is assumed: %w", err)
	}
	return nil
}

// SaveFigures writes figures into the folder for reports, under what they are of
// and the time, and returns where they are. ext is the end of the name, such as
// "csv".
func (g *Guide) SaveFigures(of, ext string, text []byte) (string, error) {
	if err := os.MkdirAll(g.cfg.Reports, 0o700); err != nil {
		return "", fmt.Errorf("making the folder for reports: %w", err)
	}
	file := filepath.Join(g.cfg.Reports, "firstlight-"+of+"-"+g.cfg.Now().Format("20060102-150405")+"."+ext)
	if err := whole.Write(file, text, 0o600); err != nil {
		return "", fmt.Errorf("writing the figures: %w", err)
	}
	return file, nil
}

// Said returns what others said of steps and whom they thanked, the newest first: the
// people of the onboardings that were imported, without the one that is open.
func (g *Guide) Said(ctx context.Context) ([]insight.Note, error) {
	mine := ""
	if view, err := g.View(); err == nil {
		mine = view.Onboarding.ID
	}
	team, err := g.Team(ctx)
	if err != nil {
		return nil, err
	}
	return insight.Said(slices.DeleteFunc(team, func(o insight.Onboarding) bool { return o.ID == mine })), nil
}
