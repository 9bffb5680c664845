package machine

import (
	"context"
	"os"
	"runtime"

	"golang.org/x/sys/unix"

	"firstlight/backend/check"
)

// nativeBrew is where Homebrew is on a Mac with Apple's processor.
const nativeBrew = "/opt/homebrew/bin/brew"

func (m *Machine) observePlatform(context.Context) (check.Finding, []check.Fix) {
	system := "macOS on " + runtime.GOARCH
	if version, err := unix.Sysctl("kern.osproductversion"); err == nil {
		system = "macOS " + version + " on " + runtime.GOARCH
	}
	return judgePlatform(system, m.translation().troubles())
}

func (m *Machine) translation() translation {
	found := translation{apple: isOne("hw.optional.arm64"), us: isOne("sysctl.proc_translated"), shell: translatedAncestor()}
	if file, err := m.runner.Find("brew"); err == nil {
		found.brew = file
	}
	if m.exists(nativeBrew) {
		found.native = nativeBrew
	}
	return found
}

// isOne reports whether the kernel's variable is there and on.
func isOne(name string) bool {
	value, err := unix.SysctlUint32(name)
	return err == nil && value == 1
}

// translatedAncestor names the nearest translated program that this one was
// started by; empty where none is.
func translatedAncestor() string {
	const translated, deepest = 0x20000, 32 // The kernel's P_TRANSLATED.
	pid := os.Getppid()
	for range deepest {
		if pid <= 1 {
			break
		}
		info, err := unix.SysctlKinfoProc("kern.proc.pid", pid)
		if err != nil {
			break
		}
		if info.Proc.P_flag&translated != 0 {
			return unix.ByteSliceToString(info.Proc.P_comm[:])
		}
		pid = int(info.Eproc.Ppid)
	}
	return ""
}

// platformFiles returns the files whose change could alter what is found.
func (m *Machine) platformFiles() []string { return []string{intelBrew, nativeBrew} }
