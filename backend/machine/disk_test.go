package machine_test

import (
	"os"
	"path/filepath"
	"runtime"
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
	if fact(f, "Disk") == "" {
		t.Errorf("nothing says which disk: %+v", f.Evidence)
	}
	f = b.observe(m.Disk(there, 1<<60))
	b.want(f, check.Failing, "disk/low")
	if fact(f, "What to do") == "" {
		t.Error("nothing says what to do")
	}
}

func TestDiskThatIsReadOnly(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only Linux has its mounts in a file")
	}
	for _, c := range []struct{ name, options, super, code string }{
		{"mounted so", "ro,relatime", "rw", "disk/read-only"},
		{"after an error", "rw,relatime", "ro,errors=remount-ro", "disk/read-only"},
		{"as it should be", "rw,relatime", "rw", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newBench(t)
			home, err := filepath.EvalSymlinks(b.home)
			if err != nil {
				t.Fatal(err)
			}
			b.system(map[string]string{"proc/self/mountinfo": "1 0 8:1 / / rw - ext4 /dev/sda1 rw\n" +
				"2 1 8:2 / " + home + " " + c.options + " - ext4 /dev/sda2 " + c.super + "\n" +
				"3 1 8:3 / " + home + "more rw - ext4 /dev/sda3 rw\n"})
			f := b.observe(b.machine().Disk(filepath.Join(b.home, "code"), 1000))
			if f.Code != c.code || fact(f, "Disk") != home+" (/dev/sda2, ext4)" {
				t.Errorf("%q on %q", f.Code, fact(f, "Disk"))
			}
		})
	}
}

// tmpfs mounts a file system of its own, with the given options.
func (b *bench) tmpfs(options string) string {
	b.Helper()
	if runtime.GOOS != "linux" || os.Getuid() != 0 {
		b.Skip("only root of Linux can mount a file system")
	}
	dir := filepath.Join(b.TempDir(), "disk")
	if err := os.Mkdir(dir, 0o755); err != nil {
		b.Fatal(err)
	}
	b.run("mount", "-t", "tmpfs", "-o", options, "tmpfs", dir)
	b.Cleanup(func() { b.run("umount", dir) })
	return dir
}

func TestDiskReallyReadOnly(t *testing.T) {
	b := newBench(t)
	dir := b.tmpfs("ro,size=1m")
	f := b.observe(b.machine().Disk(filepath.Join(dir, "code"), 1000))
	b.want(f, check.Failing, "disk/read-only")
	if fact(f, "Disk") != dir+" (tmpfs)" {
		t.Errorf("the disk is %q", fact(f, "Disk"))
	}
}

func TestDiskThatHoldsNoMoreFiles(t *testing.T) {
	b := newBench(t)
	dir := b.tmpfs("size=10m,nr_inodes=200")
	c := b.machine().Disk(dir, 1000)
	b.want(b.observe(c), check.OK, "")
	for i := 0; ; i++ {
		file, err := os.Create(filepath.Join(dir, strings.Repeat("x", i+1)))
		if err != nil {
			break
		}
		if err := file.Close(); err != nil {
			t.Fatal(err)
		}
	}
	f := b.observe(c)
	b.want(f, check.Failing, "disk/no-inodes")
	if !strings.Contains(fact(f, "What to do"), "There is room for 10 MB") {
		t.Errorf("the advice is %q", fact(f, "What to do"))
	}
}
