package main

import (
	"testing"

	"firstlight/app"
	"firstlight/app/cli/screen"
)

func TestServices(t *testing.T) {
	services := app.Services{AtQuit: "stay", Groups: []app.ServiceGroup{{Title: "Harbour is up and healthy", Services: []app.Service{
		{Called: "db", Mode: "healthy", Up: true, Ours: true, Container: "harbour-db-1", Ports: []app.Port{{Where: "127.0.0.1:5432", Private: "5432/tcp"}}},
		{Called: "mail", Mode: "failed", Exit: 1, Ours: true, Container: "harbour-mail-1"},
		{
			Called: "web", Mode: "elsewhere", Up: true, Ours: true, Container: "harbour-web-1",
			Ports:  []app.Port{{Where: "127.0.0.1:18080", Private: "8080/tcp", Address: "http://127.0.0.1:18080/"}},
			Reason: "It was started from /home/kim/review/harbour, so it is not this code that runs",
		},
	}}}}
	screens(t, "services.txt", func(s *screen.Screen) { showServices(s, services) })
}
