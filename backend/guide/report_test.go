package guide_test

import (
	"context"
	"strings"
	"testing"

	"firstlight/backend/check"
)

// naming is a check that finds who the person is, and where she works.
func naming() check.Check {
	return check.Check{Observe: func(context.Context, check.Output) check.Finding {
		f := check.Fail("proxy/no-answer", "proxy.acme.test does not answer to Ada Lovelace")
		f.Names, f.Hosts = []string{"Ada Lovelace"}, []string{"proxy.acme.test:3128"}
		return f
	}}
}

func TestWhatIsSharedNamesNobody(t *testing.T) {
	w := newWorld(t, step("proxy"))
	w.checks["proxy"] = naming()
	g := w.face()
	settle(t, g)
	// Grace is who git says the person is, whatever was looked at.
	const text = "Ada Lovelace at git.acme.test, Grace Hopper at github.com"
	if got := g.Scrubber(t.Context()).Scrub(text); got != "‹name› at ‹host›, ‹name› at github.com" {
		t.Errorf("got %q", got)
	}
}

func TestAReportNamesNobodyThatWasFoundEarlier(t *testing.T) {
	w := newWorld(t, step("proxy"))
	w.checks["proxy"] = naming()
	g := w.face()
	settle(t, g)
	w.checks["proxy"] = check.Check{Observe: func(context.Context, check.Output) check.Finding { return check.Hold("A proxy answers") }}
	if err := g.Check(t.Context(), "proxy"); err != nil {
		t.Fatal(err)
	}
	settle(t, g)
	report, err := g.Report(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	text := report.Preview()
	if strings.Contains(text, "Lovelace") || strings.Contains(text, "acme.test") || !strings.Contains(text, "does not answer to ‹name›") {
		t.Errorf("the report says\n%s", text)
	}
}
