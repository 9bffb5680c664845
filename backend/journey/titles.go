package journey

import (
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"firstlight/backend/version"
)

// defaultTitle returns what the step is called where its author does not say.
func (d *draft) defaultTitle() string {
	switch c := d.Claim.(type) {
	case ToolClaim:
		return c.Title()
	case PortClaim:
		return "Port " + strconv.Itoa(c.Number) + " is free"
	case DiskClaim:
		return sizeWords(d.node.string("disk")) + " of free disk"
	case IdentityClaim:
		return "Who your commits are by"
	case MemoryClaim:
		return sizeWords(d.node.string("memory")) + " of memory"
	case PathClaim:
		return "Programs are found wherever you start them"
	case LocaleClaim:
		return "Programs speak UTF-8"
	case ClockClaim:
		return "The clock is right"
	case LimitsClaim:
		return "Enough files can be open and watched"
	case PlatformClaim:
		return "WSL and Rosetta are not in the way"
	case KeyringClaim:
		return "The keyring keeps secrets"
	case SSHClaim:
		return "An ssh key is ready"
	case SigningClaim:
		return "Commits can be signed"
	case NetworkClaim:
		return "The network reaches " + listed(c.Hosts)
	case ProxyClaim:
		return "Proxy settings fit together"
	case DockerClaim:
		return strings.TrimSpace("Docker is running " + versionWords(c.Version))
	case SignInClaim:
		return "Sign in to " + c.Host
	case CloneClaim:
		return "Clone " + path.Base(c.Into)
	case DetectClaim:
		return path.Base(c.In) + " says what it needs"
	case RunClaim:
		return c.title()
	case ComposeClaim:
		return strings.TrimSuffix("The services of "+path.Base(path.Dir(first(c.Files))), " of .") + " are healthy"
	case ContainerClaim:
		if c.Name != "" {
			return "The container " + c.Name + " is healthy"
		}
		return "A container of " + imageName(c.Image) + " is healthy"
	case DevcontainerClaim:
		return "The dev container of " + path.Base(c.In) + " is up"
	case ImageClaim:
		return "The image " + imageName(c.Image) + " is here"
	case HookClaim:
		return "The commit hooks of " + path.Base(c.In) + " are installed"
	case PickClaim:
		return "Pick a task of " + path.Base(c.Repository)
	case CommitClaim:
		return "Commit in " + path.Base(c.In)
	case GuardrailClaim:
		return "Nothing leaves " + path.Base(c.In) + " that should not"
	case PushClaim:
		return "Push from " + path.Base(c.In)
	case PullClaim:
		return "Open a pull request for " + path.Base(c.In)
	case ChecksClaim:
		return "The checks of your pull request succeed"
	case ReviewClaim:
		return "Your pull request is approved"
	case MergeClaim:
		return "Your pull request is merged"
	case AskClaim:
		return strings.TrimSuffix(c.Text, ".")
	default:
		return ""
	}
}

// Title says the tool and the versions of it that will do, as people say them.
func (c ToolClaim) Title() string {
	return strings.TrimSpace(toolName(c.Name) + " " + versionWords(c.Version))
}

// versionWords returns a constraint as it stands behind the name of a tool.
func versionWords(constraint string) string {
	if words, ok := version.Words(constraint); ok {
		return words
	}
	return "in version " + constraint
}

// imageName returns the last part of an image's name, without tag and digest.
func imageName(image string) string {
	name, _, _ := strings.Cut(path.Base(image), "@")
	name, _, _ = strings.Cut(name, ":")
	return name
}

// first returns the first of the names; empty where there is none, as in a step
// that is wrong.
func first(names []string) string {
	if len(names) == 0 {
		return ""
	}
	return names[0]
}

// listed returns names as they stand in a sentence, the first two by name.
func listed(names []string) string {
	switch len(names) {
	case 0, 1:
		return strings.Join(names, "")
	case 2:
		return names[0] + " and " + names[1]
	default:
		return names[0] + ", " + names[1] + " and " + strconv.Itoa(len(names)-2) + " more"
	}
}

func (c RunClaim) title() string {
	if c.Creates != "" {
		return c.Creates + " is there"
	}
	line, _, more := strings.Cut(strings.TrimSpace(c.Command), "\n")
	const limit = 60
	if runes := []rune(line); len(runes) > limit {
		line, more = string(runes[:limit]), true
	}
	if more {
		line += " …"
	}
	return line + " succeeds"
}

// toolName returns a tool's name as it starts a title.
func toolName(name string) string {
	switch name {
	case "node":
		return "Node.js"
	case "npm", "npx", "pnpm", "jq", "gh", "kubectl", "uv":
		return name
	}
	first, width := utf8.DecodeRuneInString(name)
	return string(unicode.ToUpper(first)) + name[width:]
}

// sizeWords returns a size with a space before its unit.
func sizeWords(size string) string {
	number := strings.TrimRight(size, "kKMGTiB ")
	return number + " " + strings.TrimSpace(strings.TrimPrefix(size, number))
}

// milestone returns the milestone that a step belongs to; empty for none.
func milestone(s Step) Milestone {
	if s.Kind == Detect || slices.Contains(MachineKinds(), s.Kind) {
		return MachineReady
	}
	switch s.Kind {
	case Clone:
		return CodeCloned
	case Compose, Container, Devcontainer:
		return ServicesHealthy
	case Commit:
		return FirstCommit
	case Push:
		return FirstPush
	case Pull:
		return FirstPull
	case Review:
		return FirstReview
	case Merge:
		return FirstMerge
	case Run:
		if s.ID == string(TestsPass) {
			return TestsPass
		}
	}
	return ""
}
