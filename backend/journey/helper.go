package journey

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

func helperOf(n *node) Helper {
	if n == nil {
		return Helper{}
	}
	h := Helper{Name: n.string("name"), Mail: n.string("mail"), How: n.string("how")}
	if where := n.string("github"); where != "" {
		h.Host, h.Repository = repositoryAt(where)
	}
	return h
}

// repositoryAt returns the host and the name in "acme/payments" or
// "ghe.acme.example/acme/payments".
func repositoryAt(text string) (host, name string) {
	if parts := strings.Split(text, "/"); len(parts) == 3 {
		return parts[0], parts[1] + "/" + parts[2]
	}
	return "github.com", text
}

// baseline returns how long it took until milestones before.
func (r *reader) baseline(n *node) map[Milestone]time.Duration {
	if n == nil {
		return nil
	}
	told := map[Milestone]time.Duration{}
	for _, key := range n.keys {
		m := Milestone(strings.ReplaceAll(key.name, "_", "-"))
		if !slices.Contains(Milestones(), m) || key.value.text == "" {
			continue // That has been said already.
		}
		took, err := ParseSpan(key.value.text)
		if err != nil {
			r.problems.add(key.value.at, "baseline."+key.name, key.name+" cannot be "+quote(key.value.text), "a while from 1m to 1000d, such as 5d")
			continue
		}
		told[m] = took
	}
	return told
}

// MostSpan is the longest while that anything is taken to have lasted.
const MostSpan = 1000 * 24 * time.Hour

// ParseSpan reads a while of days, hours and minutes, such as "5d" or "1d12h": a
// minute or more, and at most MostSpan. A day has 24 hours.
func ParseSpan(text string) (time.Duration, error) {
	const day = 24 * time.Hour
	took := time.Duration(0)
	rest := text
	if days, after, ok := strings.Cut(text, "d"); ok {
		n, err := strconv.ParseFloat(days, 64)
		if err != nil || !(n >= 0 && n <= float64(MostSpan/day)) {
			return 0, &spanError{text}
		}
		took, rest = time.Duration(n*float64(day)), after
	}
	if rest != "" {
		d, err := time.ParseDuration(rest)
		if err != nil || d < 0 {
			return 0, &spanError{text}
		}
		took += d
	}
	if took < time.Minute || took > MostSpan {
		return 0, &spanError{text}
	}
	return took, nil
}

// spanError says that a text is no while.
type spanError struct{ text string }

// Error says so.
func (e *spanError) Error() string { return quote(e.text) + " is no time that something takes" }
