package container

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"
	"time"

	"github.com/docker/docker/api/types/container"
	"golang.org/x/sync/errgroup"
)

// Usage is what a container uses of the machine at one moment.
type Usage struct {
	// CPU is how many cores it keeps busy, such as 0.25; less than zero says that
	// it is not known yet, since it takes two looks.
	CPU float64
	// Memory is in bytes, without what the system keeps of its files.
	Memory int64
}

// sample is what a container had used of the processor at a moment.
type sample struct {
	used uint64
	at   time.Time
}

// samples are the last of each container, by the engine's ID.
type samples map[string]sample

// usageAbreast is how many containers are asked about at a time.
const usageAbreast = 4

// sampleAge is how old a sample may be for what was used since to say something
// of now.
const sampleAge = 15 * time.Second

// Usage looks at what the services of a step use, each by its key. The engine is
// asked once for each that runs, and nothing is looked at in between.
func (l *Live) Usage(ctx context.Context, step string) (map[Key]Usage, error) {
	s, err := l.engine.connect(ctx)
	if err != nil {
		return nil, err
	}
	var mu sync.Mutex
	used := map[Key]Usage{}
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(usageAbreast)
	for _, service := range l.Sight(step).Services {
		if service.ID == "" || !service.Mode.Up() {
			continue
		}
		group.Go(func() error {
			found, err := s.stats(ctx, service.ID)
			if err != nil || found.Read.IsZero() {
				// It ended meanwhile, of which the events tell.
				return ctx.Err()
			}
			mu.Lock()
			defer mu.Unlock()
			used[service.Key()] = l.usage(service.ID, found)
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return nil, fmt.Errorf("asking what the services use: %w", err)
	}
	l.forgetSamples()
	return used, nil
}

// stats asks what a container has used until now.
func (s *session) stats(ctx context.Context, id string) (container.StatsResponse, error) {
	ctx, cancel := context.WithTimeout(ctx, answerLimit)
	defer cancel()
	var found container.StatsResponse
	answer, err := s.api.ContainerStatsOneShot(ctx, id)
	if err != nil {
		return found, err
	}
	defer func() { _ = answer.Body.Close() }()
	err = json.NewDecoder(answer.Body).Decode(&found)
	return found, err
}

// usage makes of what a container has used what it uses: of the processor, since
// it was last looked at.
func (l *Live) usage(id string, found container.StatsResponse) Usage {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := sample{found.CPUStats.CPUUsage.TotalUsage, found.Read}
	u := Usage{CPU: -1, Memory: memoryOf(found.MemoryStats)}
	was, ok := l.samples[id]
	if passed := now.at.Sub(was.at); ok && passed > 0 && passed < sampleAge && now.used >= was.used {
		u.CPU = float64(now.used-was.used) / float64(passed.Nanoseconds())
	}
	l.samples[id] = now
	return u
}

// forgetSamples lets go of what was looked at of containers that are gone.
func (l *Live) forgetSamples() {
	present := l.present()
	l.mu.Lock()
	defer l.mu.Unlock()
	for id := range l.samples {
		if _, ok := present[id]; !ok {
			delete(l.samples, id)
		}
	}
}

// memoryOf returns the memory that a container could not do without: the files
// that the system keeps for it can be dropped at any time.
func memoryOf(m container.MemoryStats) int64 {
	if m.PrivateWorkingSet > 0 {
		return int64(m.PrivateWorkingSet) // Windows tells no other.
	}
	kept := m.Stats["inactive_file"]
	if old, ok := m.Stats["total_inactive_file"]; ok {
		kept = old
	}
	if kept > m.Usage {
		return int64(m.Usage)
	}
	return int64(m.Usage - kept)
}
