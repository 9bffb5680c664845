package detect

import (
	"regexp"
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
	silentFolder = regexp.MustCompile(`^(?i:` +
		`node_modules|bower_components|vendor|vendored|_?third[_-]?party|external|extern|deps|pods|carthage|\.git|\.venv|venv|site-packages|` +
		`testdata|test[_-]?data|tests?|specs?|e2e|__tests__|__mocks__|__snapshots__|__fixtures__|[a-z_-]*fixtures?|mocks?|testing|.*[_-]tests?|` +
		`examples?|example[_-].*|.*[_-]examples?|_examples?|samples?|.*[_-]samples?|demos?|playgrounds?|sandbox(es)?|tutorials?|snippets|` +
		`templates?|template[_-].*|.*[_-]templates?|boilerplates?|skeletons?|starters?|cookiecutters?|stubs|` +
		`bench(es|mark|marks)?|perf|dist|target|\.?cache|build[_-]output|\.next|\.yarn|\.pnpm-store` +
		`)$`)
	besideFolder = regexp.MustCompile(`^(?i:` +
		`docs?|documentation|website|site|www|wiki|guides?|contrib|deploy(ment|ments)?|podman|packaging|charts?|helm|k8s|kubernetes|terraform|ansible|infra(structure)?|` +
		`installers?|release|distribution` +
		`)$`)
)

// placeOf returns where the file of that path lies, as the names of its folders
// say.
func placeOf(name string) place {
	found := speaking
	for {
		folder, rest, more := strings.Cut(name, "/")
		if !more {
			return found
		}
		if silentFolder.MatchString(folder) || strings.Contains(folder, "{{") {
			return silent
		}
		if besideFolder.MatchString(folder) {
			found = beside
		}
		name = rest
	}
}
