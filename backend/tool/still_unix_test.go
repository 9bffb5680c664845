//go:build unix

package tool_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"firstlight/backend/check"
	"firstlight/backend/tool"
)

// TestLookingNeverInstalls starts shims that install a version unless they are
// told not to, as those of the version managers do.
func TestLookingNeverInstalls(t *testing.T) {
	for _, c := range []struct{ manager, tool, file, unless, says string }{
		{"mise", "node", ".local/share/mise/shims/node", `"$MISE_NOT_FOUND_AUTO_INSTALL$MISE_EXEC_AUTO_INSTALL" = 00`, "mise ERROR No version is set for shim: node"},
		{"rustup", "rust", ".cargo/bin/rustc", `"$RUSTUP_AUTO_INSTALL" = 0`, "error: toolchain '1.95.0-x86_64-unknown-linux-gnu' is not installed"},
		{"tfenv", "terraform", ".tfenv/bin/terraform", `"$TFENV_AUTO_INSTALL" = false`, "version '1.9.0' was requested, but not installed and TFENV_AUTO_INSTALL is not 'true'"},
		{"corepack", "pnpm", "node/corepack/shims/pnpm", `"$COREPACK_ENABLE_NETWORK" = 0`, "Internal Error: Network access disabled by the environment; can't reach https://registry.npmjs.org/pnpm"},
	} {
		t.Run(c.manager, func(t *testing.T) {
			b := newBench(t)
			installed, said := filepath.Join(b.home, "installed"), filepath.Join(b.home, "said")
			if err := os.WriteFile(said, []byte(c.says+"\n"), 0o644); err != nil {
				t.Fatal(err)
			}
			b.program(b.folder(filepath.Dir(c.file)), filepath.Base(c.file), "test "+c.unless+" || : >'"+installed+"'; /bin/cat '"+said+"' >&2; exit 1")
			f := b.observe(b.room().Tool(c.tool, ""))
			b.want(f, check.Failing, "tool/shim-without-version")
			if _, err := os.Stat(installed); err == nil {
				t.Error("a version was installed by looking")
			}
		})
	}
}

// TestBazeliskIsKnownWithoutAStart puts Bazelisk in Bazel's place: asked anything,
// it fetches a Bazel.
func TestBazeliskIsKnownWithoutAStart(t *testing.T) {
	for _, name := range []string{"bazel", "bazelisk"} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			fetched, cellar := filepath.Join(b.home, "fetched"), filepath.Join(b.home, "Cellar")
			if err := os.Mkdir(cellar, 0o755); err != nil {
				t.Fatal(err)
			}
			real := b.program(cellar, "bazelisk-linux-amd64", ": >'"+fetched+"'; echo bazel 7.2.1")
			b.link(real, filepath.Join(b.folder("bin"), name))
			f := b.observe(b.room().Tool("bazel", ""))
			b.want(f, check.OK, "")
			if f.Summary != "Bazel, by way of Bazelisk" {
				t.Errorf("summary %q", f.Summary)
			}
			f = b.observe(b.room().Tool("bazel", ">=7"))
			b.want(f, check.Unknown, "tool/version-by-project")
			if !strings.Contains(fact(f, "What to do"), ".bazelversion") {
				t.Errorf("evidence %+v", f.Evidence)
			}
			if _, err := os.Stat(fetched); err == nil {
				t.Error("Bazelisk was started")
			}
		})
	}
}

// TestAJourneysShimMayOnlyKeepStill refuses variables that have a program do more.
func TestAJourneysShimMayOnlyKeepStill(t *testing.T) {
	for _, env := range []string{"LD_PRELOAD: evil", "PATH: x", "lower: '0'", "MISE_DATA_DIR: /tmp/x"} {
		_, err := tool.ParseCatalogue([]byte("shims:\n  - manager: harbour\n    file: '/harbour/'\n    then: Choose one\n    env: { " + env + " }\n"))
		if err == nil || !strings.Contains(err.Error(), "only keeps a program from doing more") {
			t.Errorf("%s: %v", env, err)
		}
	}
}
