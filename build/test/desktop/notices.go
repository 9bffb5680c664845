package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sync"

	"github.com/godbus/dbus/v5"
)

const (
	service = "org.freedesktop.Notifications"
	path    = dbus.ObjectPath("/org/freedesktop/Notifications")
)

// notices takes notifications, as the freedesktop specification has them.
type notices struct {
	bus *dbus.Conn

	mu   sync.Mutex
	out  *json.Encoder
	last uint32
}

// notice is a notification as it is written down.
type notice struct {
	App   string `json:"app"`
	Title string `json:"title"`
	Text  string `json:"text"`
}

func takeNotices(out io.Writer) (*notices, error) {
	bus, err := dbus.ConnectSessionBus()
	if err != nil {
		return nil, fmt.Errorf("reaching the session bus: %w", err)
	}
	n := &notices{bus: bus, out: json.NewEncoder(out)}
	if err := bus.Export(n, path, service); err != nil {
		return nil, errors.Join(err, bus.Close())
	}
	reply, err := bus.RequestName(service, dbus.NameFlagDoNotQueue)
	if err == nil && reply != dbus.RequestNameReplyPrimaryOwner {
		err = errors.New("another program takes the notifications of this bus")
	}
	if err != nil {
		return nil, errors.Join(err, bus.Close())
	}
	return n, nil
}

// Notify takes a notification; programs call it over the bus.
func (n *notices) Notify(app string, _ uint32, _, title, text string, _ []string, _ map[string]dbus.Variant, _ int32) (uint32, *dbus.Error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if err := n.out.Encode(notice{App: app, Title: title, Text: text}); err != nil {
		return 0, dbus.MakeFailedError(err)
	}
	n.last++
	return n.last, nil
}

// choose tells that the person chose the last notification.
func (n *notices) choose() error {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.last == 0 {
		return errors.New("there is no notification to choose")
	}
	return n.bus.Emit(path, service+".ActionInvoked", n.last, "default")
}

func (n *notices) close() error { return n.bus.Close() }
