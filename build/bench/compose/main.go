// Compose is docker compose of the version of the library that Firstlight is built
// with: the same commands, to be measured against.
package main

import (
	"fmt"
	"os"

	"github.com/docker/cli/cli/command"
	"github.com/docker/cli/cli/flags"
	"github.com/docker/compose/v5/cmd/compose"
	"github.com/spf13/cobra"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string) error {
	docker, err := command.NewDockerCli()
	if err != nil {
		return err
	}
	if err := docker.Initialize(flags.NewClientOptions()); err != nil {
		return err
	}
	// It takes itself for a part of the docker command, whose preparations are done.
	root := &cobra.Command{Use: "docker", SilenceUsage: true, TraverseChildren: true, PersistentPreRunE: func(*cobra.Command, []string) error { return nil }}
	root.AddCommand(compose.RootCommand(docker, &compose.BackendOptions{}))
	root.SetArgs(append([]string{"compose"}, args...))
	return root.Execute()
}
