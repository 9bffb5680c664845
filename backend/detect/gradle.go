package detect

import (
	"cmp"
	"path"
	"strings"
)

func gradleReaders() []reader {
	return []reader{
		{names: []string{"build.gradle", "build.gradle.kts"}, read: readGradle},
		{names: []string{"settings.gradle", "settings.gradle.kts"}, read: readGradleSettings},
		{names: []string{"*.gradle", "*.gradle.kts"}, read: readConvention, deep: 8},
		{names: []string{"gradle/wrapper/gradle-wrapper.properties"}, read: readGradleWrapper},
		{names: []string{"gradle/gradle-daemon-jvm.properties"}, read: readGradleDaemon},
	}
}

var (
	gradleToolchain = pattern(`(?m)^[^/\n]*(?:JavaLanguageVersion\.of|jvmToolchain)\(\s*["']?(\d+)["']?\s*\)`)
	gradleSource    = pattern(`(?m)^[^/\n]*(?:sourceCompatibility|options\.release)[\s=.(]*(?:set\()?\s*(?:JavaVersion\.(?:VERSION_|toVersion\(["']?))?["']?(1[._]\d|\d+)`)
	gradleWrapper   = pattern(`(?m)^\s*distributionUrl\s*=.*gradle-([\d.]+(?:-[\w.]+)?)-(?:bin|all)\.`)
	gradleDaemon    = pattern(`(?m)^\s*toolchainVersion\s*=\s*(\d+)`)
	jvmPlugin       = pattern(`\b(?:java|java-library|application|org\.jetbrains\.kotlin|kotlin|groovy|scala|com\.android\.\w+|org\.springframework\.boot)\b`)
)

// readGradle reads a build script. Those of subprojects say which Java they need,
// and are built as the project above them is.
func readGradle(f *file, s *statements) {
	version, line, reason := gradleJava(f)
	if f.above("settings.gradle", "settings.gradle.kts") != "" {
		if version != "" {
			s.tool(f, line, "java", declared, demands, version, reason)
		}
		return
	}
	if version != "" || jvmPlugin().Match(f.data) {
		s.tool(f, line, "java", declared, demands, version, reason)
	}
	gradleProject(f, s)
	if strings.Contains(string(f.data), springBoot) {
		s.command(f, f.line(springBoot), Run, bare, "java", gradleCommand(f)+" bootRun", "Spring Boot's plugin runs it.")
	}
}

// springBoot is the name of its plugin for Gradle.
const springBoot = "org.springframework.boot"

// readGradleSettings reads the root of a build of several projects, whose build
// script may be missing.
func readGradleSettings(f *file, s *statements) {
	if f.beside("build.gradle", "build.gradle.kts") != "" || f.above("settings.gradle", "settings.gradle.kts") != "" {
		return
	}
	s.tool(f, 1, "java", declared, demands, "", "Gradle runs on Java.")
	gradleProject(f, s)
}

func gradleProject(f *file, s *statements) {
	s.member(f, "java", "**")
	n := gradleNeed(f.dir, f)
	s.tool(f, 1, "gradle", declared, n, "", "Gradle builds it.")
	if n == offers {
		return
	}
	command := gradleCommand(f)
	s.command(f, 1, Setup, bare, "java", command+" assemble", "Gradle fetches what the project is made of and builds it.")
	s.command(f, 1, Build, bare, "java", command+" build", "Gradle builds and checks it.")
	s.command(f, 1, Test, bare, "java", command+" test", "Gradle runs the tests.")
}

// gradleNeed is whether the project in a folder needs Gradle: where there is a
// pom.xml too, either builds all of it.
func gradleNeed(dir string, f *file) need {
	if f.tree.has(path.Join(dir, "pom.xml")) {
		return offers
	}
	return demands
}

func gradleCommand(f *file) string {
	if f.beside("gradlew") != "" {
		return "./gradlew"
	}
	return "gradle"
}

// gradleJava returns which Java a build script asks for, the line that says so,
// and why.
func gradleJava(f *file) (version string, line int, reason string) {
	if at := gradleToolchain().FindSubmatchIndex(f.data); at != nil {
		text := string(f.data[at[2]:at[3]])
		return text, f.lineOf(at[2]), "Gradle's toolchain compiles with Java " + text + "."
	}
	if at := gradleSource().FindSubmatchIndex(f.data); at != nil {
		text := javaRelease(dotted(string(f.data[at[2]:at[3]])))
		return floor(text), f.lineOf(at[2]), "It is compiled for Java " + text + ", which no older JDK can."
	}
	return "", 1, "build.gradle describes a Java project"
}

// dotted writes 1_8 as 1.8.
func dotted(text string) string {
	if len(text) > 1 && text[1] == '_' {
		return text[:1] + "." + text[2:]
	}
	return text
}

// readConvention reads the scripts that builds keep for all of their projects.
func readConvention(f *file, s *statements) {
	switch path.Base(f.path) {
	case "build.gradle", "build.gradle.kts", "settings.gradle", "settings.gradle.kts":
		return
	}
	root := f.above("settings.gradle", "settings.gradle.kts")
	if version, line, reason := gradleJava(f); version != "" && root != "" {
		// A build of its own within the project, such as build-logic, speaks for
		// the project that it is a logic for.
		for at := root; at != ""; {
			root = at
			at = (&file{tree: f.tree, dir: parent(at)}).above("settings.gradle", "settings.gradle.kts")
		}
		s.add(f, line, statement{kind: Tool, name: "java", strength: declared, need: demands, dir: cmp.Or(parent(root), "."), version: version, reason: reason})
	}
}

// readGradleWrapper reads which Gradle the project brings with it.
func readGradleWrapper(f *file, s *statements) {
	at := gradleWrapper().FindSubmatchIndex(f.data)
	if at == nil {
		return
	}
	if major, _, _ := strings.Cut(string(f.data[at[2]:at[3]]), "."); newer(major, "8") {
		s.add(f, f.lineOf(at[2]), statement{
			kind: Tool, name: "java", strength: declared, need: pinsQuietly, dir: f.up(2), version: ">=17",
			reason: "Gradle runs on no older Java since its version 9.",
		})
	}
	s.add(f, f.lineOf(at[2]), statement{
		kind: PackageManager, name: "gradle", strength: enforced, need: gradleNeed(f.up(2), f), dir: f.up(2), version: pinned(string(f.data[at[2]:at[3]])),
		reason: "./gradlew fetches this Gradle by itself.",
	})
}

// readGradleDaemon reads which Java Gradle itself runs on.
func readGradleDaemon(f *file, s *statements) {
	if at := gradleDaemon().FindSubmatchIndex(f.data); at != nil {
		text := string(f.data[at[2]:at[3]])
		s.add(f, f.lineOf(at[2]), statement{
			kind: Tool, name: "java", strength: enforced, need: demands, dir: f.up(1), version: text, reason: "Gradle runs on Java " + text + ".",
		})
	}
}
