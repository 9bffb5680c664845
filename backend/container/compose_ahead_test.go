package container_test

import (
	"context"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"firstlight/backend/check"
	room "firstlight/backend/container"
)

// portClaim is a claim that a port is free, as the machine's own is one.
func portClaim(number int) check.Check {
	return check.Check{
		Observe: func(context.Context, check.Output) check.Finding {
			l, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", number))
			if err != nil {
				return check.Fail("port/taken", fmt.Sprintf("Port %d is taken by fog", number), check.Literal("Program", "fog"))
			}
			_ = l.Close()
			return check.Hold("free")
		},
		Fixes: func(check.Finding) []check.Fix { return []check.Fix{{ID: "end-fog", Title: "End fog"}} },
	}
}

// fixNamed returns the fix with the name.
func fixNamed(t *testing.T, c check.Check, f check.Finding, id string) check.Fix {
	t.Helper()
	var ids []string
	for _, fix := range c.Fixes(f) {
		if fix.ID == id {
			return fix
		}
		ids = append(ids, fix.ID)
	}
	t.Fatalf("the fixes of %s are %q, and none is %s", f.Code, ids, id)
	return check.Fix{}
}

// carryOut applies a fix with answers, as the guide does.
func carryOut(t *testing.T, fix check.Fix, given check.Answers, out check.Output) {
	t.Helper()
	answers, err := fix.Answer(given)
	if err != nil {
		t.Fatal(err)
	}
	if err := fix.Apply(t.Context(), answers, out); err != nil {
		t.Fatal(err)
	}
}

// hold keeps a port until the end of the test.
func hold(t *testing.T, port int) {
	t.Helper()
	l, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
}

func TestComposePortIsMovedByItsVariable(t *testing.T) {
	t.Parallel()
	p := newProject(t, strings.Replace(oneService("steady"), "PORT:8080", "127.0.0.1:${LAMP:-PORT}:8080", 1))
	p.write(".env", "# Ports\nOTHER=kept\n")
	hold(t, p.port)
	c := newEngine(t).ComposeCheck(room.ComposeSpec{Files: []string{p.file}, Port: portClaim, Override: filepath.Join(t.TempDir(), "own.yaml"), Answers: p.address("/")})
	f := observe(t, c)
	want(t, f, room.PortTaken)
	if wanted := fmt.Sprintf("Port %d is taken by fog, and lighthouse is to have it", p.port); f.Summary != wanted || f.Pending {
		t.Errorf("summary %q, want %q", f.Summary, wanted)
	}
	fixNamed(t, c, f, "end-fog")
	fix := fixNamed(t, c, f, "move-port")
	free := freePort(t)
	answers := check.Answers{"port": strconv.Itoa(free)}
	if got, want := fix.Preview(answers)[0].String(), fmt.Sprintf("echo LAMP=%d >> .env", free); got != want {
		t.Errorf("the plan reads %q, want %q", got, want)
	}
	carryOut(t, fix, answers, check.Silent{})
	want(t, observe(t, c), "")
	text, err := os.ReadFile(filepath.Join(p.dir, ".env"))
	if wanted := fmt.Sprintf("# Ports\nOTHER=kept\nLAMP=%d\n", free); err != nil || string(text) != wanted {
		t.Errorf(".env has %q, want %q, %v", text, wanted, err)
	}
	if f := observe(t, c); !strings.Contains(f.Summary, fmt.Sprintf("http://127.0.0.1:%d/", free)) {
		t.Errorf("the address that answers was not moved with the port: %q", f.Summary)
	}
}

func TestComposePortIsMovedByAFileOfOurOwn(t *testing.T) {
	t.Parallel()
	p := newProject(t, strings.Replace(oneService("steady"), `"PORT:8080"`, `"PORT:8080", "9090"`, 1))
	before, err := os.ReadFile(p.file)
	if err != nil {
		t.Fatal(err)
	}
	other, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", p.port))
	if err != nil {
		t.Fatal(err)
	}
	override := filepath.Join(t.TempDir(), "ports", "own.yaml")
	c := newEngine(t).ComposeCheck(room.ComposeSpec{Files: []string{p.file}, Port: portClaim, Override: override, Answers: p.address("/")})
	f := observe(t, c)
	want(t, f, room.PortTaken)
	fix := fixNamed(t, c, f, "move-port")
	if got := fix.Preview(nil)[0].String(); got != fmt.Sprintf("docker compose -f %s -f %s up --build --detach --wait", p.file, override) {
		t.Errorf("the plan reads %q", got)
	}
	if _, err := fix.Answer(check.Answers{"port": "80"}); err == nil {
		t.Error("a port that only an administrator may use is accepted")
	}
	free := freePort(t)
	carryOut(t, fix, check.Answers{"port": strconv.Itoa(free)}, check.Silent{})
	f = observe(t, c)
	want(t, f, "")
	if !strings.Contains(f.Summary, fmt.Sprintf("http://127.0.0.1:%d/", free)) {
		t.Errorf("summary %q", f.Summary)
	}
	after, err := os.ReadFile(p.file)
	if err != nil || string(before) != string(after) {
		t.Errorf("the project's own file was changed: %v", err)
	}
	if err := other.Close(); err != nil {
		t.Fatal(err)
	}
	carryOut(t, fixNamed(t, c, f, "unmove-ports"), nil, check.Silent{})
	f = observe(t, c)
	want(t, f, "")
	if !strings.Contains(f.Summary, p.address("/")) || len(c.Fixes(f)) != 0 {
		t.Errorf("summary %q, fixes %v", f.Summary, c.Fixes(f))
	}
}

func TestComposePortThatAContainerHas(t *testing.T) {
	t.Parallel()
	first, second := newProject(t, oneService("steady")), newProject(t, oneService("steady"))
	e := newEngine(t)
	c := e.ComposeCheck(room.ComposeSpec{Files: []string{first.file}})
	if err := apply(t.Context(), t, c, observe(t, c), check.Silent{}); err != nil {
		t.Fatal(err)
	}
	second.port = first.port
	second.rewrite(oneService("steady"))
	c = e.ComposeCheck(room.ComposeSpec{Files: []string{second.file}})
	f := observe(t, c)
	want(t, f, room.PortTaken)
	if wanted := fmt.Sprintf("Port %d is taken by the container %s-lighthouse-1, and lighthouse is to have it", first.port, first.name); f.Summary != wanted {
		t.Errorf("summary %q, want %q", f.Summary, wanted)
	}
}

func TestComposeFileOfVariablesIsMadeFromItsTemplate(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ reads, template string }{
		"a service's own":           {"    env_file: dev.env\n", "dev.env.example"},
		"that compose itself reads": {"    environment: { LIGHT: steady, KEY: \"${API_KEY:?ask Ada}\", NAME: \"${NAME}\", EMPTY: \"${OLD_TOKEN}\" }", ".env.sample"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newProject(t, strings.Replace(oneService("steady"), "    environment: { LIGHT: steady }", test.reads, 1))
			p.write(test.template, "# The key of the payment sandbox.\nAPI_KEY=changeme\nexport NAME=harbour # kept\nOLD_TOKEN=\n\nEMPTY=\n")
			made := filepath.Join(p.dir, map[string]string{"dev.env.example": "dev.env", ".env.sample": ".env"}[test.template])
			c := newEngine(t).ComposeCheck(room.ComposeSpec{Files: []string{p.file}})
			f := observe(t, c)
			want(t, f, room.EnvMissing)
			if f.Summary != "There is no "+filepath.Base(made)+", which holds variables for the services" {
				t.Errorf("summary %q", f.Summary)
			}
			fix := fixNamed(t, c, f, "make-env")
			if len(fix.Inputs) != 2 || fix.Inputs[0].Name != "API_KEY" || !fix.Inputs[0].Secret || fix.Inputs[0].Hint != "The template says: The key of the payment sandbox." ||
				fix.Inputs[1].Name != "OLD_TOKEN" {
				t.Fatalf("inputs %+v", fix.Inputs)
			}
			const secret = "it's $ecret"
			answers := check.Answers{"API_KEY": secret, "OLD_TOKEN": "none"}
			out := &record{}
			if plan := fmt.Sprint(fix.Preview(answers)); strings.Contains(plan, "ecret") {
				t.Errorf("the plan shows the secret: %s", plan)
			}
			carryOut(t, fix, answers, out)
			if strings.Contains(out.text(), "ecret") {
				t.Errorf("the output shows the secret:\n%s", out.text())
			}
			info, err := os.Stat(made)
			if err != nil || info.Mode().Perm() != 0o600 {
				t.Errorf("mode %v, %v", info.Mode(), err)
			}
			f = observe(t, c)
			want(t, f, room.NotStarted)
			if err := apply(t.Context(), t, c, f, check.Silent{}); err != nil {
				t.Fatal(err)
			}
			key := map[string]string{"dev.env.example": "API_KEY", ".env.sample": "KEY"}[test.template]
			if got := p.ask("/env?" + key); got != secret {
				t.Errorf("the service got %q", got)
			}
			if got := p.ask("/env?NAME") + p.ask("/env?EMPTY"); got != "harbour" {
				t.Errorf("the service got %q", got)
			}
		})
	}
}

func TestComposeVariableWithoutAValue(t *testing.T) {
	t.Parallel()
	p := newProject(t, oneService(`"${LIGHT:?say how it shines}"`))
	p.write(".env", "OTHER=1\n")
	c := newEngine(t).ComposeCheck(room.ComposeSpec{Files: []string{p.file}})
	f := observe(t, c)
	want(t, f, room.ValueMissing)
	if f.Summary != "LIGHT has no value, and the services need it" || !strings.Contains(fmt.Sprint(f.Evidence), "say how it shines") {
		t.Errorf("summary %q, evidence %v", f.Summary, f.Evidence)
	}
	carryOut(t, fixNamed(t, c, f, "give-value"), check.Answers{"LIGHT": "steady"}, check.Silent{})
	want(t, observe(t, c), room.NotStarted)
}

func TestComposeFileOfVariablesWithoutATemplate(t *testing.T) {
	t.Parallel()
	p := newProject(t, oneService("steady")+"    env_file: [own.env]\n")
	c := newEngine(t).ComposeCheck(room.ComposeSpec{Files: []string{p.file}})
	f := observe(t, c)
	want(t, f, room.EnvMissing)
	if len(c.Fixes(f)) != 0 || !strings.Contains(fmt.Sprint(f.Evidence), "there is no template beside it") {
		t.Errorf("fixes %v, evidence %v", c.Fixes(f), f.Evidence)
	}
	outside := filepath.Join(t.TempDir(), "own.env")
	if err := os.WriteFile(outside+".example", []byte("A=1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	p.rewrite(oneService("steady") + "    env_file: [" + outside + "]\n")
	f = observe(t, c)
	want(t, f, room.EnvMissing)
	if len(c.Fixes(f)) != 0 {
		t.Error("a file outside the project would be made")
	}
}

func TestTheEnvironmentThatHoldsNowCounts(t *testing.T) {
	t.Parallel()
	p := newProject(t, oneService(`"${LIGHT:?say how it shines}"`))
	var mu sync.Mutex
	env := append(os.Environ(), "HOME="+t.TempDir())
	e := room.New(room.Config{Programs: some{"docker"}, Env: func() []string {
		mu.Lock()
		defer mu.Unlock()
		return slices.Clone(env)
	}})
	t.Cleanup(func() { _ = e.Close() })
	set := func(variables ...string) {
		mu.Lock()
		defer mu.Unlock()
		env = append(env, variables...)
	}
	services, engine := e.ComposeCheck(room.ComposeSpec{Files: []string{p.file}}), e.EngineCheck(room.EngineSpec{})
	want(t, observe(t, engine), "")
	want(t, observe(t, services), room.ValueMissing)
	set("LIGHT=steady")
	want(t, observe(t, services), room.NotStarted)
	set("DOCKER_HOST=unix:///nowhere/docker.sock")
	if f := observe(t, engine); f.Holds() || f.Evidence[0].Value != "unix:///nowhere/docker.sock" {
		t.Errorf("another engine is named, and it reads %q with %v", f.Summary, f.Evidence)
	}
	set("DOCKER_HOST=")
	want(t, observe(t, engine), "")
}
