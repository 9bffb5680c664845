package container

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/containerd/containerd/v2/core/remotes"
	"github.com/containerd/containerd/v2/core/remotes/docker"
	"github.com/containerd/platforms"
	"github.com/distribution/reference"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
	"golang.org/x/net/http/httpproxy"
)

const (
	// mostManifest and mostBlob bound what is fetched of a registry by Firstlight
	// itself, in bytes. The images themselves are the engine's to fetch.
	mostManifest, mostBlob = 4 << 20, 32 << 20
	// fetchLimit bounds one question to a registry.
	fetchLimit = 10 * time.Second
)

// depot is what this program itself asks of registries and fetches of them, and
// what it was told a while ago.
type depot struct {
	mu       sync.Mutex
	sizes    map[string]imageSize
	features map[string]hadFeature
}

// client returns what asks a host: through the proxies of the person's shell, and
// leaving no connection behind.
func (e *Engine) client() *http.Client {
	env := e.env()
	settings := httpproxy.Config{
		HTTPProxy:  orElse(env.get("http_proxy"), env.get("HTTP_PROXY")),
		HTTPSProxy: orElse(env.get("https_proxy"), env.get("HTTPS_PROXY")),
		NoProxy:    orElse(env.get("no_proxy"), env.get("NO_PROXY")),
	}
	through := settings.ProxyFunc()
	return &http.Client{
		Timeout: fetchLimit,
		Transport: &http.Transport{
			Proxy:             func(r *http.Request) (*url.URL, error) { return through(r.URL) },
			DisableKeepAlives: true,
		},
	}
}

// resolver asks registries as the docker command would: with the sign-ins of its
// configuration and of the credential helpers that it names.
func (e *Engine) resolver() remotes.Resolver {
	client := e.client()
	signIn := func(host string) (string, string, error) {
		if host == "registry-1.docker.io" {
			host = "docker.io"
		}
		auth, err := e.env().configuration().GetAuthConfig(configKey(host))
		if err != nil {
			return "", "", fmt.Errorf("asking for the credentials of %s: %w", host, err)
		}
		if auth.IdentityToken != "" {
			return "", auth.IdentityToken, nil
		}
		return auth.Username, auth.Password, nil
	}
	return docker.NewResolver(docker.ResolverOptions{Hosts: docker.ConfigureDefaultRegistries(
		docker.WithClient(client),
		docker.WithPlainHTTP(docker.MatchLocalhost),
		docker.WithAuthorizer(docker.NewDockerAuthorizer(docker.WithAuthClient(client), docker.WithAuthCreds(signIn))),
	)})
}

// manifestOf fetches the manifest of an image or of another thing that a registry
// holds; of an image for several platforms that for the platform.
func (e *Engine) manifestOf(ctx context.Context, named reference.Named, platform ocispec.Platform) (ocispec.Manifest, remotes.Fetcher, error) {
	name := reference.TagNameOnly(named).String()
	resolver := e.resolver()
	_, at, err := resolver.Resolve(ctx, name)
	if err != nil {
		return ocispec.Manifest{}, nil, err
	}
	fetcher, err := resolver.Fetcher(ctx, name)
	if err != nil {
		return ocispec.Manifest{}, nil, err
	}
	var found struct {
		ocispec.Manifest
		Manifests []ocispec.Descriptor `json:"manifests"`
	}
	if err := decode(ctx, fetcher, at, &found); err != nil {
		return ocispec.Manifest{}, nil, err
	}
	if len(found.Manifests) == 0 {
		return found.Manifest, fetcher, nil
	}
	fits := platforms.Only(platform)
	for _, m := range found.Manifests {
		if m.Platform != nil && fits.Match(*m.Platform) {
			var of ocispec.Manifest
			err := decode(ctx, fetcher, m, &of)
			return of, fetcher, err
		}
	}
	return ocispec.Manifest{}, nil, fmt.Errorf("%s is not for %s", name, platforms.Format(platform))
}

// decode fetches a manifest.
func decode(ctx context.Context, fetcher remotes.Fetcher, at ocispec.Descriptor, to any) error {
	text, err := blob(ctx, fetcher, at, mostManifest)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(text, to); err != nil {
		return fmt.Errorf("reading what the registry says: %w", err)
	}
	return nil
}

// blob fetches something by its digest, which it must have.
func blob(ctx context.Context, fetcher remotes.Fetcher, at ocispec.Descriptor, most int64) ([]byte, error) {
	r, err := fetcher.Fetch(ctx, at)
	if err != nil {
		return nil, err
	}
	defer func() { _ = r.Close() }() // It was only read.
	text, err := readBounded(r, most)
	if err == nil && at.Digest.Algorithm().FromBytes(text) != at.Digest {
		err = fmt.Errorf("what the registry sent is not what it announced (%s)", at.Digest)
	}
	return text, err
}

func readBounded(r io.Reader, most int64) ([]byte, error) {
	text, err := io.ReadAll(io.LimitReader(r, most+1))
	if err == nil && int64(len(text)) > most {
		err = fmt.Errorf("it is larger than %s", amount(most))
	}
	return text, err
}
