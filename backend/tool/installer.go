package tool

import (
	"path"

	"firstlight/backend/check"
)

// managerName names a package manager in the catalogue.
type managerName string

// manager is how one package manager installs.
type manager struct {
	name managerName
	// command is its program on PATH.
	command   string
	privilege check.Privilege
	// anyVersion says that it installs the version that it is asked for.
	anyVersion bool
	install    func(packages []string, version string) []check.Command
	// upgrade brings packages that are there up to date; nil where install does.
	upgrade func(packages []string, version string) []check.Command
	// undo removes packages that were not there before.
	undo func(packages []string) check.Command
	// back says how a package that was there comes back in its earlier version;
	// nil where the manager has no way to that.
	back func(name, version string) string
	// territory are the parts of paths by which its programs are told.
	territory []string
}

// managers returns the package managers, those that need the fewest rights
// first: that is the order to propose them in.
func managers() []manager {
	return []manager{{
		name: "mise", command: "mise", privilege: check.User, anyVersion: true,
		install: func(packages []string, version string) []check.Command {
			tools := make([]string, 0, len(packages))
			for _, p := range packages {
				tools = append(tools, p+"@"+version)
			}
			return one(append([]string{"mise", "use", "--global"}, tools...))
		},
		undo: removing("mise", "unuse", "--global"),
		back: func(name, version string) string {
			return check.Run("mise", "use", "--global", name+"@"+version).String()
		},
		territory: []string{"/mise/"},
	}, {
		name: brew, command: "brew", privilege: check.User,
		install: installing("brew", "install"),
		upgrade: installing("brew", "upgrade"),
		undo:    removing("brew", "uninstall"), territory: []string{"/Cellar/", "/Caskroom/", "/homebrew/", "/linuxbrew/"},
	}, {
		name: "scoop", command: "scoop", privilege: check.User,
		install: installing("scoop", "install"),
		upgrade: func(packages []string, version string) []check.Command {
			return installing("scoop", "update")(withoutBucket(packages), version)
		},
		undo: removing("scoop", "uninstall"), territory: []string{"/scoop/"},
		back: func(name, version string) string {
			return check.Run("scoop", "reset", withoutBucket([]string{name})[0]+"@"+version).String() + ", as long as scoop still keeps that version"
		},
	}, {
		name: "winget", command: "winget", privilege: check.User,
		install: func(packages []string, _ string) []check.Command {
			var commands []check.Command
			for _, p := range packages {
				commands = append(commands, check.Run("winget", "install", "--exact", "--id", p,
					"--accept-source-agreements", "--accept-package-agreements", "--disable-interactivity"))
			}
			return commands
		},
		undo:      removing("winget", "uninstall", "--exact", "--id"),
		territory: []string{"/"}, // A program's folder does not tell.
	}, {
		name: "apt", command: "apt-get", privilege: check.Admin,
		install: func(packages []string, _ string) []check.Command {
			return append(one([]string{"apt-get", "update"}), one(append([]string{"apt-get", "install", "-y"}, packages...))...)
		},
		undo:      removing("apt-get", "remove", "-y"),
		territory: systemFolders(),
		back: func(name, version string) string {
			return check.Run("apt-get", "install", "--allow-downgrades", name+"="+version).String() + ", as long as apt still has that version"
		},
	}, {
		name: "dnf", command: "dnf", privilege: check.Admin,
		install: installing("dnf", "install", "-y"),
		undo:    removing("dnf", "remove", "-y"), territory: systemFolders(),
		back: func(name, _ string) string {
			return check.Run("dnf", "downgrade", name).String() + ", as long as dnf still has an earlier version"
		},
	}, {
		name: "pacman", command: "pacman", privilege: check.Admin,
		install: installing("pacman", "-S", "--needed", "--noconfirm"),
		undo:    removing("pacman", "-R", "--noconfirm"), territory: systemFolders(),
	}}
}

func (n managerName) known() bool {
	for _, m := range managers() {
		if m.name == n {
			return true
		}
	}
	return false
}

func one(args []string) []check.Command { return []check.Command{{Args: args}} }

func installing(args ...string) func([]string, string) []check.Command {
	return func(packages []string, _ string) []check.Command {
		return one(append(append([]string{}, args...), packages...))
	}
}

// withoutBucket returns packages of scoop as it calls them once they are installed.
func withoutBucket(packages []string) []string {
	var names []string
	for _, p := range packages {
		names = append(names, path.Base(p))
	}
	return names
}

func removing(args ...string) func([]string) check.Command {
	return func(packages []string) check.Command {
		return check.Command{Args: append(append([]string{}, args...), packages...)}
	}
}
