package machine_test

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"firstlight/backend/check"
)

func TestPlatformOfThisMachine(t *testing.T) {
	b := newBench(t)
	f := b.observe(b.machine().Platform())
	b.want(f, check.OK, "")
	if !strings.Contains(fact(f, "System"), " on "+runtime.GOARCH) {
		t.Errorf("%+v", f.Evidence)
	}
}

func TestPlatformInsideOfWindows(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("WSL runs Linux")
	}
	const one, two = "4.4.0-19041-Microsoft\n", "5.15.167.4-microsoft-standard-WSL2\n"
	const release = "NAME=Ubuntu\nPRETTY_NAME=\"Ubuntu 24.04.1 LTS\"\n"
	for _, c := range []struct {
		name, kernel string
		onWindows    bool   // The workspace.
		tools        string // Where npm is: windows, both or linux.
		conf         string
		code, also   string
		system       string
		fix          bool
	}{
		{"as it should be", two, false, "linux", "", "", "", "Ubuntu 24.04.1 LTS on " + runtime.GOARCH + " inside of Windows (WSL 2)", false},
		{"the first WSL", one, false, "linux", "", "platform/wsl1", "", "Ubuntu 24.04.1 LTS on " + runtime.GOARCH + " inside of Windows (WSL 1)", false},
		{"code on Windows' disk", two, true, "linux", "", "platform/windows-disk", "", "", false},
		{"tools of Windows", two, false, "windows", "", "platform/windows-tools", "", "", true},
		{"tools of Windows first", two, false, "both", "[user]\ndefault=ada\n", "platform/windows-tools", "", "", true},
		{"tools of Windows, where that is set", two, false, "both", "[Interop]\nenabled=true\n", "platform/windows-tools", "", "", false},
		{
			"code and tools", two, true, "both", "", "platform/windows-disk",
			"Your PATH leads to tools of Windows, which do not work on files of Linux", "", false,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newBench(t)
			windows, err := filepath.EvalSymlinks(b.openFolder())
			if err != nil {
				t.Fatal(err)
			}
			b.system(map[string]string{
				"etc/os-release": release, "proc/sys/kernel/osrelease": c.kernel,
				"proc/self/mountinfo": "1 0 8:1 / / rw - ext4 /dev/sdc rw\n2 1 0:5 / /usr/lib/wsl/drivers ro - 9p none ro\n" +
					"3 1 0:6 / " + windows + ` rw,noatime - 9p C:\134 rw,dirsync,aname=drvfs;path=C:\134` + "\n",
			})
			if c.conf != "" {
				b.write(filepath.Join(b.root, "etc/wsl.conf"), c.conf)
			}
			b.workspace = filepath.Join(b.home, "firstlight")
			if c.onWindows {
				b.workspace = filepath.Join(windows, "code", "firstlight")
			}
			if c.tools != "linux" {
				if err := os.Mkdir(filepath.Join(windows, "nodejs"), 0o755); err != nil {
					t.Fatal(err)
				}
				b.path = append(b.path, filepath.Join(windows, "nodejs"))
				b.program(filepath.Join(windows, "nodejs"), "npm", "exit 1")
			}
			bin := b.folder("bin")
			if c.tools != "windows" {
				b.program(bin, "npm", "exit 1")
			}
			check := b.machine().Platform()
			f := b.observe(check)
			if f.Code != c.code || fact(f, "Also") != c.also || c.system != "" && fact(f, "System") != c.system {
				t.Errorf("%q %+v", f.Code, f.Evidence)
			}
			if c.code == "" {
				return
			}
			if fact(f, "What to do") == "" {
				t.Error("nothing says what to do")
			}
			if !c.fix {
				if got := ids(check.Fixes(f)); len(got) != 0 {
					t.Errorf("offers %v", got)
				}
				return
			}
			fix := b.wantFix(check, f, "leave-windows-path")
			script := strings.ReplaceAll(fix.Plan(nil)[0].Args[2], "/etc/wsl.conf", filepath.Join(b.root, "etc/wsl.conf"))
			b.run("sh", "-c", script)
			if text, err := os.ReadFile(filepath.Join(b.root, "etc/wsl.conf")); err != nil || string(text) != c.conf+"[interop]\nappendWindowsPath=false\n" {
				t.Errorf("the file is %q, %v", text, err)
			}
			b.run("sh", "-c", strings.ReplaceAll(fix.Undo, "/etc/wsl.conf", filepath.Join(b.root, "etc/wsl.conf")))
			if text, err := os.ReadFile(filepath.Join(b.root, "etc/wsl.conf")); err != nil || string(text) != c.conf {
				t.Errorf("undone the file is %q, %v", text, err)
			}
		})
	}
}

func TestPlatformThatIsTranslated(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("a Mac itself is another test's")
	}
	b := newBench(t)
	b.system(map[string]string{
		".dockerenv": "", "etc/os-release": "PRETTY_NAME='Debian GNU/Linux 12 (bookworm)'\n",
		"proc/cpuinfo": "processor\t: 0\nvendor_id\t: VirtualApple\nmodel name\t: VirtualApple @ 2.50GHz\n",
	})
	f := b.observe(b.machine().Platform())
	b.want(f, check.Failing, "platform/translated")
	if fact(f, "System") != "Debian GNU/Linux 12 (bookworm) on "+runtime.GOARCH+" in a container" {
		t.Errorf("%+v", f.Evidence)
	}
}
