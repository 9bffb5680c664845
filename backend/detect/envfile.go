package detect

import (
	"path"
	"strings"
)

func envFileReaders() []reader {
	return []reader{{names: []string{".env*", "*.env.*", "env.*", "*.env"}, read: readEnvTemplate, deep: 2}}
}

var (
	// envTemplate is how people name the file that is to be copied.
	envTemplate = pattern(`(?i)^(.*?)[._-](?:example|sample|template|dist|tmpl|tpl|default|defaults|skel)(\.local)?$`)
	envName     = pattern(`(?i)^(?:example|sample|template)[._-](\.?env.*)$`)
	// envFor are the names of environments that no developer copies a file for.
	envFor = pattern(`(?i)[._-](?:prod|production|staging|stage|ci|test|testing|docker|compose|deploy)(?:[._-]|$)`)
)

// readEnvTemplate reads the name of a file for the environment. It is one to copy
// only where its name says so: the others are used as they are.
func readEnvTemplate(f *file, s *statements) {
	base := path.Base(f.path)
	target := ""
	if found := envTemplate().FindStringSubmatch(base); found != nil {
		target = found[1] + found[2]
	} else if found := envName().FindStringSubmatch(base); found != nil {
		target = found[1]
	}
	if target == "env" {
		target = ".env"
	}
	if !strings.Contains(strings.ToLower(target), "env") || envFor().MatchString(target) {
		return
	}
	if base[0] != '.' && f.beside(".env.example", ".env.sample", ".env.template") != "" {
		return // One template is enough for one file.
	}
	target = path.Join(f.dir, target)
	if f.tree.has(target) && f.tree.names[target] {
		return // It is in the repository, and used as it is.
	}
	st := statement{kind: EnvFile, name: target, strength: declared, need: offers, template: f.path, reason: "Its name says that it is to be copied to " + target + "."}
	if f.dir == "" {
		st.need = demands
	}
	s.add(f, 1, st)
}
