package detect

import (
	"regexp"
	"strings"
)

var (
	lockVersion = pattern(`(?m)^\s*"?lockfileVersion"?:\s*['"]?(\d+)`)
	yarnVersion = pattern(`(?m)^__metadata:\n\s+version:\s*(\d+)`)
)

// lockedNode is the beginning of what a lock file has been told to install, in the
// form of npm and bun, of pnpm and the later yarn, and of yarn's first.
var lockedNode = pattern(`ependencies":\s*\{\s*"|ependencies:\n|(?m)^  version "`)

// readNodeLock reads which package manager wrote a lock file, and since which of
// its versions it writes them in this form.
func readNodeLock(f *file, s *statements) {
	head := string(f.data)
	format := ""
	for _, form := range []*regexp.Regexp{lockVersion(), yarnVersion()} {
		if m := form.FindStringSubmatch(head); m != nil {
			format = m[1]
		}
	}
	if lockedNode().MatchString(head) {
		s.install(f, true)
	}
	name, version := "", ""
	switch base := strings.ToLower(f.path[strings.LastIndex(f.path, "/")+1:]); base {
	case "pnpm-lock.yaml":
		name, version = "pnpm", map[string]string{"5": ">=7", "6": ">=8", "9": ">=9"}[format]
	case "yarn.lock":
		name, version = "yarn", "^1.0"
		if strings.Contains(head, "__metadata:") {
			version = map[string]string{"4": ">=2", "5": ">=3", "6": ">=3", "7": ">=4", "8": ">=4"}[format]
		}
	case "bun.lock":
		name, version = "bun", ">=1.2"
	case "bun.lockb":
		name = "bun"
	default:
		name = "npm"
		if format == "2" || format == "3" {
			version = ">=7"
		}
	}
	// Which of several lock files counts is decided where package.json is read.
	s.tool(f, 1, name, locked, pinsQuietly, version, name+" has written the lock file.")
}

var yarnPath = pattern(`(?m)^yarnPath:.*yarn-(\d+\.\d+\.\d+)\.c?js`)

// readYarnrc reads the yarn that the repository carries with it.
func readYarnrc(f *file, s *statements) {
	if m := yarnPath().FindStringSubmatchIndex(string(f.data)); m != nil {
		version := string(f.data[m[2]:m[3]])
		s.tool(f, newOffsets(f.data).line(m[2]), "yarn", enforced, pinsQuietly, version, "The repository carries this yarn with it.")
	}
}
