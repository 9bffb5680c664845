package detect

import (
	"path"
	"regexp"
	"strings"
)

func dockerfileReaders() []reader {
	return []reader{{names: []string{"Dockerfile", "*.Dockerfile", "Dockerfile.*", "Containerfile"}, read: readDockerfile, deep: 2}}
}

var dockerCopy = regexp.MustCompile(`(?i)^\s*(?:COPY|ADD)\s+(.+)$`)

// manifests are the files that make a folder a project of its own.
var manifests = append([]string{"package.json"}, otherManifests...)

// readDockerfile reads which folders the image is built of: a folder with a
// manifest of its own that goes into it is a piece of the main project, although
// no workspace says so. Its versions are the image's, and none of a developer.
func readDockerfile(f *file, s *statements) {
	if f.dir != "" && !auxiliary(f.dir) || otherUse.MatchString(strings.TrimPrefix(path.Base(f.path), "Dockerfile")) {
		return // It is the image of a part, or of another use.
	}
	for i, line := range f.lines() {
		found := dockerCopy.FindStringSubmatch(line)
		if found == nil || strings.Contains(found[1], "--from") {
			continue
		}
		words := strings.Fields(strings.Trim(strings.ReplaceAll(strings.ReplaceAll(found[1], `"`, ""), ",", " "), "[]"))
		for j, word := range words {
			if strings.HasPrefix(word, "--") || j == len(words)-1 {
				continue // Options, and where it is copied to.
			}
			dir := folderOf(word)
			if dir == "" || placeOf(dir+"/") != speaking {
				continue
			}
			for _, name := range manifests {
				if f.tree.names[path.Join(dir, name)] {
					s.join(f, i+1, dir)
					break
				}
			}
		}
	}
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
