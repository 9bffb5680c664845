package machine

import "testing"

func TestOnlyThePersonsOwnProgramsAreStoppable(t *testing.T) {
	for _, c := range []struct {
		holder holder
		want   bool
	}{
		{holder{pid: 7, name: "python3", mine: true}, true},
		{holder{pid: 7, name: "python3"}, false},
		{holder{}, false},
		{holder{pid: 7, name: "docker-proxy", mine: true}, false},
		{holder{pid: 7, name: "com.docker.backend.exe", mine: true}, false},
		{holder{pid: 7, name: "wslrelay.exe", mine: true}, false},
	} {
		if got := c.holder.stoppable(); got != c.want {
			t.Errorf("%+v: stoppable %t", c.holder, got)
		}
	}
}
