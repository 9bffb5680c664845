package container

import (
	"archive/tar"
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"fmt"
	"io"
	"slices"

	"github.com/containerd/errdefs"
	"github.com/docker/docker/api/types/filters"
	"github.com/docker/docker/api/types/image"
)

// probeName is the name of the probe's image; its tag is what it holds.
const probeName = "firstlight-probe"

// probeImage returns the image that holds the probe and nothing else, and makes
// it where the engine does not have it.
func (s *session) probeImage(ctx context.Context, program []byte) (string, error) {
	name := fmt.Sprintf("%s:%x", probeName, sha256.Sum256(program))[:len(probeName)+13]
	_, err := s.api.ImageInspect(ctx, name)
	if err == nil {
		return name, nil
	}
	if !errdefs.IsNotFound(err) {
		return "", fmt.Errorf("looking for the image %s: %w", name, err)
	}
	layer, err := packed(program)
	if err != nil {
		return "", err
	}
	said, err := s.api.ImageImport(ctx, image.ImportSource{Source: layer, SourceName: "-"}, name, image.ImportOptions{
		Message: "Made by Firstlight",
		Changes: []string{`ENTRYPOINT ["/probe"]`, "LABEL " + StartedLabel + "=true " + ProbeLabel + "=true"},
	})
	if err != nil {
		return "", fmt.Errorf("making the image %s: %w", name, err)
	}
	defer func() { _ = said.Close() }()
	if _, err := io.Copy(io.Discard, said); err != nil {
		return "", fmt.Errorf("making the image %s: %w", name, err)
	}
	s.replace(ctx, name)
	return name, nil
}

// packed returns an archive with the program alone.
func packed(program []byte) (io.Reader, error) {
	var layer bytes.Buffer
	archive := tar.NewWriter(&layer)
	header := &tar.Header{Name: "probe", Mode: 0o755, Size: int64(len(program)), Typeflag: tar.TypeReg}
	if err := archive.WriteHeader(header); err != nil {
		return nil, fmt.Errorf("packing the probe: %w", err)
	}
	if _, err := archive.Write(program); err != nil {
		return nil, fmt.Errorf("packing the probe: %w", err)
	}
	if err := archive.Close(); err != nil {
		return nil, fmt.Errorf("packing the probe: %w", err)
	}
	return &layer, nil
}

// replace removes the images of earlier probes. One that is in use stays, and
// is removed the next time that the probe changes.
func (s *session) replace(ctx context.Context, name string) {
	all, err := s.api.ImageList(ctx, image.ListOptions{Filters: filters.NewArgs(filters.Arg("label", ProbeLabel+"=true"))})
	if err != nil {
		return
	}
	for _, i := range all {
		if i.Labels[StartedLabel] == "true" && !slices.Contains(i.RepoTags, name) {
			_, _ = s.api.ImageRemove(ctx, i.ID, image.RemoveOptions{PruneChildren: true})
		}
	}
}

// randomName returns a few letters that nothing else is called.
func randomName() string { return rand.Text()[:12] }
