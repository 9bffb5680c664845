package detect

import "strings"

func javaVersionReaders() []reader {
	return []reader{
		{names: []string{".sdkmanrc"}, read: readSDKMAN},
		{names: []string{".java-version"}, read: readJavaVersion},
	}
}

var sdkmanLine = pattern(`^\s*([a-z]+)\s*=\s*([\d.]+)`)

// readSDKMAN reads the versions that SDKMAN! switches to.
func readSDKMAN(f *file, s *statements) {
	for i, line := range f.lines() {
		found := sdkmanLine().FindStringSubmatch(line)
		if found == nil {
			continue
		}
		n := pins // such as a build tool that the project brings with it
		if found[1] == "java" {
			n = demands
		}
		s.tool(f, i+1, found[1], versioned, n, pinned(strings.Trim(found[2], ".")), "SDKMAN! switches to this version here.")
	}
}

var javaVersionNumber = pattern(`(\d+(?:\.\d+)*)`)

// readJavaVersion reads the version that jenv switches to, such as 17 or
// openjdk64-11.0.2.
func readJavaVersion(f *file, s *statements) {
	text := firstLine(f)
	if at := strings.LastIndex(text, "-"); at >= 0 && !startsWithDigit(text) {
		text = text[at+1:]
	}
	if number := javaVersionNumber().FindString(text); number != "" {
		s.tool(f, 1, "java", versioned, demands, pinned(javaRelease(number)), "jenv switches to this Java here.")
	}
}
