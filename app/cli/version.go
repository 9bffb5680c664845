package main

import (
	"fmt"
	"runtime"

	"github.com/spf13/cobra"

	"firstlight/backend/release"
)

type versionReport struct {
	Version    int    `json:"version"`
	Firstlight string `json:"firstlight"`
	Go         string `json:"go"`
	OS         string `json:"os"`
	Arch       string `json:"arch"`
}

func versionCommand(c *cli) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print which Firstlight this is",
		Args:  takes(0),
		RunE:  func(*cobra.Command, []string) error { return c.version() },
	}
}

func (c *cli) version() error {
	r := versionReport{
		Version: reportVersion, Firstlight: release.Name(), Go: runtime.Version(), OS: runtime.GOOS, Arch: runtime.GOARCH,
	}
	if c.json {
		return c.encode(r)
	}
	c.out.Line(fmt.Sprintf("firstlight %s (%s, %s/%s)", r.Firstlight, r.Go, r.OS, r.Arch))
	return nil
}
