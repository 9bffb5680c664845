package guide_test

import (
	"context"
	"testing"

	"firstlight/backend/check"
)

func TestWhatIsSharedNamesNobody(t *testing.T) {
	w := newWorld(t, step("proxy"))
	w.checks["proxy"] = check.Check{Observe: func(context.Context, check.Output) check.Finding {
		f := check.Fail("proxy/no-answer", "proxy.acme.test does not answer to Ada Lovelace")
		f.Names, f.Hosts = []string{"Ada Lovelace"}, []string{"proxy.acme.test:3128"}
		return f
	}}
	g := w.face()
	settle(t, g)
	// Grace is who git says the person is, whatever was looked at.
	const text = "Ada Lovelace at git.acme.test, Grace Hopper at github.com"
	if got := g.Scrubber(t.Context()).Scrub(text); got != "‹name› at ‹host›, ‹name› at github.com" {
		t.Errorf("got %q", got)
	}
}
