package detect

import (
	"path"
	"slices"
)

// platform is how folders are named that wrap a product for one system.
var platform = pattern(`(?i)^(?:linux|mac|macos|osx|darwin|win|win32|win64|windows|win[-_].*|.*[-_](?:linux|mac|macos|windows)|android|ios)$`)

// minor is the part of the most used language's files that another has to have
// for its folder to be one of the main project's.
const minor = 20

// mainRoots returns which of several folders beside each other the main project
// lies in: not those that wrap it for one system, and not those of a language
// that hardly any of its files are written in.
func (r *resolver) mainRoots() []string {
	if len(r.roots) < 2 {
		return r.roots
	}
	files := map[string]int{} // by folder, of the languages that it demands
	most := 0
	for _, st := range r.all {
		if !r.carries(st) || !slices.Contains(r.roots, st.dir) {
			continue
		}
		written := 0
		for _, extension := range extensions[st.ecosystem()] {
			written += r.tree.written(extension)
		}
		files[st.dir] = max(files[st.dir], written)
		most = max(most, written)
	}
	main := slices.DeleteFunc(slices.Clone(r.roots), func(dir string) bool {
		return platform().MatchString(path.Base(dir)) || files[dir]*minor < most
	})
	if len(main) == 0 {
		return r.roots
	}
	return main
}
