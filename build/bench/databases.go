package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/container"
	"firstlight/backend/process"
)

const (
	// databasesBudget is services up and healthy as a ratio to the same by docker
	// compose of the same library.
	databasesBudget = 1.05
	// databasesImage is the name of the image while it is measured.
	databasesImage = "firstlight-bench:databases"
)

// databasesFile are two real databases and what waits for both.
const databasesFile = `name: firstlight-bench-databases
services:
  shop:
    image: ` + databasesImage + `
    command: sleep infinity
    stop_grace_period: 0s
    depends_on:
      db: { condition: service_healthy }
      cache: { condition: service_healthy }
  db:
    image: ` + databasesImage + `
    user: postgres
    command: serve-postgres
    environment: { POSTGRES_PASSWORD: x }
    volumes: ["db:/data"]
    stop_grace_period: 0s
    healthcheck: { test: [CMD, postgres-ready], interval: 250ms, retries: 240 }
  cache:
    image: ` + databasesImage + `
    user: redis
    command: redis-server --protected-mode no --save "" --dir /tmp
    stop_grace_period: 0s
    healthcheck: { test: [CMD, redis-cli, ping], interval: 250ms, retries: 240 }
volumes: { db: {} }
`

// measureDatabases measures services up and healthy, from nothing and with all but
// the containers there, against docker compose up --wait.
func measureDatabases(ctx context.Context, runs int) ([]row, error) {
	var rows []row
	_, err := inFolder(func(dir string) (time.Duration, error) {
		b := databasesBench{file: filepath.Join(dir, "compose.yaml"), compose: filepath.Join(dir, "compose")}
		if err := b.lay(ctx); err != nil {
			return 0, err
		}
		measured, err := b.measure(ctx, runs)
		rows = measured
		return 0, errors.Join(err, b.clear(context.WithoutCancel(ctx)))
	})
	return rows, err
}

type databasesBench struct{ file, compose string }

// lay makes the image, the compose file and docker compose.
func (b databasesBench) lay(ctx context.Context) error {
	if err := os.WriteFile(b.file, []byte(databasesFile), 0o600); err != nil {
		return err
	}
	for _, args := range [][]string{
		{"go", "build", "-o", b.compose, "./build/bench/compose"},
		{"build/test/databases.sh"},
		{"docker", "import", "build/cache/images/databases.tar", databasesImage},
	} {
		if said, err := exec.CommandContext(ctx, args[0], args[1:]...).CombinedOutput(); err != nil {
			return fmt.Errorf("%s: %w\n%s", strings.Join(args, " "), err, said)
		}
	}
	return nil
}

func (b databasesBench) clear(ctx context.Context) error {
	if said, err := exec.CommandContext(ctx, "docker", "image", "rm", databasesImage).CombinedOutput(); err != nil {
		return fmt.Errorf("removing the image: %w\n%s", err, said)
	}
	return nil
}

func (b databasesBench) measure(ctx context.Context, runs int) ([]row, error) {
	engine := container.New(container.Config{Env: os.Environ, Programs: process.New(os.Environ())})
	defer func() { _ = engine.Close() }()
	claim := engine.ComposeCheck(container.ComposeSpec{Files: []string{b.file}, HealthyWithin: 5 * time.Minute})
	ways := map[bool]func() error{
		true: func() error {
			found := claim.Observe(ctx, check.Silent{})
			fixes := claim.Fixes(found)
			if len(fixes) == 0 {
				return fmt.Errorf("nothing starts the services: %s", found.Summary)
			}
			return fixes[0].Apply(ctx, nil, check.Silent{})
		},
		false: func() error { return b.run(ctx, "up", "--detach", "--wait") },
	}
	var rows []row
	for _, start := range []struct {
		work string
		down []string
	}{
		{"services up and healthy, from nothing", []string{"down", "--volumes"}},
		{"services up and healthy, their data there", []string{"down"}},
	} {
		took := map[bool][]time.Duration{}
		for i := range runs {
			// Whoever is first meets what the machine was just busy with.
			for _, ours := range []bool{i%2 == 0, i%2 != 0} {
				if err := b.down(ctx, start.down...); err != nil {
					return nil, err
				}
				began := time.Now()
				if err := ways[ours](); err != nil {
					return nil, err
				}
				took[ours] = append(took[ours], time.Since(began))
			}
		}
		figure := ratio(median(took[true]), median(took[false]))
		rows = append(rows, row{
			start.work, median(took[true]).Round(time.Millisecond).String(), median(took[false]).Round(time.Millisecond).String() + " docker compose",
			fmt.Sprintf("%.2f ×", figure), fmt.Sprintf("≤ %.2f ×", databasesBudget), figure <= databasesBudget,
		})
	}
	return rows, b.down(ctx, "down", "--volumes")
}

// down takes the services away. A busy engine may hold on to what a container had
// for a moment after the container is gone.
func (b databasesBench) down(ctx context.Context, args ...string) (err error) {
	const tries = 10
	for range tries {
		if err = b.run(ctx, args...); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

// run runs docker compose.
func (b databasesBench) run(ctx context.Context, args ...string) error {
	args = append([]string{"-f", b.file}, args...)
	if said, err := exec.CommandContext(ctx, b.compose, args...).CombinedOutput(); err != nil {
		return fmt.Errorf("docker compose %s: %w\n%s", strings.Join(args, " "), err, said)
	}
	return nil
}
