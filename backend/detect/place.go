package detect

import (
	"path"
	"strings"
)

// place is where in a repository a file lies.
type place int

const (
	// speaking files are the project's own.
	speaking place = iota
	// beside is beside the project: documents, and what only packs or presents it.
	beside
	// silent files belong to others or stand for others: vendored code, test data,
	// examples.
	silent
)

var (
	silentFolder = pattern(`^(?i:` +
		`node_modules|bower_components|vendor|vendored|_?third[_-]?party|external|extern|deps|pods|carthage|\.git|\.venv|venv|site-packages|` +
		`testdata|test[_-]?data|tests?|specs?|e2e|__tests__|__mocks__|__snapshots__|__fixtures__|[a-z_-]*fixtures?|mocks?|testing|.*[_-]tests?|` +
		`examples?|example[_-].*|.*[_-]examples?|_examples?|samples?|.*[_-]samples?|demos?|playgrounds?|sandbox(es)?|tutorials?|snippets|` +
		`templates?|template[_-].*|.*[_-]templates?|boilerplates?|skeletons?|starters?|cookiecutters?|stubs|` +
		`bench(es|mark|marks)?|perf|dist|target|\.?cache|build[_-]output|\.next|\.yarn|\.pnpm-store` +
		`)$`)
	besideFolder = pattern(`^(?i:` +
		`docs?|documentation|website|site|www|wiki|guides?|contrib|deploy(ment|ments)?|podman|packaging|charts?|helm|k8s|kubernetes|terraform|ansible|infra(structure)?|` +
		`installers?|release|distribution` +
		`)$`)
)

// folder is where files of the repository lie.
type folder struct {
	path  string // empty for the root
	depth int    // how many folders deep; 0 for the root
	place place
}

// folder returns the folder of that path.
func (t *tree) folder(dir string) folder {
	if dir == "" || dir == "." {
		return folder{}
	}
	in, known := t.listed[dir]
	if !known {
		above := t.folder(parent(dir))
		in = folder{path: dir, depth: above.depth + 1, place: max(above.place, t.placeOf(path.Base(dir)))}
		t.listed[dir] = in
	}
	return in
}

// placeOf returns what a folder's name says of the files in it.
func (t *tree) placeOf(name string) place {
	where, known := t.named[name]
	if !known {
		switch {
		case silentFolder().MatchString(name), strings.Contains(name, "{{"):
			where = silent
		case besideFolder().MatchString(name):
			where = beside
		}
		t.named[name] = where
	}
	return where
}
