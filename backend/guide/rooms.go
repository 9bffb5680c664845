package guide

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"firstlight/assets"
	"firstlight/backend/check"
	"firstlight/backend/command"
	"firstlight/backend/container"
	"firstlight/backend/failure"
	"firstlight/backend/github"
	"firstlight/backend/guardrail"
	"firstlight/backend/journey"
	"firstlight/backend/keyring"
	"firstlight/backend/machine"
	"firstlight/backend/network"
	"firstlight/backend/network/layer"
	"firstlight/backend/process"
	"firstlight/backend/repository"
	"firstlight/backend/tool"
)

// house is the rooms of this machine, and what each kind of step asks of them.
type house struct {
	places  Places
	runner  *process.Runner
	machine *machine.Machine
	network *network.Network
	git     *repository.Git
	engine  *container.Engine
	github  *github.GitHub
	guard   *guardrail.Guardrail
	memory  *memory
	// early is the git that can be found without waiting for the person's shell.
	early *repository.Git
	// catalogue are the tools that ship with Firstlight; tools looks for those,
	// and for what the journey adds.
	catalogue tool.Catalogue
	tools     *tool.Room
	// built returns the known failures that ship with Firstlight, which take a
	// moment to read and are not needed until something fails; own are those
	// that the journey adds.
	built func() (failure.Catalogue, error)
	own   failure.Catalogue
	// workspace is the absolute folder that the journey's folders lie below; empty
	// means the person's own.
	workspace string
	// unplaced returns the folder that a step works in and that nothing in the journey
	// puts there; nil before a journey is adopted.
	unplaced func(journey.Step) (string, bool)
	// known are the names of the tools that steps can ask for.
	known []string
	// preferred is the package manager that the person would rather use; may be empty.
	preferred string
	// policy is what the guardrails go by where the journey does not say.
	policy func() (guardrail.Policy, error)
}

// embedded is the start of an origin that ships with Firstlight.
const embedded = "embedded:"

// newHouse returns the rooms over one environment of programs, which go through the proxy
// that chosenProxy returns where it is not empty.
func newHouse(places Places, runner *process.Runner, memory *memory, chosenProxy func() string) *house {
	catalogue := tool.ShippedCatalogue(string(assets.ToolCatalogue()))
	engine := container.New(container.Config{Env: runner.Env, Programs: runner, Probe: assets.Probe})
	net := network.New(network.Config{Runner: runner, Inside: engine.Probe, Daemon: engine.Proxies, Chosen: chosenProxy})
	git := repository.New(runner)
	h := &house{
		built:     sync.OnceValues(func() (failure.Catalogue, error) { return failure.Parse(assets.KnownFailures()) }),
		places:    places,
		runner:    runner,
		machine:   machine.New(machine.Config{Runner: runner, Workspace: places.Workspace}),
		network:   net,
		git:       git,
		engine:    engine,
		github:    github.New(github.Config{Keyring: keyring.New(""), Runner: runner, Clones: clones{git}, Transport: net.Transport(), Routed: layer.Routed}),
		guard:     guardrail.New(outgoing{git}, &guardrail.Gitleaks{}),
		policy:    sync.OnceValues(func() (guardrail.Policy, error) { return guardrail.ParsePolicy(assets.GuardrailPolicy()) }),
		early:     repository.New(process.New(os.Environ())),
		memory:    memory,
		catalogue: catalogue,
	}
	git.Know(h.github.Account)
	h.furnish(catalogue, nil)
	return h
}

// origin returns the address that the repository in a folder was cloned from; empty
// where it names none. A journey that is opened while the person's shell starts does
// not wait for it, where a git can be found without.
func (h *house) origin(ctx context.Context, dir string) (string, error) {
	if !h.runner.Ready() {
		if origin, err := h.early.Origin(ctx, dir); err == nil {
			return origin, nil
		}
	}
	return h.git.Origin(ctx, dir)
}

// furnish makes the room that looks for tools.
func (h *house) furnish(catalogue tool.Catalogue, prefer []string) {
	h.tools = tool.New(tool.Config{Runner: h.runner, Catalogue: catalogue, Prefer: prefer, Own: h.preferred, Memory: h.memory, Launcher: process.LauncherPath})
}

// Check returns the check of a step.
func (h *house) Check(step journey.Step) check.Check {
	c := h.checkOf(step)
	if h.unplaced != nil {
		if folder, ok := h.unplaced(step); ok {
			return placed(c, h.below(""), folder)
		}
	}
	return c
}

// checkOf returns the check that the room of a step has for it.
func (h *house) checkOf(step journey.Step) check.Check {
	switch c := step.Claim.(type) {
	case journey.ToolClaim:
		return h.tools.Tool(c.Name, c.Version)
	case journey.PortClaim:
		return h.machine.Port(c.Number, h.engine.Holder)
	case journey.DiskClaim:
		return h.machine.Disk(h.places.Workspace, c.Bytes)
	case journey.IdentityClaim:
		return h.machine.Identity(c.Email)
	case journey.MemoryClaim:
		return h.machine.Memory(c.Bytes)
	case journey.PathClaim:
		return h.tools.Path()
	case journey.LocaleClaim:
		return h.machine.Locale()
	case journey.ClockClaim:
		return h.machine.Clock()
	case journey.LimitsClaim:
		return h.machine.Limits(machine.LimitsSpec{Watches: c.Watches, OpenFiles: c.OpenFiles})
	case journey.PlatformClaim:
		return h.machine.Platform()
	case journey.KeyringClaim:
		return h.machine.Keyring()
	case journey.SSHClaim:
		return h.machine.SSH()
	case journey.SigningClaim:
		return h.machine.Signing()
	case journey.NetworkClaim:
		return h.network.Reach(network.Spec{Hosts: c.Hosts, From: c.From})
	case journey.ProxyClaim:
		return h.network.Proxy()
	case journey.DockerClaim:
		return h.engine.EngineCheck(container.EngineSpec{Version: c.Version, Room: c.Room})
	case journey.SignInClaim:
		return h.github.SignIn(github.SignInSpec{Host: c.Host, Client: c.Client, Scopes: c.Scopes})
	case journey.PickClaim:
		return h.github.Pick(github.PickSpec{Host: c.Host, Repository: c.Repository, Label: c.Label, Dir: h.below(c.In), Branch: c.Branch})
	case journey.PullClaim:
		return h.github.Pull(github.PullSpec{Dir: h.below(c.In), Draft: c.Draft})
	case journey.ChecksClaim:
		return h.github.Checks(h.below(c.In))
	case journey.ReviewClaim:
		return h.github.Review(h.below(c.In), c.By...)
	case journey.MergeClaim:
		return h.github.Merge(h.below(c.In))
	case journey.CloneClaim:
		return h.git.Clone(h.cloneSpec(c))
	case journey.DetectClaim:
		return h.detects(c)
	case journey.RunClaim:
		return command.Succeeds(h.runner, command.Spec{Shell: c.Command, Dir: h.below(c.In), Env: variables(c.Env), Creates: c.Creates})
	case journey.ComposeClaim:
		return h.engine.ComposeCheck(h.composeSpec(step.ID, c))
	case journey.ContainerClaim:
		return h.engine.ContainerCheck(h.containerSpec(step.ID, c))
	case journey.DevcontainerClaim:
		return h.engine.DevCheck(h.devSpec(step.ID, c))
	case journey.ImageClaim:
		return h.engine.ImageCheck(c.Image, c.Platform)
	case journey.HookClaim:
		return h.git.Hook(repository.HookSpec{Dir: h.below(c.In), Path: c.Path})
	case journey.CommitClaim:
		return h.git.Commit(repository.CommitSpec{
			Dir: h.below(c.In), Branch: c.Branch,
			Rules: repository.CommitRules{Email: c.Email, Message: c.Message, Signed: c.Signed, Code: c.Code},
		})
	case journey.GuardrailClaim:
		return h.guard.Holds(h.guardSpec(c))
	case journey.PushClaim:
		return h.git.Push(repository.PushSpec{Dir: h.below(c.In), Forks: h.github})
	default:
		return check.Check{Observe: func(context.Context, check.Output) check.Finding {
			return check.CannotTell("check/no-room", fmt.Sprintf("This version of Firstlight cannot observe a step of kind %q", step.Kind))
		}}
	}
}

// Managers returns the package managers that are on this machine.
func (h *house) Managers() []string { return tool.Managers(h.runner.Find) }

// Prefer has the fixes of a package manager come first once a journey is adopted.
func (h *house) Prefer(manager string) { h.preferred = manager }

// Adopt takes over where the folders of a journey lie, and the tools, the package
// managers and the known failures that it brings.
func (h *house) Adopt(j journey.Journey) error {
	h.workspace, h.known, h.unplaced = j.Workspace, h.toolsOf(j), j.Unplaced
	return errors.Join(h.adoptTools(j), h.adoptFailures(j))
}

func (h *house) adoptFailures(j journey.Journey) error {
	h.own = failure.Catalogue{}
	if len(j.Failures) == 0 {
		return nil
	}
	text, err := json.Marshal(map[string]json.RawMessage{"failures": j.Failures})
	if err != nil {
		return fmt.Errorf("reading the journey's known failures: %w", err)
	}
	own, err := failure.Parse(text)
	if err != nil {
		return fmt.Errorf("reading the journey's known failures: %w", err)
	}
	h.own = own
	return nil
}

func (h *house) adoptTools(j journey.Journey) error {
	h.furnish(h.catalogue, j.Managers)
	if len(j.Tools) == 0 {
		return nil
	}
	var list struct {
		Tools []json.RawMessage `json:"tools"`
	}
	for _, entry := range j.Tools {
		list.Tools = append(list.Tools, entry.JSON)
	}
	text, err := json.Marshal(list)
	if err != nil {
		return fmt.Errorf("reading the journey's tools: %w", err)
	}
	// JSON is YAML as well.
	own, err := tool.ParseCatalogue(text)
	if err != nil {
		return fmt.Errorf("reading the journey's tools: %w", err)
	}
	h.furnish(h.catalogue.With(own), j.Managers)
	return nil
}

// Known returns the known failure that output tells of, if any.
func (h *house) Known(output string) (check.KnownFailure, bool) {
	// A list that cannot be read would fail the tests of this program.
	built, _ := h.built()
	return built.With(h.own).Match(output, runtime.GOOS)
}

// Prepare lays the origins that a journey names and that ship with Firstlight.
func (h *house) Prepare(ctx context.Context, j journey.Journey) error {
	var errs []error
	for _, step := range j.Steps() {
		if c, ok := step.Claim.(journey.CloneClaim); ok {
			if name, ok := strings.CutPrefix(c.URL, embedded); ok {
				errs = append(errs, h.layOrigin(ctx, name))
			}
		}
	}
	return errors.Join(errs...)
}

// Names returns what git calls the person.
func (h *house) Names(ctx context.Context) []string { return h.machine.Names(ctx) }

// OpenIssue opens an issue at a GitHub host.
func (h *house) OpenIssue(ctx context.Context, host, repository, title, text string) (string, error) {
	return h.github.OpenIssue(ctx, host, repository, title, text)
}

// Comment comments on an issue or a pull request at a GitHub host.
func (h *house) Comment(ctx context.Context, host, repository string, number int, text string) (string, error) {
	return h.github.Comment(ctx, host, repository, number, text)
}

// Merges returns when the person's pull requests were merged into the repository of
// a merge step.
func (h *house) Merges(ctx context.Context, step journey.Step) ([]time.Time, error) {
	c, ok := step.Claim.(journey.MergeClaim)
	if !ok {
		return nil, nil
	}
	return h.github.Merges(ctx, h.below(c.In))
}

// Close keeps what programs answered, and lets go of the container engine and of
// the connections to GitHub.
func (h *house) Close() error {
	h.github.Close()
	return errors.Join(h.memory.flush(context.Background()), h.engine.Close())
}

func (h *house) cloneSpec(c journey.CloneClaim) repository.CloneSpec {
	spec := repository.CloneSpec{
		URL: c.URL, Dir: h.below(c.Into),
		Branch: c.Branch, Depth: c.Depth, Blobless: c.Blobless, Sparse: c.Sparse, Submodules: c.Submodules,
		LFS:  h.tools.Tool("git-lfs", ""),
		Size: func(ctx context.Context) (int64, bool) { return h.github.Size(ctx, c.URL) },
	}
	if name, ok := strings.CutPrefix(c.URL, embedded); ok {
		spec.URL, spec.Shown, spec.Local = repository.FileURL(h.places.origin(name)), c.URL, true
		spec.Prepare = func(ctx context.Context) error { return h.layOrigin(ctx, name) }
	}
	// The parser lets a file: address pass only where it was told to.
	spec.Local = spec.Local || strings.HasPrefix(c.URL, "file:")
	return spec
}

func (h *house) layOrigin(ctx context.Context, name string) error {
	if name != assets.DemoName {
		return fmt.Errorf("no project %q ships with Firstlight; there is %s", name, assets.DemoName)
	}
	if err := h.git.LayOrigin(ctx, h.places.origin(name), assets.DemoProject()); err != nil {
		return fmt.Errorf("laying the origin of %s: %w", name, err)
	}
	return nil
}

func (h *house) below(folder string) string {
	return filepath.Join(cmp.Or(h.workspace, h.places.Workspace), filepath.FromSlash(folder))
}

func (h *house) allBelow(files []string) []string {
	var all []string
	for _, file := range files {
		all = append(all, h.below(file))
	}
	return all
}

func variables(env map[string]string) []string {
	vars := make([]string, 0, len(env))
	for _, name := range slices.Sorted(maps.Keys(env)) {
		vars = append(vars, name+"="+env[name])
	}
	return vars
}
