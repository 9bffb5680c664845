package container_test

import (
	"context"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"

	room "firstlight/backend/container"
	"firstlight/backend/process"
)

// databases is the image with a real PostgreSQL and a real Redis.
func databases() string { return fmt.Sprintf("firstlight-test-%d:databases", os.Getpid()) }

var makeDatabases = sync.OnceValue(func() error {
	const root = "../../build/cache/images/databases.tar"
	runner := process.New(os.Environ())
	if result, err := runner.Run(context.Background(), process.Spec{Args: []string{"../../build/test/databases.sh"}}); err != nil {
		return fmt.Errorf("making the databases: %w\n%s", err, result.Output)
	}
	if result, err := runner.Run(context.Background(), process.Spec{Args: []string{"docker", "import", root, databases()}}); err != nil {
		return fmt.Errorf("importing the databases: %w\n%s", err, result.Output)
	}
	return nil
})

// withDatabases makes sure that the image of the databases is there, or skips the
// test where it cannot be made; on CI that is a failure.
func withDatabases(t *testing.T) {
	t.Helper()
	docker(t)
	for _, program := range []string{"apt-get", "dpkg-deb"} {
		if _, err := process.New(os.Environ()).Find(program); err != nil {
			if os.Getenv("CI") != "" {
				t.Fatalf("this test needs %s to fetch the databases", program)
			}
			t.Skipf("this test fetches PostgreSQL and Redis with %s, which is not here; it runs on Debian and Ubuntu", program)
		}
	}
	if err := makeDatabases(); err != nil {
		t.Fatal(err)
	}
}

// shop are two databases, and a service that waits until both are healthy.
const shop = `services:
  shop:
    build: .
    ports: ["PORT:8080"]
    stop_grace_period: 0s
    healthcheck: { test: [CMD, /lighthouse, check], interval: 200ms, retries: 20 }
    depends_on:
      db: { condition: service_healthy }
      cache: { condition: service_healthy }
  db:
    image: DATABASES
    user: postgres
    command: serve-postgres
    environment: { POSTGRES_PASSWORD: ENV }
    volumes: ["db:/data"]
    stop_grace_period: 0s
    healthcheck: { test: [CMD, postgres-ready], interval: 500ms, retries: 60 }
  cache:
    image: DATABASES
    user: redis
    command: redis-server --protected-mode no --save "" --dir /tmp
    stop_grace_period: 0s
    healthcheck: { test: [CMD, redis-cli, ping], interval: 500ms, retries: 60 }
volumes: { db: {} }
`

func TestComposeWaitsForRealDatabases(t *testing.T) {
	t.Parallel()
	withDatabases(t)
	p := newProject(t, "services: {}\n")
	p.rewrite(strings.NewReplacer("DATABASES", databases(), "ENV", "secret").Replace(shop))
	c := newEngine(t).ComposeCheck(room.ComposeSpec{Files: []string{p.file}, HealthyWithin: long, Answers: p.address("/")})
	out := &record{}
	if err := apply(t.Context(), t, c, observe(t, c), out); err != nil {
		t.Fatalf("%v\n%s", err, out.text())
	}
	f := observe(t, c)
	want(t, f, "")
	if wanted := "cache, db and shop are healthy, and " + p.address("/") + " answers"; f.Summary != wanted {
		t.Errorf("summary %q, want %q", f.Summary, wanted)
	}
	db := p.member("db")
	if said := p.exec(db, "psql", "-h", "/tmp", "-U", "postgres", "-Atc", "create table crew (name text); insert into crew values ('Ada'); select name from crew"); !strings.Contains(said, "Ada") {
		t.Errorf("the database says %q", said)
	}
	if said := p.exec(p.member("cache"), "redis-cli", "set", "light", "on"); !strings.Contains(said, "OK") {
		t.Errorf("the cache says %q", said)
	}
}

// TestComposeTellsWhyADatabaseDoesNotStart has PostgreSQL itself refuse to start.
func TestComposeTellsWhyADatabaseDoesNotStart(t *testing.T) {
	t.Parallel()
	withDatabases(t)
	p := newProject(t, "services: {}\n")
	p.rewrite(strings.NewReplacer("DATABASES", databases(), "ENV", `""`).Replace(shop))
	c := newEngine(t).ComposeCheck(room.ComposeSpec{Files: []string{p.file}, HealthyWithin: long})
	out := &record{}
	fails(t, c, out, "db stopped with exit code 1", "superuser password is not specified")
	if !strings.Contains(out.text(), "superuser password is not specified") {
		t.Errorf("the output lacks the end of the database's log:\n%s", out.text())
	}
	f := observe(t, c)
	want(t, f, room.Exited)
	if f.Summary != "db stopped with exit code 1" {
		t.Errorf("summary %q", f.Summary)
	}
}

// member returns the container of a service.
func (p *project) member(service string) string {
	p.t.Helper()
	for _, c := range p.containers() {
		if c.Labels["com.docker.compose.service"] == service {
			return c.ID
		}
	}
	p.t.Fatalf("%s has no container", service)
	return ""
}

// exec runs a command in a container, and returns what it printed.
func (p *project) exec(id string, args ...string) string {
	p.t.Helper()
	result, _ := process.New(os.Environ()).Run(p.t.Context(), process.Spec{Args: append([]string{"docker", "exec", id}, args...)})
	return result.Output
}
