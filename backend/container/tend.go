package container

import (
	"fmt"
	"slices"
	"strings"

	"firstlight/backend/check"
)

// The acts on a service. The ID of an act's fix is its name, an @ and the name of
// the service.
const (
	Restart   = "restart"
	Stop      = "stop"
	Start     = "start"
	Rebuild   = "rebuild"
	StartOver = "start-over"
)

// ActID returns the ID of the fix that is an act on a service.
func ActID(act, service string) string { return act + "@" + service }

// Refusal says why nothing is done with a service, and how a person does it
// herself.
type Refusal struct {
	Reason string
	// Commands are what she would type.
	Commands []check.Command
}

// Acts returns what can be done with a service of a compose file, given what is
// known of all of its services. What Firstlight did not start it neither stops nor
// removes: then there is a refusal, and perhaps nothing to do.
func (e *Engine) Acts(spec ComposeSpec, known Sight, name string) ([]check.Fix, Refusal) {
	if spec.HealthyWithin <= 0 {
		spec.HealthyWithin = healthyWithin
	}
	t := tending{c: &composeCheck{engine: e, spec: spec}, all: known.Services, reaches: known.Reaches, name: name}
	mine := t.of(name)
	if len(mine) == 0 {
		return nil, Refusal{}
	}
	if refusal, refused := t.refused(mine); refused {
		return nil, refusal
	}
	up := slices.ContainsFunc(mine, func(s Service) bool { return s.Mode.Stops() })
	absent := !slices.ContainsFunc(mine, func(s Service) bool { return s.ID != "" })
	var acts []check.Fix
	switch {
	case absent:
		return []check.Fix{t.create()}, Refusal{}
	case up:
		acts = append(acts, t.restart(), t.stop())
	default:
		acts = append(acts, t.start())
	}
	if mine[0].Built {
		acts = append(acts, t.rebuild())
	}
	over, refusal := t.startOver()
	if refusal.Reason == "" {
		acts = append(acts, over)
	}
	return acts, refusal
}

// tending makes the acts on one service.
type tending struct {
	c   *composeCheck
	all []Service
	// reaches are what a container that is made may reach of this machine.
	reaches []string
	name    string
}

// of returns the containers of a service.
func (t tending) of(name string) []Service {
	var found []Service
	for _, s := range t.all {
		if s.Name == name {
			found = append(found, s)
		}
	}
	return found
}

// refused says why nothing is done with the containers of a service, where that
// is so.
func (t tending) refused(mine []Service) (Refusal, bool) {
	for _, s := range mine {
		switch {
		case s.ID == "":
		case !s.Ours:
			return Refusal{
				Reason:   fmt.Sprintf("Firstlight did not start %s, so it does not stop or remove it", s.Called()),
				Commands: []check.Command{t.command("restart"), t.command("stop")},
			}, true
		case s.Elsewhere != "":
			return Refusal{
				Reason:   fmt.Sprintf("%s was started from another folder, %s, so it is that folder's to tend", s.Called(), s.Elsewhere),
				Commands: []check.Command{check.Run("docker", "restart", s.Container), check.Run("docker", "stop", s.Container)},
			}, true
		}
	}
	return Refusal{}, false
}

// act returns an act whose commands stand and are carried out through the same
// library as the docker command's own.
func (t tending) act(act, title, effect, undo string, do deed, plan ...check.Command) check.Fix {
	return check.Fix{
		ID: ActID(act, t.name), Tends: t.name, Title: title, Effect: effect, Privilege: check.User, Undo: undo,
		Plan: commands(plan...), Apply: t.c.tend(t.name, do, nil, plan),
	}
}

// making is an act that makes a container, and so lets it reach what it may.
func (t tending) making(act, title, effect, undo string, do deed, plan ...check.Command) check.Fix {
	approved := append([]string{}, t.reaches...)
	fix := t.act(act, title, effect, undo, do, plan...)
	fix.Reaches, fix.Apply = approved, t.c.tend(t.name, do, approved, plan)
	return fix
}

func (t tending) restart() check.Fix {
	return t.act(Restart, "Restart "+t.name, t.name+" ends and starts again; its data stays", "", restart,
		t.command("restart", "--no-deps"))
}

func (t tending) stop() check.Fix {
	return t.act(Stop, "Stop "+t.name, t.name+" ends; its container and its data stay", t.command("start").String(), stop,
		t.command("stop"))
}

func (t tending) start() check.Fix {
	return t.act(Start, "Start "+t.name, t.name+" runs again, and what it depends on with it", t.command("stop").String(), start,
		t.command("start", "--wait"))
}

func (t tending) create() check.Fix {
	return t.making(Start, "Start "+t.name, t.name+" runs, and what it depends on with it", t.command("rm", "--stop", "--force").String(), raise(false),
		t.command("up", "--build", "--detach", "--wait"))
}

func (t tending) rebuild() check.Fix {
	return t.making(Rebuild, "Rebuild "+t.name,
		fmt.Sprintf("The image of %s is built from its files as they are now, and %s runs from it; its volumes stay", t.name, t.name),
		"Take the change to its files back, and rebuild it again", raise(true),
		t.command("up", "--build", "--detach", "--wait", "--no-deps"))
}

// startOver returns the act that starts a service with empty data, or why there
// is none.
func (t tending) startOver() (check.Fix, Refusal) {
	users, doomed, kept := t.data()
	for _, v := range doomed {
		if !v.Ours {
			return check.Fix{}, Refusal{
				Reason:   fmt.Sprintf("Firstlight did not make the volume %s, so it does not empty it", v.Name),
				Commands: t.emptying(users, doomed),
			}
		}
	}
	for _, name := range users {
		if refusal, refused := t.refused(t.of(name)); refused {
			refusal.Reason = "Its data cannot be emptied: " + lowered(refusal.Reason)
			refusal.Commands = t.emptying(users, doomed)
			return check.Fix{}, refusal
		}
	}
	named := volumeNames(doomed)
	effect := fmt.Sprintf("%s starts from nothing: what its container holds is deleted", t.name)
	if len(doomed) > 0 {
		effect = fmt.Sprintf("%s starts from nothing: %s %s deleted with everything in %s", t.name, listed(described(doomed)), are(len(doomed)), them(len(doomed)))
	}
	if others := slices.DeleteFunc(slices.Clone(users), func(name string) bool { return name == t.name }); len(others) > 0 {
		effect += fmt.Sprintf(". %s %s that data too, and %s started anew with it", listed(others), uses(len(others)), are(len(others)))
	}
	for _, folder := range kept {
		effect += fmt.Sprintf(". The folder %s stays as it is", folder)
	}
	plan := t.emptying(users, doomed)
	fix := t.making(StartOver, fmt.Sprintf("Start %s over with empty data", t.name), effect, "Nothing brings it back", startOver(users, named), plan...)
	fix.Destroys = described(doomed)
	return fix, Refusal{}
}

// data returns the services that share the volumes of the service, those volumes,
// and the folders of this machine that hold more of its data.
func (t tending) data() (users []string, doomed []Volume, kept []string) {
	users = []string{t.name}
	for _, s := range t.of(t.name) {
		for _, v := range s.Volumes {
			switch {
			case v.Path != "":
				kept = append(kept, v.Path)
			case !slices.Contains(doomed, v):
				doomed = append(doomed, v)
			}
		}
	}
	for _, s := range t.all {
		shares := slices.ContainsFunc(s.Volumes, func(v Volume) bool { return v.Path == "" && slices.Contains(doomed, v) })
		if shares && !slices.Contains(users, s.Name) {
			users = append(users, s.Name)
		}
	}
	slices.Sort(kept)
	return users, doomed, slices.Compact(kept)
}

// emptying are the commands that start services over without some volumes.
func (t tending) emptying(users []string, doomed []Volume) []check.Command {
	plan := []check.Command{t.commandFor(users, "rm", "--stop", "--force", "--volumes")}
	if named := volumeNames(doomed); len(named) > 0 {
		plan = append(plan, check.Run(append([]string{"docker", "volume", "rm"}, named...)...))
	}
	return append(plan, t.commandFor(users, "up", "--build", "--detach", "--wait", "--no-deps"))
}

// command is what a person would type to do something with the service.
func (t tending) command(verb string, flags ...string) check.Command {
	return t.commandFor([]string{t.name}, verb, flags...)
}

// commandFor is command for several services at once. A container that no file
// describes is docker's own to do something with.
func (t tending) commandFor(services []string, verb string, flags ...string) check.Command {
	single := t.c.spec.single
	switch {
	case t.c.spec.dev != nil && verb == "up":
		return t.c.spec.dev.upCommand()
	case t.c.spec.dev != nil:
		words := []string{"docker", verb}
		if verb == "rm" {
			words = append(words, "--force", "--volumes")
		}
		for _, name := range services {
			for _, s := range t.of(name) {
				words = append(words, s.Container)
			}
		}
		return check.Run(words...)
	case single == nil:
		return t.c.spec.command(slices.Concat([]string{verb}, flags, services)...)
	case verb == "up":
		return single.runCommand()
	case verb == "rm":
		return check.Run("docker", "rm", "--force", "--volumes", single.name())
	default:
		return check.Run("docker", verb, single.name())
	}
}

// volumeNames are the names of the volumes that are not their container's alone.
func volumeNames(volumes []Volume) []string {
	var found []string
	for _, v := range volumes {
		if !v.Nameless {
			found = append(found, v.Name)
		}
	}
	return found
}

// described are the volumes as a person is told of them.
func described(volumes []Volume) []string {
	var found []string
	nameless := 0
	for _, v := range volumes {
		if v.Nameless {
			nameless++
			continue
		}
		found = append(found, "the volume "+v.Name)
	}
	switch {
	case nameless == 1:
		found = append(found, "a volume without a name")
	case nameless > 1:
		found = append(found, fmt.Sprintf("%d volumes without a name", nameless))
	}
	return found
}

// listed joins words as a person would.
func listed(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

func are(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}

func uses(n int) string {
	if n == 1 {
		return "uses"
	}
	return "use"
}

func them(n int) string {
	if n == 1 {
		return "it"
	}
	return "them"
}

func lowered(sentence string) string {
	if rest, ok := strings.CutPrefix(sentence, "Firstlight"); ok {
		return "Firstlight" + rest
	}
	return sentence
}
