package machine

import (
	"testing"

	"firstlight/backend/check"
)

func TestOnlyThePersonsOwnProgramsAreStoppable(t *testing.T) {
	kept := &service{name: "python.service"}
	offered := &service{name: "postgresql.service", stop: check.Run("systemctl", "stop", "postgresql.service"), start: check.Run("systemctl", "start", "postgresql.service")}
	for _, c := range []struct {
		holder holder
		want   string
	}{
		{holder{pid: 7, name: "python3", mine: true}, "stop"},
		{holder{pid: 7, name: "python3", mine: true, service: kept}, ""},
		{holder{pid: 7, name: "python3"}, ""},
		{holder{}, ""},
		{holder{pid: 7, name: "docker-proxy", mine: true}, ""},
		{holder{pid: 7, name: "com.docker.backend.exe", mine: true}, ""},
		{holder{pid: 7, name: "wslrelay.exe", mine: true}, ""},
		{holder{pid: 7, name: "postgres", service: offered}, "stop-service"},
		{holder{service: offered}, "stop-service"},
		{holder{pid: 7, name: "docker-proxy", service: offered}, ""},
		{holder{pid: 7, name: "sshd", service: offered}, ""},
	} {
		got := ""
		for _, fix := range portFixes(5432, c.holder) {
			got += fix.ID
			if _, err := fix.Answer(nil); err == nil {
				t.Errorf("%+v: ended without a word from anyone", c.holder)
			}
		}
		if got != c.want {
			t.Errorf("%+v: fix %q, want %q", c.holder, got, c.want)
		}
	}
}
