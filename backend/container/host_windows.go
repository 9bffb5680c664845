package container

import (
	"os"
	"strings"

	"firstlight/backend/check"
)

const (
	homeVariable = "USERPROFILE"
	userVariable = "USERNAME"

	application = `C:\Program Files\Docker\Docker\Docker Desktop.exe`
)

// variable folds a name, since Windows does not tell Path from PATH.
func variable(name string) string { return strings.ToUpper(name) }

func hostPrograms() []string { return []string{"docker", "winget"} }

// standard reports whether Docker Desktop listens there, rather than another
// engine of the person's choice.
func (h host) standard() bool {
	return strings.HasSuffix(h.socket, "/docker_engine") || strings.HasSuffix(h.socket, "/dockerDesktopLinuxEngine")
}

func (h *host) look() {
	_, err := os.Stat(application)
	h.installed = err == nil || !h.standard() && h.command != ""
	h.group = "docker-users"
}

func (h host) install() []check.Fix {
	if h.has("winget") {
		return []check.Fix{{
			ID:        "install-with-winget",
			Title:     "Install Docker Desktop with winget",
			Effect:    "Docker Desktop is installed; Windows may ask for a restart to set up WSL",
			Privilege: check.Admin,
			Undo:      "winget uninstall Docker.DockerDesktop",
			Plan: commands(check.Run("winget", "install", "--exact", "--id", "Docker.DockerDesktop",
				"--accept-package-agreements", "--accept-source-agreements")),
		}}
	}
	return []check.Fix{{
		ID:        "install-by-hand",
		Title:     "Open Docker's page for Windows",
		Effect:    "Your browser shows where to download Docker Desktop",
		Privilege: check.User,
		Undo:      "Nothing to undo",
		Plan:      commands(check.Run("explorer.exe", "https://docs.docker.com/desktop/setup/install/windows-install/")),
	}}
}

// others: each engine of Windows sets the docker context itself.
func (e *Engine) others() []other { return nil }

// upgrade offers the newest Docker Desktop.
func (h host) upgrade() []check.Fix {
	if !h.standard() || !h.has("winget") {
		return nil
	}
	return []check.Fix{{
		ID: "upgrade-with-winget", Title: "Upgrade Docker Desktop with winget",
		Effect:    "The newest Docker Desktop is installed; it starts anew, and with it every container that runs now",
		Privilege: check.Admin,
		Undo:      "Install the version before again from Docker's release notes",
		Plan: commands(check.Run("winget", "upgrade", "--exact", "--id", "Docker.DockerDesktop",
			"--accept-package-agreements", "--accept-source-agreements")),
	}}
}

func (h host) start() []check.Fix {
	if !h.standard() {
		return nil
	}
	return []check.Fix{{
		ID:        "start",
		Title:     "Start Docker Desktop",
		Effect:    "Docker Desktop runs; its first start takes a minute or two",
		Privilege: check.User,
		Undo:      "Quit Docker Desktop from its icon in the task bar",
		Plan:      commands(check.Run("powershell", "-NoProfile", "-Command", "Start-Process '"+application+"'")),
	}}
}

func (h host) permit() []check.Fix {
	return []check.Fix{{
		ID:        "join-group",
		Title:     "Allow yourself to use Docker",
		Effect:    "You belong to the group docker-users from your next sign-in on, so sign out and in again",
		Privilege: check.Admin,
		Undo:      "net localgroup docker-users " + h.user + " /delete",
		Plan:      commands(check.Run("net", "localgroup", "docker-users", h.user, "/add")),
	}}
}

// pluginFolders returns none: Docker Desktop brings the docker command's plugins along.
func pluginFolders(string) []string { return nil }
