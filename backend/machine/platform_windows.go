package machine

import (
	"context"
	"debug/pe"
	"fmt"
	"runtime"

	"golang.org/x/sys/windows"

	"firstlight/backend/check"
)

// observePlatform names the system. That Windows runs programs for another
// processor makes them slower, and nothing wrong.
func (m *Machine) observePlatform(context.Context) (check.Finding, []check.Fix) {
	const eleven = 22000
	version := windows.RtlGetVersion()
	name := fmt.Sprintf("Windows %d", version.MajorVersion)
	if version.MajorVersion == 10 && version.BuildNumber >= eleven {
		name = "Windows 11"
	}
	system := fmt.Sprintf("%s (build %d) on %s", name, version.BuildNumber, runtime.GOARCH)
	f, fixes := judgePlatform(system, nil)
	var made, native uint16
	if windows.IsWow64Process2(windows.CurrentProcess(), &made, &native) == nil && native == pe.IMAGE_FILE_MACHINE_ARM64 && runtime.GOARCH != "arm64" {
		f.Evidence = append(f.Evidence, check.Fact("Processor", "arm64, for which Windows translates this program"))
	}
	return f, fixes
}

// platformFiles returns the files whose change could alter what is found.
func (m *Machine) platformFiles() []string { return nil }
