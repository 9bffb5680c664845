package machine_test

import (
	"path/filepath"
	"testing"

	"firstlight/backend/check"
)

func TestDiskWhereThePersonMayNotWrite(t *testing.T) {
	b := newBench(t)
	dir := b.openFolder()
	b.asNobody(func() {
		c := b.machine().Disk(dir, 1000)
		f := b.observe(c)
		b.want(f, check.Failing, "disk/no-permission")
		if fix := b.wantFix(c, f, "own"); planned(fix, nil) != "chown 65534:0 "+dir || fix.Undo != "chown 0:0 "+dir || fix.Privilege != check.Admin {
			t.Errorf("%q, undone by %q", planned(fix, nil), fix.Undo)
		}
		c = b.machine().Disk(filepath.Join(dir, "code"), 1000)
		f = b.observe(c)
		b.want(f, check.Failing, "disk/no-permission")
		if len(c.Fixes(f)) != 0 {
			t.Errorf("offers to take a folder that is not the person's: %v", ids(c.Fixes(f)))
		}
	})
}
