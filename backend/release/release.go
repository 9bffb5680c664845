// Package release knows which Firstlight this program is.
package release

import (
	"runtime/debug"
	"strings"
)

// linked is what the build calls the program; the linker sets it, and nothing
// else does.
var linked string

// Development is the name of a program of which nothing is known.
const Development = "development"

// Name returns which Firstlight this is: its release, or the commit that it was
// built from, or Development.
func Name() string {
	info, _ := debug.ReadBuildInfo()
	return name(linked, info)
}

func name(linked string, info *debug.BuildInfo) string {
	if linked != "" {
		return linked
	}
	if info == nil {
		return Development
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		return v
	}
	settings := map[string]string{}
	for _, s := range info.Settings {
		settings[s.Key] = s.Value
	}
	commit := settings["vcs.revision"]
	if commit == "" {
		return Development
	}
	commit = commit[:min(len(commit), shortCommit)]
	if strings.EqualFold(settings["vcs.modified"], "true") {
		return commit + "-dirty"
	}
	return commit
}

// shortCommit is how many digits of a commit are told.
const shortCommit = 12
