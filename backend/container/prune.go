package container

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/docker/docker/api/types"
	"github.com/docker/docker/api/types/container"

	"firstlight/backend/check"
)

// tallyLimit bounds the engine's counting of what it keeps.
const tallyLimit = 10 * time.Second

// heap is a number of things that the engine keeps, and their bytes.
type heap struct {
	count int
	bytes int64
}

func (h *heap) add(bytes int64) {
	h.count++
	h.bytes += max(bytes, 0)
}

// of says how many of what there are, such as "3 images (2 GB)".
func (h heap) of(one, many string) string {
	what := many
	if h.count == 1 {
		what = one
	}
	return fmt.Sprintf("%d %s (%s)", h.count, what, amount(h.bytes))
}

// hoard is what the engine keeps that could go.
type hoard struct {
	// images are those that no container was made from, nameless those among
	// them that a newer build has taken the name of.
	images, nameless heap
	// idle are images of which only stopped containers were made.
	idle heap
	// stopped are containers that do not run.
	stopped heap
	// names are the names of the stopped containers.
	names []string
	// cache is what builds kept and do not use now.
	cache heap
}

// hoard asks the engine what it keeps.
func (s *session) hoard(ctx context.Context) (hoard, error) {
	ctx, cancel := context.WithTimeout(ctx, tallyLimit)
	defer cancel()
	usage, err := s.api.DiskUsage(ctx, types.DiskUsageOptions{Types: []types.DiskUsageObject{
		types.ImageObject, types.ContainerObject, types.BuildCacheObject,
	}})
	if err != nil {
		return hoard{}, fmt.Errorf("asking what Docker keeps: %w", err)
	}
	var h hoard
	running, standing := map[string]bool{}, map[string]bool{}
	for _, c := range usage.Containers {
		if isUp(c) {
			running[c.ImageID] = true
			continue
		}
		standing[c.ImageID] = true
		h.stopped.add(c.SizeRw)
		h.names = append(h.names, strings.TrimPrefix(strings.Join(c.Names, " "), "/"))
	}
	slices.Sort(h.names)
	for _, i := range usage.Images {
		// What other images share is not freed with one of them.
		own := i.Size - max(i.SharedSize, 0)
		switch {
		case running[i.ID]:
		case standing[i.ID]:
			h.idle.add(own)
		default:
			h.images.add(own)
			if len(i.RepoTags) == 0 || slices.Equal(i.RepoTags, []string{"<none>:<none>"}) {
				h.nameless.add(own)
			}
		}
	}
	for _, c := range usage.BuildCache {
		if !c.InUse {
			h.cache.add(c.Size)
		}
	}
	return h, nil
}

// isUp reports whether docker system prune would leave a container alone.
func isUp(c *container.Summary) bool {
	return c.State == "running" || c.State == "paused" || c.State == "restarting"
}

// facts lists what could go.
func (h hoard) facts() []check.Evidence {
	var facts []check.Evidence
	for _, f := range []struct {
		label, one, many string
		heap             heap
	}{
		{"Used by nothing", "image", "images", h.images},
		{"Stopped", "container", "containers", h.stopped},
		{"Kept of builds", "entry", "entries", h.cache},
	} {
		if f.heap.count > 0 {
			facts = append(facts, check.Fact(f.label, f.heap.of(f.one, f.many)))
		}
	}
	if len(facts) == 0 {
		return []check.Evidence{check.Fact("What to do", "Docker keeps nothing that could go: make room on the disk, or give its machine a larger one")}
	}
	return facts
}

// fixes are the ways to make room: what can be made again, and everything that
// nothing runs from. Volumes are never touched, since they hold data.
func (h hoard) fixes() []check.Fix {
	const gone = "Nothing brings it back; what is needed again is built or pulled again"
	var fixes []check.Fix
	var plan []check.Command
	var effects []string
	if h.cache.count > 0 {
		plan = append(plan, check.Run("docker", "builder", "prune", "--all", "--force"))
		effects = append(effects, h.cache.of("entry", "entries")+" of the build cache")
	}
	if h.nameless.count > 0 {
		plan = append(plan, check.Run("docker", "image", "prune", "--force"))
		effects = append(effects, h.nameless.of("image", "images")+" without a name that no container uses")
	}
	if len(plan) > 0 {
		fixes = append(fixes, irrevocable("prune-builds", "Remove what builds have left",
			"Removes "+strings.Join(effects, ", and ")+"; the next build takes longer", gone, plan))
	}
	unused := heap{h.images.count + h.idle.count, h.images.bytes + h.idle.bytes}
	if unused.count+h.stopped.count == 0 {
		return fixes
	}
	effects = nil
	if h.stopped.count > 0 {
		effects = append(effects, h.stopped.of("stopped container", "stopped containers")+" with all that they wrote ("+shortList(h.names)+")")
	}
	if unused.count > 0 {
		effects = append(effects, unused.of("image", "images")+" that nothing runs from")
	}
	if h.cache.count > 0 {
		effects = append(effects, h.cache.of("entry", "entries")+" of the build cache")
	}
	effects = append(effects, "the networks that nothing uses")
	return append(fixes, irrevocable("prune-all", "Remove everything that does not run", "Removes "+strings.Join(effects, ", ")+"; volumes stay",
		"Nothing brings it back: images are built or pulled again, what stopped containers wrote is lost",
		[]check.Command{check.Run("docker", "system", "prune", "--all", "--force")}))
}

// irrevocable returns a fix that cannot be undone, so that a person has to say
// in words that it may run: an unattended run, which gives no answers, never
// does it.
func irrevocable(id, title, effect, undo string, plan []check.Command) check.Fix {
	return check.Fix{
		ID: id, Title: title, Effect: effect, Privilege: check.User, Undo: undo,
		Inputs: []check.Input{{
			Name: "consent", Label: "The word remove", Pattern: "remove", Consent: true, Hint: "Type remove to say that it may be removed for good.",
		}},
		Plan: commands(plan...),
	}
}

// shortList lists a few names, and how many more there are.
func shortList(names []string) string {
	const most = 8
	if len(names) <= most {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:most], ", "), len(names)-most)
}
