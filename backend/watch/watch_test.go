package watch_test

import (
	"os"
	"runtime"
	"testing"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/watch"
)

// change is one thing that happens to files.
type change = func(p place)

// onNotice are changes that must be told without looking around. All of them are
// made one after another to the same watcher, and each must be told.
var onNotice = map[string]struct {
	before  change
	path    string
	tree    string
	changes []change
}{
	"a file is written": {
		before: func(p place) { p.write("file", "1") }, path: "file",
		changes: []change{
			func(p place) { p.write("file", "2") },
			func(p place) { p.write("file", "3") },
		},
	},
	"a file comes and goes": {
		path: "file",
		changes: []change{
			func(p place) { p.write("file", "") },
			func(p place) { p.remove("file") },
			func(p place) { p.write("file", "") },
		},
	},
	"a file is replaced by a rename": {
		before: func(p place) { p.write("file", "1") }, path: "file",
		changes: []change{
			func(p place) { p.write("new", "2"); p.rename("new", "file") },
			func(p place) { p.write("new", "3"); p.rename("new", "file") },
			func(p place) { p.write("file", "4") },
		},
	},
	"a file may be run": {
		before: func(p place) { p.write("file", "1") }, path: "file",
		changes: []change{func(p place) {
			if runtime.GOOS == "windows" {
				p.t.Skip("files on Windows have no mark that they may be run")
			}
			p.must(os.Chmod(p.path("file"), 0o755))
		}},
	},
	"entries of a folder": {
		before: func(p place) { p.write("folder/old", "1") }, path: "folder",
		changes: []change{
			func(p place) { p.write("folder/new", "") },
			func(p place) { p.write("folder/old", "2") },
			func(p place) { p.remove("folder/old") },
			func(p place) { p.folder("folder/sub") },
		},
	},
	"a path that comes at once, and goes, and comes": {
		path: "a/b/c/file",
		changes: []change{
			func(p place) { p.write("a/b/c/file", "1") },
			func(p place) { p.write("a/b/c/file", "2") },
			func(p place) { p.remove("a") },
			func(p place) { p.write("a/b/c/file", "3") },
			func(p place) { p.rename("a/b/c", "a/b/other") },
			func(p place) { p.rename("a/b/other", "a/b/c") },
			func(p place) { p.write("a/b/c/file", "4") },
		},
	},
	"a folder that is made again": {
		before: func(p place) { p.write("folder/file", "1") }, path: "folder/file",
		changes: []change{
			func(p place) { p.remove("folder"); p.write("folder/file", "2") },
			func(p place) { p.write("folder/file", "3") },
			func(p place) { p.rename("folder", "away"); p.write("folder/file", "4") },
			func(p place) { p.write("folder/file", "5") },
		},
	},
	"a folder that becomes a file and a folder again": {
		before: func(p place) { p.write("folder/file", "1") }, path: "folder/file",
		changes: []change{
			func(p place) { p.remove("folder"); p.write("folder", "") },
			func(p place) { p.remove("folder"); p.write("folder/file", "2") },
			func(p place) { p.write("folder/file", "3") },
		},
	},
	"a link that is replaced, and what it leads to": {
		before: func(p place) { p.write("one", "1"); p.write("two", "1"); p.link("one", "link") }, path: "link",
		changes: []change{
			func(p place) { p.write("one", "2") },
			func(p place) { p.link("two", "link") },
			func(p place) { p.write("two", "2") },
			func(p place) { p.link("./three", "link") },
			func(p place) { p.write("three", "") },
			func(p place) { p.remove("link") },
		},
	},
	"a link on the way": {
		before: func(p place) {
			p.write("v1/bin/tool", "1")
			p.write("v2/bin/tool", "2")
			p.folder("opt")
			p.link("../v1", "opt/current")
		},
		path: "opt/current/bin/tool",
		changes: []change{
			func(p place) { p.write("v1/bin/tool", "3") },
			func(p place) { p.link("../v2", "opt/current") },
			func(p place) { p.write("v2/bin/tool", "4") },
			func(p place) { p.link("../v3", "opt/current") },
			func(p place) { p.write("v3/bin/tool", "5") },
		},
	},
	"a tree": {
		before: func(p place) { p.write("tree/a/b/file", "1") }, tree: "tree",
		changes: []change{
			func(p place) { p.write("tree/a/b/file", "2") },
			func(p place) { p.write("tree/new/deep/down/file", "1") },
			func(p place) { p.write("tree/new/deep/down/file", "2") },
			func(p place) { p.rename("tree/new", "tree/renamed") },
			func(p place) { p.write("tree/renamed/deep/down/file", "3") },
			func(p place) { p.remove("tree/renamed/deep/down") },
			func(p place) { p.remove("tree") },
			func(p place) { p.write("tree/x/y/file", "1") },
			func(p place) { p.write("tree/x/y/file", "2") },
		},
	},
	"a tree that comes": {
		tree: "there/tree",
		changes: []change{
			func(p place) { p.write("there/tree/x/file", "1") },
			func(p place) { p.write("there/tree/x/file", "2") },
		},
	},
	"a tree into which a folder is moved": {
		before: func(p place) { p.folder("tree"); p.write("full/a/b/file", "1") }, tree: "tree",
		changes: []change{
			func(p place) { p.rename("full", "tree/full") },
			func(p place) { p.write("tree/full/a/b/file", "2") },
		},
	},
}

func TestChangesAreTold(t *testing.T) {
	t.Parallel()
	for name, test := range onNotice {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newPlace(t)
			if test.before != nil {
				test.before(p)
			}
			var it check.Watch
			if test.path != "" {
				it.Paths = []string{p.path(test.path)}
			}
			if test.tree != "" {
				it.Trees = []string{p.path(test.tree)}
			}
			w := watcher(t, it)
			for i, change := range test.changes {
				change(p)
				expect(t, w, "it")
				if extra := calm(t, w); len(extra) > 20 {
					t.Errorf("change %d was told %d times", i, len(extra))
				}
			}
			if polling := w.Polling(); len(polling) > 0 {
				t.Errorf("polling: %v", polling)
			}
		})
	}
}

func TestOtherChangesAreNotTold(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	p.write("repo/.git/HEAD", "")
	p.write("file", "")
	w := watcher(t, check.Watch{
		Paths: []string{p.path("file"), p.path("repo/.git"), p.path("missing/file")},
		Trees: []string{p.path("repo/.git/refs")},
	})
	p.write("other", "")
	p.write("file.tmp", "")
	p.write("repo/README", "")
	p.write("repo/.git/index.lock", "")
	p.remove("repo/.git/index.lock")
	p.write("missing.too", "")
	if keys := calm(t, w); len(keys) > 0 {
		t.Errorf("told %v", keys)
	}
	p.write("repo/.git/index.lock", "")
	p.rename("repo/.git/index.lock", "repo/.git/index")
	expect(t, w, "it")
}

func TestALockThatIsAskedForIsTold(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	p.write(".git/HEAD", "")
	w := watcher(t, check.Watch{Paths: []string{p.path(".git/index.lock")}})
	p.write(".git/index.lock", "")
	expect(t, w, "it")
}

func TestFoldersFurtherUpAreLookedAt(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("Windows does not let a folder be renamed that has a watched folder below it")
	}
	p := newPlace(t)
	p.write("up/folder/file", "1")
	p.write("up/tree/a/file", "1")
	w := watcherOf(t, watch.Options{Settle: settle, Poll: 20 * time.Millisecond}, check.Watch{
		Paths: []string{p.path("up/folder/file")}, Trees: []string{p.path("up/tree")},
	})
	if keys := calm(t, w); len(keys) > 0 {
		t.Errorf("told %v though nothing changed", keys)
	}
	for _, change := range []change{
		func(p place) { p.rename("up", "away") },
		func(p place) { p.write("up/folder/file", "2") },
		func(p place) { p.write("up/folder/file", "3") },
		func(p place) { p.write("up/tree/b/file", "1") },
		func(p place) { p.rename("up", "gone"); p.rename("away", "up") },
		func(p place) { p.write("up/folder/file", "4") },
		func(p place) { p.write("up/tree/a/file", "2") },
	} {
		change(p)
		expect(t, w, "it")
		calm(t, w)
	}
	p.write("gone/folder/file", "not ours any more")
	if keys := calm(t, w); len(keys) > 0 {
		t.Errorf("told %v of a folder that was renamed", keys)
	}
}
