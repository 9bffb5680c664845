package container

import "firstlight/backend/check"

// host is what the fixes of the engine depend on.
type host struct {
	// programs are the paths of what was found that a fix can use, by name.
	programs map[string]string
	// installed says that what should listen at the socket is installed.
	installed bool
	// command is the path of the docker command, if there is one.
	command string
	// user is the person's name on this system.
	user string
	// group may use the socket.
	group string
	// joined says that the person belongs to the group since after this login.
	joined bool
	// socket is where the engine is expected, when it is on this machine.
	socket string
}

// surveyHost looks at what this machine has.
func (e *Engine) surveyHost(socket string) host {
	h := host{programs: map[string]string{}, socket: socket}
	for _, name := range hostPrograms() {
		if path, err := e.programs.Find(name); err == nil {
			h.programs[name] = path
		}
	}
	h.command = h.programs["docker"]
	h.user = e.env().get(userVariable)
	h.look()
	return h
}

func (h host) has(program string) bool { return h.programs[program] != "" }

// commands returns a plan that needs no answers.
func commands(plan ...check.Command) func(check.Answers) []check.Command {
	return func(check.Answers) []check.Command { return plan }
}
