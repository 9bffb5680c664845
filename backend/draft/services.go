package draft

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"firstlight/backend/detect"
)

// services returns the steps that make what the project needs beside its code:
// the file of its environment, and the services.
func (d drafting) services() []step {
	var steps []step
	for _, c := range d.of(detect.EnvFile) {
		if s, ok := d.envFile(c); ok {
			steps = append(steps, s)
		}
	}
	var files []string
	for _, c := range d.of(detect.Service) {
		switch {
		case !c.Required:
		case isCompose(c.From.File):
			if !slices.Contains(files, c.From.File) {
				files = append(files, c.From.File)
				steps = append(steps, step{{"compose", path.Join(d.project.Folder, c.From.File)}, {"why", c.Why()}})
			}
		case c.Image != "" && !d.composed(c.Image):
			steps = append(steps, d.container(c))
		}
	}
	return steps
}

// composed reports whether a Compose file starts a service of an image already, in
// whatever version.
func (d drafting) composed(image string) bool {
	return slices.ContainsFunc(d.of(detect.Service), func(c detect.Claim) bool {
		return c.Required && isCompose(c.From.File) && imageName(c.Image) == imageName(image)
	})
}

// imageName returns the last part of an image's name, without its tag.
func imageName(image string) string {
	name, _, _ := strings.Cut(path.Base(image), ":")
	return name
}

// envFile returns the step that makes an environment file from its template.
func (d drafting) envFile(c detect.Claim) (step, bool) {
	if c.Template == "" || c.Name == "" || strings.ContainsAny(c.Template+c.Name, "'\n") {
		return nil, false
	}
	command := "cp '" + c.Template + "' '" + c.Name + "'"
	return step{{"run", command}, {"in", d.project.Folder}, {"creates", c.Name}, {"why", c.Why()}}, true
}

// container returns the step of a service that no Compose file describes.
func (d drafting) container(c detect.Claim) step {
	s := step{{"container", c.Image}, {"name", strings.ReplaceAll(d.project.Folder, " ", "-") + "-" + c.Name}}
	if c.Port > 0 {
		port := strconv.Itoa(c.Port)
		s = append(s, field{"ports", []string{port + ":" + port}})
	}
	if variable := passwordOf(c.Image); variable != "" {
		s = append(s, field{"env", map[string]string{variable: "development"}})
	}
	return append(s, field{"why", c.Why()})
}

// passwordOf returns the variable without which an image of a database does not
// start; empty where it needs none.
func passwordOf(image string) string {
	switch imageName(image) {
	case "postgres", "postgis", "pgvector", "timescaledb":
		return "POSTGRES_PASSWORD"
	case "mysql":
		return "MYSQL_ROOT_PASSWORD"
	case "mariadb":
		return "MARIADB_ROOT_PASSWORD"
	default:
		return ""
	}
}

// isCompose reports whether a file is one that Compose reads.
func isCompose(file string) bool {
	name := path.Base(file)
	ext := path.Ext(name)
	return (ext == ".yaml" || ext == ".yml") && strings.Contains(name, "compose")
}
