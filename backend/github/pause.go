package github

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

const (
	// firstPause is how long a host is left alone that does not say how long it
	// wants to be; each time that it says so again, it is twice as long.
	firstPause   = time.Minute
	longestPause = time.Hour
)

// pause keeps a host from being asked while it wants to be left alone.
type pause struct {
	now func() time.Time

	mu      sync.Mutex
	until   time.Time
	strikes int
}

// check returns why the host is not asked now, or nil.
func (p *pause) check(h host) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.now().Before(p.until) {
		return nil
	}
	return limitedUntil(h, p.until, nil)
}

// limitedUntil says that a host answers nothing before a time.
func limitedUntil(h host, until time.Time, err error) error {
	return &Error{
		Code: CodeLimited, What: string(h) + " wants to be asked less often",
		Why:  fmt.Sprintf("You, or programs of yours, asked it very often, so it answers again at %s", until.Local().Format("15:04:05")),
		Next: "Wait until then: it is asked again by itself", Err: err,
	}
}

// heed takes note of a host that wants to be left alone, and returns that it
// does.
func (p *pause) heed(h host, response *http.Response) error {
	until, limited := p.wish(response)
	if !limited {
		if response.StatusCode < http.StatusBadRequest {
			p.mu.Lock()
			p.strikes = 0
			p.mu.Unlock()
		}
		return nil
	}
	p.mu.Lock()
	p.strikes++
	if until.IsZero() {
		until = p.now().Add(min(firstPause<<min(p.strikes-1, 6), longestPause))
	}
	// A host whose clock is wrong is not left alone for days.
	p.until = earlier(until, p.now().Add(longestPause))
	p.mu.Unlock()
	return p.check(h)
}

// wish returns until when a host wants to be left alone; zero where it does not
// say.
func (p *pause) wish(response *http.Response) (until time.Time, limited bool) {
	code := response.StatusCode
	if code != http.StatusForbidden && code != http.StatusTooManyRequests {
		return time.Time{}, false
	}
	if seconds, err := strconv.Atoi(response.Header.Get("Retry-After")); err == nil && seconds >= 0 {
		return p.now().Add(time.Duration(max(seconds, 1)) * time.Second), true
	}
	if response.Header.Get("X-RateLimit-Remaining") == "0" {
		if reset, err := strconv.ParseInt(response.Header.Get("X-RateLimit-Reset"), 10, 64); err == nil {
			return later(time.Unix(reset, 0), p.now().Add(time.Second)), true
		}
		return time.Time{}, true
	}
	return time.Time{}, code == http.StatusTooManyRequests || strings.Contains(peek(response), "secondary rate limit")
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
