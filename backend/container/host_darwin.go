package container

import (
	"os"
	"path/filepath"
	"strings"

	"firstlight/backend/check"
)

const (
	homeVariable = "HOME"
	userVariable = "USER"

	application = "/Applications/Docker.app"
)

func variable(name string) string { return name }

func hostPrograms() []string { return []string{"docker", "brew", "colima", "podman"} }

// standard reports whether Docker Desktop listens there, rather than another
// engine of the person's choice.
func (h host) standard() bool {
	return h.socket == "/var/run/docker.sock" || strings.Contains(h.socket, "/.docker/run/")
}

func (h *host) look() {
	_, err := os.Stat(application)
	h.installed = err == nil || !h.standard() && h.command != ""
	h.group = "the socket's owner"
}

func (h host) install() []check.Fix {
	if h.has("brew") {
		return []check.Fix{{
			ID:        "install-with-brew",
			Title:     "Install Docker Desktop with Homebrew",
			Effect:    "Docker Desktop is installed and opens; it asks for your password once, to set itself up",
			Privilege: check.User,
			Undo:      "brew uninstall --cask docker",
			Plan:      commands(check.Run("brew", "install", "--cask", "docker"), check.Run("open", "-a", "Docker")),
		}}
	}
	return []check.Fix{{
		ID:        "install-by-hand",
		Title:     "Open Docker's page for macOS",
		Effect:    "Your browser shows where to download Docker Desktop",
		Privilege: check.User,
		Undo:      "Nothing to undo",
		Plan:      commands(check.Run("open", "https://docs.docker.com/desktop/setup/install/mac-install/")),
	}}
}

// others are the engines that a person may have beside the one that is asked.
func (e *Engine) others() []other {
	home := e.env().get(homeVariable)
	return []other{
		{"Docker Desktop", "desktop-linux", filepath.Join(home, ".docker", "run", "docker.sock")},
		{"Colima", "colima", filepath.Join(home, ".colima", "default", "docker.sock")},
		{"OrbStack", "orbstack", filepath.Join(home, ".orbstack", "run", "docker.sock")},
		{"Rancher Desktop", "rancher-desktop", filepath.Join(home, ".rd", "docker.sock")},
		{podman, "podman", filepath.Join(home, ".local", "share", "containers", "podman", "machine", "podman.sock")},
	}
}

// upgrade offers the newest Docker Desktop.
func (h host) upgrade() []check.Fix {
	if !h.standard() || !h.has("brew") {
		return nil
	}
	return []check.Fix{{
		ID: "upgrade-with-brew", Title: "Upgrade Docker Desktop with Homebrew",
		Effect:    "The newest Docker Desktop is installed; it starts anew, and with it every container that runs now",
		Privilege: check.User,
		Undo:      "Install the version before again from Docker's release notes",
		Plan:      commands(check.Run("brew", "upgrade", "--cask", "docker")),
	}}
}

func (h host) start() []check.Fix {
	if strings.Contains(h.socket, "/.colima/") && h.has("colima") {
		return []check.Fix{{
			ID: "start", Title: "Start Colima", Effect: "Colima starts its machine, and Docker in it",
			Privilege: check.User, Undo: "colima stop", Plan: commands(check.Run("colima", "start")),
		}}
	}
	for _, app := range []struct{ folder, name string }{{"/.orbstack/", "OrbStack"}, {"/.rd/", "Rancher Desktop"}} {
		if strings.Contains(h.socket, app.folder) {
			return []check.Fix{{
				ID: "start", Title: "Open " + app.name, Effect: app.name + " starts its machine, and Docker in it",
				Privilege: check.User, Undo: `osascript -e 'quit app "` + app.name + `"'`, Plan: commands(check.Run("open", "-a", app.name)),
			}}
		}
	}
	if strings.Contains(h.socket, "/containers/podman/machine/") && h.has("podman") {
		return []check.Fix{{
			ID: "start", Title: "Start Podman's machine", Effect: "Podman starts its machine, and answers in Docker's place",
			Privilege: check.User, Undo: "podman machine stop", Plan: commands(check.Run("podman", "machine", "start")),
		}}
	}
	if !h.standard() {
		return nil
	}
	return []check.Fix{{
		ID:        "start",
		Title:     "Open Docker Desktop",
		Effect:    "Docker Desktop runs; its first start takes a minute or two",
		Privilege: check.User,
		Undo:      `osascript -e 'quit app "Docker"'`,
		Plan:      commands(check.Run("open", "-a", "Docker")),
	}}
}

// permit has nothing to offer: Docker Desktop's socket belongs to the person
// who opened it.
func (h host) permit() []check.Fix { return nil }

// pluginFolders returns none: whatever brings the docker command to a Mac keeps its
// plugins in a place of its own.
func pluginFolders(string) []string { return nil }
