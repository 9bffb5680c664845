package container

import (
	"testing"
	"time"

	"github.com/docker/docker/api/types/container"
)

// seen returns a service's member with a container that is named as the service.
func seen(service string, state state, differ ...func(*container.InspectResponse)) member {
	found := &container.InspectResponse{ContainerJSONBase: &container.ContainerJSONBase{ID: service, State: &container.State{Health: &container.Health{}}}}
	for _, d := range differ {
		d(found)
	}
	return member{service: service, state: state, container: found}
}

// looked has the health check of a container end with these codes, a second apart
// and the last one at the time.
func looked(last time.Time, codes ...int) func(*container.InspectResponse) {
	return func(c *container.InspectResponse) {
		for i, code := range codes {
			c.State.Health.Log = append(c.State.Health.Log, &container.HealthcheckResult{ExitCode: code, End: last.Add(time.Duration(i+1-len(codes)) * time.Second)})
		}
	}
}

// anew has a container be started anew so often, the last time at the time.
func anew(times int, last time.Time) func(*container.InspectResponse) {
	return func(c *container.InspectResponse) {
		c.RestartCount, c.State.StartedAt = times, last.Format(time.RFC3339Nano)
	}
}

// TestOnlyWhatCanWaitForNothingIsGivenUp judges a keeper that has ended at 12:00:05,
// started at 12:00:00.
func TestOnlyWhatCanWaitForNothingIsGivenUp(t *testing.T) {
	t.Parallel()
	began := time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)
	keeper := seen("keeper", looping)
	absent := member{service: "light", state: missing}
	for name, test := range map[string]struct {
		others []member
		began  time.Time
		want   bool
	}{
		"there is no other":                   {nil, began, true},
		"another runs":                        {[]member{seen("light", running)}, began, true},
		"another is starting":                 {[]member{seen("light", starting)}, began, false},
		"another has not begun":               {[]member{absent}, began, false},
		"another waits for it":                {[]member{{service: "light", state: missing, needs: []string{"keeper"}}}, began, true},
		"another was up before":               {[]member{seen("light", healthy, looked(began.Add(-time.Second), 1, 0))}, began, true},
		"another came up while it ran":        {[]member{seen("light", healthy, looked(began.Add(3*time.Second), 1, 0, 0))}, began, false},
		"another came up after it had ended":  {[]member{seen("light", healthy, looked(began.Add(6*time.Second), 1, 0))}, began, false},
		"another was up, and was looked at":   {[]member{seen("light", healthy, looked(began.Add(9*time.Second), 0, 0, 0, 0, 0))}, began, true},
		"nobody knows when it was started":    {[]member{seen("light", healthy, looked(began, 1, 0))}, time.Time{}, true},
		"another engine tells of no looking":  {[]member{seen("light", healthy)}, began, true},
		"another stops again and again, also": {[]member{seen("light", looping)}, began, true},
	} {
		if got := alone(append(test.others, keeper), "keeper", test.began); got != test.want {
			t.Errorf("%s: given up is %v, want %v", name, got, test.want)
		}
	}
	if alone([]member{seen("keeper", running)}, "keeper", began) {
		t.Error("what stays up is given up")
	}
}

func TestWhatIsStartedAnewIsWaitedFor(t *testing.T) {
	t.Parallel()
	now := time.Now()
	for name, test := range map[string]struct {
		members []member
		want    bool
	}{
		"it stops again and again":            {[]member{seen("keeper", looping)}, true},
		"it is starting for a second time":    {[]member{seen("keeper", starting, anew(1, now))}, true},
		"it runs for a second time":           {[]member{seen("keeper", running, anew(1, now))}, true},
		"it runs for the first time":          {[]member{seen("keeper", running, anew(0, now))}, false},
		"it was started anew, and has stayed": {[]member{seen("keeper", running, anew(1, now.Add(-time.Hour)))}, false},
		"another has ended for good":          {[]member{seen("keeper", running, anew(1, now)), seen("light", exited)}, false},
	} {
		if got := restarting(test.members); got != test.want {
			t.Errorf("%s: waited for is %v, want %v", name, got, test.want)
		}
	}
}
