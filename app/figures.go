package app

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"

	"firstlight/app/table"
	"firstlight/backend/guide"
	"firstlight/backend/insight"
	"firstlight/backend/journey"
)

// FiguresVersion is the version of the form in which figures are written as JSON.
const FiguresVersion = 1

// Choice says of whose onboardings figures are; an empty field chooses all.
type Choice struct {
	Journey string `json:"journey"`
	// Version is the hash of a version, or its beginning.
	Version string `json:"version"`
	Track   string `json:"track"`
	// Month is when they began, such as "2026-03".
	Month string `json:"month"`
	// Against is the hash of the version to compare with; empty for none.
	Against string `json:"against"`
}

// Offer is a journey that imported onboardings are of, and what can be chosen among
// them.
type Offer struct {
	Journey  string         `json:"journey"`
	People   int            `json:"people"`
	Versions []OfferVersion `json:"versions"`
	Tracks   []string       `json:"tracks"`
	Months   []string       `json:"months"`
	// Before and After are the hashes of the versions whose comparison says whether
	// the last change helped; empty where there is only one.
	Before string `json:"before"`
	After  string `json:"after"`
}

// OfferVersion is one version of a journey, and since when people met it.
type OfferVersion struct {
	Hash   string `json:"hash"`
	Since  string `json:"since"`
	People int    `json:"people"`
}

// Assumed is what an impact rests on and nobody measured.
type Assumed struct {
	Baseline     []BaselineTold    `json:"baseline"`
	Until        journey.Milestone `json:"until"`
	HoursPerWeek float64           `json:"hours_per_week"`
	Hourly       float64           `json:"hourly"`
	Currency     string            `json:"currency"`
}

// BaselineTold is how long it took until a milestone before, as somebody told it.
type BaselineTold struct {
	Name  journey.Milestone `json:"name"`
	Title string            `json:"title"`
	// Days is nil where nobody knows.
	Days *float64 `json:"days,omitempty"`
}

// FrictionDocument is friction as it is written as JSON.
type FrictionDocument struct {
	Version int `json:"version"`
	Friction
}

// ImpactDocument is the impact as it is written as JSON.
type ImpactDocument struct {
	Version int `json:"version"`
	Impact
}

// Offers returns of which journeys onboardings were imported, the one that most
// people met first.
func (a *App) Offers() ([]Offer, error) {
	g, err := a.opened()
	if err != nil {
		return nil, err
	}
	offers, err := g.Offers(a.ctx)
	if err != nil {
		return nil, explain(err)
	}
	shown := []Offer{}
	for _, o := range offers {
		offer := Offer{Journey: o.Journey, People: o.People, Versions: []OfferVersion{}, Tracks: list(o.Tracks), Months: list(o.Months), Before: o.Before, After: o.After}
		for _, v := range o.Versions {
			offer.Versions = append(offer.Versions, OfferVersion{Hash: v.Hash, Since: moment(v.First), People: v.People})
		}
		shown = append(shown, offer)
	}
	return shown, nil
}

// Friction returns where the people of imported onboardings lose their time.
func (a *App) Friction(of Choice) (Friction, error) {
	g, err := a.opened()
	if err != nil {
		return Friction{}, err
	}
	f, changes, err := g.Friction(a.ctx, of.choice())
	if err != nil {
		return Friction{}, explain(err)
	}
	return FrictionFrom(f, changes), nil
}

// Assumed returns what is assumed: what the person said last, or else what everybody
// begins with.
func (a *App) Assumed() (Assumed, error) {
	g, err := a.opened()
	if err != nil {
		return Assumed{}, err
	}
	i, err := g.Assumed(a.ctx)
	if err != nil {
		return Assumed{}, explain(err)
	}
	shown := Assumed{Baseline: []BaselineTold{}, Until: i.Until, HoursPerWeek: i.HoursPerWeek, Hourly: i.Hourly, Currency: i.Currency}
	for _, name := range journey.Milestones() {
		told := BaselineTold{Name: name, Title: milestoneTitle(name)}
		if took, ok := i.Baseline[name]; ok {
			days := float64(took) / float64(24*time.Hour)
			told.Days = &days
		}
		shown.Baseline = append(shown.Baseline, told)
	}
	return shown, nil
}

// Assume keeps what is assumed from now on; what Impact finds wrong with stays as it
// was.
func (a *App) Assume(assumed Assumed) error {
	g, err := a.opened()
	if err != nil {
		return err
	}
	return explain(g.Assume(a.ctx, assumed.assumptions()))
}

// Impact returns what the way was worth to the people of imported onboardings, and
// what is wrong with what is assumed: in the place of that counts what was kept last.
func (a *App) Impact(of Choice, assumed Assumed) (Impact, error) {
	g, err := a.opened()
	if err != nil {
		return Impact{}, err
	}
	right, wrong, err := g.Judge(a.ctx, assumed.assumptions())
	if err != nil {
		return Impact{}, explain(err)
	}
	i, err := g.Impact(a.ctx, of.choice(), right)
	if err != nil {
		return Impact{}, explain(err)
	}
	shown := ImpactFrom(i)
	for _, each := range wrong {
		shown.Wrong = append(shown.Wrong, WrongAssumption{Name: each.Of, Text: Explain(each).Error()})
	}
	return shown, nil
}

// SaveFriction writes friction as "html", "csv" or "json" into Firstlight's own
// data folder and returns where it is.
func (a *App) SaveFriction(of Choice, format string) (string, error) {
	f, err := a.Friction(of)
	if err != nil {
		return "", err
	}
	return a.saveFigures("friction", format, "Friction", FrictionTables(f, of.Against != ""), FrictionDocument{FiguresVersion, f})
}

// SaveImpact does so with the impact.
func (a *App) SaveImpact(of Choice, assumed Assumed, format string) (string, error) {
	i, err := a.Impact(of, assumed)
	if err != nil {
		return "", err
	}
	i.Wrong = nil // What is saved names what counts.
	return a.saveFigures("impact", format, "Impact", ImpactTables(i, false), ImpactDocument{FiguresVersion, i})
}

func (a *App) saveFigures(of, format, title string, tables []table.Table, document any) (string, error) {
	var text bytes.Buffer
	err := error(&guide.NotFoundError{What: "format", Name: format, Known: []string{"html", "csv", "json"}})
	switch format {
	case "html":
		err = table.WritePage(&text, title, tables)
	case "csv":
		err = table.WriteCSV(&text, tables)
	case "json":
		encoder := json.NewEncoder(&text)
		encoder.SetIndent("", "  ")
		err = encoder.Encode(document)
	}
	if err != nil {
		return "", explain(fmt.Errorf("making the figures ready: %w", err))
	}
	g, err := a.opened()
	if err != nil {
		return "", err
	}
	file, err := g.SaveFigures(of, format, text.Bytes())
	return tilde(file), explain(err)
}

func (c Choice) choice() insight.Choice {
	return insight.Choice{
		Filter:  insight.Filter{Journey: c.Journey, Version: c.Version, Track: c.Track, Month: c.Month},
		Against: c.Against,
	}
}

func (a Assumed) assumptions() insight.Assumptions {
	told := map[journey.Milestone]time.Duration{}
	for _, b := range a.Baseline {
		if b.Days != nil {
			told[b.Name] = insight.Days(*b.Days)
		}
	}
	return insight.Assumptions{Baseline: told, Until: a.Until, HoursPerWeek: a.HoursPerWeek, Hourly: a.Hourly, Currency: a.Currency}
}
