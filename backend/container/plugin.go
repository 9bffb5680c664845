package container

import (
	"os"
	"path/filepath"
	"slices"
)

// withoutPlugin is what a fix says whose command a person cannot give herself.
const withoutPlugin = ". Firstlight brings Compose with it; to give the command yourself, you would need the docker command with its Compose plugin"

// lacksPlugin reports whether there is no docker command here or it has no Compose, as
// far as it is known where this system keeps its plugins.
func (e *Engine) lacksPlugin() bool {
	command, err := e.programs.Find("docker")
	if err != nil {
		return true
	}
	kept := pluginFolders(command)
	if len(kept) == 0 {
		return false
	}
	config := e.env().configuration()
	own := filepath.Join(filepath.Dir(config.Filename), "cli-plugins")
	return !slices.ContainsFunc(slices.Concat(config.CLIPluginsExtraDirs, []string{own}, kept), func(folder string) bool {
		_, err := os.Stat(filepath.Join(folder, "docker-compose"))
		return err == nil
	})
}
