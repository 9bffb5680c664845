package guardrail

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/viper"
	"github.com/zricethezav/gitleaks/v8/config"
	"github.com/zricethezav/gitleaks/v8/detect"
)

// Gitleaks finds secrets by the rules of gitleaks. The rules take a third of a
// second and 20 MiB, so they are read for a search and let go of after it.
type Gitleaks struct{}

// Open reads the rules: those that ship with gitleaks, and what a repository's own
// file of rules says.
func (Gitleaks) Open(own string) (search Search, err error) {
	defer func() {
		// An expression that is none has the reading crash.
		if broken := recover(); broken != nil {
			err = fmt.Errorf("reading %s: %v", rulesName, broken)
		}
	}()
	rules, err := rulesOf(config.DefaultConfig)
	if err != nil {
		return nil, fmt.Errorf("reading the rules of gitleaks: %w", err)
	}
	if own != "" {
		if rules, err = joined(rules, own); err != nil {
			return nil, fmt.Errorf("reading %s: %w", rulesName, err)
		}
	}
	translated, err := rules.Translate()
	if err != nil {
		return nil, fmt.Errorf("reading the rules: %w", err)
	}
	return gitleaksSearch{detect.NewDetector(translated)}, nil
}

func rulesOf(text string) (config.ViperConfig, error) {
	var rules config.ViperConfig
	reader := viper.New()
	reader.SetConfigType("toml")
	if err := reader.ReadConfig(strings.NewReader(text)); err != nil {
		return rules, err
	}
	return rules, reader.Unmarshal(&rules)
}

// joined returns a repository's own rules, with those that ship where it asks for
// them or has none. Gitleaks itself joins them twice in the life of a program, and
// then leaves away without a word what was to be added.
func joined(shipped config.ViperConfig, text string) (config.ViperConfig, error) {
	own, err := rulesOf(text)
	if err != nil {
		return own, err
	}
	extend := own.Extend
	own.Extend = config.Extend{}
	switch {
	case extend.Path != "" || extend.URL != "":
		return own, errors.New("it goes on in another file, which is not read here")
	case !extend.UseDefault && len(own.Rules) > 0:
		return own, nil
	}
	rules := own.Rules
	own.Rules = nil
	places := map[string]int{}
	for _, rule := range shipped.Rules {
		if !slices.Contains(extend.DisabledRules, rule.ID) {
			places[rule.ID] = len(own.Rules)
			own.Rules = append(own.Rules, rule)
		}
	}
	for _, rule := range rules {
		at, ok := places[rule.ID]
		if !ok {
			own.Rules = append(own.Rules, rule)
			continue
		}
		same := &own.Rules[at]
		same.Regex, same.Path = cmp.Or(rule.Regex, same.Regex), cmp.Or(rule.Path, same.Path)
		same.Entropy, same.SecretGroup = cmp.Or(rule.Entropy, same.Entropy), cmp.Or(rule.SecretGroup, same.SecretGroup)
		same.Keywords = append(same.Keywords, rule.Keywords...)
		same.Allowlists = withOne(append(same.Allowlists, rule.Allowlists...), rule.AllowList)
	}
	//lint:ignore SA1019 Files still have the older table, and the library reads it until its version 9.
	own.Allowlists = slices.Concat(withOne(own.Allowlists, own.AllowList), withOne(shipped.Allowlists, shipped.AllowList))
	//lint:ignore SA1019 It stands in the list now, and the library refuses both.
	own.AllowList = nil
	return own, nil
}

// withOne returns a list with one more at its end, where there is one.
func withOne[T any](list []*T, one *T) []*T {
	if one == nil {
		return list
	}
	return append(list, one)
}

type gitleaksSearch struct{ detector *detect.Detector }

// In returns the leaks in a text. The secrets end here: what is returned holds no
// letter of them, even where a file is named after one.
func (s gitleaksSearch) In(file, text string, line int) []Leak {
	//lint:ignore SA1019 The detector takes no other kind of fragment before its version 9.
	found := s.detector.Detect(detect.Fragment{Raw: text, FilePath: file, StartLine: line})
	leaks := make([]Leak, 0, len(found))
	for _, f := range found {
		leaks = append(leaks, Leak{Rule: f.RuleID, File: mask(f.File, f.Secret), Line: f.StartLine})
	}
	return leaks
}
