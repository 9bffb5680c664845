package devfile

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/tailscale/hujson"
)

// FeatureFile is the file of a feature that says what it is.
const FeatureFile = "devcontainer-feature.json"

// Feature is what a feature says of itself.
type Feature struct {
	Shared
	ID      string `json:"id"`
	Version string `json:"version"`
	Options map[string]struct {
		Default any `json:"default"`
	} `json:"options"`
	// DependsOn are features that it cannot do without, with their options, and
	// After are those that go before it where they are wanted at all.
	DependsOn map[string]json.RawMessage `json:"dependsOn"`
	After     []string                   `json:"installsAfter"`
}

// ParseFeature reads a FeatureFile.
func ParseFeature(text []byte) (Feature, error) {
	var f Feature
	plain, err := hujson.Standardize(text)
	if err == nil {
		err = json.Unmarshal(plain, &f)
	}
	if err == nil && f.ID == "" {
		err = errors.New("it has no id")
	}
	if err != nil {
		return f, fmt.Errorf("reading %s: %w", FeatureFile, err)
	}
	return f, nil
}

var (
	notInName = regexp.MustCompile(`\W`)
	badStart  = regexp.MustCompile(`^[\d_]+`)
)

// Variables returns the options of a feature as its install.sh reads them,
// NAME=value by name: those given, and the defaults of the others.
func (f Feature) Variables(given json.RawMessage) ([]string, error) {
	values := map[string]any{}
	for name, option := range f.Options {
		if option.Default != nil {
			values[name] = option.Default
		}
	}
	var options map[string]any
	var version string
	var wanted bool
	switch {
	case len(given) == 0, json.Unmarshal(given, &wanted) == nil:
	case json.Unmarshal(given, &version) == nil:
		values["version"] = version
	case json.Unmarshal(given, &options) == nil:
		maps.Copy(values, options)
	default:
		return nil, fmt.Errorf("the options of %s are neither an object nor a version", f.ID)
	}
	var all []string
	for _, name := range slices.Sorted(maps.Keys(values)) {
		variable := badStart.ReplaceAllString(notInName.ReplaceAllString(name, "_"), "_")
		all = append(all, strings.ToUpper(variable)+"="+fmt.Sprint(values[name]))
	}
	return all, nil
}

// Family returns the name of a feature without its version, by which others speak
// of it.
func Family(name string) string {
	name, _, _ = strings.Cut(name, "@")
	if at := strings.LastIndex(name, ":"); at > strings.LastIndex(name, "/") {
		name = name[:at]
	}
	return strings.ToLower(name)
}

// Order returns the names of features in the order to install them: each after
// those that it depends on, and after those that it is to follow; the rest as
// wanted says, and else by name. It returns an error where they go in a circle.
func Order(features map[string]Feature, wanted []string) ([]string, error) {
	left := slices.SortedFunc(maps.Keys(features), func(a, b string) int {
		return cmp.Or(cmp.Compare(rank(wanted, a), rank(wanted, b)), strings.Compare(a, b))
	})
	var order []string
	for len(left) > 0 {
		next := slices.IndexFunc(left, func(name string) bool { return !waits(features[name], name, left) })
		if next < 0 {
			return nil, fmt.Errorf("the features %s wait for each other", strings.Join(left, ", "))
		}
		order = append(order, left[next])
		left = slices.Delete(left, next, next+1)
	}
	return order, nil
}

func rank(wanted []string, name string) int {
	if i := slices.IndexFunc(wanted, func(w string) bool { return Family(w) == Family(name) }); i >= 0 {
		return i
	}
	return len(wanted)
}

// waits reports whether one of those left goes before a feature.
func waits(f Feature, name string, left []string) bool {
	first := append(slices.Clone(f.After), slices.Collect(maps.Keys(f.DependsOn))...)
	return slices.ContainsFunc(left, func(other string) bool {
		return other != name && slices.ContainsFunc(first, func(one string) bool { return Family(one) == Family(other) })
	})
}
