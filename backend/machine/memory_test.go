package machine_test

import (
	"runtime"
	"testing"

	"github.com/shirou/gopsutil/v4/mem"

	"firstlight/backend/check"
)

func TestMemoryOfThisMachine(t *testing.T) {
	b := newBench(t)
	m := b.machine()
	b.want(b.observe(m.Memory(1e6)), check.OK, "")
	all, err := mem.VirtualMemory()
	if err != nil {
		t.Fatal(err)
	}
	f := b.observe(m.Memory(int64(all.Total) * 3))
	if f.Code != "memory/low" && f.Code != "memory/limited" || fact(f, "What to do") == "" {
		t.Errorf("three times the memory of this machine: %+v", f)
	}
}

func TestMemoryThatProgramsMayUse(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("control groups are Linux's")
	}
	const sixteen = "MemTotal:       16116956 kB\nMemFree:         1000000 kB\n"
	for _, c := range []struct {
		name          string
		files         map[string]string
		asked         int64
		code, summary string
		set           string
	}{{
		"sold as sixteen", map[string]string{"proc/meminfo": sixteen},
		16 << 30, "", "There are 16 GB of memory", "",
	}, {
		"half of what is asked for", map[string]string{"proc/meminfo": sixteen},
		32e9, "memory/low", "This machine has only 16 GB of memory", "",
	}, {
		"a container's limit", map[string]string{
			"proc/meminfo": sixteen, "proc/self/cgroup": "0::/\n", "sys/fs/cgroup/memory.max": "4294967296\n",
		},
		8e9, "memory/limited", "Programs here may use only 4.2 GB of memory", "/sys/fs/cgroup/memory.max",
	}, {
		"a limit that is enough", map[string]string{
			"proc/meminfo": sixteen, "proc/self/cgroup": "0::/\n", "sys/fs/cgroup/memory.max": "4294967296\n",
		},
		4e9, "", "There are 4.2 GB of memory", "/sys/fs/cgroup/memory.max",
	}, {
		"a limit on a group around ours", map[string]string{
			"proc/meminfo": sixteen, "proc/self/cgroup": "0::/user.slice/user-1000.slice/session-2.scope\n",
			"sys/fs/cgroup/user.slice/user-1000.slice/session-2.scope/memory.max": "max\n",
			"sys/fs/cgroup/user.slice/user-1000.slice/memory.max":                 "2000000000\n",
			"sys/fs/cgroup/user.slice/memory.max":                                 "9000000000\n",
		},
		8e9, "memory/limited", "Programs here may use only 2 GB of memory", "/sys/fs/cgroup/user.slice/user-1000.slice/memory.max",
	}, {
		"the older groups, inside of a container", map[string]string{
			"proc/meminfo": sixteen, "proc/self/cgroup": "4:cpu:/docker/4f\n3:memory:/docker/4f\n0::/\n",
			"sys/fs/cgroup/memory/memory.limit_in_bytes": "1000000000\n",
		},
		8e9, "memory/limited", "Programs here may use only 1 GB of memory", "/sys/fs/cgroup/memory/memory.limit_in_bytes",
	}, {
		"the older groups, without a limit", map[string]string{
			"proc/meminfo": sixteen, "proc/self/cgroup": "3:memory:/\n",
			"sys/fs/cgroup/memory/memory.limit_in_bytes": "9223372036854771712\n",
		},
		8e9, "", "There are 16 GB of memory", "",
	}} {
		t.Run(c.name, func(t *testing.T) {
			b := newBench(t)
			b.system(c.files)
			f := b.observe(b.machine().Memory(c.asked))
			if f.Code != c.code || f.Summary != c.summary || fact(f, "Set in") != c.set {
				t.Errorf("%s %q, set in %q; want %s %q, %q", f.Code, f.Summary, fact(f, "Set in"), c.code, c.summary, c.set)
			}
		})
	}
}

func TestMemoryInsideOfWindows(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("WSL runs Linux")
	}
	b := newBench(t)
	b.system(map[string]string{
		"proc/meminfo":              "MemTotal:        8000000 kB\n",
		"proc/sys/kernel/osrelease": "5.15.167.4-microsoft-standard-WSL2\n",
	})
	f := b.observe(b.machine().Memory(16e9))
	b.want(f, check.Failing, "memory/low")
	if want := "Give Linux more of the memory of Windows: set memory under [wsl2] in the file .wslconfig of your Windows home, then run wsl --shutdown"; fact(f, "What to do") != want {
		t.Errorf("advises %q", fact(f, "What to do"))
	}
}

func TestMemoryThatCannotBeRead(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only Linux reads a file for it")
	}
	b := newBench(t)
	b.system(nil)
	b.want(b.observe(b.machine().Memory(1)), check.Unknown, "memory/unknown")
}
