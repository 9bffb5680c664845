package container

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/compose-spec/compose-go/v2/types"
	"github.com/containerd/platforms"
	"github.com/distribution/reference"
	"github.com/docker/docker/api/types/system"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
	"github.com/shirou/gopsutil/v4/disk"

	"firstlight/backend/check"
)

// NoRoom: the images that are to be fetched are larger than what is free where the
// engine keeps its images.
const NoRoom = "compose/no-room"

// imageSize is what a registry says that an image has to be fetched of.
type imageSize struct {
	// layers are the bytes of each layer, packed, by its digest: images share them.
	layers map[string]int64
	err    error
	at     time.Time
}

// sizeOf returns what an image has to be fetched of, as its registry says now or
// said a while ago.
func (e *Engine) sizeOf(ctx context.Context, named reference.Named, platform ocispec.Platform) imageSize {
	e.depot.mu.Lock()
	defer e.depot.mu.Unlock()
	key := named.String() + " " + platforms.Format(platform)
	if known, ok := e.depot.sizes[key]; ok && time.Since(known.at) < manifestAge {
		return known
	}
	ctx, cancel := context.WithTimeout(ctx, answerLimit)
	defer cancel()
	manifest, _, err := e.manifestOf(ctx, named, platform)
	said := imageSize{layers: map[string]int64{}, err: err, at: time.Now()}
	for _, layer := range manifest.Layers {
		said.layers[layer.Digest.String()] = layer.Size
	}
	if e.depot.sizes == nil {
		e.depot.sizes = map[string]imageSize{}
	}
	e.depot.sizes[key] = said
	return said
}

// load is what images have to be fetched of.
type load struct {
	// images are those that are not here, and bytes what they are packed, each layer
	// once.
	images []string
	bytes  int64
	// unknown are those of which that cannot be told.
	unknown []string
}

// wanted is an image that is to be here, for a platform; none means the engine's
// own.
type wanted struct{ image, platform string }

// toFetch returns what images have to be fetched of.
func (e *Engine) toFetch(ctx context.Context, s *session, info system.Info, images []wanted) load {
	var l load
	layers := map[string]int64{}
	for _, w := range images {
		ask, cancel := context.WithTimeout(ctx, answerLimit)
		_, err := s.api.ImageInspect(ask, w.image)
		cancel()
		if err == nil || slices.Contains(l.images, w.image) {
			continue
		}
		l.images = append(l.images, w.image)
		platform, err := platforms.Parse(orElse(w.platform, info.OSType+"/"+goArchitecture(info.Architecture)))
		named, badName := reference.ParseNormalizedNamed(w.image)
		if err != nil || badName != nil || isHubsOwn(named) {
			l.unknown = append(l.unknown, w.image)
			continue
		}
		said := e.sizeOf(ctx, named, platform)
		if said.err != nil {
			l.unknown = append(l.unknown, w.image)
			continue
		}
		for digest, bytes := range said.layers {
			layers[digest] = bytes
		}
	}
	for _, bytes := range layers {
		l.bytes += bytes
	}
	return l
}

// isHubsOwn reports whether an image is one that everybody may have of Docker Hub,
// where to ask for its manifest counts as a pull.
func isHubsOwn(named reference.Named) bool {
	return reference.Domain(named) == "docker.io" && strings.HasPrefix(reference.Path(named), "library/")
}

// facts says what is to be fetched, and of what that is not known.
func (l load) facts() []check.Evidence {
	var facts []check.Evidence
	if len(l.images) > len(l.unknown) {
		facts = append(facts, check.Fact("To fetch", amount(l.bytes)+" packed; unpacked it takes more"))
	}
	if len(l.unknown) > 0 {
		facts = append(facts, check.Fact("Size not known", strings.Join(l.unknown, ", ")))
	}
	return facts
}

// noRoom says that there is less room than images have to be fetched of, with the
// ways to make some; false where there is enough, or where that is not known.
func (l load) noRoom(ctx context.Context, s *session, info system.Info) (check.Finding, []check.Fix, bool) {
	free, ok := freeHere(ctx, s, info)
	if !ok || l.bytes <= free {
		return check.Finding{}, nil, false
	}
	f := check.Fail(NoRoom, fmt.Sprintf("There is room for only %s where Docker keeps its images, and %s are to be fetched", amount(free), amount(l.bytes)),
		check.Literal("Where", info.DockerRootDir))
	f.Evidence = append(f.Evidence, l.facts()...)
	f.Evidence = append(f.Evidence, check.Fact("What may be less", "Layers that Docker has already are not fetched again, which nobody can tell ahead"))
	kept, err := s.hoard(ctx)
	if err != nil {
		f.Evidence = append(f.Evidence, check.Fact("What to do", "Remove images and containers that you no longer need: docker system df lists them"))
		return f, nil, true
	}
	f.Evidence = append(f.Evidence, kept.facts()...)
	return f, kept.fixes(), true
}

// freeHere returns how many bytes are left where the engine keeps its images; false
// where that is not on this machine, or cannot be told.
func freeHere(ctx context.Context, s *session, info system.Info) (int64, bool) {
	if name, err := os.Hostname(); err != nil || name != info.Name {
		return 0, false
	}
	if _, local := s.address.local(); !local {
		return 0, false
	}
	usage, err := disk.UsageWithContext(ctx, info.DockerRootDir)
	if err != nil {
		return 0, false
	}
	return int64(min(usage.Free, 1<<62)), true
}

// room says that the images of a project's services do not fit on the disk; where
// nothing says so, it returns what is known of them.
func (c *composeCheck) room(ctx context.Context, s *session, project *types.Project, members []member) (check.Finding, []check.Evidence, bool) {
	_, info, err := c.engine.info(ctx)
	if err != nil {
		return check.Finding{}, nil, false // Starting the services will tell.
	}
	var images []wanted
	for _, m := range members {
		service := project.Services[m.service]
		if m.state == missing && service.Build == nil && service.Image != "" {
			images = append(images, wanted{service.Image, service.Platform})
		}
	}
	l := c.engine.toFetch(ctx, s, info, images)
	f, ways, short := l.noRoom(ctx, s, info)
	if short {
		c.remember(ways...)
	}
	return f, l.facts(), short
}
