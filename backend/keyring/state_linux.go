package keyring

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/godbus/dbus/v5"
)

// The names of the Secret Service, which keyrings of Linux share.
const (
	secretService    = "org.freedesktop.secrets"
	secretPath       = "/org/freedesktop/secrets"
	secretInterface  = "org.freedesktop.Secret.Service"
	secretCollection = "org.freedesktop.Secret.Collection"
	loginCollection  = "/org/freedesktop/secrets/collection/login"
)

// sessionBus returns the address of the session's bus; empty where there is
// none. It is our own session that counts: the keyring is asked by this process.
func (k *Keyring) sessionBus() string {
	if address := os.Getenv("DBUS_SESSION_BUS_ADDRESS"); address != "" && !strings.HasPrefix(address, "autolaunch:") {
		return address
	}
	socket := filepath.Join(k.root, "run", "user", strconv.Itoa(os.Getuid()), "bus")
	if _, err := os.Stat(socket); err == nil {
		return "unix:path=" + dbus.EscapeBusAddressValue(socket)
	}
	return ""
}

// State asks the session's bus, and nothing that could open a dialog.
func (k *Keyring) State(ctx context.Context) (State, error) {
	address := k.sessionBus()
	if address == "" {
		return None, nil
	}
	ctx, cancel := context.WithTimeout(ctx, Patience)
	defer cancel()
	type answer struct {
		state State
		err   error
	}
	answers := make(chan answer, 1)
	go func() {
		var a answer
		_, a.err = guarded(func() (_ string, err error) { a.state, err = askSecretService(ctx, address); return "", err })
		answers <- a
	}()
	select {
	case a := <-answers:
		return a.state, a.err
	case <-ctx.Done():
		return None, ErrSilent
	}
}

func askSecretService(ctx context.Context, address string) (State, error) {
	conn, err := dbus.Connect(address, dbus.WithContext(ctx))
	if err != nil {
		// A bus that is gone leaves its address behind, and no session.
		return None, nil
	}
	defer func() { _ = conn.Close() }() // Nothing was sent that closing could lose.
	var running bool
	var startable []string
	bus := conn.BusObject()
	if err := bus.CallWithContext(ctx, "org.freedesktop.DBus.NameHasOwner", 0, secretService).Store(&running); err != nil {
		return None, fmt.Errorf("asking the session's bus: %w", err)
	}
	if err := bus.CallWithContext(ctx, "org.freedesktop.DBus.ListActivatableNames", 0).Store(&startable); err != nil {
		return None, fmt.Errorf("asking the session's bus: %w", err)
	}
	if !running && !slices.Contains(startable, secretService) {
		return Absent, nil
	}
	property := func(path dbus.ObjectPath, of, name string) (dbus.Variant, error) {
		var value dbus.Variant
		err := conn.Object(secretService, path).CallWithContext(ctx, "org.freedesktop.DBus.Properties.Get", 0, of, name).Store(&value)
		return value, err
	}
	all, err := property(secretPath, secretInterface, "Collections")
	if err != nil {
		// It is said to be there, and does not start.
		return Absent, nil
	}
	// The collection that secrets will go to is chosen as the library does it.
	chosen := dbus.ObjectPath(loginCollection)
	if paths, ok := all.Value().([]dbus.ObjectPath); !ok || !slices.Contains(paths, chosen) {
		err := conn.Object(secretService, secretPath).CallWithContext(ctx, secretInterface+".ReadAlias", 0, "default").Store(&chosen)
		if err != nil || chosen == "/" {
			return Unmade, nil
		}
	}
	locked, err := property(chosen, secretCollection, "Locked")
	if err != nil {
		return None, fmt.Errorf("asking the keyring: %w", err)
	}
	if is, ok := locked.Value().(bool); ok && is {
		return Locked, nil
	}
	return Ready, nil
}

// IsLocked reports whether a call failed because the keyring is locked; here that
// is known before one is made.
func IsLocked(error) bool { return false }
