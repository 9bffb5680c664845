package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"firstlight/app"
)

// servicesLimit bounds how long leaving waits for services to stop.
const servicesLimit = 20 * time.Second

// leaver says here, and to the face that is about to close, that services are
// being stopped.
type leaver struct {
	c    *cli
	face app.Emitter
}

// Emit says so.
func (l leaver) Emit(name string, payload any) {
	l.c.say().Line("Stopping the services that Firstlight started, as you chose …")
	if l.face != nil {
		l.face.Emit(name, payload)
	}
}

// stopServices stops what Firstlight started where the person chose that, as she
// leaves.
func (c *cli) stopServices(ctx context.Context, a *app.App, face app.Emitter) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), servicesLimit)
	defer cancel()
	stopped, err := app.StopServices(ctx, a, leaver{c, face})
	if len(stopped) > 0 {
		c.say().Text(0, "Stopped: "+strings.Join(stopped, ", ")+". To have services keep running: firstlight services at-quit stay")
	}
	if err != nil {
		return fmt.Errorf("stopping the services: %w", err)
	}
	return nil
}
