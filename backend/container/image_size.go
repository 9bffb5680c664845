package container

import (
	"context"
	"time"

	"github.com/distribution/reference"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
)

// imageSize is how many bytes a registry says that an image has, packed.
type imageSize struct {
	// layers are the bytes of each layer, by its digest: images share them.
	layers map[string]int64
	err    error
	at     time.Time
}

// sizeOf returns what an image takes that is not here, as its registry says now or
// said a while ago.
func (e *Engine) sizeOf(ctx context.Context, named reference.Named, platform ocispec.Platform) imageSize {
	e.depot.mu.Lock()
	defer e.depot.mu.Unlock()
	key := named.String() + " " + platform.OS + "/" + platform.Architecture
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
