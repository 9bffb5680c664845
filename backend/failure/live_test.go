package failure_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
)

// What the tools of this machine print today is recognised too, not only what
// was recorded.
func TestLiveFailuresAreRecognised(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the scenes are set by a POSIX shell")
	}
	const repository = "git init -q -b main shop && cd shop && git commit -q --allow-empty -m One"
	const pair = "git init -q --bare central && git clone -q central a && git clone -q central b && cd a && git commit -q --allow-empty -m A && git push -q -u origin HEAD && cd ../b && git commit -q --allow-empty -m B && git branch -M \"$(git -C ../a branch --show-current)\""
	cases := []struct {
		id, tool, scene, command string
	}{
		{"git-not-a-repository", "git", "true", "git status"},
		{"git-index-locked", "git", repository + " && touch .git/index.lock a", "git add a"},
		{"git-ref-missing", "git", "git init -q shop && cd shop && git remote add origin ../central", "git push origin nothing"},
		{"git-detached-push", "git", repository + " && git checkout -q --detach && git remote add origin ../central", "git push"},
		{"git-no-upstream", "git", repository + " && git remote add origin ../central", "git push"},
		{"git-push-behind", "git", pair, "git push -u origin HEAD"},
		{"git-divergent", "git", pair + " && git fetch -q && git branch -q -u \"origin/$(git branch --show-current)\"", "git pull"},
		{"git-unrelated-histories", "git", repository + " && cd .. && git init -q other && cd other && git commit -q --allow-empty -m Two", "git pull --no-rebase ../shop main"},
		{"git-merge-conflict", "git", repository + " && echo a >f && git add f && git commit -qm A && git checkout -qb mine HEAD~1 && echo b >f && git add f && git commit -qm B", "git merge main"},
		{"git-local-changes", "git", repository + " && echo a >f && git add f && git commit -qm A && git checkout -qb mine && echo b >f && git commit -qam B && echo c >f", "git checkout main"},
		{"git-destination-exists", "git", repository + " && cd .. && mkdir full && touch full/a", "git clone shop full"},
		{"git-no-identity", "git", "git init -q shop && cd shop && git config user.useConfigOnly true && git config --global --unset user.name; git config --global --unset user.email", "git commit --allow-empty -m One"},
		{"git-repository-missing", "git", "true", "git clone ./nothing"},
		{"dns-unresolved", "git", "true", "git clone https://host.invalid/acme/shop.git"},
		{"service-refused", "git", "true", "git clone http://127.0.0.1:1/shop.git"},
		{"make-missing-separator", "make", `printf 'all:\n    echo\n' >Makefile`, "make"},
		{"make-no-rule", "make", `printf 'all: missing.go\n' >Makefile`, "make"},
		{"make-no-makefile", "make", "true", "make"},
		{"shell-command-missing", "sh", "true", "sh -c no-such-program-here"},
		{"shell-not-executable", "sh", "echo ls >run.sh", "sh -c ./run.sh"},
		{"go-no-module", "go", "echo package main >main.go", "go build ."},
		{"go-version", "go", `printf 'module a\n\ngo 1.999\n' >go.mod`, "go build ./..."},
		{"go-package-not-in-std", "go", `printf 'module a\n\ngo 1.21\n' >go.mod; printf 'package a\n\nimport _ "shop/orders"\n' >a.go`, "go build ."},
		{"go-proxy-off", "go", `printf 'module a\n\ngo 1.21\n\nrequire example.com/lib v1.0.0\n' >go.mod`, "go mod download"},
		{"go-build-constraints", "go", `printf 'module a\n\ngo 1.21\n' >go.mod; printf '//go:build never\n\npackage a\n' >a.go`, "go build ."},
	}
	catalogue := known(t)
	for _, c := range cases {
		t.Run(c.id, func(t *testing.T) {
			if _, err := exec.LookPath(c.tool); err != nil {
				if os.Getenv("CI") == "true" {
					t.Fatalf("needs %s: %v", c.tool, err)
				}
				t.Skipf("needs %s, which build/setup/need.sh test installs", c.tool)
			}
			home := t.TempDir()
			run := func(text string) (string, error) {
				cmd := exec.Command("sh", "-c", text)
				cmd.Dir = filepath.Join(home, "work")
				cmd.Env = append(os.Environ(), "HOME="+home, "LC_ALL=C", "GIT_CONFIG_NOSYSTEM=1", "GIT_TERMINAL_PROMPT=0",
					"GIT_CEILING_DIRECTORIES="+home, "GOTOOLCHAIN=local", "GOPROXY=off", "GOFLAGS=-mod=mod", "GOWORK=off", "CGO_ENABLED=0")
				output, err := cmd.CombinedOutput()
				return string(output), err
			}
			if err := os.Mkdir(filepath.Join(home, "work"), 0o755); err != nil {
				t.Fatal(err)
			}
			// Go goes on writing telemetry after its end, while the home is removed.
			for _, config := range []string{".config", "Library/Application Support"} {
				telemetry := filepath.Join(home, filepath.FromSlash(config), "go", "telemetry")
				if err := os.MkdirAll(telemetry, 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(filepath.Join(telemetry, "mode"), []byte("off"), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			identity := "git config --global user.name Ada; git config --global user.email ada@example.org\n"
			output, err := run(identity + c.scene + "\n" + c.command)
			if err == nil {
				t.Fatalf("%s did not fail:\n%s", c.command, output)
			}
			if got, _ := catalogue.Match(output, runtime.GOOS); got.ID != c.id {
				t.Errorf("got %q for:\n%s", got.ID, output)
			}
		})
	}
}
