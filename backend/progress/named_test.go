package progress_test

import (
	"reflect"
	"testing"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/progress"
)

func TestNamedIsWhatAnyFindingNamedAndNotJustTheLast(t *testing.T) {
	finding := func(names, hosts []string) progress.Event {
		f := check.Hold("it answers")
		f.Names, f.Hosts = names, hosts
		return progress.Event{Kind: progress.Observed, At: time.Unix(1, 0), Step: "proxy", Finding: &f}
	}
	events := []progress.Event{
		finding([]string{"Ada", "Grace"}, []string{"one.example"}),
		finding([]string{"Grace"}, nil),
		finding(nil, []string{"two.example", "one.example"}),
	}
	want := progress.Named{Names: []string{"Ada", "Grace"}, Hosts: []string{"one.example", "two.example"}}
	if got := progress.NamedBy(events); !reflect.DeepEqual(got, want) {
		t.Errorf("named by the events are %v, want %v", got, want)
	}
	if got := progress.Fold(events).Named; !reflect.DeepEqual(got, want) {
		t.Errorf("named by the state are %v, want %v", got, want)
	}
}
