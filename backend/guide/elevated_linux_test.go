package guide_test

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"firstlight/backend/check"
	"firstlight/backend/guide"
	"firstlight/backend/process"
)

// elevators are stand-ins for what asks for an administrator's rights, which
// treat the folder and the environment as the real ones do.
var elevators = map[string]string{
	// pkexec(1): "The environment that PROGRAM will run in will be set to a minimal
	// known and safe environment"; it finds PROGRAM by its caller's PATH, and goes
	// to the home of the user that it becomes.
	"pkexec": `#!/bin/sh
program=$(command -v "$1") || exit 127
shift
cd "$ROOTS_HOME" && exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME="$ROOTS_HOME" PKEXEC_UID=1000 "$program" "$@"
`,
	// sudo(8): with env_reset, which is the default, a minimal environment and
	// secure_path; the folder stays.
	"sudo": `#!/bin/sh
[ "$1" = -- ] && shift
exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME="$ROOTS_HOME" SUDO_UID=1000 "$@"
`,
	// osascript's do shell script: a text for /bin/sh in an environment of its own.
	"osascript": `#!/bin/sh
[ "$1" = -e ] || exit 2
text=${2#'do shell script "'}
text=${text%'" with administrator privileges without altering line endings'}
[ "$text" != "$2" ] || exit 2
text=$(printf '%s\n' "$text" | sed 's/\\\(["\\]\)/\1/g')
cd / && exec env -i PATH=/usr/bin:/bin:/usr/sbin:/sbin HOME="$ROOTS_HOME" /bin/sh -c "$text"
`,
}

func TestWhatIsElevatedKeepsItsFolderAndItsVariables(t *testing.T) {
	bin, home, work := t.TempDir(), t.TempDir(), filepath.Join(t.TempDir(), `it's "here" \ $HOME`)
	if err := os.Mkdir(work, 0o700); err != nil {
		t.Fatal(err)
	}
	tell := "#!/bin/sh\n" + `printf '%s\n' "in $(pwd)" "greeting ${GREETING-unset}" "secret ${SECRET-unset}" "$@"` + "\n"
	programs := maps.Clone(elevators)
	programs["tell"] = tell
	for name, text := range programs {
		if err := os.WriteFile(filepath.Join(bin, name), []byte(text), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	runner := process.New(append(os.Environ(), "PATH="+bin+":"+os.Getenv("PATH"), "ROOTS_HOME="+home, "SECRET=not for root"))
	const greeting = `hello, "you" & 'me' \ $HOME`
	odd := []string{`a b`, `it's`, `"quoted"`, `back\slash`, `$HOME`, ``}
	variable := []string{"GREETING=" + greeting}
	for name, test := range map[string]struct {
		given check.Command
		want  []string
	}{
		"a program in its folder": {
			check.Command{Args: append([]string{"tell"}, odd...), Dir: work, Env: variable},
			append([]string{"in " + work, "greeting " + greeting, "secret unset"}, odd...),
		},
		"a text": {
			check.Command{Shell: `tell() { ` + strings.TrimPrefix(tell, "#!/bin/sh\n") + `}; tell one "two three"`, Dir: work, Env: variable},
			[]string{"in " + work, "greeting " + greeting, "secret unset", "one", "two three"},
		},
		"a text in the workspace": {
			check.Command{Shell: `echo "in $(pwd)"`}, []string{"in " + work},
		},
	} {
		for _, by := range []string{"pkexec", "sudo", "osascript"} {
			t.Run(name+" by "+by, func(t *testing.T) {
				line, terminal, err := guide.Elevated(test.given, work, runner.Find, by == "sudo")
				if err != nil || terminal != (by == "sudo") || by != "osascript" && filepath.Base(line[0]) != by {
					t.Fatalf("it is started by %q, in the terminal %v, %v", line, terminal, err)
				}
				if by == "osascript" {
					line = []string{by, "-e", guide.AppleScript(test.given, work, runner.Find)}
				}
				result, err := runner.Run(t.Context(), process.Spec{Args: line, Dir: work})
				if err != nil {
					t.Fatal(err)
				}
				if want := strings.Join(test.want, "\n") + "\n"; result.Stdout != want {
					t.Errorf("%q prints\n%s\nwant\n%s", line, result.Stdout, want)
				}
			})
		}
	}
}

func TestAProgramThatNeedsNoFolderIsNamedInTheDialog(t *testing.T) {
	runner := process.New([]string{"PATH=" + t.TempDir()})
	find := func(name string) (string, error) { return "/usr/bin/" + name, nil }
	got, _, err := guide.Elevated(check.Run("apt-get", "install", "-y", "golang"), "/work", find, false)
	if want := []string{"/usr/bin/pkexec", "/usr/bin/apt-get", "install", "-y", "golang"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("it is started by %q, %v; want %q", got, err, want)
	}
	if _, _, err := guide.Elevated(check.Run("apt-get"), "/work", runner.Find, true); !errors.Is(err, guide.ErrNoRights) {
		t.Errorf("with nothing to ask for the rights: %v", err)
	}
}
