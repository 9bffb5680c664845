package detect

import (
	"cmp"
	"path"
	"strconv"
	"strings"
)

func composeReaders() []reader {
	return []reader{{names: []string{"compose*.yaml", "compose*.yml", "docker-compose*.yaml", "docker-compose*.yml", "*.compose.yml", "*.compose.yaml"}, read: readCompose, deep: 3}}
}

// otherUse are the names of compose files that are not for development.
var otherUse = pattern(`(?i)(prod|deploy|staging|release|ci\b|test|e2e|bench|swarm|stack|gpu|traefik|example|sample|build|publish)`)

// readCompose reads the services that are started for the development.
func readCompose(f *file, s *statements) {
	if otherUse().MatchString(path.Base(f.path)) {
		return
	}
	c := f.yaml()
	if c.get("services") == nil {
		return
	}
	container := path.Base(f.dir) == ".devcontainer" || strings.Contains(f.dir, ".devcontainer/")
	databases, leant := map[string]bool{}, map[string]bool{} // whether the project waits for it
	for _, service := range c.get("services").each() {
		for _, on := range dependsOn(service.value) {
			leant[on] = true
		}
	}
	for _, service := range c.get("services").each() {
		if k, found := f.tree.services.find(plainImage(service.value.get("image").str())); found && k.Family == "sql" {
			databases[k.Name] = databases[k.Name] || leant[service.key]
		}
	}
	for _, service := range c.get("services").each() {
		st, k, ok := composeService(f, service, container)
		if !ok {
			continue
		}
		if k.Needed && !(k.Family == "sql" && alternative(databases, k.Name)) && service.value.get("profiles") == nil {
			st.need = demands
		}
		s.add(f, service.line, st)
	}
	if !container {
		s.tool(f, 1, "docker", packed, offers, "", "Compose starts the services in it.")
	}
}

// alternative reports whether a database is one of several that can stand for each
// other, as the project waits for none of them or for all.
func alternative(databases map[string]bool, name string) bool {
	waited := 0
	for _, leant := range databases {
		if leant {
			waited++
		}
	}
	return len(databases) > 1 && (!databases[name] || waited > 1)
}

// composeService returns what a service of a compose file states; false for the
// project's own services, which are built here.
func composeService(f *file, service field, container bool) (statement, known, bool) {
	image := plainImage(service.value.get("image").str())
	built := service.value.get("build") != nil
	k, found := f.tree.services.find(image)
	if !found && (built || image == "") {
		// A database may be built here from its image with an extension more.
		k, found = f.tree.services.find(service.key)
		if !found || k.Family == "proxy" || !built {
			return statement{}, k, false
		}
		image = ""
	}
	if !found && runtime().MatchString(image) {
		return statement{}, k, false // It builds or serves the project's own files.
	}
	if !found && len(dependsOn(service.value)) > 0 {
		return statement{}, k, false // It leans on the others: it is the project itself.
	}
	// Other ports than the known one are often those of a service's web pages.
	st := statement{
		kind: Service, name: service.key, strength: declared, need: offers, image: image,
		port: cmp.Or(k.Port, containerPort(service.value)), reason: "Compose starts it for the development.",
	}
	if found {
		st.name = k.Name
	}
	if container {
		st.strength, st.reason = versioned, "It is started beside the development container."
	}
	return st, k, true
}

// runtime is an image in which a project's own programs run.
var runtime = pattern(`^(?:library/)?(?:node|denoland/deno|oven/bun|python|golang|ruby|php|rust|elixir|openjdk|eclipse-temurin|maven|gradle|composer|alpine|debian|ubuntu|busybox)(?:[:@]|$)`)

// dependsOn returns the services that a service waits for.
func dependsOn(service *node) []string {
	on := append(service.get("depends_on").texts(), service.get("links").texts()...)
	for _, f := range service.get("depends_on").each() {
		on = append(on, f.key)
	}
	return on
}

var publishedPort = pattern(`(\d+)(?:/\w+)?$`)

// containerPort returns the first port of a service inside its container.
func containerPort(service *node) int {
	for _, p := range append(service.get("ports").elements(), service.get("expose").elements()...) {
		text := p.str()
		if p.kind == mapping {
			text = p.get("target").str()
		}
		if m := publishedPort().FindStringSubmatch(text); m != nil {
			port, err := strconv.Atoi(m[1])
			if err == nil && port < 1<<16 {
				return port
			}
		}
	}
	return 0
}
