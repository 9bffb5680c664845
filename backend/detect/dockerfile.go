package detect

import (
	"path"
	"slices"
	"strings"
)

func dockerfileReaders() []reader {
	return []reader{{names: []string{"Dockerfile", "*.Dockerfile", "Dockerfile.*", "Containerfile"}, read: readDockerfile, deep: 2}}
}

var dockerCopy = pattern(`(?i)^\s*(?:COPY|ADD)\s+(.+)$`)

// nodeBuilt is how an image is built with a package manager of Node, and not by
// another language's that brings what it needs of it.
var nodeBuilt = pattern(`\b(?:npm|pnpm|yarn|bun)\s+(?:install|ci|i|run|build)\b`)

// readDockerfile reads which folders the image is built of: a folder with a
// manifest of its own that goes into it is a piece of the main project, although
// no workspace says so. Its versions are the image's, and none of a developer.
func readDockerfile(f *file, s *statements) {
	if f.dir != "" && !auxiliary(f.dir) || otherUse().MatchString(strings.TrimPrefix(path.Base(f.path), "Dockerfile")) {
		return // It is the image of a part, or of another use.
	}
	for i, line := range f.lines() {
		found := dockerCopy().FindStringSubmatch(line)
		if found == nil || strings.Contains(found[1], "--from") {
			continue
		}
		words := strings.Fields(strings.Trim(strings.ReplaceAll(strings.ReplaceAll(found[1], `"`, ""), ",", " "), "[]"))
		for j, word := range words {
			if strings.HasPrefix(word, "--") || j == len(words)-1 {
				continue // Options, and where it is copied to.
			}
			dir := folderOf(word)
			if dir == "" || f.tree.folder(dir).place != speaking {
				continue
			}
			if builds := nodeBuilt().Match(f.data); builds && f.tree.names[path.Join(dir, "package.json")] || f.tree.holds(dir, otherManifests) {
				s.join(f, i+1, dir)
			}
		}
	}
}

// holds reports whether one of the manifests was found in the folder.
func (t *tree) holds(dir string, manifests []string) bool {
	return slices.ContainsFunc(manifests, func(name string) bool { return t.names[path.Join(dir, name)] })
}

// folderOf returns the folder that something is copied from, "" for the root.
func folderOf(word string) string {
	word = path.Clean(strings.TrimPrefix(word, "./"))
	if strings.ContainsAny(word, "*?[$") || path.Ext(word) == ".json" || path.Ext(word) == ".yaml" || path.Ext(word) == ".lock" {
		word = path.Dir(word)
	}
	if word == "." || strings.HasPrefix(word, "..") || path.IsAbs(word) || strings.ContainsAny(word, "*?[$") {
		return ""
	}
	return word
}
