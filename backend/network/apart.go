package network

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"firstlight/backend/process"
)

// apart runs a program in an empty folder of its own: git, npm and others read
// settings from the folder that they stand in, and the one for temporary files
// is open to everybody.
func (n *Network) apart(ctx context.Context, spec process.Spec) (process.Result, error) {
	folder, err := os.MkdirTemp("", "firstlight-apart-")
	if err != nil {
		return process.Result{}, fmt.Errorf("making a folder to run %s in: %w", spec.Args[0], err)
	}
	defer func() { _ = os.RemoveAll(folder) }()
	// npm looks further up until it finds a folder with this one in it.
	if err := os.Mkdir(filepath.Join(folder, "node_modules"), 0o700); err != nil {
		return process.Result{}, fmt.Errorf("making a folder to run %s in: %w", spec.Args[0], err)
	}
	spec.Dir = folder
	return n.runner.Run(ctx, spec)
}
