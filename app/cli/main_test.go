package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/cookiejar"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"firstlight/backend/askpass"
	"firstlight/backend/github/githubtest"
	"firstlight/backend/insight/insighttest"
	"firstlight/frontend"
)

// patience bounds how long a script waits for what has to come; none waits that
// long unless it fails.
const patience = 30 * time.Second

func TestMain(m *testing.M) {
	if code, asked := askpass.Main(); asked {
		os.Exit(code)
	}
	time.Local = time.UTC
	testscript.Main(m, map[string]func(){"firstlight": main})
}

// TestScripts runs the built program as a person or a program would.
func TestScripts(t *testing.T) {
	cache, modules := goEnv(t, "GOCACHE"), goEnv(t, "GOMODCACHE")
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("testdata", "script"),
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			home := filepath.Join(env.WorkDir, "home")
			env.Setenv("HOME", home)
			env.Setenv("USERPROFILE", home)
			env.Setenv("FIRSTLIGHT_HOME", filepath.Join(env.WorkDir, "data"))
			env.Setenv("GIT_CONFIG_GLOBAL", filepath.Join(home, ".gitconfig"))
			env.Setenv("GIT_CONFIG_NOSYSTEM", "1")
			env.Setenv("GOCACHE", cache)
			env.Setenv("GOMODCACHE", modules)
			env.Setenv("GORACE", os.Getenv("GORACE"))
			// No script is to reach, or to start, an engine of this machine.
			env.Setenv("DOCKER_HOST", "unix://"+filepath.Join(env.WorkDir, "no-engine.sock"))
			env.Values[hubOf{}] = &hub{}
			env.Values[collectorOf{}] = &collector{}
			return os.Mkdir(home, 0o700)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"appears": appears,
			"gone":    gone,
			"exits":   exits,
			"hub":     startHub(t),
			"others":  others,
			"keyring": keyring,
			"opens":   opens,
			"team":    team,

			"collector":    startCollector,
			"took-nothing": tookNothing,
		},
		Condition: condition,
	})
}

func goEnv(t *testing.T, name string) string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "go", "env", name).Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}

// appears waits for a file: appears FILE.
func appears(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: appears FILE")
	}
	eventually(ts, args[0]+" is there", func() bool {
		info, err := os.Stat(ts.MkAbs(args[0]))
		return err == nil && info.Size() > 0
	})
}

// gone waits until the process whose number is in a file has ended: gone FILE.
func gone(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: gone FILE")
	}
	pid := strings.TrimSpace(ts.ReadFile(args[0]))
	eventually(ts, "process "+pid+" has ended", func() bool { return !runs(pid) })
}

// exits checks the exit code of a command, with what it printed kept for stdout
// and stderr: exits CODE PROGRAM ARGS...
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE PROGRAM ARGS...")
	}
	code := "0"
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		code = strings.TrimPrefix(err.Error(), "exit status ")
	}
	if code != args[0] {
		ts.Fatalf("%s ended with %s, want exit code %s", strings.Join(args[1:], " "), code, args[0])
	}
}

// team writes the files of simulated onboardings into a folder: team FOLDER N.
func team(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: team FOLDER N")
	}
	people, err := strconv.Atoi(args[1])
	ts.Check(err)
	ts.Check(os.MkdirAll(ts.MkAbs(args[0]), 0o700))
	ts.Check(insighttest.Files(ts.MkAbs(args[0]), people))
}

// opens opens the address that is in a file, and asks for the page as a browser
// would: opens FILE.
func opens(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: opens FILE")
	}
	address := regexp.MustCompile(`http://127\.0\.0\.1:\d+/\?token=\w+`).FindString(ts.ReadFile(args[0]))
	jar, err := cookiejar.New(nil)
	ts.Check(err)
	browser := &http.Client{Jar: jar, Timeout: patience}
	defer browser.CloseIdleConnections()
	response, err := browser.Get(address)
	ts.Check(err)
	body, err := io.ReadAll(response.Body)
	ts.Check(errors.Join(err, response.Body.Close()))
	if response.StatusCode != http.StatusOK || !strings.Contains(string(body), "/bridge.js") {
		ts.Fatalf("%s answered %d: %s", address, response.StatusCode, body)
	}
}

// condition knows whether the interface was built into the program, and whether
// there is a keyring to start.
func condition(name string) (bool, error) {
	var err error
	lacks := ""
	switch name {
	case "interface":
		_, err = fs.Stat(frontend.Assets(), "index.html")
		lacks = "the interface is not built; build it with: make build"
	case "keyring":
		for _, program := range []string{"dbus-daemon", "dbus-send", "gnome-keyring-daemon"} {
			_, missing := exec.LookPath(program)
			err = errors.Join(err, missing)
		}
		lacks = "there is no keyring to start; install gnome-keyring and dbus"
	case "hub":
		err = githubtest.Missing()
		lacks = "there is no description of GitHub's API; fetch it with: build/test/openapi.sh"
	default:
		return false, fmt.Errorf("there is no condition %q", name)
	}
	if err != nil && os.Getenv("CI") != "" {
		return false, fmt.Errorf("%s: %w", lacks, err)
	}
	return err == nil, nil
}

func eventually(ts *testscript.TestScript, what string, holds func() bool) {
	for deadline := time.Now().Add(patience); !holds(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			ts.Fatalf("waited in vain: %s", what)
		}
	}
}

// TestNoWindowIsLinked keeps the terminal face small, and able to run where
// there is no graphical system.
func TestNoWindowIsLinked(t *testing.T) {
	out, err := exec.CommandContext(t.Context(), "go", "list", "-deps", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	deps := strings.Fields(string(out))
	if !slices.Contains(deps, "firstlight/app/web") {
		t.Fatalf("the list of %d packages lacks app/web, so it is not of this program", len(deps))
	}
	for _, dep := range deps {
		if strings.HasPrefix(dep, "github.com/wailsapp/wails") || dep == "firstlight/app/window" {
			t.Errorf("the terminal face links %s", dep)
		}
	}
}
