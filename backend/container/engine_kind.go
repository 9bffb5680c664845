package container

import (
	"slices"
	"strings"

	"github.com/docker/docker/api/types"
	"github.com/docker/docker/api/types/system"
	kernel "github.com/shirou/gopsutil/v4/host"

	"firstlight/backend/check"
)

// podman is what answers in Docker's place where it is not Docker.
const podman = "Podman"

// kind is which engine it is that answers.
type kind struct {
	// name is "Docker", or that of what answers in its place.
	name string
	// words say more of it, such as where it runs.
	words string
}

// kindOf recognises an engine by what it says of itself and where it is asked.
func kindOf(at address, info system.Info, version types.Version) kind {
	named := func(name string) bool {
		return slices.ContainsFunc(version.Components, func(c types.ComponentVersion) bool { return strings.HasPrefix(c.Name, name) })
	}
	rootless := slices.ContainsFunc(info.SecurityOptions, func(o string) bool { return strings.Contains(o, "name=rootless") })
	switch {
	case named(podman):
		return kind{podman, "Podman, which answers in Docker's place"}
	case strings.Contains(info.OperatingSystem, "Docker Desktop"):
		return kind{"Docker", "Docker Desktop, in a machine of its own"}
	case strings.Contains(info.OperatingSystem, "OrbStack"):
		return kind{"Docker", "OrbStack, in a machine of its own"}
	case strings.HasPrefix(info.Name, "colima"), strings.Contains(at.Host, "/.colima/"):
		return kind{"Docker", "Colima, in a machine of its own"}
	case strings.Contains(info.OperatingSystem, "Rancher Desktop"), strings.Contains(at.Host, "/.rd/"):
		return kind{"Docker", "Rancher Desktop, in a machine of its own"}
	case strings.HasPrefix(info.DockerRootDir, "/var/snap/"):
		return kind{"Docker", "from a snap: it sees only what is below your home folder, and nothing whose name begins with a dot"}
	case rootless:
		return kind{"Docker", "rootless: it runs with your own rights"}
	}
	return kind{"Docker", "an engine of the system"}
}

// emulated says of an engine on this machine whose processor is another that
// all in it is emulated.
func emulated(at address, info system.Info) []check.Evidence {
	if _, local := at.local(); !local {
		return nil
	}
	ours, err := kernel.KernelArch()
	if err != nil || info.Architecture == "" || goArchitecture(ours) == goArchitecture(info.Architecture) {
		return nil
	}
	return []check.Evidence{check.Fact("Emulated", "the engine is for "+info.Architecture+" and this machine is "+ours+", so that everything in containers is slow")}
}
