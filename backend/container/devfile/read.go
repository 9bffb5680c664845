package devfile

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/tailscale/hujson"
)

// most bounds a file that is read, in bytes.
const most = 1 << 20

// Candidates returns the files of a project that may be its devcontainer.json, the
// one that counts first. Those of several dev containers are folders below
// .devcontainer.
func Candidates(folder string) []string {
	files := []string{filepath.Join(folder, ".devcontainer", "devcontainer.json"), filepath.Join(folder, ".devcontainer.json")}
	// What cannot be listed holds no further one.
	entries, _ := os.ReadDir(filepath.Join(folder, ".devcontainer"))
	for _, entry := range entries {
		if entry.IsDir() {
			files = append(files, filepath.Join(folder, ".devcontainer", entry.Name(), "devcontainer.json"))
		}
	}
	return slices.DeleteFunc(files, func(file string) bool {
		info, err := os.Stat(file)
		return err != nil || !info.Mode().IsRegular()
	})
}

// Place is what the variables in a devcontainer.json stand for.
type Place struct {
	// Folder is the project's folder on this machine.
	Folder string
	// ID is the dev container's own, which stays the same when it is made anew.
	ID string
	// Env returns a variable of the person's environment.
	Env func(name string) string

	inside string
}

// Read reads a devcontainer.json. Variables of the container stay as they are,
// since only the container knows them.
func Read(file string, place Place) (Config, error) {
	text, err := readBounded(file)
	if err != nil {
		return Config{}, err
	}
	plain, err := hujson.Standardize(text)
	if err != nil {
		return Config{}, fmt.Errorf("it is not JSON with comments: %w", err)
	}
	var tree map[string]any
	if err := json.Unmarshal(plain, &tree); err != nil {
		return Config{}, fmt.Errorf("it is not an object of JSON: %w", err)
	}
	if folder, ok := tree["workspaceFolder"].(string); ok {
		place.inside = place.replace(folder)
	} else if tree["dockerComposeFile"] != nil {
		place.inside = "/"
	} else {
		place.inside = path.Join("/workspaces", filepath.Base(place.Folder))
	}
	plain, err = json.Marshal(place.all(tree))
	if err != nil {
		return Config{}, fmt.Errorf("replacing its variables: %w", err)
	}
	var c Config
	if err := json.Unmarshal(plain, &c); err != nil {
		return Config{}, fmt.Errorf("it does not say what a devcontainer.json says: %w", err)
	}
	if c.Build == nil && c.OldDockerfile != "" {
		c.Build = &Build{}
	}
	if c.Build != nil {
		if c.Build.Dockerfile == "" {
			c.Build.Dockerfile = c.OldDockerfile
		}
		if c.Build.Context == "" {
			c.Build.Context = c.OldContext
		}
		if c.Build.Dockerfile == "" {
			c.Build = nil
		}
	}
	switch {
	case len(c.ComposeFiles) > 0 && c.Service == "":
		return c, errors.New("it names compose files with dockerComposeFile, and no service of theirs with service")
	case len(c.ComposeFiles) == 0 && c.Build == nil && c.Image == "":
		return c, errors.New("it says neither an image, nor a build, nor a dockerComposeFile")
	}
	if c.WorkspaceFolder == "" {
		c.WorkspaceFolder = place.inside
	}
	return c, nil
}

func readBounded(file string) ([]byte, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // It was only read.
	text, err := io.ReadAll(io.LimitReader(f, most+1))
	if err == nil && len(text) > most {
		err = fmt.Errorf("%s is larger than %d bytes", filepath.Base(file), most)
	}
	return text, err
}

// all returns a tree of JSON with the variables in its texts replaced.
func (p Place) all(tree any) any {
	switch t := tree.(type) {
	case string:
		return p.replace(t)
	case []any:
		for i := range t {
			t[i] = p.all(t[i])
		}
	case map[string]any:
		for key := range t {
			t[key] = p.all(t[key])
		}
	}
	return tree
}

// replace replaces the variables in a text.
func (p Place) replace(text string) string {
	return expand(text, func(name, of, otherwise string) (string, bool) {
		switch name {
		case "localWorkspaceFolder":
			return p.Folder, true
		case "localWorkspaceFolderBasename":
			return filepath.Base(p.Folder), true
		case "containerWorkspaceFolder":
			return p.inside, p.inside != ""
		case "containerWorkspaceFolderBasename":
			return path.Base(p.inside), p.inside != ""
		case "devcontainerId":
			return p.ID, true
		case "localEnv", "env":
			if value := p.Env(of); value != "" {
				return value, true
			}
			return otherwise, true
		default:
			return "", false
		}
	})
}

// Inside returns a text with the variables of the container replaced.
func Inside(text string, env func(name string) string) string {
	return expand(text, func(name, of, otherwise string) (string, bool) {
		if name != "containerEnv" {
			return "", false
		}
		if value := env(of); value != "" {
			return value, true
		}
		return otherwise, true
	})
}

// expand replaces each ${name}, ${name:of} and ${name:of:otherwise} that replace
// knows.
func expand(text string, replace func(name, of, otherwise string) (string, bool)) string {
	var out strings.Builder
	for {
		before, rest, found := strings.Cut(text, "${")
		out.WriteString(before)
		if !found {
			return out.String()
		}
		inner, after, closed := strings.Cut(rest, "}")
		if !closed {
			out.WriteString("${" + rest)
			return out.String()
		}
		name, of, _ := strings.Cut(inner, ":")
		of, otherwise, _ := strings.Cut(of, ":")
		if value, ok := replace(name, of, otherwise); ok {
			out.WriteString(value)
		} else {
			out.WriteString("${" + inner + "}")
		}
		text = after
	}
}
