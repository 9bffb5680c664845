package machine_test

import (
	"path/filepath"
	"strings"
	"testing"

	"firstlight/backend/check"
)

func TestDisk(t *testing.T) {
	b := newBench(t)
	m := b.machine()
	there := filepath.Join(b.home, "not", "made", "yet")
	f := b.observe(m.Disk(there, 1000))
	b.want(f, check.OK, "")
	if fact(f, "Where") != "~/not/made/yet" || fact(f, "Asked for") != "1 kB" || !strings.HasPrefix(f.Summary, "There is room for ") {
		t.Errorf("%q, %+v", f.Summary, f.Evidence)
	}
	f = b.observe(m.Disk(there, 1<<60))
	b.want(f, check.Failing, "disk/low")
	if fact(f, "What to do") == "" {
		t.Error("nothing says what to do")
	}
}
