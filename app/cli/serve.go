package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"

	"github.com/spf13/cobra"

	"firstlight/app"
	"firstlight/app/web"
	"firstlight/backend/guide"
	"firstlight/frontend"
)

type serveOptions struct {
	guide.Options
	port int
	open bool
}

// servedReport is the document of serve: one for each address that it gives,
// each in one line.
type servedReport struct {
	Version int    `json:"version"`
	Address string `json:"address"`
}

func serveCommand(c *cli) *cobra.Command {
	var o serveOptions
	cmd := &cobra.Command{
		Use:   "serve [JOURNEY]",
		Short: "Show Firstlight in a browser on this machine",
		Long: "Shows Firstlight in a browser: for a machine without a display, for WSL and for\n" +
			"a remote machine. It answers on 127.0.0.1 only, and only to the browser that\n" +
			"opens the address which it prints.",
		Example: "  firstlight serve\n  firstlight serve ~/payments --port 7000",
		Args:    takes(0, "JOURNEY"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				o.Source = args[0]
			}
			if o.port < 0 || o.port > 65535 {
				return usage("Leave it away for any port that is free.", "--port cannot be %d: ports go from 1 to 65535", o.port)
			}
			o.Choose = true
			return c.serve(cmd.Context(), o)
		},
	}
	trackFlag(cmd, &o.Options)
	cmd.Flags().IntVar(&o.port, "port", 0, "the `PORT` to answer on; without it any that is free")
	cmd.Flags().BoolVar(&o.open, "open", false, "open the address in your browser as well")
	return cmd
}

func (c *cli) serve(ctx context.Context, o serveOptions) (err error) {
	a := app.New(c.assemble("browser", false))
	server, err := web.Listen(ctx, a, frontend.Assets(), web.Options{Port: o.port})
	if err != nil {
		return notServed(err)
	}
	// The face is told of the end, so it is served until then.
	serving, stop := context.WithCancel(context.WithoutCancel(ctx))
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(serving) }()
	defer func() {
		stop()
		err = errors.Join(err, <-ended, leave(ctx, a))
	}()
	if err := app.Start(ctx, a, server, o.Options); err != nil {
		return err
	}
	forget, err := c.invite(ctx, server, o.open)
	if err != nil {
		return err
	}
	defer forget()
	allowBackground()
	replies := c.input.next(false)
	for {
		select {
		case <-ctx.Done():
			err := errors.Join(c.stopServices(ctx, a, server), c.tellRunning(ctx, a))
			c.say().Line("Stopped. What was shown as done is on disk.")
			return err
		case <-app.Forgotten(a):
			c.say().Line("Everything is forgotten, so this ends. Start anew with: firstlight run")
			return nil
		case err := <-ended:
			ended <- nil
			return err
		case reply := <-replies:
			c.input.took()
			if reply.ended {
				// Nobody can press Enter any more; the browser goes on.
				replies = nil
				continue
			}
			replies = c.input.next(false)
			if err := c.another(server); err != nil {
				return err
			}
		}
	}
}

// notServed says what to do about a port that cannot be had.
func notServed(err error) error {
	var port *web.PortError
	if errors.As(err, &port) {
		return &app.Error{
			Code: app.CodeConflict, Message: fmt.Sprintf("Firstlight cannot be shown in a browser: %v", err),
			Hint: "Choose another with --port, or leave --port away for any that is free.",
		}
	}
	return err
}

func leave(ctx context.Context, a *app.App) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), closeLimit)
	defer cancel()
	return app.Stop(ctx, a)
}

// invite prints the first address and what to know about it, and opens it where
// that is wanted. What it returns removes what it left.
func (c *cli) invite(ctx context.Context, server *web.Server, open bool) (forget func(), err error) {
	address, used := server.Invite()
	if c.json {
		return func() {}, c.encodeLine(servedReport{Version: reportVersion, Address: address})
	}
	c.out.Line("Firstlight is ready. Open this address in a browser on this machine:")
	c.out.Gap()
	c.out.Line("  ", c.out.Accent(address))
	c.out.Gap()
	c.out.Text(0, "It works once. Press Enter here for another one. Stop with Ctrl-C.")
	if os.Getenv("SSH_CONNECTION") != "" {
		port := strconv.Itoa(server.Port())
		c.out.Text(0, "You are here over ssh. To open it on your own machine, first run there: "+
			"ssh -L "+port+":127.0.0.1:"+port+" and the name of this machine.")
	}
	if open {
		return c.browse(ctx, address, used), nil
	}
	return func() {}, nil
}

// another prints one more address.
func (c *cli) another(server *web.Server) error {
	if c.json {
		return c.encodeLine(servedReport{Version: reportVersion, Address: server.Address()})
	}
	c.out.Line("  ", c.out.Accent(server.Address()))
	return nil
}
