package container_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	room "firstlight/backend/container"
)

// A command that a person cannot give herself is told to be so.
func TestACommandThatLacksItsPluginIsToldOf(t *testing.T) {
	t.Parallel()
	if all, _ := filepath.Glob("/usr/*/docker/cli-plugins/docker-compose"); len(all) > 0 {
		t.Skip("this machine has Docker's Compose plugin")
	}
	p := newProject(t, oneService("steady"))
	config := t.TempDir()
	e := newEngine(t, "DOCKER_CONFIG="+config)
	effect := func() string {
		c := e.ComposeCheck(room.ComposeSpec{Files: []string{p.file}})
		return c.Fixes(observe(t, c))[0].Effect
	}
	if got := effect(); !strings.HasSuffix(got, "Compose plugin, which is not installed") {
		t.Errorf("without the plugin the effect reads %q", got)
	}
	plugins := filepath.Join(config, "cli-plugins")
	if err := os.Mkdir(plugins, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(plugins, "docker-compose"), nil, 0o755); err != nil {
		t.Fatal(err)
	}
	if got := effect(); strings.Contains(got, "plugin") {
		t.Errorf("with the plugin the effect reads %q", got)
	}
}
