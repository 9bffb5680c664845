package journey

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"firstlight/backend/check"
)

// Approval is what a person is asked to agree to before any command that the
// journey's author wrote may run on her machine.
type Approval struct {
	// Hash is the SHA-256 of the commands, in hexadecimal: the same commands
	// have the same hash, whatever else in the journey changes.
	Hash string `json:"hash"`
	// Commands are the authored commands, in the journey's order.
	Commands []ApprovedCommand `json:"commands"`
}

// ApprovedCommand is one authored command in an Approval.
type ApprovedCommand struct {
	// Step is the ID of the step that it belongs to.
	Step string `json:"step"`
	// Use says when it runs.
	Use Use `json:"use"`
	// Text is the command, exactly as it would run.
	Text string `json:"text"`
	// Sum is the SHA-256 of the step, the use and all that the command is made of, in
	// hexadecimal; empty for UseReach. Two commands can read the same.
	Sum string `json:"sum,omitempty"`
}

// Use says when an authored command runs.
type Use string

// The uses of an authored command.
const (
	// UseCheck is a command that runs to observe a claim.
	UseCheck Use = "check"
	// UseFix is a command that runs when a person asks for a fix.
	UseFix Use = "fix"
	// UseClone is an address that code is fetched from.
	UseClone Use = "clone"
	// UseCompose is a file whose services are built and started.
	UseCompose Use = "compose"
	// UseContainer is an image of which a container is started.
	UseContainer Use = "container"
	// UseDevcontainer is a project whose dev container is built and started.
	UseDevcontainer Use = "devcontainer"
	// UseHook is a folder whose programs git runs at a commit.
	UseHook Use = "hook"
	// UseReach is what services may reach of this machine beyond their containers.
	// It is not the journey's own but of a file that the journey names.
	UseReach Use = "reach"
	// UseTool is a command that asks a tool for its version; the entry that it
	// comes from also says which packages hold the tool.
	UseTool Use = "tool"
	// UseRehearse is a command that stands in for the person in an unattended
	// run only.
	UseRehearse Use = "rehearse"
)

// Approval returns what the journey would run on this machine.
func (j Journey) Approval() Approval {
	a := Approval{Commands: []ApprovedCommand{}}
	// Two commands can read the same, so the hash is of what each is made of.
	exact := [][]string{}
	add := func(step Step, use Use, text string, parts ...string) {
		made := append([]string{step.ID, string(use)}, parts...)
		a.Commands = append(a.Commands, ApprovedCommand{Step: step.ID, Use: use, Text: text, Sum: sumOf(made)})
		exact = append(exact, made)
	}
	for _, tool := range j.Tools {
		add(Step{ID: tool.Name}, UseTool, tool.Asks, string(tool.JSON))
	}
	for _, step := range j.Claims() {
		switch c := step.Claim.(type) {
		case RunClaim:
			use := UseCheck
			if c.Creates != "" {
				use = UseFix
			}
			add(step, use, c.text(), append([]string{c.Command, c.In}, c.env()...)...)
		case CloneClaim:
			text, parts := c.URL, []string{c.URL}
			if c.Submodules {
				text, parts = text+"\n(and its submodules, from where it names)", append(parts, "submodules")
			}
			add(step, UseClone, text, parts...)
		case ComposeClaim:
			add(step, UseCompose, c.text(), c.parts()...)
		case ContainerClaim:
			add(step, UseContainer, c.text(), c.parts()...)
		case DevcontainerClaim:
			add(step, UseDevcontainer, c.text(), c.In, c.File)
		case HookClaim:
			add(step, UseHook, c.text(), c.In, c.Path)
		}
		for _, fix := range step.Fixes {
			add(step, UseFix, within(step.Folder(), fix.text()), fix.Run, strconv.FormatBool(fix.Admin), step.Folder())
		}
		if step.Rehearse != "" {
			add(step, UseRehearse, within(step.Folder(), step.Rehearse), step.Rehearse, step.Folder())
		}
	}
	a.Hash = sumOf(exact)
	return a
}

// sumOf returns the SHA-256 of texts, in hexadecimal.
func sumOf[Texts []string | [][]string](texts Texts) string {
	// Encoding strings cannot fail.
	body, _ := json.Marshal(texts)
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}

// Of returns those commands that may run for a step while the person is there: its own,
// and where it is of a tool that the journey itself describes, what asks that tool; and
// apart from them what stands in for her while nobody is.
func (a Approval) Of(step Step) (own, rehearsed []ApprovedCommand) {
	tool, _ := step.Claim.(ToolClaim)
	for _, c := range a.Commands {
		switch {
		case c.Use == UseTool && c.Step == tool.Name, c.Use != UseTool && c.Use != UseRehearse && c.Step == step.ID:
			own = append(own, c)
		case c.Use == UseRehearse && c.Step == step.ID:
			rehearsed = append(rehearsed, c)
		}
	}
	return own, rehearsed
}

// With returns the approval with what the services of a step reach of this machine
// beyond their containers, one sentence each.
func (a Approval) With(step string, reaches []string) Approval {
	exact := append([]string{a.Hash, step}, reaches...)
	a.Commands = slices.Clone(a.Commands)
	for _, reach := range reaches {
		a.Commands = append(a.Commands, ApprovedCommand{Step: step, Use: UseReach, Text: reach})
	}
	a.Hash = sumOf(exact)
	return a
}

// text returns the command with its variables and its folder.
func (c RunClaim) text() string {
	return within(c.In, check.Command{Shell: c.Command, Env: c.env()}.String())
}

// text returns the compose files, and what else decides what is started.
func (c ComposeClaim) text() string {
	text := strings.Join(c.Files, "\n")
	for _, with := range []struct {
		what  string
		names []string
	}{{"profiles", c.Profiles}, {"only", c.Services}, {"variables of", c.EnvFiles}} {
		if len(with.names) > 0 {
			text += "\n(" + with.what + " " + strings.Join(with.names, ", ") + ")"
		}
	}
	return text
}

// parts returns what text is made of.
func (c ComposeClaim) parts() []string {
	parts := slices.Clone(c.Files)
	for _, with := range [][]string{c.Profiles, c.Services, c.EnvFiles} {
		if len(with) > 0 {
			parts = append(append(parts, ""), with...)
		}
	}
	return parts
}

// text returns which dev container is meant.
func (c DevcontainerClaim) text() string {
	if c.File == "" {
		return c.In
	}
	return c.In + "/" + c.File
}

// text returns where the hooks come from.
func (c HookClaim) text() string {
	if c.Path == "" {
		return "the hooks that " + c.In + " brings"
	}
	return c.In + "/" + c.Path
}

// within returns a command's text with the folder that it runs in.
func within(folder, text string) string {
	if folder == "" {
		return text
	}
	return strings.TrimRight(text, "\n") + "\n(in " + folder + ")"
}

// Apart parts a command from the folder that it runs in, as the text of an
// ApprovedCommand names it; the folder is empty where it names none.
func Apart(text string) (command, folder string) {
	text = strings.TrimRight(text, "\n")
	at := strings.LastIndex(text, "\n") + 1
	if last := text[at:]; at > 0 && strings.HasPrefix(last, "(in ") && strings.HasSuffix(last, ")") {
		return text[:at-1], last
	}
	return text, ""
}

// env returns the variables as NAME=value, in the order of their names.
func (c RunClaim) env() []string { return assignments(c.Env) }

func assignments(variables map[string]string) []string {
	var env []string
	for _, name := range slices.Sorted(maps.Keys(variables)) {
		env = append(env, name+"="+variables[name])
	}
	return env
}

// text returns the image and what else decides what is started.
func (c ContainerClaim) text() string {
	text := check.Run(append([]string{c.Image}, c.Command...)...).String()
	for _, with := range []struct {
		what  string
		words []string
	}{{"ports", c.Ports}, {"variables", assignments(c.Env)}, {"volumes", c.Volumes}, {"healthy when", c.Health}} {
		if len(with.words) > 0 {
			text += "\n(" + with.what + " " + strings.Join(with.words, ", ") + ")"
		}
	}
	return text
}

// parts returns what text is made of.
func (c ContainerClaim) parts() []string {
	parts := []string{c.Image, c.Name}
	for _, with := range [][]string{c.Command, c.Ports, assignments(c.Env), c.Volumes, c.Health} {
		parts = append(append(parts, ""), with...)
	}
	return parts
}

// text returns the command, and whose right it needs where that is more than the
// person's own.
func (f AuthoredFix) text() string {
	if f.Admin {
		return f.Run + "\n(as administrator)"
	}
	return f.Run
}

// Change is one command in the difference between two approvals.
type Change struct {
	ApprovedCommand
	// Before is the text that was approved; empty where the command is new.
	Before string `json:"before,omitempty"`
	// Kind says what became of the command.
	Kind ChangeKind `json:"kind"`
}

// ChangeKind says what became of a command since the last approval.
type ChangeKind string

// The kinds of change.
const (
	Same    ChangeKind = "same"
	Added   ChangeKind = "added"
	Changed ChangeKind = "changed"
	Removed ChangeKind = "removed"
)

// Since returns the commands of a, each with what became of it since before;
// commands that are gone come last. What services no longer reach is left out.
func (a Approval) Since(before Approval) []Change {
	type key struct {
		step string
		use  Use
		nth  int
	}
	index := func(commands []ApprovedCommand) (map[key]ApprovedCommand, []key) {
		found, keys := map[key]ApprovedCommand{}, make([]key, 0, len(commands))
		count := map[key]int{}
		for _, c := range commands {
			k := key{step: c.Step, use: c.Use}
			nth := count[k]
			count[k]++
			k.nth = nth
			found[k] = c
			keys = append(keys, k)
		}
		return found, keys
	}
	old, oldKeys := index(before.Commands)
	now, nowKeys := index(a.Commands)
	changes := make([]Change, 0, len(nowKeys))
	for _, k := range nowKeys {
		c := Change{ApprovedCommand: now[k], Kind: Added}
		if before, ok := old[k]; ok {
			c.Kind, c.Before = Changed, before.Text
			// What reads the same may be made of other parts.
			if before.Text == c.Text && before.Sum == c.Sum {
				c.Kind, c.Before = Same, ""
			}
		}
		changes = append(changes, c)
	}
	for _, k := range oldKeys {
		if _, ok := now[k]; !ok && k.use != UseReach {
			changes = append(changes, Change{ApprovedCommand: old[k], Kind: Removed})
		}
	}
	return changes
}
