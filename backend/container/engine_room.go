package container

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"sync"
	"time"

	"github.com/docker/docker/api/types/system"
	"github.com/shirou/gopsutil/v4/disk"

	"firstlight/backend/check"
)

const (
	// LowDisk: there is too little room where the engine keeps its images.
	LowDisk = "docker/low-disk"
	// RoomUnknown: nobody can tell how much room there is.
	RoomUnknown = "docker/room-unknown"

	// roomAge is how long what an engine elsewhere had left is taken for true,
	// and lowAge where that was too little: to look again takes a container.
	roomAge, lowAge = 10 * time.Minute, 30 * time.Second
)

// room is how much the disk of an engine elsewhere had left, and when.
type room struct {
	mu   sync.Mutex
	free int64
	at   time.Time
}

// cramped says that the engine has less room than was asked for; false when it
// has enough.
func (e *Engine) cramped(ctx context.Context, info system.Info, asked int64) (check.Finding, bool) {
	free, where, err := e.free(ctx, info, asked)
	request := check.Fact("Asked for", amount(asked))
	if err != nil {
		return check.CannotTell(RoomUnknown, "How much room Docker has left cannot be told: "+err.Error(), request), true
	}
	if free >= asked {
		return check.Finding{}, false
	}
	f := check.Fail(LowDisk, fmt.Sprintf("There is room for only %s where Docker keeps its images", amount(free)), check.Literal("Where", where), request)
	return f, true
}

// free returns how many bytes are left where the engine keeps its images, and
// where that is. An engine elsewhere is asked from inside a container.
func (e *Engine) free(ctx context.Context, info system.Info, asked int64) (bytes int64, where string, err error) {
	if name, err := os.Hostname(); err == nil && name == info.Name {
		if usage, err := disk.UsageWithContext(ctx, info.DockerRootDir); err == nil {
			return int64(min(usage.Free, 1<<62)), info.DockerRootDir, nil
		}
	}
	bytes, err = e.freeAfar(ctx, asked)
	return bytes, info.DockerRootDir + " of " + info.Name, err
}

// freeAfar returns how many bytes are left on the disk of an engine elsewhere,
// as a container sees it, or as one saw it a while ago.
func (e *Engine) freeAfar(ctx context.Context, asked int64) (int64, error) {
	e.far.mu.Lock()
	defer e.far.mu.Unlock()
	age := roomAge
	if e.far.free < asked {
		age = lowAge
	}
	if !e.far.at.IsZero() && time.Since(e.far.at) < age {
		return e.far.free, nil
	}
	said, err := e.probe(ctx, "-room")
	if err != nil {
		return 0, err
	}
	var left struct{ Free *int64 }
	if err := json.Unmarshal(said, &left); err != nil || left.Free == nil {
		return 0, errors.New("what the container said cannot be read")
	}
	e.far.free, e.far.at = *left.Free, time.Now()
	return *left.Free, nil
}

// amount returns a number of bytes in words, rounded down and coarsely: only
// what matters should read as a change.
func amount(bytes int64) string {
	const MB, GB = int64(1e6), int64(1e9)
	switch {
	case bytes >= 100*GB:
		return fmt.Sprintf("%d GB", bytes/(10*GB)*10)
	case bytes >= 10*GB:
		return fmt.Sprintf("%d GB", bytes/GB)
	case bytes >= GB && bytes%GB >= GB/10:
		return fmt.Sprintf("%d.%d GB", bytes/GB, bytes%GB/(GB/10))
	case bytes >= GB:
		return fmt.Sprintf("%d GB", bytes/GB)
	case bytes >= 10*MB:
		return fmt.Sprintf("%d MB", bytes/(10*MB)*10)
	default:
		return "less than 10 MB"
	}
}
