package guide

import "strings"

// What asks for an administrator's rights starts a program in a folder and an
// environment of its own, so both have to be carried across with the program.

// privileged is a program to start with an administrator's rights.
type privileged struct {
	// args are the program, as an absolute path where it was found, and its
	// arguments; shell is a text for the system's shell where there are none.
	args  []string
	shell string
	// dir is the folder to start in; empty where it does not matter.
	dir string
	// env are NAME=value variables to set.
	env []string
}

// posixArgs returns the program to start with its variables set by env, since
// what asks for the rights passes none on, and in its folder where there is one.
// Only POSIX is asked of sh and env: env -C is GNU's.
func (p privileged) posixArgs() []string {
	args := p.args
	if len(args) == 0 {
		args = []string{"/bin/sh", "-c", p.shell}
	}
	if len(p.env) > 0 {
		args = append(append([]string{"/usr/bin/env"}, p.env...), args...)
	}
	if p.dir != "" {
		args = append([]string{"/bin/sh", "-c", `cd -- "$1" && shift && exec "$@"`, "sh", p.dir}, args...)
	}
	return args
}

// sudoArgs returns the same for sudo, which stays in the folder that it was
// started in.
func (p privileged) sudoArgs(sudo string) []string {
	p.dir = ""
	return append([]string{sudo, "--"}, p.posixArgs()...)
}

// appleScript returns the script that has the system's own dialog ask for the
// rights, which only AppleScript opens. It takes one shell text, so the words are
// quoted for the shell and then for AppleScript. Every word is quoted: it runs
// with the administrator's rights.
func (p privileged) appleScript() string {
	words := make([]string, 0, len(p.args))
	for _, word := range p.posixArgs() {
		words = append(words, `'`+strings.ReplaceAll(word, `'`, `'\''`)+`'`)
	}
	text := strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(strings.Join(words, " "))
	return `do shell script "` + text + `" with administrator privileges without altering line endings`
}
