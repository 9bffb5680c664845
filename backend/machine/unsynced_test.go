package machine

import (
	"os"
	"strings"
	"testing"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/process"
)

// TestAClockThatNothingKeepsRight is never said to be right, where there is nothing
// to compare it with.
func TestAClockThatNothingKeepsRight(t *testing.T) {
	built := time.Date(2026, 10, 6, 0, 0, 0, 0, time.UTC)
	m := New(Config{Runner: process.New(os.Environ()), Built: built})
	for _, c := range []struct {
		name     string
		state    clockSync
		compared bool
		off      time.Duration
		status   check.Status
		code     string
	}{
		{"kept right", synced, false, 0, check.OK, ""},
		{"nobody says", syncUnknown, false, 0, check.OK, ""},
		{"not kept right", unsynced, false, 0, check.Unknown, "clock/unsynced"},
		{"not kept right, and as that of Windows", unsynced, true, time.Second, check.OK, ""},
		{"not kept right, and other than that of Windows", unsynced, true, time.Hour, check.Failing, "clock/drifted"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := m.judgeClock(built.AddDate(0, 1, 0), c.state, c.off, c.compared)
			if f.Status != c.status || f.Code != c.code {
				t.Fatalf("%s %q: %s", f.Status, f.Code, f.Summary)
			}
			said := false
			for _, e := range f.Evidence {
				said = said || e.Label == "What to do" && strings.Contains(e.Value, setClock)
			}
			if c.code == "clock/unsynced" && !said {
				t.Errorf("it does not say what to do: %+v", f.Evidence)
			}
		})
	}
}
