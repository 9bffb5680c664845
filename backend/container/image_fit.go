package container

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/compose-spec/compose-go/v2/types"
	"github.com/containerd/errdefs"
	"github.com/distribution/reference"
	"github.com/docker/docker/api/types/registry"
	"github.com/docker/docker/api/types/system"

	"firstlight/backend/check"
)

const (
	// LoginNeeded: a registry does not give an image to this person as she is
	// signed in.
	LoginNeeded = "compose/login-needed"
	// ImageUnknown: the registry has no such image.
	ImageUnknown = "compose/image-unknown"
	// WrongArchitecture: an image is for another processor than the engine's.
	WrongArchitecture = "compose/wrong-architecture"

	// hubKey is what the docker command calls Docker Hub in its configuration.
	hubKey = "https://index.docker.io/v1/"
	// manifestAge is how long what a registry said of an image is taken for true:
	// to ask takes the network, and counts as a pull with some.
	manifestAge = 10 * time.Minute
)

// manifests are what registries said of images.
type manifests struct {
	mu    sync.Mutex
	known map[string]manifest
}

// manifest is what a registry said of an image.
type manifest struct {
	platforms []string
	err       error
	at        time.Time
}

// unfit says which image a service cannot be started from.
func (c *composeCheck) unfit(ctx context.Context, s *session, project *types.Project, members []member) (check.Finding, bool) {
	_, info, err := c.engine.info(ctx)
	if err != nil {
		return check.Finding{}, false // Starting the services will tell.
	}
	var looked []string
	for _, m := range members {
		service := project.Services[m.service]
		if m.state != missing || service.Build != nil || service.Image == "" || slices.Contains(looked, service.Image) {
			continue
		}
		looked = append(looked, service.Image)
		if f, ways, ok := c.engine.unfitImage(ctx, s, info, "the image of "+m.service, service.Image, service.Platform); ok {
			c.remember(ways...)
			return f, true
		}
	}
	return check.Finding{}, false
}

// unfitImage says why no container can be made of an image, which a person calls
// what, with the ways out; false where one can, or where that is not known.
func (e *Engine) unfitImage(ctx context.Context, s *session, info system.Info, what, image, platform string) (check.Finding, []check.Fix, bool) {
	facts := []check.Evidence{check.Literal("Image", image)}
	ask, cancel := context.WithTimeout(ctx, answerLimit)
	defer cancel()
	if local, err := s.api.ImageInspect(ask, image); err == nil {
		f, ok := unfitPlatform(what, platform, []string{local.Os + "/" + local.Architecture}, info, s, facts)
		return f, nil, ok
	}
	named, err := reference.ParseNormalizedNamed(image)
	if err != nil {
		return check.Finding{}, nil, false
	}
	if isHubsOwn(named) {
		return check.Finding{}, nil, false // Everybody may have those, and asking counts as a pull.
	}
	said := e.manifest(ctx, s, named)
	host := reference.Domain(named)
	facts = append(facts, check.Literal("Registry", host))
	switch {
	case errdefs.IsUnauthorized(said.err), errdefs.IsPermissionDenied(said.err), said.err != nil && isDenial(said.err.Error()):
		user := e.account(host)
		f := check.Fail(LoginNeeded, capital(what)+" is behind a login at "+host, facts...)
		if user != "" {
			f.Summary = fmt.Sprintf("%s does not give %s to %s", host, what, user)
			f.Evidence = append(f.Evidence, check.Fact("What to do", "Sign in anew where your password has changed or your token has run out; otherwise ask for access to the image"))
		}
		f.Detail = check.Tail(said.err.Error())
		return f, []check.Fix{e.login(host, user)}, true
	case errdefs.IsNotFound(said.err), said.err != nil && strings.Contains(said.err.Error(), "manifest unknown"):
		f := check.Fail(ImageUnknown, fmt.Sprintf("%s has no %s", host, reference.FamiliarString(named)), facts...)
		f.Evidence = append(f.Evidence, check.Fact("What to do", "Compare its name and its tag letter by letter with what the registry has; a tag may have been deleted"))
		f.Detail = check.Tail(said.err.Error())
		return f, nil, true
	case said.err != nil:
		return check.Finding{}, nil, false
	}
	f, ok := unfitPlatform(what, platform, said.platforms, info, s, facts)
	return f, nil, ok
}

// capital returns words as they start a sentence.
func capital(words string) string { return strings.ToUpper(words[:1]) + words[1:] }

func isDenial(text string) bool {
	return strings.Contains(text, "no basic auth credentials") || strings.Contains(text, "authentication required") ||
		strings.Contains(text, "unauthorized") || strings.Contains(text, "access denied") || strings.Contains(text, "denied:")
}

// unfitPlatform says that an image is for other processors than the engine's and
// that nothing emulates them.
func unfitPlatform(what, platform string, platforms []string, info system.Info, s *session, facts []check.Evidence) (check.Finding, bool) {
	engine := info.OSType + "/" + goArchitecture(info.Architecture)
	wanted := engine
	if platform != "" {
		wanted = platform
	}
	fits := func(p string) bool {
		return p == wanted || strings.HasPrefix(wanted, p+"/") || strings.HasPrefix(p, wanted+"/")
	}
	facts = append(facts, check.Literal("It is for", strings.Join(platforms, ", ")), check.Literal("The engine runs", engine))
	switch {
	case len(platforms) == 0 || slices.Contains(platforms, "/"):
		return check.Finding{}, false
	case !slices.ContainsFunc(platforms, fits):
		f := check.Fail(WrongArchitecture, fmt.Sprintf("%s is not for %s", capital(what), wanted), facts...)
		f.Evidence = append(f.Evidence, check.Fact("What to do", "Use a version of the image that is for this machine, or build it here; where the engine emulates other processors, say which in the compose file with platform"))
		return f, true
	case wanted != engine && !emulates(s, wanted):
		f := check.Fail(WrongArchitecture, fmt.Sprintf("%s is to run on %s, which the engine does not emulate", capital(what), wanted), facts...)
		f.Evidence = append(f.Evidence, check.Fact("What to do", "Have the system emulate it: the package is called qemu-user-static, and with Docker Desktop it is a setting"))
		return f, true
	}
	return check.Finding{}, false
}

// emulates reports whether programs for another processor run, as far as that can
// be told: an engine in a machine of its own mostly brings what it takes.
func emulates(s *session, platform string) bool {
	_, local := s.address.local()
	if entries, err := os.ReadDir("/proc/sys/fs/binfmt_misc"); local && err == nil {
		_, architecture, _ := strings.Cut(platform, "/")
		architecture, _, _ = strings.Cut(architecture, "/")
		if architecture == "" || architecture == "386" {
			return true // It names no processor, or one whose programs run as they are.
		}
		kernel := map[string]string{"arm64": "aarch64", "amd64": "x86_64"}[architecture]
		return slices.ContainsFunc(entries, func(e os.DirEntry) bool {
			return strings.HasSuffix(e.Name(), "-"+architecture) || kernel != "" && strings.HasSuffix(e.Name(), "-"+kernel) || e.Name() == "rosetta"
		})
	}
	return true
}

// manifest returns what a registry says of an image, asked by the engine, now or
// a while ago.
func (e *Engine) manifest(ctx context.Context, s *session, image reference.Named) manifest {
	auth, err := e.encodedAuth(reference.Domain(image))
	if err != nil {
		return manifest{err: err}
	}
	key := s.address.Host + " " + image.String() + " " + auth
	e.manifests.mu.Lock()
	defer e.manifests.mu.Unlock()
	if known, ok := e.manifests.known[key]; ok && (time.Since(known.at) < manifestAge && !check.Asked(ctx)) {
		return known
	}
	ask, cancel := context.WithTimeout(ctx, answerLimit)
	defer cancel()
	found, err := s.api.DistributionInspect(ask, reference.TagNameOnly(image).String(), auth)
	said := manifest{err: err, at: time.Now()}
	for _, p := range found.Platforms {
		text := p.OS + "/" + p.Architecture
		if p.Variant != "" {
			text += "/" + p.Variant
		}
		if p.OS != "unknown" {
			said.platforms = append(said.platforms, text)
		}
	}
	if e.manifests.known == nil {
		e.manifests.known = map[string]manifest{}
	}
	e.manifests.known[key] = said
	return said
}

// configKey returns what the docker command's configuration calls a registry.
func configKey(host string) string {
	if host == "docker.io" {
		return hubKey
	}
	return host
}

// encodedAuth returns how the person signs in to a registry, as the docker command
// would: from its configuration and the credential helpers that it names.
func (e *Engine) encodedAuth(host string) (string, error) {
	auth, err := e.env().configuration().GetAuthConfig(configKey(host))
	if err != nil {
		return "", fmt.Errorf("asking for the credentials of %s: %w", host, err)
	}
	return registry.EncodeAuthConfig(registry.AuthConfig{
		Username: auth.Username, Password: auth.Password, Auth: auth.Auth,
		ServerAddress: auth.ServerAddress, IdentityToken: auth.IdentityToken, RegistryToken: auth.RegistryToken,
	})
}

// account returns as whom the person is signed in to a registry; empty where she
// is not.
func (e *Engine) account(host string) string {
	auth, err := e.env().configuration().GetAuthConfig(configKey(host))
	if err != nil {
		return ""
	}
	return auth.Username
}
