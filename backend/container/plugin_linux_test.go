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
	for _, kept := range []string{"/usr/lib*/docker/cli-plugins/docker-compose", "/usr/local/lib*/docker/cli-plugins/docker-compose"} {
		if all, _ := filepath.Glob(kept); len(all) > 0 {
			t.Skipf("this machine has Docker's Compose plugin: %s", all[0])
		}
	}
	p := newProject(t, oneService("steady"))
	config := t.TempDir()
	e := newEngine(t, "DOCKER_CONFIG="+config)
	effect := func() string {
		c := e.ComposeCheck(room.ComposeSpec{Files: []string{p.file}})
		return c.Fixes(observe(t, c))[0].Effect
	}
	if got := effect(); !strings.HasSuffix(got, "the docker command with its Compose plugin") {
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
