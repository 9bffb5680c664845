package machine_test

import (
	"os/exec"
	"path/filepath"
)

// login has the person's login shell be the given one, whose start files are
// those of her home.
func (b *bench) login(shell string) {
	b.Helper()
	file, err := exec.LookPath(shell)
	if err != nil {
		b.Skipf("%s is missing; install it with: apt-get install %s", shell, shell)
	}
	// The login shell is asked with the variables of this very process.
	for name, value := range map[string]string{"SHELL": file, "ZDOTDIR": b.home, "XDG_CONFIG_HOME": filepath.Join(b.home, ".config")} {
		b.Setenv(name, value)
		b.set(name, value)
	}
	// As the skeleton of a home has it: a login reads the other file too.
	b.write(filepath.Join(b.home, ".profile"), "[ ! -f ~/.bashrc ] || . ~/.bashrc\n")
}
