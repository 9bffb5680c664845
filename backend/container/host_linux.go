package container

import (
	"os"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"

	"firstlight/backend/check"
)

const (
	homeVariable = "HOME"
	userVariable = "USER"

	// systemd is the folder that is there when systemd starts the services.
	systemd = "/run/systemd/system"
)

func variable(name string) string { return name }

// engines are where an engine stands that is not on a person's PATH.
func engines() []string {
	return []string{"dockerd", "/usr/bin/dockerd", "/usr/sbin/dockerd", "/usr/local/bin/dockerd", "/usr/local/sbin/dockerd"}
}

func hostPrograms() []string {
	return append(engines(), "docker", "apt-get", "dnf", "pacman", "zypper", "service", "snap", "colima", "rdctl", "xdg-open")
}

// standard reports whether the engine of the system listens there, rather than
// one of the person's own.
func (h host) standard() bool {
	return h.socket == "/var/run/docker.sock" || h.socket == "/run/docker.sock"
}

// look finds out what this system has and whom the socket admits.
func (h *host) look() {
	h.installed = slices.ContainsFunc(engines(), h.has) || !h.standard() && h.command != ""
	// systemctl may be installed where systemd does not run, as in a container.
	if _, err := os.Stat(systemd); err == nil {
		h.programs[systemd] = systemd
	}
	if me, err := user.LookupId(strconv.Itoa(os.Geteuid())); err == nil {
		h.user = me.Username
	}
	h.group = "docker"
	info, err := os.Stat(h.socket)
	if err != nil {
		return
	}
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return
	}
	gid := strconv.FormatUint(uint64(stat.Gid), 10)
	if group, err := user.LookupGroupId(gid); err == nil && stat.Gid != 0 {
		h.group = group.Name
	}
	h.joined = joinedSinceLogin(h.user, gid)
}

// joinedSinceLogin reports whether the group's list names the person while
// this login, which began earlier, does not have the group.
func joinedSinceLogin(name, gid string) bool {
	me, err := user.Lookup(name)
	if err != nil {
		return false
	}
	listed, err := me.GroupIds()
	if err != nil || !slices.Contains(listed, gid) {
		return false
	}
	held, err := os.Getgroups()
	held = append(held, os.Getegid())
	return err == nil && !slices.ContainsFunc(held, func(id int) bool { return strconv.Itoa(id) == gid })
}

func (h host) install() []check.Fix {
	fix := func(manager, undo string, plan ...check.Command) check.Fix {
		return check.Fix{
			ID:        "install-with-" + manager,
			Title:     "Install Docker with " + manager,
			Effect:    "Docker's engine is installed, and runs from now on",
			Privilege: check.Admin,
			Undo:      undo,
			Plan:      commands(plan...),
		}
	}
	// Debian starts a service that it installs; the others leave it off.
	enable := check.Run("systemctl", "enable", "--now", "docker")
	var fixes []check.Fix
	if h.has("apt-get") {
		fixes = append(fixes, fix("apt-get", "apt-get remove -y docker.io",
			check.Run("apt-get", "update"), check.Run("apt-get", "install", "-y", "docker.io")))
	}
	if h.has("dnf") {
		fixes = append(fixes, fix("dnf", "dnf remove -y moby-engine",
			check.Run("dnf", "install", "-y", "moby-engine"), enable))
	}
	if h.has("pacman") {
		fixes = append(fixes, fix("pacman", "pacman -Rs --noconfirm docker",
			check.Run("pacman", "-S", "--noconfirm", "docker"), enable))
	}
	if h.has("zypper") {
		fixes = append(fixes, fix("zypper", "zypper remove -y docker",
			check.Run("zypper", "install", "-y", "docker"), enable))
	}
	if len(fixes) == 0 && h.has("xdg-open") {
		fixes = append(fixes, check.Fix{
			ID:        "install-by-hand",
			Title:     "Open Docker's page for Linux",
			Effect:    "Your browser shows how to install Docker on your distribution",
			Privilege: check.User,
			Undo:      "Nothing to undo",
			Plan:      commands(check.Run("xdg-open", "https://docs.docker.com/engine/install/")),
		})
	}
	return fixes
}

// others are the engines that a person may have beside that of the system.
func (e *Engine) others() []other {
	env := e.env()
	home := env.get(homeVariable)
	found := []other{
		{"Docker Desktop", "desktop-linux", filepath.Join(home, ".docker", "desktop", "docker.sock")},
		{"Colima", "colima", filepath.Join(home, ".colima", "default", "docker.sock")},
		{"Rancher Desktop", "rancher-desktop", filepath.Join(home, ".rd", "docker.sock")},
	}
	if run := env.get("XDG_RUNTIME_DIR"); filepath.IsAbs(run) {
		found = append(found,
			other{"Docker without root's rights", "rootless", filepath.Join(run, "docker.sock")},
			other{podman, "podman", filepath.Join(run, "podman", "podman.sock")})
	}
	return found
}

// upgrade offers the newest engine of where this one came from.
func (h host) upgrade() []check.Fix {
	fix := func(manager, name string, plan ...check.Command) []check.Fix {
		return []check.Fix{{
			ID: "upgrade-with-" + manager, Title: "Upgrade Docker with " + manager,
			Effect:    "The newest Docker that this system's packages have is installed; it starts anew, and with it every container that runs now",
			Privilege: check.Admin,
			Undo:      "Install the version before again, which your system's log of packages names: " + name,
			Plan:      commands(plan...),
		}}
	}
	switch {
	case !h.standard():
		return nil
	case h.has("snap") && there("/snap/bin/docker"):
		return fix("snap", "snap revert docker", check.Run("snap", "refresh", "docker"))
	case h.has("apt-get"):
		for _, name := range []string{"docker-ce", "docker.io", "moby-engine"} {
			if there("/var/lib/dpkg/info/" + name + ".list") {
				return fix("apt-get", "apt-get install "+name+"=VERSION",
					check.Run("apt-get", "update"), check.Run("apt-get", "install", "-y", "--only-upgrade", name))
			}
		}
	case h.has("dnf"):
		name := "moby-engine"
		if there("/etc/yum.repos.d/docker-ce.repo") {
			name = "docker-ce"
		}
		return fix("dnf", "dnf downgrade "+name, check.Run("dnf", "upgrade", "-y", name))
	case h.has("zypper"):
		return fix("zypper", "zypper install --oldpackage docker=VERSION", check.Run("zypper", "update", "-y", "docker"))
	}
	return nil
}

func there(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

func (h host) start() []check.Fix {
	fix := check.Fix{ID: "start", Title: "Start Docker", Effect: "Docker runs"}
	switch {
	case strings.Contains(h.socket, "/.docker/desktop/"):
		fix.Privilege, fix.Undo = check.User, "systemctl --user stop docker-desktop"
		fix.Plan = commands(check.Run("systemctl", "--user", "start", "docker-desktop"))
	case strings.Contains(h.socket, "/.colima/") && h.has("colima"):
		fix.Title, fix.Effect = "Start Colima", "Colima starts its machine, and Docker in it"
		fix.Privilege, fix.Undo = check.User, "colima stop"
		fix.Plan = commands(check.Run("colima", "start"))
	case strings.Contains(h.socket, "/.rd/") && h.has("rdctl"):
		fix.Title, fix.Effect = "Start Rancher Desktop", "Rancher Desktop starts its machine, and Docker in it"
		fix.Privilege, fix.Undo = check.User, "rdctl shutdown"
		fix.Plan = commands(check.Run("rdctl", "start"))
	case strings.HasSuffix(h.socket, "/podman/podman.sock"):
		fix.Title, fix.Effect = "Start Podman's socket", "Podman answers in Docker's place"
		fix.Privilege, fix.Undo = check.User, "systemctl --user stop podman.socket"
		fix.Plan = commands(check.Run("systemctl", "--user", "start", "podman.socket"))
	case strings.HasPrefix(h.socket, "/run/user/"):
		fix.Privilege, fix.Undo = check.User, "systemctl --user stop docker"
		fix.Plan = commands(check.Run("systemctl", "--user", "start", "docker"))
	case h.standard() && h.has(systemd):
		fix.Privilege, fix.Undo = check.Admin, "systemctl stop docker"
		fix.Plan = commands(check.Run("systemctl", "start", "docker"))
	case h.standard() && h.has("service"):
		fix.Privilege, fix.Undo = check.Admin, "service docker stop"
		fix.Plan = commands(check.Run("service", "docker", "start"))
	default:
		return nil
	}
	return []check.Fix{fix}
}

func (h host) permit() []check.Fix {
	return []check.Fix{{
		ID:        "join-group",
		Title:     "Allow yourself to use Docker",
		Effect:    "You belong to the group " + h.group + ", which amounts to administrator rights on this machine; it holds from your next login on, so log out and in again",
		Privilege: check.Admin,
		Undo:      "gpasswd -d " + h.user + " " + h.group,
		Plan:      commands(check.Run("usermod", "-aG", h.group, h.user)),
	}}
}

// pluginFolders returns where the docker command at a path finds its plugins; none where
// that is not known, as it is of a command that comes from no package of a distribution.
func pluginFolders(command string) []string {
	if command != "/usr/bin/docker" {
		return nil
	}
	return []string{
		"/usr/local/lib/docker/cli-plugins", "/usr/local/libexec/docker/cli-plugins", "/usr/lib/docker/cli-plugins", "/usr/libexec/docker/cli-plugins",
	}
}
