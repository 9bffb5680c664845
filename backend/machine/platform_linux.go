package machine

import (
	"context"
	"runtime"
	"strconv"
	"strings"

	"firstlight/backend/check"
)

func (m *Machine) observePlatform(ctx context.Context) (check.Finding, []check.Fix) {
	system, troubles := m.distribution(), []trouble(nil)
	if version := m.wslVersion(); version > 0 {
		system += " inside of Windows (WSL " + strconv.Itoa(version) + ")"
		troubles = append(troubles, m.wslTroubles(ctx, version)...)
	} else if m.inContainer() {
		system += " in a container"
	}
	if cpu, err := m.read("proc", "cpuinfo"); err == nil && strings.Contains(cpu, "VirtualApple") {
		troubles = append(troubles, trouble{
			code: "platform/translated", summary: "Every program here is translated for the processor of your Mac, and so is slow",
			facts: []check.Evidence{check.Fact("What to do", "Use an image or a virtual machine for arm64, such as with docker run --platform linux/arm64")},
		})
	}
	return judgePlatform(system, troubles)
}

// distribution names the system and its processor, such as "Debian GNU/Linux 12
// (bookworm) on amd64".
func (m *Machine) distribution() string {
	name := "Linux"
	release, err := m.read("etc", "os-release")
	if err != nil {
		release = ""
	}
	for line := range strings.Lines(release) {
		if value, ok := strings.CutPrefix(strings.TrimSpace(line), "PRETTY_NAME="); ok {
			name = strings.Trim(value, `"'`)
		}
	}
	return name + " on " + runtime.GOARCH
}

func (m *Machine) inContainer() bool {
	return m.exists(".dockerenv") || m.exists("run", ".containerenv")
}

// platformFiles returns the files whose change could alter what is found.
func (m *Machine) platformFiles() []string {
	return []string{m.at("etc", "os-release"), m.at("etc", "wsl.conf")}
}
