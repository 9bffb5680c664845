package tool

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"os"
	"regexp"
	"slices"
	"strings"
	"time"

	"firstlight/backend/process"
)

// stock is how a package manager tells, from what it has on this machine, which
// versions of packages it would install.
type stock struct {
	args []string
	// entry finds in what it prints a package's name, the version that it would
	// install and, where it tells, the one that is installed.
	entry *regexp.Regexp
	// lists are the files that the answer rests on.
	lists []string
	// free is taken by whoever asks: one question is about all packages.
	free chan struct{}
	// has are the packages by name, as of the lists' mark.
	has  map[string]stocked
	mark string
}

// newStocks returns the stocks by manager; those that are not there would need
// the network, or seconds, to tell.
func newStocks() map[managerName]*stock {
	return map[managerName]*stock{
		"apt": {
			args: []string{"apt-cache", "policy"}, entry: regexp.MustCompile(`(?m)^(?P<name>\S+):\n\s+Installed: (?P<installed>\S+)\n\s+Candidate: (?P<candidate>\S+)$`),
			lists: []string{
				"/var/lib/apt/lists", "/var/lib/apt/lists/partial", "/var/lib/dpkg/status", "/etc/apt/sources.list", "/etc/apt/sources.list.d",
				"/etc/apt/preferences", "/etc/apt/preferences.d",
			},
			free: make(chan struct{}, 1),
		},
		"pacman": {
			args: []string{"pacman", "-Si"}, entry: regexp.MustCompile(`(?m)^Name\s*: (?P<name>\S+)\nVersion\s*: (?P<candidate>\S+)(?P<installed>)$`),
			lists: []string{"/var/lib/pacman/sync", "/var/lib/pacman/sync/core.db", "/var/lib/pacman/sync/extra.db"},
			free:  make(chan struct{}, 1),
		},
	}
}

// stock returns what a package manager has, by package; nothing where it does not
// tell.
func (r *Room) stock(ctx context.Context, by manager) map[string]stocked {
	s, ok := r.stocks[by.name]
	if !ok {
		return nil
	}
	select {
	case s.free <- struct{}{}:
		defer func() { <-s.free }()
	case <-ctx.Done():
		return nil
	}
	if mark := fingerprintOf(s.lists); s.has == nil || s.mark != mark {
		s.has, s.mark = r.stocktaking(ctx, by, s, mark), mark
	}
	return s.has
}

// taken is what is kept of a stock.
type taken struct {
	Mark string             `json:"mark"`
	Has  map[string]stocked `json:"has"`
}

// stocktaking asks a manager what it has of all the packages of the catalogue:
// to read its lists costs far more than to look one up. Without an answer there
// is nothing to keep a fix from being on offer.
func (r *Room) stocktaking(ctx context.Context, by manager, s *stock, mark string) map[string]stocked {
	const limit = 10 * time.Second
	names := r.catalogue.packages(by.name)
	key := "packages of " + string(by.name)
	var was taken
	if text, ok := r.memory.Recall(key); ok && json.Unmarshal([]byte(text), &was) == nil && was.Mark == mark+strings.Join(names, " ") {
		return was.Has
	}
	result, err := r.runner.Run(ctx, process.Spec{
		Args: append(slices.Clone(s.args), names...), Env: []string{"LC_ALL=C"}, Limit: limit, Most: answerMost, Keep: answerMost, Whole: true,
	})
	var exit *process.ExitError
	if err != nil && !errors.As(err, &exit) {
		return nil // Nothing is kept, so that it is asked again.
	}
	has := map[string]stocked{}
	name, candidate, is := s.entry.SubexpIndex("name"), s.entry.SubexpIndex("candidate"), s.entry.SubexpIndex("installed")
	for _, entry := range s.entry.FindAllStringSubmatch(result.Stdout, -1) {
		has[entry[name]] = stocked{Candidate: upstream(entry[candidate]), Installed: entry[is]}
	}
	if text, err := json.Marshal(taken{mark + strings.Join(names, " "), has}); err == nil && len(has) > 0 {
		r.memory.Keep(key, string(text))
	}
	return has
}

// packages returns the packages of the catalogue in alphabetical order.
func (c Catalogue) packages(by managerName) []string {
	var names []string
	for _, t := range c.all() {
		names = append(names, t.Install[by]...)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// fingerprintOf sums up files that are there or not.
func fingerprintOf(files []string) string {
	h := sha256.New()
	for _, file := range files {
		info, err := os.Stat(file)
		note(h, file, info, err)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// numbered finds the maker's own number in the version of a package, such as
// "2:1.19~1".
var numbered = regexp.MustCompile(`^(?:\d+:)?(\d[^~+-]*)`)

// upstream returns the maker's own number in the version of a package; empty
// where there is none.
func upstream(version string) string {
	parts := numbered.FindStringSubmatch(version)
	if parts == nil {
		return ""
	}
	return parts[1]
}
