//go:build !linux

package main

import (
	"context"
	"errors"
)

// measureLive reads what a process takes from /proc, which only Linux has.
func measureLive(context.Context, int) ([]row, error) {
	return nil, errors.New("live changes are measured on Linux; use -only fold, append, tools or warm here")
}

// These use the browser face as measureLive does.
func measureCommit(ctx context.Context, runs int) ([]row, error) { return measureLive(ctx, runs) }

func measureGuard(ctx context.Context, runs int) ([]row, error) { return measureLive(ctx, runs) }

func measureDetect(ctx context.Context, runs int) ([]row, error) { return measureLive(ctx, runs) }

func measureServices(ctx context.Context, runs int) ([]row, error) { return measureLive(ctx, runs) }

func measureTimeline(ctx context.Context, runs int) ([]row, error) { return measureLive(ctx, runs) }
