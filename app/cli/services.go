package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"firstlight/app"
	"firstlight/app/cli/screen"
	"firstlight/app/wording"
	"firstlight/backend/check"
	"firstlight/backend/guide"
)

// servicesReport is the document of services.
type servicesReport struct {
	Version int `json:"version"`
	app.Services
}

// seeLimit bounds how long is waited for what can be said of the services.
const seeLimit = 15 * time.Second

func servicesCommand(c *cli) *cobra.Command {
	var o guide.Options
	cmd := &cobra.Command{
		Use:   "services",
		Short: "Show the journey's services, and do something with them",
		Long: "Shows how the services of the journey fare. What is done with one is shown\n" +
			"first and runs when you agree; what Firstlight did not start it leaves alone.",
		Example: "  firstlight services\n  firstlight services logs web --follow\n  firstlight services restart web",
		Args:    takes(0),
		RunE:    func(cmd *cobra.Command, _ []string) error { return c.services(cmd.Context(), o) },
	}
	cmd.PersistentFlags().StringVar(&o.Source, "journey", "", "the `JOURNEY`: a file, a folder that has one, or demo")
	cmd.PersistentFlags().StringVar(&o.Track, "track", "", "the `TRACK` of the journey that you are on")
	cmd.AddCommand(logsCommand(c, &o), atQuitCommand(c, &o))
	for _, act := range []struct{ name, short string }{
		{"restart", "End a service and start it again"},
		{"stop", "Stop a service"},
		{"start", "Start a service"},
		{"rebuild", "Build the image of a service anew, and run it"},
		{"start-over", "Delete the data of a service, and start it anew"},
	} {
		cmd.AddCommand(actCommand(c, &o, act.name, act.short))
	}
	return cmd
}

func atQuitCommand(c *cli, o *guide.Options) *cobra.Command {
	return &cobra.Command{
		Use:   "at-quit stay|stop",
		Short: "Choose what becomes of the services when you close Firstlight",
		Long: "Services that Firstlight started keep running when its window, its page or\n" +
			"firstlight run is closed, or are stopped then, as you choose.",
		Args: takes(1, "stay or stop"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return c.serving(cmd.Context(), *o, func(v *visit, _ app.Services) error {
				if err := v.app.Set(guide.SettingAtQuit, args[0]); err != nil {
					return err
				}
				services, err := v.app.Services()
				if err != nil {
					return err
				}
				if c.json {
					return c.encode(servicesReport{Version: reportVersion, Services: services})
				}
				c.out.Line(atQuit(services.AtQuit))
				return nil
			})
		},
	}
}

// serving opens a journey, and works with its services once they are seen.
func (c *cli) serving(ctx context.Context, o guide.Options, work func(*visit, app.Services) error) (err error) {
	v, state, err := c.open(ctx, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, v.close(ctx)) }()
	seeing, cancel := context.WithTimeout(ctx, seeLimit)
	defer cancel()
	// What could not be seen in time is shown as not seen.
	err = c.walk(v, state).during(func() error { return v.guide.AwaitServices(seeing) }, func(told) bool { return true },
		func() string { return "Looking at the services" })
	if err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	services, err := v.app.Services()
	if err != nil {
		return err
	}
	return work(v, services)
}

func (c *cli) services(ctx context.Context, o guide.Options) error {
	return c.serving(ctx, o, func(_ *visit, services app.Services) error {
		if c.json {
			if err := c.encode(servicesReport{Version: reportVersion, Services: services}); err != nil {
				return err
			}
		} else {
			showServices(c.out, services)
		}
		return fare(services)
	})
}

// fare is nil when every service does its work.
func fare(services app.Services) error {
	for _, g := range services.Groups {
		if g.Away != "" {
			return errUntold
		}
		if g.Problem != "" || slices.ContainsFunc(g.Services, func(s app.Service) bool {
			status, _ := guide.ServiceMode(s.Mode).Status()
			return status != check.OK
		}) {
			return errDoesNotHold
		}
	}
	return nil
}

func showServices(s *screen.Screen, services app.Services) {
	if len(services.Groups) == 0 {
		s.Text(0, "This journey runs no services. A step of kind compose would: it starts what a compose file describes.")
		return
	}
	for _, g := range services.Groups {
		s.Gap()
		s.Line(s.Bold(wording.Clean(g.Title)))
		switch {
		case g.Away != "":
			s.Text(2, "Docker does not answer: "+wording.Clean(g.Away)+".")
			if at, err := time.Parse(time.RFC3339, g.SeenAt); err == nil {
				s.Text(2, "What follows is as of "+wording.Took(time.Since(at))+" ago.")
			}
		case g.Problem != "":
			s.Text(2, wording.Clean(g.Problem)+".")
		}
		longest := 0
		for _, service := range g.Services {
			longest = max(longest, screen.Width(service.Called))
		}
		for _, service := range g.Services {
			showService(s, service, min(longest, 34))
		}
	}
	s.Gap()
	s.Text(0, atQuit(services.AtQuit))
}

func atQuit(choice string) string {
	if choice == string(guide.QuitStop) {
		return "Services that Firstlight started are stopped when you close it. To have them keep running: firstlight services at-quit stay"
	}
	return "Services that Firstlight started keep running when you close it. To have them stopped then: firstlight services at-quit stop"
}

// showService prints a service in one line, or on a terminal in as many as it
// needs.
func showService(s *screen.Screen, service app.Service, names int) {
	parts := []string{modeWord(service.Mode)}
	if at, err := time.Parse(time.RFC3339, service.BeganAt); err == nil && service.Up {
		parts[0] += " for " + wording.Took(time.Since(at))
	}
	switch {
	case service.OutOfMemory:
		parts = append(parts, "it used more memory than it may")
	case service.Mode == "failed":
		parts = append(parts, fmt.Sprintf("exit code %d", service.Exit))
	}
	elsewhere := guide.ServiceMode(service.Mode) == guide.ServiceElsewhere
	if service.Reason != "" && !elsewhere {
		first, _, _ := strings.Cut(service.Reason, "\n")
		parts = append(parts, wording.Within(wording.Clean(first)))
	}
	for _, p := range service.Ports {
		where := p.Address
		if where == "" {
			where = p.Where + " → " + p.Private
		}
		parts = append(parts, wording.Clean(where))
	}
	if service.Restarts > 0 {
		parts = append(parts, fmt.Sprintf("started again %d times", service.Restarts))
	}
	if service.Container != "" && !service.Ours {
		parts = append(parts, "not started by Firstlight")
	}
	lead := "  " + s.Mark(guide.ServiceMode(service.Mode).Status()) + " " + screen.Pad(wording.Clean(service.Called), names) + "  "
	s.Faint(lead, strings.Join(parts, ", "))
	if elsewhere {
		s.Text(6, wording.Clean(service.Reason)+".")
	}
	if service.Known != nil {
		s.Text(6, wording.Clean(strings.TrimSpace(service.Known.Cause+" "+service.Known.Next)))
	}
}

// modeWord says how a service fares.
func modeWord(mode string) string {
	switch mode {
	case "none", "created":
		return "not started"
	case "ailing":
		return "unhealthy"
	case "restarting":
		return "stops again and again"
	case "finished":
		return "done"
	case string(guide.ServiceElsewhere):
		return "runs from another folder"
	default:
		return mode
	}
}

// serviceNamed returns the service that a person means.
func serviceNamed(services app.Services, name string) (app.Service, error) {
	var found []app.Service
	var known []string
	for _, g := range services.Groups {
		for _, s := range g.Services {
			long := g.Step + "/" + s.Called
			if name == s.Called || name == long || name == s.ID || name == s.Container {
				found = append(found, s)
			}
			known = append(known, s.Called)
		}
	}
	switch {
	case len(found) == 1:
		return found[0], nil
	case len(found) > 1:
		return app.Service{}, usage(fmt.Sprintf("Say which: %s/%s or %s/%s", found[0].Step, name, found[1].Step, name), "Several steps have a service %q", name)
	}
	hint := "The services are: " + strings.Join(known, ", ")
	switch near := nearest(name, known); {
	case len(known) == 0:
		hint = "See what there is with: firstlight services"
	case near != "":
		hint = "Did you mean: " + near
	}
	return app.Service{}, &app.Error{Code: app.CodeNotFound, Message: fmt.Sprintf("This journey has no service %q", name), Hint: hint}
}
