package machine

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"github.com/shirou/gopsutil/v4/disk"

	"firstlight/backend/check"
	"firstlight/backend/process"
)

// wslTroubles returns what of Windows gets in the way of Linux inside of it.
func (m *Machine) wslTroubles(ctx context.Context, version int) []trouble {
	var found []trouble
	if version == 1 {
		name := m.variable("WSL_DISTRO_NAME")
		if name == "" {
			name = "NAME"
		}
		found = append(found, trouble{
			code: "platform/wsl1", summary: "This Linux runs without a kernel of its own (WSL 1), so that containers and much else do not work",
			facts: []check.Evidence{
				check.Literal("In PowerShell", check.Run("wsl", "--set-version", name, "2").String()),
				check.Fact("What to do", "Save your work and run that: it ends everything that runs in this Linux, Firstlight too"),
			},
		})
	}
	disks := m.windowsDisks(ctx)
	if on, ok := m.mountOf(ctx, standing(m.workspace)); ok && m.workspace != "" && slices.Contains(disks, on.point) {
		found = append(found, trouble{
			code: "platform/windows-disk", summary: "Your code is to stand on a disk of Windows, where Linux is slow",
			facts: []check.Evidence{
				check.Literal("Where", process.Short(m.workspace)), check.Literal("Disk", on.String()),
				check.Fact("What to do", "Have your code in a folder of Linux, such as ~/firstlight: start Firstlight without FIRSTLIGHT_HOME, or with one that is there"),
			},
		})
	}
	if shadows := m.windowsTools(disks); len(shadows) > 0 {
		t := trouble{code: "platform/windows-tools", summary: "Your PATH leads to tools of Windows, which do not work on files of Linux"}
		for _, file := range shadows {
			t.facts = append(t.facts, check.Literal("Found", file))
		}
		t.facts = append(t.facts, check.Fact("What to do", "Install them in Linux too, and have those come first"))
		t.fixes = m.leaveWindowsPath()
		found = append(found, t)
	}
	return found
}

// windowsDisks returns where the disks of Windows are mounted.
func (m *Machine) windowsDisks(ctx context.Context) []string {
	all, err := disk.PartitionsWithContext(m.facts(ctx), true)
	if err != nil {
		return nil
	}
	var points []string
	letter := regexp.MustCompile(`^[A-Za-z]:`)
	for _, p := range all {
		if slices.Contains([]string{"9p", "drvfs", "virtiofs"}, p.Fstype) && letter.MatchString(p.Device) {
			points = append(points, p.Mountpoint)
		}
	}
	return points
}

// windowsTools returns the tools of which Linux finds those of Windows first:
// the ones that are scripts there, which both systems can start.
func (m *Machine) windowsTools(disks []string) []string {
	var found []string
	for _, name := range []string{
		"node", "npm", "npx", "yarn", "pnpm", "corepack", "python", "python3", "pip", "java", "mvn", "gradle",
		"go", "cargo", "ruby", "gem", "php", "composer", "dotnet", "git", "make", "flutter", "dart",
	} {
		file, err := m.runner.Find(name)
		if err == nil && slices.ContainsFunc(disks, func(point string) bool { return isBelow(file, point) }) {
			found = append(found, file)
		}
	}
	return found
}

// leaveWindowsPath offers to keep the PATH of Windows out of that of Linux,
// where nothing is set of that yet.
func (m *Machine) leaveWindowsPath() []check.Fix {
	const file = "/etc/wsl.conf"
	text, err := m.read("etc", "wsl.conf")
	if err == nil && strings.Contains(strings.ToLower(text), "[interop]") {
		return nil
	}
	const lines = `'[interop]' 'appendWindowsPath=false'`
	return []check.Fix{{
		ID: "leave-windows-path", Title: "Keep the PATH of Windows out of Linux",
		Effect: "From the next start of this Linux on, which wsl --shutdown in PowerShell brings about, its PATH leads to no programs of Windows. " +
			"That leaves out code and explorer.exe as well.",
		Privilege: check.Admin,
		Undo:      check.Run("sed", "-i", "/^\\[interop\\]$/d; /^appendWindowsPath=false$/d", file).String(),
		Plan: func(check.Answers) []check.Command {
			return []check.Command{check.Run("sh", "-c", `printf '%s\n' `+lines+" >>"+file)}
		},
	}}
}
