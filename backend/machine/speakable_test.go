package machine

import (
	"strings"
	"testing"

	"firstlight/backend/process"
)

func TestACommandIsShownWithoutSecrets(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	m := New(Config{Runner: process.New([]string{"DEPLOY_TOKEN=tr0ub4dor-and-3"})})
	for _, c := range []struct{ args, want string }{
		{"redis-server --port 6379 --requirepass hunter2", "redis-server --port 6379 --requirepass '[redacted]'"},
		{"node server.js --api-key=abc --verbose", "node server.js '--api-key=[redacted]' --verbose"},
		{"env PGPASSWORD=x psql", "env 'PGPASSWORD=[redacted]' psql"},
		{"serve --with-token --port 80", "serve --with-token --port 80"},
		{"serve tr0ub4dor-and-3", "serve [redacted]"},
		{"serve " + home + "/site --log=" + home + "/log /data" + home + "/x", "serve ~/site --log=~/log /data" + home + "/x"},
	} {
		if got := m.speakable(strings.Fields(c.args)); got != c.want {
			t.Errorf("%s is shown as %s, want %s", c.args, got, c.want)
		}
	}
	if got := []rune(m.speakable([]string{strings.Repeat("ä", 1000)})); len(got) != 201 {
		t.Errorf("a long command is shown with %d letters", len(got))
	}
}
