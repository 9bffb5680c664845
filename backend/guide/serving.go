package guide

import (
	"path/filepath"

	"firstlight/backend/check"
	"firstlight/backend/container"
	"firstlight/backend/journey"
)

// serving is the services of a journey's steps, and where they are done something
// with.
type serving struct {
	*container.Live
	engine *container.Engine
	specs  map[string]container.ComposeSpec
}

// Services returns what follows the services of steps; nil where none of them has
// any.
func (h *house) Services(steps []journey.Step, tell container.Telling) Services {
	s := serving{engine: h.engine, specs: map[string]container.ComposeSpec{}}
	var specs []container.ComposeSpec
	for _, step := range steps {
		switch c := step.Claim.(type) {
		case journey.ComposeClaim:
			s.specs[step.ID] = h.composeSpec(step.ID, c)
		case journey.ContainerClaim:
			s.specs[step.ID] = h.containerSpec(step.ID, c).Compose()
		case journey.DevcontainerClaim:
			s.specs[step.ID] = h.devSpec(step.ID, c).Compose()
		default:
			continue
		}
		specs = append(specs, s.specs[step.ID])
	}
	if len(specs) == 0 {
		return nil
	}
	s.Live = h.engine.NewLive(specs, tell)
	return s
}

// Acts returns what can be done with a service of a step.
func (s serving) Acts(step string, known container.Sight, name string) ([]check.Fix, container.Refusal) {
	return s.engine.Acts(s.specs[step], known, name)
}

func (h *house) composeSpec(step string, c journey.ComposeClaim) container.ComposeSpec {
	return container.ComposeSpec{
		Files: h.allBelow(c.Files), Profiles: c.Profiles, Services: c.Services, EnvFiles: h.allBelow(c.EnvFiles),
		HealthyWithin: c.HealthyWithin, Answers: c.Answers, Step: step,
		Override: h.places.override(h.allBelow(c.Files)),
		Port:     func(number int) check.Check { return h.machine.Port(number, h.engine.Holder) },
	}
}

func (h *house) containerSpec(step string, c journey.ContainerClaim) container.ContainerSpec {
	return container.ContainerSpec{
		Image: c.Image, Name: c.Name, Ports: c.Ports, Env: variables(c.Env), Volumes: c.Volumes, Command: c.Command, Health: c.Health,
		HealthyWithin: c.HealthyWithin, Answers: c.Answers, Folder: h.below(""), Step: step,
		Override: h.places.override([]string{"container", c.Image, c.Name}),
		Port:     func(number int) check.Check { return h.machine.Port(number, h.engine.Holder) },
	}
}

func (h *house) devSpec(step string, c journey.DevcontainerClaim) container.DevSpec {
	spec := container.DevSpec{
		Folder: h.below(c.In), HealthyWithin: c.HealthyWithin, Step: step,
		Port: func(number int) check.Check { return h.machine.Port(number, h.engine.Holder) },
	}
	if c.File != "" {
		spec.File = filepath.Join(spec.Folder, filepath.FromSlash(c.File))
	}
	spec.Override = h.places.override([]string{spec.Folder, spec.File})
	return spec
}
