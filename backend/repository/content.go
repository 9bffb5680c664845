package repository

import (
	"context"
	"path"
	"slices"
	"strings"

	"firstlight/backend/check"
)

// contents fills in which files each of the commits changes, so that an edit of a
// README can be told from a change to code. It looks at the newest ones only.
func (g *Git) contents(ctx context.Context, dir string, commits []commit) error {
	const (
		most = 50
		mark = "commit "
	)
	args := []string{"log", "--no-walk=unsorted", "--no-show-signature", "-z", "--format=" + mark + "%H", "--name-only"}
	places := map[string]int{}
	for i, c := range commits[:min(len(commits), most)] {
		args = append(args, c.hash)
		places[c.hash] = i
	}
	text, err := g.ask(ctx, dir, args...)
	if err != nil {
		return err
	}
	at := -1
	for part := range strings.SplitSeq(text, "\x00") {
		file := strings.TrimPrefix(part, "\n")
		if i, ok := places[strings.TrimPrefix(file, mark)]; ok && strings.HasPrefix(file, mark) {
			at = i
			continue
		}
		switch {
		case file == "" || at < 0:
		case document(file):
			commits[at].documents = append(commits[at].documents, file)
		default:
			commits[at].code = append(commits[at].code, file)
		}
	}
	return nil
}

// changesOf returns what kind of change the commits make.
func changesOf(commits []commit) check.Evidence {
	var code, documents []string
	for _, c := range commits {
		code, documents = append(code, c.code...), append(documents, c.documents...)
	}
	switch {
	case len(code) > 0:
		return check.Fact("Changes", "code: "+some(code))
	case len(documents) > 0:
		return check.Fact("Changes", "documents only: "+some(documents))
	default:
		return check.Fact("Changes", "no file")
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
