package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
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
		Version: reportVersion, Firstlight: build(), Go: runtime.Version(), OS: runtime.GOOS, Arch: runtime.GOARCH,
	}
	if c.json {
		return c.encode(r)
	}
	c.out.Line(fmt.Sprintf("firstlight %s (%s, %s/%s)", r.Firstlight, r.Go, r.OS, r.Arch))
	return nil
}

// build returns the version that the program was built as.
func build() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" || info.Main.Version == "(devel)" {
		return "development"
	}
	return info.Main.Version
}
