package container

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/compose-spec/compose-go/v2/loader"
	"github.com/compose-spec/compose-go/v2/types"
	"github.com/docker/compose/v5/pkg/api"

	"firstlight/backend/check"
	"firstlight/backend/container/devfile"
)

// The labels by which editors and the devcontainer command find a dev container of
// a folder.
const (
	devFolderLabel = "devcontainer.local_folder"
	devFileLabel   = "devcontainer.config_file"
	// devStateLabel tells what a dev container was made from, so that it is seen
	// when that is no longer so.
	devStateLabel = "com.firstlight.devcontainer"
	// devWithoutLabel names the features that it was made without.
	devWithoutLabel = "com.firstlight.devcontainer.without"
)

// devService is what the service of a dev container is called that no compose file
// describes.
const devService = "dev"

// DevSpec says which dev container is claimed to be up.
type DevSpec struct {
	// Folder is the project's folder, absolute.
	Folder string
	// File is its devcontainer.json, absolute; empty means the one that there is.
	File string
	// HealthyWithin bounds the wait for it; zero means three minutes.
	HealthyWithin time.Duration
	// Override is a compose file of Firstlight's own, as of a ComposeSpec.
	Override string
	// Port returns the check that a TCP port of this machine is free; nil where
	// that is not to be looked at.
	Port func(number int) check.Check
	// Onboarding and Step are written on what a fix starts; may be empty.
	Onboarding, Step string
}

// DevCheck returns the check of the claim that the dev container which a project's
// devcontainer.json describes is built and up, and that its commands have run in
// it.
func (e *Engine) DevCheck(spec DevSpec) check.Check { return e.ComposeCheck(spec.Compose()) }

// Compose returns the compose project that the dev container stands for.
func (spec DevSpec) Compose() ComposeSpec {
	return ComposeSpec{
		HealthyWithin: spec.HealthyWithin, Override: spec.Override, Port: spec.Port,
		Onboarding: spec.Onboarding, Step: spec.Step, dev: &spec,
	}
}

// name is what a person calls the dev container.
func (spec *DevSpec) name() string { return "the dev container of " + filepath.Base(spec.Folder) }

// watched returns the files that decide what the dev container is.
func (spec *DevSpec) watched() []string {
	if spec.File != "" {
		return []string{spec.File}
	}
	return append(devfile.Candidates(spec.Folder),
		filepath.Join(spec.Folder, ".devcontainer", "devcontainer.json"), filepath.Join(spec.Folder, ".devcontainer.json"))
}

// find returns the devcontainer.json that counts.
func (spec *DevSpec) find() (string, error) {
	if spec.File != "" {
		if _, err := os.Stat(spec.File); err != nil {
			return "", fmt.Errorf("there is no %s: %w", filepath.Base(spec.File), fs.ErrNotExist)
		}
		return spec.File, nil
	}
	files := devfile.Candidates(spec.Folder)
	switch {
	case len(files) == 0:
		return "", fmt.Errorf("there is no devcontainer.json: %w", fs.ErrNotExist)
	case len(files) > 1 && filepath.Dir(filepath.Dir(files[0])) == filepath.Join(spec.Folder, ".devcontainer"):
		return "", fmt.Errorf("there are %d dev containers to choose from (%s); the step says which with file", len(files), strings.Join(files, ", "))
	}
	return files[0], nil
}

// dev is a devcontainer.json that was read.
type dev struct {
	*DevSpec
	file   string
	config devfile.Config
	// id is the dev container's own.
	id string
	// own is what its image runs by itself, as far as that is known.
	own struct{ entrypoint, command types.ShellCommand }
}

// read reads the devcontainer.json.
func (spec *DevSpec) read(env environment) (*dev, error) {
	file, err := spec.find()
	if err != nil {
		return nil, err
	}
	d := &dev{DevSpec: spec, file: file}
	d.id = d.identify()
	d.config, err = devfile.Read(file, devfile.Place{Folder: spec.Folder, ID: d.id, Env: env.get})
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", file, err)
	}
	return d, nil
}

// labels are those by which other programs find the dev container.
func (d *dev) labels() map[string]string {
	return map[string]string{devFolderLabel: d.Folder, devFileLabel: d.file}
}

// identify returns the dev container's own ID, as the specification makes it of the
// labels: it stays the same when the container is made anew.
func (d *dev) identify() string {
	// Encoding strings cannot fail, and sorts them by their names.
	text, _ := json.Marshal(d.labels())
	sum := sha256.Sum256(text)
	return fmt.Sprintf("%052s", new(big.Int).SetBytes(sum[:]).Text(32))
}

// service returns what the service is called that is the dev container.
func (d *dev) service() string {
	if len(d.config.ComposeFiles) > 0 {
		return d.config.Service
	}
	return devService
}

// project returns the name of the compose project of a dev container that no
// compose file describes.
func (d *dev) projectName() string {
	return loader.NormalizeProjectName(filepath.Base(d.Folder) + "_devcontainer")
}

// base returns the folder that paths in the devcontainer.json start from.
func (d *dev) base() string { return filepath.Dir(d.file) }

// below returns a path of the devcontainer.json, absolute.
func (d *dev) below(path string) string {
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(d.base(), filepath.FromSlash(path))
}

// stale reports whether a container with these labels was made of another state of
// the dev container's file.
func (d *dev) stale(labels map[string]string) bool {
	return labels[api.ServiceLabel] == d.service() && labels[devStateLabel] != d.state()
}

// state returns what tells whether a dev container is still what the files say:
// all of the devcontainer.json but the commands that run inside, and what its image
// is built from.
func (d *dev) state() string {
	c := d.config
	c.Initialize, c.OnCreate, c.UpdateContent, c.PostCreate, c.PostStart, c.PostAttach = nil, nil, nil, nil, nil, nil
	c.Name, c.PortsAttributes, c.RemoteEnv, c.RemoteUser = "", nil, nil, ""
	// What was decoded from JSON can be encoded again.
	text, _ := json.Marshal(c)
	if c.Build != nil {
		// A file that is not there fails the build, and says so then.
		file, _ := os.ReadFile(d.below(c.Build.Dockerfile))
		text = append(text, file...)
	}
	return fmt.Sprintf("%x", sha256.Sum256(text))
}

// isMissing reports whether an error says that there is no devcontainer.json.
func isMissing(err error) bool { return errors.Is(err, fs.ErrNotExist) }
