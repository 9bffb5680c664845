package container

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/compose-spec/compose-go/v2/types"
	"github.com/docker/compose/v5/pkg/api"
	"github.com/docker/docker/api/types/container"
	"github.com/docker/docker/api/types/mount"

	"firstlight/backend/check"
)

// Service is one container of a service that a compose file describes, or the
// service itself while it has none.
type Service struct {
	// Name is what the compose file calls the service.
	Name string
	// Number tells the containers of one service apart, from 1.
	Number int
	// Several says that the service is to have more than one container.
	Several bool
	// Container is the name of the container, and ID what the engine calls it;
	// both are empty while there is none.
	Container, ID string
	// Mode is how it fares.
	Mode Mode
	// Image is what the container was made from; without one, what it would be.
	Image string
	// Built says that the image is built from the project's own files.
	Built bool
	// Ports are where it can be reached from this machine while it runs.
	Ports []Port
	// Began is when the container was started last, and Ended when it ended;
	// either is zero where it never was.
	Began, Ended time.Time
	// Restarts counts how often the engine has started it again by itself.
	Restarts int
	// Exit is the exit code with which it ended.
	Exit int
	// OutOfMemory says that it was ended for using more memory than it may.
	OutOfMemory bool
	// Ours says that Firstlight started it.
	Ours bool
	// Elsewhere is the folder that it was started from where that is another
	// clone of the project; else it is empty.
	Elsewhere string
	// Reason is what the engine or the health check says of its state; it may
	// have several lines.
	Reason string
	// Last is the end of what it printed, where it has failed.
	Last string
	// Volumes keep its data.
	Volumes []Volume
	// MemoryLimit is the memory in bytes that it may use, and CPULimit the cores;
	// zero means as much as the machine has.
	MemoryLimit int64
	CPULimit    float64

	// secrets are the variables of the container, for what is to be taken out of
	// its log.
	secrets []string
	// terminal says that its two outputs are one.
	terminal bool
}

// Key names a container of a service within its compose file.
type Key struct {
	Name   string
	Number int
}

// Key returns what tells the service from the others of its file.
func (s Service) Key() Key { return Key{s.Name, s.Number} }

// Called returns what a person calls it: its name, with a number where the
// service has several containers.
func (s Service) Called() string {
	if s.Several {
		return fmt.Sprintf("%s %d", s.Name, s.Number)
	}
	return s.Name
}

// Mode is how a service fares.
type Mode string

// The modes of a service.
const (
	// NoContainer: it has not been started.
	NoContainer Mode = "none"
	// Created: its container is there and was never started.
	Created Mode = "created"
	// Starting: it runs, and its health check has not passed yet.
	Starting Mode = "starting"
	// Running: it runs, and has no health check.
	Running Mode = "running"
	// Healthy: it runs, and its health check passes.
	Healthy Mode = "healthy"
	// Ailing: it runs, and its health check fails.
	Ailing Mode = "ailing"
	// FromElsewhere: it runs, but from another clone of the project.
	FromElsewhere Mode = "elsewhere"
	// Restarting: it ended, and the engine is about to start it again.
	Restarting Mode = "restarting"
	// Paused: it stands still.
	Paused Mode = "paused"
	// Finished: it did its work, which others waited for, and ended.
	Finished Mode = "finished"
	// Stopped: it was stopped, or ended without an error.
	Stopped Mode = "stopped"
	// Failed: it ended with an error.
	Failed Mode = "failed"
)

// Up reports whether the service does its work now.
func (m Mode) Up() bool {
	return m == Running || m == Healthy || m == Starting || m == Ailing || m == FromElsewhere
}

// Stops reports whether there is something to stop: the service does its work, stands
// still or is about to be started again.
func (m Mode) Stops() bool { return m.Up() || m == Paused || m == Restarting }

// Status says what that is for a person: services that do their work or have done
// it are ok. Of one that is not, pending says that it is still to come up, rather
// than ailing.
func (m Mode) Status() (status check.Status, pending bool) {
	switch m {
	case Healthy, Running, Finished:
		return check.OK, false
	case NoContainer, Created, Starting, Stopped, Paused:
		return check.Failing, true
	default:
		return check.Failing, false
	}
}

// Port is a port of this machine that leads to a service.
type Port struct {
	// Host is the address on this machine, Public the port there.
	Host   string
	Public int
	// Private is the port of the service, such as "8080/tcp".
	Private string
	// Address opens it in a browser; it is empty where it does not speak HTTP, or
	// has not answered yet.
	Address string
}

// Volume is what keeps data of a service beyond its container.
type Volume struct {
	// Name is what the engine calls it. A folder of this machine has a Path
	// instead.
	Name, Path string
	// Nameless says that the volume belongs to the container alone.
	Nameless bool
	// Ours says that Firstlight made it.
	Ours bool
}

// serviceOf returns what is to be known of a member of a project. volumes says
// of each named volume whether Firstlight made it.
func serviceOf(project *types.Project, m member, volumes map[string]bool) Service {
	config := project.Services[m.service]
	s := Service{
		Name: m.service, Number: 1, Several: config.GetScale() > 1, Mode: NoContainer,
		Image: api.GetImageNameOrDefault(config, project.Name), Built: config.Build != nil,
	}
	c := m.container
	if c == nil || c.State == nil || c.Config == nil {
		return s
	}
	s.ID, s.Container = c.ID, strings.TrimPrefix(c.Name, "/")
	if n, err := strconv.Atoi(c.Config.Labels[api.ContainerNumberLabel]); err == nil {
		s.Number = n
	}
	s.Image, s.Restarts, s.Exit = c.Config.Image, c.RestartCount, c.State.ExitCode
	s.OutOfMemory = c.State.OOMKilled
	s.Began, s.Ended = moment(c.State.StartedAt), moment(c.State.FinishedAt)
	s.Ours = c.Config.Labels[StartedLabel] != ""
	s.Elsewhere, _ = otherClone(project, c.Config.Labels)
	s.secrets, s.terminal = c.Config.Env, c.Config.Tty
	s.Mode, s.Reason = fares(c.State, isAwaited(project, m.service))
	if s.Mode.Up() && s.Elsewhere != "" {
		s.Mode, s.Reason = FromElsewhere, "It was started from "+s.Elsewhere+", so it is not this code that runs"
	}
	if s.Mode.Up() && c.NetworkSettings != nil {
		s.Ports = portsOf(c.NetworkSettings)
	}
	if c.HostConfig != nil {
		s.MemoryLimit = c.HostConfig.Memory
		s.CPULimit = coresOf(c.HostConfig.Resources)
	}
	for _, at := range c.Mounts {
		switch at.Type {
		case mount.TypeVolume:
			ours, named := volumes[at.Name]
			s.Volumes = append(s.Volumes, Volume{Name: at.Name, Nameless: !named && nameless(at.Name), Ours: ours || !named && nameless(at.Name) && s.Ours})
		case mount.TypeBind:
			s.Volumes = append(s.Volumes, Volume{Path: at.Source})
		}
	}
	slices.SortFunc(s.Volumes, func(a, b Volume) int { return strings.Compare(a.Path+a.Name, b.Path+b.Name) })
	return s
}

// nameless reports whether a volume has the name that the engine gives to one
// that nobody named.
func nameless(name string) bool {
	return len(name) == 64 && strings.Trim(name, "0123456789abcdef") == ""
}

// fares says how a container fares and what it says of that.
func fares(s *container.State, awaited bool) (Mode, string) {
	switch s.Status {
	case container.StateRunning:
		return health(s)
	case container.StateRestarting:
		return Restarting, s.Error
	case container.StatePaused:
		return Paused, ""
	case container.StateCreated:
		if s.Error != "" {
			return Failed, s.Error
		}
		return Created, ""
	}
	switch {
	case s.OOMKilled, s.Error != "":
		return Failed, s.Error
	case s.ExitCode == 0 && awaited:
		return Finished, ""
	case slices.Contains(onRequest(), s.ExitCode):
		return Stopped, ""
	default:
		return Failed, ""
	}
}

// onRequest returns the exit codes of programs that ended by themselves or were
// told to: by an interrupt, or as engines end them.
func onRequest() []int { return []int{0, 130, 143} }

func health(s *container.State) (Mode, string) {
	if s.Health == nil {
		return Running, ""
	}
	said := ""
	if n := len(s.Health.Log); n > 0 && s.Health.Log[n-1].ExitCode != 0 {
		said = strings.TrimSpace(strings.ToValidUTF8(s.Health.Log[n-1].Output, "�"))
	}
	switch s.Health.Status {
	case container.Healthy:
		return Healthy, ""
	case container.Unhealthy:
		return Ailing, said
	case container.Starting:
		return Starting, said
	default:
		return Running, ""
	}
}

// moment reads a time of the engine, which says the year 1 for never.
func moment(text string) time.Time {
	t, err := time.Parse(time.RFC3339Nano, text)
	if err != nil || t.Year() <= 1 {
		return time.Time{}
	}
	return t
}

func coresOf(r container.Resources) float64 {
	switch {
	case r.NanoCPUs > 0:
		return float64(r.NanoCPUs) / 1e9
	case r.CPUQuota > 0 && r.CPUPeriod > 0:
		return float64(r.CPUQuota) / float64(r.CPUPeriod)
	default:
		return 0
	}
}

// portsOf returns the ports that are published, each once: the engine lists one
// for every kind of address.
func portsOf(settings *container.NetworkSettings) []Port {
	var ports []Port
	for inside, outside := range settings.Ports {
		for _, o := range outside {
			if public, err := strconv.Atoi(o.HostPort); err == nil {
				ports = append(ports, Port{Host: o.HostIP, Public: public, Private: string(inside)})
			}
		}
	}
	slices.SortFunc(ports, func(a, b Port) int {
		return cmp.Or(cmp.Compare(a.Public, b.Public), strings.Compare(a.Private, b.Private), strings.Compare(a.Host, b.Host))
	})
	return slices.CompactFunc(ports, func(a, b Port) bool { return a.Public == b.Public && a.Private == b.Private })
}
