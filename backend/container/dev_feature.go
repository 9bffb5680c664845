package container

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/distribution/reference"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"

	"firstlight/backend/check"
	"firstlight/backend/container/devfile"
)

// FeatureMissing: a feature of a dev container cannot be had.
const FeatureMissing = "devcontainer/feature-missing"

// mostFiles bounds how many files a feature may have.
const mostFiles = 4096

// hadFeature is a feature that was fetched, or why it could not be.
type hadFeature struct {
	devfile.Feature
	// archive are its files, as tar.
	archive []byte
	err     error
	at      time.Time
}

// features are the features of a dev container: those that could be had, by name
// and in order, with their options, and why the others could not.
type features struct {
	order   []string
	had     map[string]hadFeature
	options map[string]json.RawMessage
	missing map[string]error
}

// gather fetches the features of a dev container, and those that they depend on.
func (e *Engine) gather(ctx context.Context, d *dev) (features, error) {
	all := features{had: map[string]hadFeature{}, options: maps.Clone(d.config.Features), missing: map[string]error{}}
	known := map[string]devfile.Feature{}
	for left := slices.Sorted(maps.Keys(d.config.Features)); len(left) > 0; left = left[1:] {
		name := left[0]
		found := e.feature(ctx, d, name)
		if found.err != nil {
			all.missing[name] = found.err
			continue
		}
		all.had[name], known[name] = found, found.Feature
		for _, need := range slices.Sorted(maps.Keys(found.DependsOn)) {
			taken := slices.ContainsFunc(slices.Collect(maps.Keys(all.options)), func(other string) bool { return devfile.Family(other) == devfile.Family(need) })
			if !taken {
				all.options[need] = found.DependsOn[need]
				left = append(left, need)
			}
		}
	}
	var err error
	if all.order, err = devfile.Order(known, d.config.FeatureOrder); err != nil {
		return all, fmt.Errorf("ordering its features: %w", err)
	}
	return all, nil
}

// metadata returns what the features say of the dev container.
func (f features) metadata() []devfile.Shared {
	var all []devfile.Shared
	for _, name := range f.order {
		all = append(all, f.had[name].Shared)
	}
	return all
}

// feature fetches a feature, or returns what was fetched a while ago: a folder
// beside the devcontainer.json, an archive at an https address, or what a registry
// holds.
func (e *Engine) feature(ctx context.Context, d *dev, name string) hadFeature {
	if strings.HasPrefix(name, "./") || strings.HasPrefix(name, "../") {
		return unpacked(folderArchive(d.below(name)))
	}
	e.depot.mu.Lock()
	defer e.depot.mu.Unlock()
	if known, ok := e.depot.features[name]; ok && time.Since(known.at) < manifestAge && (known.err == nil || !check.Asked(ctx)) {
		return known
	}
	ctx, cancel := context.WithTimeout(ctx, fetchLimit)
	defer cancel()
	found := unpacked(e.fetchFeature(ctx, name))
	found.at = time.Now()
	if e.depot.features == nil {
		e.depot.features = map[string]hadFeature{}
	}
	e.depot.features[name] = found
	return found
}

// fetchFeature fetches the archive of a feature.
func (e *Engine) fetchFeature(ctx context.Context, name string) ([]byte, error) {
	if strings.HasPrefix(name, "https://") {
		return e.download(ctx, name)
	}
	named, err := reference.ParseNormalizedNamed(name)
	if err != nil {
		return nil, fmt.Errorf("%s is no name of a feature", name)
	}
	manifest, fetcher, err := e.manifestOf(ctx, named, ocispec.Platform{OS: "linux"})
	if err != nil {
		return nil, err
	}
	if len(manifest.Layers) != 1 {
		return nil, fmt.Errorf("%s is no feature: it has %d layers", name, len(manifest.Layers))
	}
	return blob(ctx, fetcher, manifest.Layers[0], mostBlob)
}

func (e *Engine) download(ctx context.Context, address string) ([]byte, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	response, err := e.client().Do(request)
	if err != nil {
		return nil, err
	}
	defer func() { _ = response.Body.Close() }() // It was only read.
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s answers %s", address, response.Status)
	}
	return readBounded(response.Body, mostBlob)
}

// folderArchive packs a folder.
func folderArchive(folder string) ([]byte, error) {
	var packed bytes.Buffer
	w := tar.NewWriter(&packed)
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, err
	}
	defer func() { _ = root.Close() }() // It was only read.
	if err := w.AddFS(root.FS()); err != nil {
		return nil, err
	}
	return packed.Bytes(), w.Close()
}

// unpacked reads what a feature says of itself from its archive.
func unpacked(archive []byte, err error) hadFeature {
	if err != nil {
		return hadFeature{err: err}
	}
	if zipped, err := gzip.NewReader(bytes.NewReader(archive)); err == nil {
		if archive, err = readBounded(zipped, mostBlob); err != nil {
			return hadFeature{err: fmt.Errorf("unpacking it: %w", err)}
		}
	}
	found := hadFeature{archive: archive, err: errors.New("it holds no " + devfile.FeatureFile)}
	for r, n := tar.NewReader(bytes.NewReader(archive)), 0; ; n++ {
		header, err := r.Next()
		switch {
		case errors.Is(err, io.EOF):
			return found
		case err != nil:
			return hadFeature{err: fmt.Errorf("unpacking it: %w", err)}
		case n > mostFiles:
			return hadFeature{err: fmt.Errorf("it holds more than %d files", mostFiles)}
		case filepath.Clean(header.Name) != devfile.FeatureFile:
			continue
		}
		text, err := readBounded(r, mostManifest)
		if err == nil {
			found.Feature, err = devfile.ParseFeature(text)
		}
		found.err = err
	}
}

// lay writes the files of a feature into a folder.
func (f hadFeature) lay(folder string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return err
	}
	defer func() { _ = root.Close() }() // Each file was closed before.
	for r := tar.NewReader(bytes.NewReader(f.archive)); ; {
		header, err := r.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		name := filepath.Clean(header.Name)
		switch header.Typeflag {
		case tar.TypeDir:
			err = root.MkdirAll(name, 0o755)
		case tar.TypeReg:
			if err = root.MkdirAll(filepath.Dir(name), 0o755); err == nil {
				err = layFile(root, name, fs.FileMode(header.Mode)&0o777|0o444, r)
			}
		}
		if err != nil {
			return fmt.Errorf("writing %s: %w", name, err)
		}
	}
}

func layFile(root *os.Root, name string, mode fs.FileMode, text io.Reader) error {
	f, err := root.OpenFile(name, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, mode)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, text)
	return errors.Join(err, f.Close())
}

// lacking says which features cannot be had.
func (f features) lacking() (check.Finding, bool) {
	if len(f.missing) == 0 {
		return check.Finding{}, false
	}
	names := slices.Sorted(maps.Keys(f.missing))
	found := check.Fail(FeatureMissing, "The feature "+names[0]+" cannot be had")
	if len(names) > 1 {
		found.Summary = "The features " + listed(names) + " cannot be had"
	}
	var said []string
	for _, name := range names {
		found.Evidence = append(found.Evidence, check.Literal("Feature", name))
		said = append(said, name+": "+f.missing[name].Error())
	}
	found.Evidence = append(found.Evidence, check.Fact("What to do", "See that its registry is reached and that you may read it, or that its folder is there; then look again"))
	found.Detail = check.Tail(strings.Join(said, "\n"))
	return found, true
}

// installed writes what an image is built from that has the features on top of
// another: a folder with a Dockerfile. user is whom the image runs as.
func (f features) installed(folder, base, user string, m devfile.Merged) error {
	container := orElse(m.ContainerUser, orElse(user, "root"))
	remote := orElse(m.RemoteUser, container)
	var text strings.Builder
	fmt.Fprintf(&text, "FROM %s\nUSER root\n", base)
	for i, name := range f.order {
		feature := f.had[name]
		variables, err := feature.Variables(f.options[name])
		if err != nil {
			return err
		}
		inside := fmt.Sprintf("%d-%s", i, filepath.Base(feature.ID))
		if err := feature.lay(filepath.Join(folder, inside)); err != nil {
			return fmt.Errorf("unpacking the feature %s: %w", name, err)
		}
		variables = append(variables, "_REMOTE_USER="+remote, "_CONTAINER_USER="+container)
		if err := os.WriteFile(filepath.Join(folder, inside, "firstlight-install.sh"), []byte(installer(variables)), 0o755); err != nil {
			return fmt.Errorf("preparing the feature %s: %w", name, err)
		}
		for _, variable := range slices.Sorted(maps.Keys(feature.ContainerEnv)) {
			fmt.Fprintf(&text, "ENV %s=%q\n", variable, feature.ContainerEnv[variable])
		}
		fmt.Fprintf(&text, "COPY %s /tmp/firstlight-features/%s\nRUN cd /tmp/firstlight-features/%s && sh ./firstlight-install.sh\n", inside, inside, inside)
	}
	text.WriteString(sameNumber(m, remote))
	if user != "" {
		fmt.Fprintf(&text, "USER %s\n", user)
	}
	if err := os.WriteFile(filepath.Join(folder, "Dockerfile"), []byte(text.String()), 0o644); err != nil {
		return fmt.Errorf("writing how the features are installed: %w", err)
	}
	return nil
}

// installer is a script that runs install.sh with variables.
func installer(variables []string) string {
	var text strings.Builder
	text.WriteString("#!/bin/sh\nset -e\nhome() { (getent passwd \"$1\" || grep \"^$1:\" /etc/passwd || echo \"$1::::::\") | head -n1 | cut -d: -f6; }\n")
	for _, v := range variables {
		name, value, _ := strings.Cut(v, "=")
		fmt.Fprintf(&text, "export %s='%s'\n", name, strings.ReplaceAll(value, "'", `'\''`))
	}
	text.WriteString("export _REMOTE_USER_HOME=\"$(home \"$_REMOTE_USER\")\" _CONTAINER_USER_HOME=\"$(home \"$_CONTAINER_USER\")\"\nchmod +x ./install.sh\nexec ./install.sh\n")
	return text.String()
}
