package repository

import (
	"context"
	"path"
	"slices"
	"strings"

	"firstlight/backend/check"
)

// content returns what kind of change the commits make, so that an edit of a
// README can be told from a change to code.
func (g *Git) content(ctx context.Context, dir string, commits []commit) (check.Evidence, error) {
	args := []string{"-c", "core.quotePath=false", "log", "--no-walk=unsorted", "--no-show-signature", "--format=", "--name-only"}
	const most = 50
	for _, c := range commits[:min(len(commits), most)] {
		args = append(args, c.hash)
	}
	text, err := g.ask(ctx, dir, args...)
	if err != nil {
		return check.Evidence{}, err
	}
	var code, documents []string
	for file := range strings.Lines(text) {
		file = strings.TrimSpace(file)
		switch {
		case file == "":
		case document(file):
			documents = append(documents, file)
		default:
			code = append(code, file)
		}
	}
	switch {
	case len(code) > 0:
		return check.Fact("Changes", "code: "+some(code)), nil
	case len(documents) > 0:
		return check.Fact("Changes", "documents only: "+some(documents)), nil
	default:
		return check.Fact("Changes", "no file"), nil
	}
}

// document reports whether a file is there to be read by people only.
func document(file string) bool {
	name := strings.ToLower(path.Base(file))
	stem := strings.TrimSuffix(name, path.Ext(name))
	return slices.Contains([]string{".md", ".markdown", ".mdx", ".rst", ".adoc", ".asciidoc", ".txt", ".org"}, path.Ext(name)) &&
		!slices.Contains([]string{"requirements.txt", "cmakelists.txt", "go.mod.txt"}, name) ||
		slices.Contains([]string{"readme", "license", "licence", "copying", "notice", "authors", "changelog", "contributors", "codeowners"}, stem)
}

// some lists the first few of many files, each once.
func some(files []string) string {
	slices.Sort(files)
	files = slices.Compact(files)
	const few = 3
	if len(files) <= few {
		return strings.Join(files, ", ")
	}
	return strings.Join(files[:few], ", ") + " and " + counted(len(files)-few, "more", "more")
}
