package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"firstlight/app"
	"firstlight/app/cli/screen"
	"firstlight/backend/check"
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

// tellRunning says which services go on running now that the face is closed.
func (c *cli) tellRunning(ctx context.Context, a *app.App) error {
	names, err := app.LeavesRunning(context.WithoutCancel(ctx), a)
	if err != nil {
		return fmt.Errorf("looking which services run on: %w", err)
	}
	showRunning(c.say(), names)
	return nil
}

func showRunning(s *screen.Screen, names []string) {
	if len(names) == 0 {
		return
	}
	s.Text(0, "Still running: "+strings.Join(names, ", ")+". To stop one: "+
		check.Run("firstlight", "services", "stop", names[0]).String())
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
