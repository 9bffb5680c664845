package container

import (
	"fmt"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/compose-spec/compose-go/v2/types"
)

// reaches says what the services of a project may reach or change of this machine
// beyond their own containers and the project's own folder, one sentence each. It
// is what a person has to know before she starts them.
func reaches(project *types.Project) []string {
	r := reach{home: projectRoot(project.WorkingDir)}
	for _, name := range project.ServiceNames() {
		service := project.Services[name]
		r.service = name
		r.rights(service)
		r.sees(project, service)
		r.listens(service)
		r.builds(service.Build)
	}
	if runs, ok := project.Extensions[devReaches].([]string); ok {
		r.all = append(r.all, runs...)
	}
	return r.all
}

// reach gathers what services reach.
type reach struct {
	// home is the folder that is the project's own.
	home    string
	service string
	all     []string
}

func (r *reach) add(format string, args ...any) {
	if sentence := r.service + " " + fmt.Sprintf(format, args...); !slices.Contains(r.all, sentence) {
		r.all = append(r.all, sentence)
	}
}

// rights adds what a service may do that a container may not.
func (r *reach) rights(s types.ServiceConfig) {
	if s.Privileged {
		r.add("runs privileged: it may do everything on this machine")
	}
	if s.Provider != nil {
		r.add("is no container: the program %s is run on this machine", s.Provider.Type)
	}
	if s.UseAPISocket {
		r.add("may command Docker, which amounts to administrator rights on this machine, with your sign-ins to registries")
	}
	for _, space := range []struct{ mode, what string }{
		{s.NetworkMode, "uses the network of this machine as its own"}, {s.Pid, "sees the processes of this machine"},
		{s.Ipc, "shares memory with the programs of this machine"}, {s.Uts, "shares the name of this machine"},
		{s.UserNSMode, "has the users of this machine as its own"}, {s.Cgroup, "sees the control groups of this machine"},
	} {
		if space.mode == "host" {
			r.add("%s", space.what)
		}
	}
	if len(s.CapAdd) > 0 {
		r.add("has the further rights %s", strings.Join(s.CapAdd, ", "))
	}
	for _, d := range s.Devices {
		r.add("uses the device %s", d.Source)
	}
	for _, rule := range s.DeviceCgroupRules {
		r.add("uses the devices %q", rule)
	}
	for _, option := range s.SecurityOpt {
		if strings.HasSuffix(option, "unconfined") || strings.Contains(option, "disable") {
			r.add("runs without a protection that containers have: %s", option)
		}
	}
}

// sees adds the files of this machine that a service sees.
func (r *reach) sees(project *types.Project, s types.ServiceConfig) {
	for _, v := range s.Volumes {
		switch v.Type {
		case types.VolumeTypeBind:
			r.mount(v.Source, v.ReadOnly)
		case types.VolumeTypeVolume:
			// A volume can be a folder of this machine by another name.
			if device := project.Volumes[v.Source].DriverOpts["device"]; filepath.IsAbs(device) {
				r.mount(device, v.ReadOnly)
			}
		}
	}
	for _, c := range s.Configs {
		r.file(project.Configs[c.Source].File)
	}
	for _, c := range s.Secrets {
		r.file(project.Secrets[c.Source].File)
	}
	for _, f := range s.EnvFiles {
		r.file(f.Path)
	}
}

// mount adds a folder of this machine, unless it is the project's own.
func (r *reach) mount(source string, readOnly bool) {
	switch {
	case isEngineSocket(source):
		r.add("may command Docker through %s, which amounts to administrator rights on this machine", source)
	case r.isOwn(source):
	case readOnly:
		r.add("reads %s of this machine", source)
	default:
		r.add("reads and changes %s of this machine", source)
	}
}

// file adds a file of this machine, unless it is the project's own.
func (r *reach) file(path string) {
	if path != "" && !r.isOwn(path) {
		r.add("reads %s of this machine", path)
	}
}

// listens adds the ports on which others than this machine reach a service.
func (r *reach) listens(s types.ServiceConfig) {
	for _, p := range s.Ports {
		if p.HostIP == "" {
			continue // It is published to this machine alone.
		}
		if address, err := netip.ParseAddr(p.HostIP); err == nil && address.IsLoopback() {
			continue
		}
		r.add("is reached by other machines, on port %s of %s", p.Published, p.HostIP)
	}
}

// builds adds what the build of an image reaches.
func (r *reach) builds(b *types.BuildConfig) {
	if b == nil {
		return
	}
	for _, context := range append([]string{b.Context}, mapValues(b.AdditionalContexts)...) {
		switch {
		case strings.Contains(context, "://") || strings.HasPrefix(context, "git@"):
			r.add("is built from %s", context)
		case filepath.IsAbs(context) && !r.isOwn(context):
			r.add("is built from %s of this machine", context)
		}
	}
	if b.Privileged {
		r.add("is built with every right")
	}
	if b.Network == "host" {
		r.add("is built with the network of this machine as its own")
	}
	if len(b.Entitlements) > 0 {
		r.add("is built with the further rights %s", strings.Join(b.Entitlements, ", "))
	}
	if len(b.SSH) > 0 {
		r.add("is built with your ssh keys at hand")
	}
}

func mapValues(m types.Mapping) []string {
	values := make([]string, 0, len(m))
	for _, v := range m {
		values = append(values, v)
	}
	slices.Sort(values)
	return values
}

// isOwn reports whether a file lies in the project's own folder.
func (r *reach) isOwn(path string) bool {
	inside, err := filepath.Rel(r.home, real(path))
	return err == nil && filepath.IsLocal(inside)
}

// isEngineSocket reports whether whoever has the file commands a container engine.
func isEngineSocket(path string) bool {
	base := filepath.Base(path)
	return slices.Contains([]string{"docker.sock", "docker.raw.sock", "podman.sock", "containerd.sock", "docker_engine"}, base) ||
		slices.Contains([]string{"/var/run", "/run", "/"}, filepath.Clean(path))
}

// projectRoot returns the folder of the repository that a folder lies in, and the
// folder itself where it lies in none.
func projectRoot(folder string) string {
	for at := real(folder); ; at = filepath.Dir(at) {
		if _, err := os.Lstat(filepath.Join(at, ".git")); err == nil {
			return at
		}
		if at == filepath.Dir(at) {
			return real(folder)
		}
	}
}
