package journey

import (
	"fmt"
	"path"
)

// claim returns what the step claims.
func (r *reader) claim(d *draft) Claim {
	n := d.node
	switch d.Kind {
	case Tool:
		return ToolClaim{Name: n.string("tool"), Version: read(r, d, "version", accept(checkConstraint))}
	case Port:
		return PortClaim{Number: whole(n.string("port"))}
	case Disk:
		return DiskClaim{Bytes: read(r, d, "disk", parseSize)}
	case Identity:
		return IdentityClaim{Email: read(r, d, "email", accept(checkPattern))}
	case Memory:
		return MemoryClaim{Bytes: read(r, d, "memory", parseSize)}
	case Path:
		return PathClaim{}
	case Locale:
		return LocaleClaim{}
	case Clock:
		return ClockClaim{}
	case Limits:
		return LimitsClaim{Watches: whole(n.string("watches")), OpenFiles: whole(n.string("open_files"))}
	case Platform:
		return PlatformClaim{}
	case Keyring:
		return KeyringClaim{}
	case SSH:
		return SSHClaim{}
	case Signing:
		return SigningClaim{}
	case Network:
		return NetworkClaim{Hosts: texts(n.child("network")), From: texts(n.child("from"))}
	case Proxy:
		return ProxyClaim{}
	case Docker:
		return DockerClaim{Version: read(r, d, "version", accept(checkConstraint)), Room: read(r, d, "room", parseSize)}
	case SignIn:
		return SignInClaim{Host: n.string("sign-in"), Client: n.string("client"), Scopes: scopes(n.child("scopes"))}
	case Clone:
		return r.clone(d)
	case Detect:
		return DetectClaim{In: read(r, d, "detect", cleanPath), Parts: r.folders(d, "parts"), Without: texts(n.child("without"))}
	case Run:
		return r.run(d)
	case Compose:
		return ComposeClaim{
			Files:         r.places(d, "compose"),
			Profiles:      texts(d.node.child("profiles")),
			Services:      texts(d.node.child("services")),
			EnvFiles:      r.places(d, "env_files"),
			HealthyWithin: read(r, d, "healthy_within", parseDuration),
			Answers:       read(r, d, "answers", accept(checkLoopback)),
		}
	case Container:
		return ContainerClaim{
			Image: n.string("container"), Name: n.string("name"), Ports: texts(n.child("ports")), Env: environment(n.child("env")),
			Volumes: texts(n.child("volumes")), Command: texts(n.child("command")), Health: oneOrMore(n.child("health")),
			HealthyWithin: read(r, d, "healthy_within", parseDuration),
			Answers:       read(r, d, "answers", accept(checkLoopback)),
		}
	case Devcontainer:
		return DevcontainerClaim{
			In: read(r, d, "devcontainer", cleanPath), File: read(r, d, "file", cleanPath),
			HealthyWithin: read(r, d, "healthy_within", parseDuration),
		}
	case Image:
		return ImageClaim{Image: n.string("image"), Platform: n.string("built_for")}
	case Hook:
		c := HookClaim{In: read(r, d, "in", cleanPath)}
		if n.child("hook").value != true {
			c.Path = read(r, d, "hook", cleanPath)
		}
		return c
	case Pick:
		return r.pick(d)
	case Commit:
		return CommitClaim{
			In:      read(r, d, "commit", cleanPath),
			Branch:  read(r, d, "branch", accept(checkBranch)),
			Email:   read(r, d, "email", accept(checkPattern)),
			Message: read(r, d, "message", accept(checkMessage)),
			Signed:  n.string("signed") == "true",
			Code:    n.string("code") == "true",
		}
	case Guardrail:
		return GuardrailClaim{
			In:       read(r, d, "in", cleanPath),
			Guards:   texts(n.child("guardrail")),
			Email:    read(r, d, "email", accept(checkPattern)),
			Size:     read(r, d, "size", parseSize),
			Branches: r.globs(d, "branches"),
			Allow:    r.allowances(d),
		}
	case Push:
		return PushClaim{In: read(r, d, "push", cleanPath)}
	case Pull:
		return PullClaim{In: read(r, d, "pull-request", cleanPath), Draft: n.string("draft") == "true"}
	case Checks:
		return ChecksClaim{In: read(r, d, "checks", cleanPath)}
	case Review:
		return ReviewClaim{In: read(r, d, "review", cleanPath), By: texts(n.child("by"))}
	case Merge:
		return MergeClaim{In: read(r, d, "merge", cleanPath)}
	default:
		return AskClaim{Text: n.string("ask")}
	}
}

func (r *reader) clone(d *draft) Claim {
	c := CloneClaim{
		URL:  read(r, d, "clone", func(text string) (string, *refusal) { return text, checkOrigin(text, r.allowFile) }),
		Into: read(r, d, "into", cleanPath),

		Branch:     read(r, d, "branch", accept(checkBranch)),
		Depth:      whole(d.node.string("depth")),
		Blobless:   d.node.string("partial") == "blobless",
		Sparse:     r.folders(d, "sparse"),
		Submodules: d.node.string("submodules") == "true",
	}
	if c.URL == "" || d.node.child("into") != nil {
		return c
	}
	into, no := cleanPath(folderOf(c.URL))
	if no != nil {
		r.problems.add(d.node.child("clone").at, join(d.path, "clone"), "the end of "+quote(c.URL)+" does not do as a folder", "the folder to clone it into, with into")
	}
	c.Into = into
	return c
}

// globs returns the patterns of a list.
func (r *reader) globs(d *draft, key string) []string {
	for i, item := range items(d.node.child(key)) {
		r.glob(item, fmt.Sprintf("%s.%s[%d]", d.path, key, i), key)
	}
	return texts(d.node.child(key))
}

// glob refuses what is no pattern with stars.
func (r *reader) glob(n *node, place, key string) {
	if _, err := path.Match(n.text, ""); err != nil {
		r.problems.add(n.at, place, key+" cannot have "+quote(n.text)+": it is no pattern", "one such as release/*")
	}
}

// allowances returns what the author lets through, and why.
func (r *reader) allowances(d *draft) []Allowance {
	var list []Allowance
	for i, item := range items(d.node.child("allow")) {
		r.glob(item.child("path"), fmt.Sprintf("%s.allow[%d].path", d.path, i), "path")
		list = append(list, Allowance{Path: item.string("path"), Rule: item.string("rule"), Reason: item.string("reason")})
	}
	return list
}

// scopes returns what a sign-in must be allowed to do: to work with repositories,
// where the author does not say.
func scopes(list *node) []string {
	if list == nil {
		return []string{"repo"}
	}
	return texts(list)
}

// folders returns the paths of the list at a key of the step.
func (r *reader) folders(d *draft, key string) []string { return r.paths(d, key, "a folder") }

// places returns the paths at a key of the step, where there may be one or a list
// of them.
func (r *reader) places(d *draft, key string) []string {
	if n := d.node.child(key); n == nil || n.items == nil {
		if one := read(r, d, key, cleanPath); one != "" {
			return []string{one}
		}
		return nil
	}
	return r.paths(d, key, "a file")
}

// paths returns the paths of the list at a key of the step, each of them what.
func (r *reader) paths(d *draft, key, what string) []string {
	var paths []string
	for i, n := range items(d.node.child(key)) {
		one, no := cleanPath(n.text)
		if no != nil {
			r.problems.add(n.at, fmt.Sprintf("%s[%d]", join(d.path, key), i), no.sentence(what, n.text), no.expected)
			continue
		}
		paths = append(paths, one)
	}
	return paths
}

// pick returns a claim that a task is picked. What is not said follows from the
// repository that the tasks are in.
func (r *reader) pick(d *draft) Claim {
	task := d.node.child("pick")
	c := PickClaim{
		Label: task.string("label"),
		In:    read(r, d, "in", cleanPath), Branch: read(r, d, "branch", accept(checkBranchPattern)),
	}
	c.Host, c.Repository = repositoryAt(task.string("from"))
	if d.node.child("in") == nil {
		c.In = path.Base(c.Repository)
	}
	if d.node.child("branch") == nil {
		c.Branch = "{user}/{number}-{slug}"
	}
	return c
}

func (r *reader) run(d *draft) Claim {
	c := RunClaim{
		Command: d.node.string("run"),
		In:      read(r, d, "in", cleanPath),
		Creates: read(r, d, "creates", cleanPath),
	}
	c.Env = environment(d.node.child("env"))
	return c
}

// environment returns variables by name; nil where there are none.
func environment(n *node) map[string]string {
	if n == nil {
		return nil
	}
	env := map[string]string{}
	for _, e := range n.keys {
		env[e.name] = e.value.text
	}
	return env
}

// oneOrMore returns the texts of a list, or the one text that stands in its place.
func oneOrMore(n *node) []string {
	if n != nil && n.items == nil {
		return []string{n.text}
	}
	return texts(n)
}
