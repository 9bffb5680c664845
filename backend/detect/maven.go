package detect

import (
	"slices"
	"strings"
)

func mavenReaders() []reader {
	return []reader{
		{names: []string{"pom.xml"}, read: readPOM},
		{names: []string{".mvn/wrapper/maven-wrapper.properties"}, read: readMavenWrapper},
	}
}

// releaseProperties are the properties that say which release of Java a project
// is compiled for, the most telling first.
var releaseProperties = []string{
	"maven.compiler.release", "java.version", "maven.compiler.source", "maven.compiler.target", "jdk.version", "javaVersion", "java.release", "jdkVersion",
}

func readPOM(f *file, s *statements) {
	elements := f.xml()
	properties := map[string]element{}
	for _, e := range elements {
		if name, ok := strings.CutPrefix(e.path, "project/properties/"); ok {
			properties[name] = e
		}
	}
	if f.above("pom.xml", "settings.gradle", "settings.gradle.kts") != "" {
		return // A module is compiled as the project above it says.
	}
	s.member(f, "java", "**")
	version, line, reason := pomJava(elements, properties)
	s.tool(f, line, "java", declared, demands, version, reason)
	maven, line := "", 1
	if e := under(elements, "requireMavenVersion/version"); e != nil {
		maven, line = mavenRange(e.text), e.line
	}
	s.tool(f, line, "maven", declared, demands, maven, "Maven builds a pom.xml.")
	command := "mvn"
	if f.beside("mvnw") != "" {
		command = "./mvnw"
	}
	s.command(f, 1, Setup, bare, "java", command+" compile", "Maven fetches what the project is made of and compiles it.")
	s.command(f, 1, Build, bare, "java", command+" package", "Maven builds it.")
	s.command(f, 1, Test, bare, "java", command+" test", "Maven runs the tests.")
	for _, e := range elements {
		if strings.HasSuffix(e.path, "plugin/artifactId") && e.text == "spring-boot-maven-plugin" {
			s.command(f, e.line, Run, bare, "java", command+" spring-boot:run", "Spring Boot's plugin runs it.")
			return
		}
	}
}

// pomJava returns which Java a pom.xml needs, the line that says so, and why.
func pomJava(elements []element, properties map[string]element) (version string, line int, reason string) {
	if e := under(elements, "requireJavaVersion/version"); e != nil {
		if text, ok := resolved(e.text, properties); ok {
			return mavenRange(text), e.line, "Maven refuses every other Java."
		}
	}
	candidates := make([]element, 0, len(releaseProperties)+1)
	for _, e := range elements {
		if strings.HasSuffix(e.path, "plugin/configuration/release") {
			candidates = append(candidates, e)
		}
	}
	for _, name := range releaseProperties {
		if e, ok := properties[name]; ok {
			candidates = append(candidates, e)
		}
	}
	for _, e := range candidates {
		if text, ok := resolved(e.text, properties); ok {
			if release := javaRelease(text); startsWithDigit(release) {
				return floor(release), e.line, "It is compiled for Java " + release + ", which no older JDK can."
			}
		}
	}
	return "", 1, "pom.xml describes a Java project"
}

var propertyName = pattern(`^\$\{([\w.-]+)\}$`)

// resolved follows a property to its value; false where it is set elsewhere.
func resolved(text string, properties map[string]element) (string, bool) {
	for range releaseProperties {
		name := propertyName().FindStringSubmatch(text)
		if name == nil {
			return text, !strings.Contains(text, "${")
		}
		e, known := properties[name[1]]
		if !known {
			return "", false
		}
		text = e.text
	}
	return "", false
}

// under returns the first element whose path ends so.
func under(elements []element, end string) *element {
	at := slices.IndexFunc(elements, func(e element) bool { return strings.HasSuffix(e.path, "/"+end) })
	if at < 0 {
		return nil
	}
	return &elements[at]
}

var mavenArchive = pattern(`(?m)^\s*distributionUrl\s*=.*apache-maven-([\d.]+(?:-[\w.]+)?)-bin`)

// readMavenWrapper reads which Maven the project brings with it.
func readMavenWrapper(f *file, s *statements) {
	at := mavenArchive().FindSubmatchIndex(f.data)
	if at == nil {
		return
	}
	s.add(f, f.lineOf(at[2]), statement{
		kind: PackageManager, name: "maven", strength: enforced, need: demands, dir: f.up(2), version: pinned(string(f.data[at[2]:at[3]])),
		reason: "./mvnw fetches this Maven by itself.",
	})
}
