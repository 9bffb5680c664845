package assets

import (
	"bytes"
	"compress/gzip"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
)

// The folder holds the probe for each architecture once make has built it.
//
//go:embed all:probe
var probes embed.FS

// ErrNoProbe says that there is no probe for an architecture in this build.
var ErrNoProbe = errors.New("this build of Firstlight has no probe for it")

// Probe returns the program that reaches hosts from inside a container, for
// Linux on an architecture as Go names it. It is unpacked anew each time, so
// that it takes no memory while nobody asks. Its error wraps ErrNoProbe where
// this build has none.
func Probe(architecture string) ([]byte, error) {
	packed, err := fs.ReadFile(probes, "probe/linux-"+architecture+".gz")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("containers on %s: %w", architecture, ErrNoProbe)
	}
	if err != nil {
		return nil, fmt.Errorf("reading the probe: %w", err)
	}
	unpacked, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("unpacking the probe: %w", err)
	}
	program, err := io.ReadAll(unpacked)
	if err != nil {
		return nil, fmt.Errorf("unpacking the probe: %w", err)
	}
	return program, nil
}
