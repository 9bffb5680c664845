package container_test

import (
	"strings"
	"testing"
	"time"

	"firstlight/backend/check"
	room "firstlight/backend/container"
)

// long is a wait that no test sits out.
const long = time.Hour

// fails carries out the fix, which has to fail, and returns what it said.
func fails(t *testing.T, c check.Check, out check.Output, says ...string) {
	t.Helper()
	err := apply(t.Context(), t, c, observe(t, c), out)
	if err == nil {
		t.Fatal("the services came up")
	}
	for _, text := range says {
		if !strings.Contains(err.Error(), text) {
			t.Errorf("the error lacks %q:\n%v", text, err)
		}
	}
}

func TestComposeServiceThatEndsAgainAndAgain(t *testing.T) {
	t.Parallel()
	p := newProject(t, strings.Replace(oneService("broken"), "    build: .\n", "    build: .\n    restart: always\n", 1))
	c := newEngine(t).ComposeCheck(room.ComposeSpec{Files: []string{p.file}, HealthyWithin: long})
	out := &record{}
	fails(t, c, out, "lighthouse stops again and again, last with exit code 3", "the lamp is cracked")
	if !strings.Contains(out.text(), "the lamp is cracked") {
		t.Errorf("the output lacks the end of the service's log:\n%s", out.text())
	}
	f := observe(t, c)
	want(t, f, room.Looping)
	if f.Summary != "lighthouse stops again and again, last with exit code 3" || !strings.Contains(f.Detail, "the lamp is cracked") {
		t.Errorf("summary %q, detail %q", f.Summary, f.Detail)
	}
}

func TestComposeServiceThatEndsUntilAnotherIsUp(t *testing.T) {
	t.Parallel()
	p := newProject(t, strings.Replace(oneService("steady, CALLS: 4"), "retries: 3", "start_period: 1h", 1)+`  keeper:
    build: .
    restart: always
    environment: { LIGHT: needy }
    stop_grace_period: 0s
`)
	c := newEngine(t).ComposeCheck(room.ComposeSpec{Files: []string{p.file}, HealthyWithin: long})
	if err := apply(t.Context(), t, c, observe(t, c), check.Silent{}); err != nil {
		t.Fatal(err)
	}
	want(t, until(t, c, ""), "")
	for _, found := range p.containers() {
		if found.Labels["com.docker.compose.service"] != "keeper" {
			continue
		}
		keeper, err := p.api.ContainerInspect(t.Context(), found.ID)
		if err != nil {
			t.Fatal(err)
		}
		if keeper.RestartCount < 3 {
			t.Errorf("the keeper was started anew %d times only, so that this shows nothing", keeper.RestartCount)
		}
	}
}

func TestHowAServiceEndedIsSaid(t *testing.T) {
	t.Parallel()
	const limit = 32 << 20
	for want, end := range map[string]room.End{
		"web needed more than the 32MiB of memory that it may have, and was stopped for it": {Code: 137, Memory: limit, OutOfMemory: true},
		"web was stopped because Docker ran out of memory":                                  {Code: 137, OutOfMemory: true},
		"web was killed (exit code 137), perhaps for the 32MiB of memory that it may have":  {Code: 137, Memory: limit},
		"web seems to have been killed (exit code 137)":                                     {Code: 137},
		"web was killed from outside (exit code 137)":                                       {Code: 137, Told: true},
		"web was stopped from outside (exit code 143)":                                      {Code: 143, Memory: limit, Told: true},
		"web stopped with exit code 3":                                                      {Code: 3, Memory: limit},
	} {
		if got := end.Said("web"); got != want {
			t.Errorf("%+v reads %q, want %q", end, got, want)
		}
	}
	told := room.End{Code: 137, Memory: limit, Told: true}
	if got, want := told.Said("web"), "web was killed from outside (exit code 137)"; got != want {
		t.Errorf("%+v reads %q, want %q", told, got, want)
	}
}

func TestComposeServiceThatTakesTooMuchMemory(t *testing.T) {
	t.Parallel()
	for name, restart := range map[string]string{"once": "no", "again and again": "always"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newProject(t, strings.Replace(oneService("greedy"), "    build: .\n", "    build: .\n    restart: \""+restart+"\"\n    mem_limit: 32m\n    memswap_limit: 32m\n", 1))
			c := newEngine(t).ComposeCheck(room.ComposeSpec{Files: []string{p.file}, HealthyWithin: long})
			fails(t, c, check.Silent{}, "32MiB of memory")
			f := observe(t, c)
			if restart == "always" {
				want(t, f, room.Looping)
				return
			}
			wanted := "lighthouse needed more than the 32MiB of memory that it may have, and was stopped for it"
			if f.Code == room.Exited {
				// The engine misses now and then why it was killed.
				wanted = "lighthouse was killed (exit code 137), perhaps for the 32MiB of memory that it may have"
			} else {
				want(t, f, room.OutOfMemory)
			}
			if f.Summary != wanted {
				t.Errorf("summary %q, want %q", f.Summary, wanted)
			}
		})
	}
}

func TestComposeNamesTheServiceThatOthersWaitFor(t *testing.T) {
	t.Parallel()
	p := newProject(t, `services:
  aaa:
    build: .
    environment: { LIGHT: broken }
    depends_on: [mast]
  mast:
    build: .
    environment: { LIGHT: dark }
    depends_on: [zzz]
    stop_grace_period: 0s
    healthcheck: { test: [CMD, /lighthouse, check], interval: 200ms, retries: 1 }
  zzz:
    build: .
    environment: { LIGHT: broken }
`)
	c := newEngine(t).ComposeCheck(room.ComposeSpec{Files: []string{p.file}, HealthyWithin: long})
	fails(t, c, check.Silent{}, "zzz stopped with exit code 3")
	f := observe(t, c)
	want(t, f, room.Exited)
	if f.Summary != "zzz stopped with exit code 3" {
		t.Errorf("summary %q", f.Summary)
	}
}

func TestComposeSaysWhatAHealthCheckPrintedWhenTimeIsUp(t *testing.T) {
	t.Parallel()
	p := newProject(t, strings.Replace(oneService("dark"), "retries: 3", "start_period: 1h", 1))
	c := newEngine(t).ComposeCheck(room.ComposeSpec{Files: []string{p.file}, HealthyWithin: 3 * time.Second})
	fails(t, c, check.Silent{}, "lighthouse is starting, and not healthy within 3s", "health check: the lamp is out")
}
