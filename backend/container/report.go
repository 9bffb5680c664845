package container

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/compose-spec/compose-go/v2/types"
	"github.com/docker/compose/v5/pkg/api"

	"firstlight/backend/check"
)

// report tells an Output what compose does, in the words of the compose file:
// its events, and what the builder prints.
type report struct {
	out check.Output

	mu sync.Mutex
	// names are what a person calls the resources of the events.
	names map[string]string
	// said is the last word on each resource.
	said map[string]string
	// building are the resources whose images are being built.
	building map[string]bool
	// layers are what is being pulled: layer by layer, of each image.
	layers map[string]map[string]api.Resource
	// ready and total count containers.
	ready map[string]bool
	total int
	lines lines
	// heard is when something was last heard.
	heard time.Time
	// waits is when the wait for health began; zero before it has.
	waits time.Time
}

func newReport(project *types.Project, out check.Output) *report {
	r := &report{
		out:      out,
		names:    map[string]string{},
		said:     map[string]string{},
		building: map[string]bool{},
		layers:   map[string]map[string]api.Resource{},
		ready:    map[string]bool{},
		heard:    time.Now(),
	}
	for name, service := range project.Services {
		r.names["Image "+api.GetImageNameOrDefault(service, project.Name)] = "image of " + name
		scale := service.GetScale()
		r.total += scale
		for number := 1; number <= scale; number++ {
			called := name
			if scale > 1 {
				called = fmt.Sprintf("%s %d", name, number)
			}
			container := service.ContainerName
			if container == "" {
				container = fmt.Sprintf("%s%s%s%s%d", project.Name, api.Separator, name, api.Separator, number)
			}
			r.names["Container "+container] = called
		}
	}
	return r
}

// Start is called as an operation of compose begins.
func (r *report) Start(context.Context, string) {}

// Done is called as an operation of compose ends.
func (r *report) Done(string, bool) {}

// On passes events of compose on.
func (r *report) On(events ...api.Resource) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.heard = time.Now()
	for _, event := range events {
		if event.ParentID != "" {
			r.layer(event)
			continue
		}
		r.event(event)
	}
}

func (r *report) event(event api.Resource) {
	word := strings.TrimSpace(event.Text + " " + event.Details)
	if word == "" || r.said[event.ID] == word {
		return
	}
	r.said[event.ID] = word
	r.out.Line(r.called(event.ID) + ": " + word)
	switch event.Text {
	case api.StatusBuilding:
		r.building[event.ID] = true
	case api.StatusBuilt:
		delete(r.building, event.ID)
	case api.StatusStarting, api.StatusStarted:
		r.progress("Starting services")
	case api.StatusWaiting:
		if r.waits.IsZero() {
			r.waits = time.Now()
		}
		r.progress("Waiting until healthy")
	case api.StatusHealthy, api.StatusExited:
		r.ready[event.ID] = true
		r.progress("Waiting until healthy")
	}
}

// waitedFrom returns since when health is waited for: from now on, where it was not yet,
// as images were built or pulled.
func (r *report) waitedFrom() time.Time {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.waits.IsZero() {
		return time.Now()
	}
	return r.waits
}

func (r *report) progress(phase string) {
	r.out.Progress(check.Progress{Phase: phase, Done: int64(len(r.ready)), Total: int64(r.total), Unit: check.Items})
}

// layer adds up what is being pulled of an image.
func (r *report) layer(event api.Resource) {
	layers := r.layers[event.ParentID]
	if layers == nil {
		layers = map[string]api.Resource{}
		r.layers[event.ParentID] = layers
	}
	if event.Status == api.Done {
		event.Total = layers[event.ID].Total
		event.Current = event.Total
	}
	layers[event.ID] = event
	p := check.Progress{Phase: "Pulling " + r.called(event.ParentID), Unit: check.Bytes}
	for _, l := range layers {
		p.Done += l.Current
		p.Total += l.Total
	}
	r.out.Progress(p)
}

func (r *report) called(resource string) string {
	if name, ok := r.names[resource]; ok {
		return name
	}
	return resource
}

// Write takes what the builder prints.
func (r *report) Write(text []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.heard = time.Now()
	r.lines.add(text, r.printed)
	return len(text), nil
}

// flush passes on a last line that has no end.
func (r *report) flush() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.lines.end(r.printed)
}

// printed passes on one line of a builder and the step that it names.
func (r *report) printed(line string) {
	r.out.Line(line)
	done, total, ok := buildStep(line)
	if !ok {
		return
	}
	phase := "Building images"
	if len(r.building) == 1 {
		for resource := range r.building {
			phase = "Building " + r.called(resource)
		}
	}
	r.out.Progress(check.Progress{Phase: phase, Done: done, Total: total, Unit: check.Items})
}

// refuse answers compose's questions, which all are whether to delete data.
func (r *report) refuse(question string, _ bool) (bool, error) {
	r.out.Line(question + " No: nothing is deleted.")
	return false, nil
}
