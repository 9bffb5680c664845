package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/goccy/go-yaml"

	"firstlight/assets"
)

const (
	// limitBudget is the cold look at tools as a ratio to the least that it can
	// take, envinfoBudget to envinfo for the same tools.
	limitBudget   = 1.15
	envinfoBudget = 0.6
	// warmBudget is a look at claims of which nothing changed as a ratio to the
	// first.
	warmBudget = 0.05
	// coldTools and warmClaims are how many are looked at.
	coldTools, warmClaims = 25, 60
)

// known is what the bench reads of the catalogue.
type known struct {
	Name     string   `yaml:"name"`
	Commands []string `yaml:"commands"`
	Version  struct {
		Args []string          `yaml:"args"`
		Env  map[string]string `yaml:"env"`
	} `yaml:"version"`
}

// envinfoNames are the tools that envinfo knows as well, by our names.
var envinfoNames = map[string]struct{ group, name string }{
	"node": {"binaries", "Node"}, "npm": {"binaries", "npm"}, "yarn": {"binaries", "Yarn"}, "pnpm": {"binaries", "pnpm"},
	"git": {"utilities", "Git"}, "make": {"utilities", "Make"}, "gcc": {"utilities", "GCC"}, "curl": {"utilities", "Curl"},
	"openssl": {"utilities", "OpenSSL"}, "cmake": {"utilities", "CMake"}, "clang": {"utilities", "Clang"},
	"ninja": {"utilities", "Ninja"}, "git-lfs": {"utilities", "Git LFS"}, "svn": {"utilities", "Subversion"},
	"hg": {"utilities", "Mercurial"}, "ffmpeg": {"utilities", "FFmpeg"}, "ccache": {"utilities", "ccache"},
	"bazel": {"utilities", "Bazel"}, "docker": {"virtualization", "Docker"}, "docker-compose": {"virtualization", "Docker Compose"},
	"cargo": {"managers", "Cargo"}, "maven": {"managers", "Maven"}, "gradle": {"managers", "Gradle"}, "pip": {"managers", "pip3"},
	"composer": {"managers", "Composer"}, "bundler": {"managers", "RubyGems"}, "bash": {"languages", "Bash"},
	"go": {"languages", "Go"}, "java": {"languages", "Java"}, "perl": {"languages", "Perl"}, "php": {"languages", "PHP"},
	"python": {"languages", "Python3"}, "ruby": {"languages", "Ruby"}, "rust": {"languages", "Rust"}, "r": {"languages", "R"},
	"protoc": {"languages", "Protoc"}, "erlang": {"languages", "Erlang"}, "elixir": {"languages", "Elixir"},
	"scala": {"languages", "Scala"}, "psql": {"databases", "PostgreSQL"}, "sqlite": {"databases", "SQLite"},
	"mysql": {"databases", "MySQL"}, "mongosh": {"databases", "MongoDB"},
}

// presentTools returns the tools of the catalogue that are on this machine, those
// that envinfo knows first.
func presentTools() ([]known, error) {
	var catalogue struct {
		Tools []known `yaml:"tools"`
	}
	if err := yaml.Unmarshal(assets.ToolCatalogue(), &catalogue); err != nil {
		return nil, fmt.Errorf("reading the catalogue of tools: %w", err)
	}
	var shared, others []known
	for _, tool := range catalogue.Tools {
		found := false
		for _, command := range tool.Commands {
			if _, err := exec.LookPath(command); err == nil && !found {
				found, tool.Commands = true, []string{command}
			}
		}
		switch _, both := envinfoNames[tool.Name]; {
		case !found:
		case both:
			shared = append(shared, tool)
		default:
			others = append(others, tool)
		}
	}
	return append(shared, others...), nil
}

// holding returns the tools that are what they are called. What stands in for a
// tool, such as the yarn of another package, has the package manager asked as
// well, which neither the least nor envinfo does.
func holding(ctx context.Context, tools []known) ([]known, error) {
	holds := map[string]bool{}
	_, err := inFolder(func(home string) (time.Duration, error) {
		said, err := ask(ctx, home, names(tools))
		for _, finding := range said.Findings {
			holds[strings.TrimPrefix(finding.ID, "tool-")] = finding.Status == "ok"
		}
		return 0, err
	})
	return slices.DeleteFunc(tools, func(t known) bool { return !holds[t.Name] }), err
}

func measureTools(ctx context.Context, runs int) ([]row, error) {
	tools, err := presentTools()
	if err != nil {
		return nil, err
	}
	if tools, err = holding(ctx, tools); err != nil {
		return nil, err
	}
	if len(tools) > coldTools {
		tools = tools[:coldTools]
	}
	shared := 0
	for _, tool := range tools {
		if _, ok := envinfoNames[tool.Name]; ok {
			shared++
		}
	}
	envinfo, err := installEnvinfo(ctx)
	if err != nil {
		return nil, err
	}
	var ours, least, same, its []time.Duration
	// The first of each reads everything from disk, and is not counted.
	for i := range runs + 1 {
		cold, err := doctor(ctx, tools)
		if err != nil {
			return nil, err
		}
		limit, err := leastTime(ctx, tools)
		if err != nil {
			return nil, err
		}
		both, err := doctor(ctx, tools[:shared])
		if err != nil {
			return nil, err
		}
		theirs, err := runEnvinfo(ctx, envinfo, tools[:shared])
		if err != nil {
			return nil, err
		}
		if i > 0 {
			ours, least, same, its = append(ours, cold), append(least, limit), append(same, both), append(its, theirs)
		}
	}
	a, b, c, d := median(ours), median(least), median(same), median(its)
	return []row{
		timeRow(fmt.Sprintf("look at %d tools, cold, the whole program", len(tools)), a, b, "the limit", limitBudget),
		timeRow(fmt.Sprintf("look at %d tools, cold, the whole program", shared), c, d, "envinfo", envinfoBudget),
	}, nil
}

func timeRow(work string, ours, against time.Duration, what string, budget float64) row {
	r := ratio(ours, against)
	return row{
		work, ours.Round(time.Millisecond).String(), against.Round(time.Millisecond).String() + " " + what,
		fmt.Sprintf("%.3g ×", r), fmt.Sprintf("≤ %.3g ×", budget), r <= budget,
	}
}

// doctor looks at tools with the built program, which remembers nothing.
func doctor(ctx context.Context, tools []known) (time.Duration, error) {
	return inFolder(func(home string) (time.Duration, error) {
		began := time.Now()
		_, err := ask(ctx, home, names(tools))
		return time.Since(began), err
	})
}

// answer is what the bench reads of doctor's document.
type answer struct {
	TookMS   int64 `json:"took_ms"`
	Findings []struct {
		ID     string `json:"id"`
		Status string `json:"status"`
	} `json:"findings"`
}

func ask(ctx context.Context, home, tools string) (answer, error) {
	program := exec.CommandContext(ctx, "build/bin/firstlight", "doctor", "--json", "--tools", tools)
	program.Env = append(os.Environ(), "FIRSTLIGHT_HOME="+home)
	out, err := program.Output()
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 1) {
		return answer{}, fmt.Errorf("running firstlight doctor: %w; build it first: make build", err)
	}
	var said answer
	if err := json.Unmarshal(out, &said); err != nil {
		return answer{}, fmt.Errorf("reading what firstlight doctor said: %w", err)
	}
	return said, nil
}

func names(tools []known) string {
	var list []string
	for _, tool := range tools {
		list = append(list, tool.Name)
	}
	return strings.Join(list, ",")
}

// leastTime is the least that a look at the tools can take: as long as the
// slowest of them, or as long as all of their work takes on every core.
func leastTime(ctx context.Context, tools []known) (time.Duration, error) {
	var slowest, work time.Duration
	for _, tool := range tools {
		program := exec.CommandContext(ctx, tool.Commands[0], tool.Version.Args...)
		program.Env = append(os.Environ(), "LC_ALL=C")
		for name, value := range tool.Version.Env {
			program.Env = append(program.Env, name+"="+value)
		}
		began := time.Now()
		// Some say their version and end with an error all the same.
		err := program.Run()
		if ctx.Err() != nil {
			return 0, ctx.Err()
		}
		if program.ProcessState == nil {
			return 0, fmt.Errorf("running %s: %w", tool.Name, err)
		}
		slowest = max(slowest, time.Since(began))
		work += program.ProcessState.UserTime() + program.ProcessState.SystemTime()
	}
	return max(slowest, work/time.Duration(runtime.NumCPU())), nil
}

// installEnvinfo fetches the pinned envinfo and returns its program.
func installEnvinfo(ctx context.Context) (string, error) {
	const into = "build/cache/envinfo"
	program := filepath.Join(into, "node_modules/envinfo/dist/cli.js")
	if _, err := os.Stat(program); err == nil {
		return program, nil
	}
	if err := os.MkdirAll(into, 0o755); err != nil {
		return "", err
	}
	for _, file := range []string{"package.json", "package-lock.json"} {
		text, err := os.ReadFile(filepath.Join("build/bench/envinfo", file))
		if err != nil {
			return "", err
		}
		if err := os.WriteFile(filepath.Join(into, file), text, 0o644); err != nil {
			return "", err
		}
	}
	if out, err := exec.CommandContext(ctx, "npm", "--prefix", into, "ci", "--no-audit", "--no-fund").CombinedOutput(); err != nil {
		return "", fmt.Errorf("fetching envinfo: %w\n%s", err, out)
	}
	return program, nil
}

func runEnvinfo(ctx context.Context, program string, tools []known) (time.Duration, error) {
	groups := map[string][]string{}
	for _, tool := range tools {
		same := envinfoNames[tool.Name]
		groups[same.group] = append(groups[same.group], same.name)
	}
	args := []string{program, "--json"}
	for group, list := range groups {
		args = append(args, "--"+group, strings.Join(list, ","))
	}
	began := time.Now()
	out, err := exec.CommandContext(ctx, "node", args...).Output()
	if err != nil {
		return 0, fmt.Errorf("running envinfo: %w", err)
	}
	took := time.Since(began)
	if !json.Valid(out) {
		return 0, fmt.Errorf("envinfo said %.200q", out)
	}
	return took, nil
}

// measureWarm looks twice at the same claims, in two starts of the program.
func measureWarm(ctx context.Context, runs int) ([]row, error) {
	tools, err := presentTools()
	if err != nil {
		return nil, err
	}
	if len(tools) > warmClaims {
		tools = tools[:warmClaims]
	}
	var colds, warms []time.Duration
	for range runs {
		_, err := inFolder(func(home string) (time.Duration, error) {
			cold, err := ask(ctx, home, names(tools))
			if err != nil {
				return 0, err
			}
			warm, err := ask(ctx, home, names(tools))
			colds = append(colds, time.Duration(cold.TookMS)*time.Millisecond)
			warms = append(warms, time.Duration(warm.TookMS)*time.Millisecond)
			return 0, err
		})
		if err != nil {
			return nil, err
		}
	}
	return []row{timeRow(fmt.Sprintf("look at %d claims, warm", len(tools)), median(warms), median(colds), "the same, cold", warmBudget)}, nil
}
