// Package devfile reads devcontainer.json: what it says of a dev container, with
// its variables replaced, and what images and features add to that. It starts
// nothing and asks no engine.
package devfile

import (
	"encoding/json"
	"fmt"
	"strings"
)

// Config is what a devcontainer.json says. The part of it that stands in the
// metadata of images and features too is Shared.
type Config struct {
	Shared
	// Name is what a person calls it; may be empty.
	Name string `json:"name"`
	// Image is the image that it is made of, where it is not built.
	Image string `json:"image"`
	// Build says how its image is built; nil where it is not.
	Build *Build `json:"build"`
	// OldDockerfile and OldContext are an older form of Build.
	OldDockerfile string `json:"dockerFile"`
	OldContext    string `json:"context"`
	// ComposeFiles are compose files that describe it, below the file's folder, and
	// Service is the service among theirs that it is.
	ComposeFiles Texts  `json:"dockerComposeFile"`
	Service      string `json:"service"`
	// RunServices are the other services to start; nil means all.
	RunServices []string `json:"runServices"`
	// Features are the features to install, with their options.
	Features map[string]json.RawMessage `json:"features"`
	// FeatureOrder are features in the order to install them.
	FeatureOrder []string `json:"overrideFeatureInstallOrder"`
	// AppPorts are ports to publish, as docker run has them.
	AppPorts Texts `json:"appPort"`
	// RunArgs are further arguments of docker run.
	RunArgs []string `json:"runArgs"`
	// WorkspaceMount is how the code gets into it; nil means as usual, empty not
	// at all.
	WorkspaceMount *string `json:"workspaceMount"`
	// WorkspaceFolder is where the code is inside it.
	WorkspaceFolder string `json:"workspaceFolder"`
	// Initialize runs on this machine, before it is made or started.
	Initialize Command `json:"initializeCommand"`
}

// Build says how an image is built, as docker build has it.
type Build struct {
	Dockerfile string            `json:"dockerfile"`
	Context    string            `json:"context"`
	Args       map[string]string `json:"args"`
	Target     string            `json:"target"`
	CacheFrom  Texts             `json:"cacheFrom"`
	Options    []string          `json:"options"`
}

// Shared is what a devcontainer.json, an image and a feature can say alike.
type Shared struct {
	ContainerEnv map[string]string `json:"containerEnv,omitempty"`
	// RemoteEnv are variables of the commands that run inside; nil takes one away.
	RemoteEnv     map[string]*string `json:"remoteEnv,omitempty"`
	ContainerUser string             `json:"containerUser,omitempty"`
	RemoteUser    string             `json:"remoteUser,omitempty"`
	// UpdateUID says that the user inside gets the number of the person's own.
	UpdateUID *bool `json:"updateRemoteUserUID,omitempty"`
	// EnvProbe says which shell's variables the commands inside have.
	EnvProbe        string            `json:"userEnvProbe,omitempty"`
	Mounts          []Mount           `json:"mounts,omitempty"`
	Init            *bool             `json:"init,omitempty"`
	Privileged      *bool             `json:"privileged,omitempty"`
	CapAdd          []string          `json:"capAdd,omitempty"`
	SecurityOpt     []string          `json:"securityOpt,omitempty"`
	Entrypoint      string            `json:"entrypoint,omitempty"`
	OverrideCommand *bool             `json:"overrideCommand,omitempty"`
	ForwardPorts    Texts             `json:"forwardPorts,omitempty"`
	PortsAttributes map[string]Facets `json:"portsAttributes,omitempty"`
	OnCreate        Command           `json:"onCreateCommand,omitempty"`
	UpdateContent   Command           `json:"updateContentCommand,omitempty"`
	PostCreate      Command           `json:"postCreateCommand,omitempty"`
	PostStart       Command           `json:"postStartCommand,omitempty"`
	PostAttach      Command           `json:"postAttachCommand,omitempty"`
}

// Facets is what is said of one port.
type Facets struct {
	Label string `json:"label,omitempty"`
	// OnForward is "ignore" for a port that is not to be led out.
	OnForward string `json:"onAutoForward,omitempty"`
}

// Texts is a list of texts that may be written as one, and whose numbers are texts
// too.
type Texts []string

// UnmarshalJSON reads one text or number, or a list of them.
func (t *Texts) UnmarshalJSON(text []byte) error {
	var value any
	if err := json.Unmarshal(text, &value); err != nil {
		return err
	}
	*t = nil
	list, many := value.([]any)
	if !many && value != nil {
		list = []any{value}
	}
	for _, one := range list {
		switch one := one.(type) {
		case string:
			*t = append(*t, one)
		case float64:
			*t = append(*t, fmt.Sprintf("%.0f", one))
		default:
			return fmt.Errorf("%v is neither a text nor a number", one)
		}
	}
	return nil
}

// Mount is something of this machine or of the engine that is seen inside.
type Mount struct {
	Type   string `json:"type"`
	Source string `json:"source"`
	Target string `json:"target"`
	// ReadOnly says that it cannot be changed from inside.
	ReadOnly bool `json:"readonly,omitempty"`
}

// UnmarshalJSON reads an object, or a text as docker run --mount has it.
func (m *Mount) UnmarshalJSON(text []byte) error {
	type object Mount
	var line string
	if json.Unmarshal(text, &line) != nil {
		return json.Unmarshal(text, (*object)(m))
	}
	read, err := ParseMount(line)
	*m = read
	return err
}

// ParseMount reads a mount as docker run --mount has it.
func ParseMount(line string) (Mount, error) {
	m := Mount{Type: "volume"}
	for field := range strings.SplitSeq(line, ",") {
		name, value, given := strings.Cut(field, "=")
		switch strings.ToLower(strings.TrimSpace(name)) {
		case "type":
			m.Type = value
		case "source", "src":
			m.Source = value
		case "target", "destination", "dst":
			m.Target = value
		case "readonly", "ro":
			m.ReadOnly = !given || value == "true" || value == "1"
		}
	}
	if m.Target == "" {
		return m, fmt.Errorf("the mount %q names no target", line)
	}
	return m, nil
}
