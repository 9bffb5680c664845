package machine

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/process"
)

// anyEmail is what an address looks like where the journey does not say.
const anyEmail = `[^@\s<>-][^@\s<>]*@[^@\s<>]+`

// setting is one value of git's configuration.
type setting struct {
	value string
	// origin is the file that it stands in.
	origin string
}

// identitySeen is what an observation learnt that its fixes need.
type identitySeen struct {
	mu          sync.Mutex
	name, email setting
}

// Identity returns the check that git knows the person's name and address, the
// address matching the pattern whole; an empty pattern is any address. It asks
// for what holds everywhere, not in one repository.
func (m *Machine) Identity(emailPattern string) check.Check {
	asked := emailPattern
	if emailPattern == "" {
		emailPattern = anyEmail
	}
	pattern, err := regexp.Compile(`^(?:` + emailPattern + `)$`)
	if err != nil {
		return check.Always(check.CannotTell("identity/unreadable-pattern", "What is asked of your address cannot be understood: "+err.Error()))
	}
	seen := &identitySeen{}
	return check.Check{
		Observe: func(ctx context.Context, _ check.Output) check.Finding {
			return m.observeIdentity(ctx, asked, pattern, seen)
		},
		Fixes: func(f check.Finding) []check.Fix { return identityFixes(f, emailPattern, pattern, seen) },
		Watch: check.Watch{Paths: m.gitConfigs()},
	}
}

func (m *Machine) observeIdentity(ctx context.Context, asked string, pattern *regexp.Regexp, seen *identitySeen) check.Finding {
	name, err := m.gitSetting(ctx, "user.name")
	if err != nil {
		return noGit(err)
	}
	email, err := m.gitSetting(ctx, "user.email")
	if err != nil {
		return noGit(err)
	}
	seen.mu.Lock()
	seen.name, seen.email = name, email
	seen.mu.Unlock()
	facts := []check.Evidence{name.fact("Name"), email.fact("E-mail address")}
	if asked != "" {
		facts = append(facts, check.Literal("Asked for", asked))
	}
	for _, s := range []setting{name, email} {
		if s.origin != "" {
			facts = append(facts, check.Literal("Set in", process.Short(s.origin)))
			break
		}
	}
	switch {
	case name.value == "" && email.value == "":
		return check.NotYet("identity/missing", "Git does not know who you are", facts...)
	case name.value == "":
		return check.NotYet("identity/missing", "Git does not know your name", facts...)
	case email.value == "":
		return check.NotYet("identity/missing", "Git does not know your e-mail address", facts...)
	case !pattern.MatchString(email.value):
		return check.Fail("identity/wrong-email", email.value+" is not the kind of address that is asked for", facts...)
	default:
		return check.Hold("You are "+name.value+" <"+email.value+">", facts...)
	}
}

func (s setting) fact(label string) check.Evidence {
	if s.value == "" {
		return check.Fact(label, "not set")
	}
	return check.Literal(label, s.value)
}

func noGit(err error) check.Finding {
	if errors.Is(err, process.ErrNotFound) {
		return check.CannotTell("identity/no-git", "Git is not there to be asked", check.Fact("What to do", "Install git first"))
	}
	return check.CannotTell("identity/no-answer", "Git did not say who you are: "+err.Error())
}

// gitSetting asks git for a value as it holds outside of any repository.
func (m *Machine) gitSetting(ctx context.Context, name string) (setting, error) {
	const limit = 5 * time.Second
	outside := os.TempDir()
	result, err := m.runner.Run(ctx, process.Spec{
		Args: []string{"git", "config", "--show-origin", "--get", name},
		Dir:  outside, Limit: limit,
		Env: []string{"LC_ALL=C", "GIT_CEILING_DIRECTORIES=" + filepath.Dir(outside)},
	})
	var exit *process.ExitError
	if errors.As(err, &exit) && exit.Code == 1 {
		return setting{}, nil // Git's answer where a value is not set.
	}
	if err != nil {
		return setting{}, err
	}
	origin, value, _ := strings.Cut(strings.TrimRight(result.Stdout, "\r\n"), "\t")
	return setting{value: strings.TrimSpace(value), origin: strings.Trim(strings.TrimPrefix(origin, "file:"), `"`)}, nil
}

// gitConfigs returns the files that git reads a person's settings from.
func (m *Machine) gitConfigs() []string {
	if file := m.variable("GIT_CONFIG_GLOBAL"); filepath.IsAbs(file) {
		return []string{file}
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return nil
	}
	folder := m.variable("XDG_CONFIG_HOME")
	if !filepath.IsAbs(folder) {
		folder = filepath.Join(home, ".config")
	}
	return []string{filepath.Join(home, ".gitconfig"), filepath.Join(folder, "git", "config")}
}
