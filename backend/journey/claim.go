package journey

import "time"

// Claim is what a step claims: one of the claim types of this package.
type Claim interface{ kind() Kind }

// ToolClaim claims that a tool of the catalogue is there in a version.
type ToolClaim struct {
	// Name is the tool's name in the catalogue.
	Name string
	// Version is a constraint as backend/version reads it; empty means
	// any version.
	Version string
}

// PortClaim claims that a TCP port of this machine is free, or ours.
type PortClaim struct{ Number int }

// DiskClaim claims that so many bytes are free where the workspace is.
type DiskClaim struct{ Bytes int64 }

// IdentityClaim claims that git knows who the commits are by.
type IdentityClaim struct {
	// Email is a regular expression in RE2 syntax that the address must match
	// whole; empty means any address.
	Email string
}

// MemoryClaim claims that this machine has so many bytes of memory.
type MemoryClaim struct{ Bytes int64 }

// PathClaim claims that programs are found alike in a terminal and from a
// launcher.
type PathClaim struct{}

// LocaleClaim claims that programs speak UTF-8 here.
type LocaleClaim struct{}

// ClockClaim claims that the clock of this machine is right.
type ClockClaim struct{}

// LimitsClaim claims that the system lets programs watch and open as many files
// as developing takes.
type LimitsClaim struct {
	// Watches is how many files and folders one person may watch, OpenFiles
	// how many files one program may have open; zero means a sound default.
	Watches, OpenFiles int
}

// PlatformClaim claims that nothing about WSL or Rosetta gets in the way.
type PlatformClaim struct{}

// KeyringClaim claims that the system's keyring can keep a secret.
type KeyringClaim struct{}

// SSHClaim claims that there is an ssh key and an agent that offers it.
type SSHClaim struct{}

// SigningClaim claims that commits can be signed as git is set to.
type SigningClaim struct{}

// NetworkClaim claims that hosts are reached.
type NetworkClaim struct {
	// Hosts are names, each perhaps with a port, or https addresses.
	Hosts []string
	// From are the places to reach them from: "host", "git", "container"; empty
	// means all.
	From []string
}

// ProxyClaim claims that what programs are told of proxies fits together.
type ProxyClaim struct{}

// DockerClaim claims that a container engine answers.
type DockerClaim struct {
	// Version is a constraint on the engine's version; empty means any.
	Version string
	// Room is how many bytes must be free where it keeps images; zero asks for
	// none.
	Room int64
}

// SignInClaim claims that the person is signed in to GitHub.
type SignInClaim struct {
	// Host is the host that runs GitHub, perhaps with a port.
	Host string
	// Client is the id of the company's OAuth app there; may be empty.
	Client string
	// Scopes are what the sign-in must be allowed to do.
	Scopes []string
}

// CloneClaim claims that a repository is cloned from an origin.
type CloneClaim struct {
	// URL is the origin: https, ssh or embedded:NAME for a repository that
	// ships with Firstlight.
	URL string
	// Into is the folder below the workspace, with forward slashes.
	Into string
	// Branch is what is checked out at first; empty means the origin's choice.
	Branch string
	// Depth is how many commits are fetched; zero means all.
	Depth int
	// Blobless leaves the contents of files at the origin until they are needed.
	Blobless bool
	// Sparse are the folders that are checked out; none means all.
	Sparse []string
	// Submodules asks for the submodules too.
	Submodules bool
}

// RunClaim claims that a command succeeds.
type RunClaim struct {
	// Command is a text for the shell, as the author wrote it.
	Command string
	// In is the folder below the workspace to run it in.
	In string
	// Env are further variables.
	Env map[string]string
	// Creates is a file below In; where it is given the claim is that the file
	// exists, and the command is the way to make it.
	Creates string
}

// ComposeClaim claims that the services of a compose file are up and healthy.
type ComposeClaim struct {
	// Files are the compose files below the workspace, each overriding those
	// before it; where there is one, those that compose itself reads with it count
	// as well.
	Files []string
	// Profiles are the profiles whose services count too.
	Profiles []string
	// Services are those that count, with what they depend on; none means all.
	Services []string
	// EnvFiles are files below the workspace with the values of the variables in
	// the compose files; none means what compose reads by itself.
	EnvFiles []string
	// HealthyWithin bounds the start of the services; zero means the default.
	HealthyWithin time.Duration
	// Answers is an http address on this machine that must answer with a
	// status below 400; may be empty.
	Answers string
}

// ContainerClaim claims that a container of an image is up and healthy.
type ContainerClaim struct {
	// Image is the image as a registry names it.
	Image string
	// Name is what the container is called; empty makes one of the image's name.
	Name string
	// Ports are published as a compose file has them, such as "5432:5432".
	Ports []string
	// Env are the container's variables.
	Env map[string]string
	// Volumes are as a compose file has them; folders start below the workspace.
	Volumes []string
	// Command takes the place of the image's own; none means that one.
	Command []string
	// Health is the command in the container that says whether it is healthy: a
	// text for its shell where there is one word, and else a program and its
	// arguments; none leaves it to the image.
	Health []string
	// HealthyWithin bounds its start; zero means the default.
	HealthyWithin time.Duration
	// Answers is an http address on this machine that must answer with a
	// status below 400; may be empty.
	Answers string
}

// DevcontainerClaim claims that the dev container of a project is up and that its
// commands have run in it.
type DevcontainerClaim struct {
	// In is the project's folder below the workspace.
	In string
	// File is its devcontainer.json, a path inside the project; empty means the one
	// that there is.
	File string
	// HealthyWithin bounds its start; zero means the default.
	HealthyWithin time.Duration
}

// ImageClaim claims that an image is here.
type ImageClaim struct {
	// Image is the image as a registry names it, by tag or by digest.
	Image string
	// Platform is the system and processor that it must be for, such as
	// "linux/amd64"; empty means the engine's own.
	Platform string
}

// DetectClaim claims that the journey asks for the tools that a repository's own
// files ask for.
type DetectClaim struct {
	// In is the repository's folder below the workspace.
	In string
	// Parts are folders inside it whose needs count as well, such as "desktop".
	Parts []string
	// Without are tools that are left out, whatever the files say.
	Without []string
	// Adopted are the tools that the files asked for when the journey took them
	// over, and Files those that were read then; nil until they were read.
	Adopted []ToolClaim
	Files   []string
}

// HookClaim claims that the hooks which a repository carries are installed.
type HookClaim struct {
	// In is the repository's folder below the workspace.
	In string
	// Path is the folder of hooks inside the repository, such as ".githooks";
	// empty means those that its own files speak of.
	Path string
}

// PickClaim claims that she picked a task: a branch of hers is for an issue.
type PickClaim struct {
	// Host and Repository are where the issues are, such as "github.com" and
	// "acme/payments".
	Host, Repository string
	// Label is what an issue must be labelled with; empty means any.
	Label string
	// In is the clone's folder below the workspace, in which the branch is made.
	In string
	// Branch is the pattern of the branch's name.
	Branch string
}

// CommitClaim claims that a commit by this person exists on a branch of hers.
type CommitClaim struct {
	// In is the repository's folder below the workspace.
	In string
	// Branch is the name proposed for the branch.
	Branch string
	// Email is a regular expression in RE2 syntax that the author's address must
	// match whole; empty means any address.
	Email string
	// Message is one that the first line of the message must match whole, or
	// "conventional"; empty means any.
	Message string
	// Signed says that the commit must have a good signature.
	Signed bool
	// Code says that a change to documents alone does not do.
	Code bool
}

// GuardrailClaim claims that nothing keeps her commits from being pushed.
type GuardrailClaim struct {
	// In is the repository's folder below the workspace.
	In string
	// Guards are what is looked at: "secrets", "identity", "size", "branch" and
	// "signed".
	Guards []string
	// Email is a regular expression in RE2 syntax that her address must match
	// whole; empty means any.
	Email string
	// Size is how many bytes a file may have; zero means the default.
	Size int64
	// Branches are those that nobody pushes to; empty means the default.
	Branches []string
	// Allow are what looks like secrets and is none.
	Allow []Allowance
}

// Allowance lets something through that looks like a secret.
type Allowance struct {
	// Path is a file, a folder or a pattern with stars.
	Path string
	// Rule is the rule that it may meet; empty means any.
	Rule string
	// Reason says why it is none.
	Reason string
}

// PushClaim claims that her commit is on a branch of the origin.
type PushClaim struct {
	// In is the repository's folder below the workspace.
	In string
}

// PullClaim claims that she opened a pull request for her branch.
type PullClaim struct {
	// In is the repository's folder below the workspace.
	In string
	// Draft says that it is to be opened as a draft.
	Draft bool
}

// ChecksClaim claims that the checks of her pull request succeed.
type ChecksClaim struct {
	// In is the repository's folder below the workspace.
	In string
}

// ReviewClaim claims that somebody approved her pull request.
type ReviewClaim struct {
	// In is the repository's folder below the workspace.
	In string
	// By are whom to ask for it: people such as "grace", and teams such as
	// "acme/payments".
	By []string
}

// MergeClaim claims that her pull request is merged.
type MergeClaim struct {
	// In is the repository's folder below the workspace.
	In string
}

// AskClaim claims what only a person can vouch for.
type AskClaim struct {
	// Text is what is asked of her.
	Text string
}

func (ToolClaim) kind() Kind         { return Tool }
func (PortClaim) kind() Kind         { return Port }
func (DiskClaim) kind() Kind         { return Disk }
func (IdentityClaim) kind() Kind     { return Identity }
func (MemoryClaim) kind() Kind       { return Memory }
func (PathClaim) kind() Kind         { return Path }
func (LocaleClaim) kind() Kind       { return Locale }
func (ClockClaim) kind() Kind        { return Clock }
func (LimitsClaim) kind() Kind       { return Limits }
func (PlatformClaim) kind() Kind     { return Platform }
func (KeyringClaim) kind() Kind      { return Keyring }
func (SSHClaim) kind() Kind          { return SSH }
func (SigningClaim) kind() Kind      { return Signing }
func (NetworkClaim) kind() Kind      { return Network }
func (ProxyClaim) kind() Kind        { return Proxy }
func (DockerClaim) kind() Kind       { return Docker }
func (SignInClaim) kind() Kind       { return SignIn }
func (CloneClaim) kind() Kind        { return Clone }
func (DetectClaim) kind() Kind       { return Detect }
func (RunClaim) kind() Kind          { return Run }
func (ComposeClaim) kind() Kind      { return Compose }
func (ContainerClaim) kind() Kind    { return Container }
func (DevcontainerClaim) kind() Kind { return Devcontainer }
func (ImageClaim) kind() Kind        { return Image }
func (HookClaim) kind() Kind         { return Hook }
func (PickClaim) kind() Kind         { return Pick }
func (CommitClaim) kind() Kind       { return Commit }
func (GuardrailClaim) kind() Kind    { return Guardrail }
func (PushClaim) kind() Kind         { return Push }
func (PullClaim) kind() Kind         { return Pull }
func (ChecksClaim) kind() Kind       { return Checks }
func (ReviewClaim) kind() Kind       { return Review }
func (MergeClaim) kind() Kind        { return Merge }
func (AskClaim) kind() Kind          { return Ask }
