package machine

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/godbus/dbus/v5"

	"firstlight/backend/check"
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
func (m *Machine) sessionBus() string {
	if address := os.Getenv("DBUS_SESSION_BUS_ADDRESS"); address != "" && !strings.HasPrefix(address, "autolaunch:") {
		return address
	}
	socket := m.at("run", "user", strconv.Itoa(os.Getuid()), "bus")
	if _, err := os.Stat(socket); err == nil {
		return "unix:path=" + dbus.EscapeBusAddressValue(socket)
	}
	return ""
}

// keyringState asks the session's bus, and nothing that could open a dialog.
func (m *Machine) keyringState(ctx context.Context) (keyringState, error) {
	address := m.sessionBus()
	if address == "" {
		return keyringNone, nil
	}
	ctx, cancel := context.WithTimeout(ctx, keyringCall)
	defer cancel()
	type answer struct {
		state keyringState
		err   error
	}
	answers := make(chan answer, 1)
	go func() {
		var a answer
		a.err = guarded(func() (err error) { a.state, err = askSecretService(ctx, address); return err })
		answers <- a
	}()
	select {
	case a := <-answers:
		return a.state, a.err
	case <-ctx.Done():
		return keyringNone, errKeyringSilent
	}
}

func askSecretService(ctx context.Context, address string) (keyringState, error) {
	conn, err := dbus.Connect(address, dbus.WithContext(ctx))
	if err != nil {
		// A bus that is gone leaves its address behind, and no session.
		return keyringNone, nil
	}
	defer func() { _ = conn.Close() }() // Nothing was sent that closing could lose.
	var running bool
	var startable []string
	bus := conn.BusObject()
	if err := bus.CallWithContext(ctx, "org.freedesktop.DBus.NameHasOwner", 0, secretService).Store(&running); err != nil {
		return keyringNone, fmt.Errorf("asking the session's bus: %w", err)
	}
	if err := bus.CallWithContext(ctx, "org.freedesktop.DBus.ListActivatableNames", 0).Store(&startable); err != nil {
		return keyringNone, fmt.Errorf("asking the session's bus: %w", err)
	}
	if !running && !slices.Contains(startable, secretService) {
		return keyringAbsent, nil
	}
	property := func(path dbus.ObjectPath, of, name string) (dbus.Variant, error) {
		var value dbus.Variant
		err := conn.Object(secretService, path).CallWithContext(ctx, "org.freedesktop.DBus.Properties.Get", 0, of, name).Store(&value)
		return value, err
	}
	all, err := property(secretPath, secretInterface, "Collections")
	if err != nil {
		// It is said to be there, and does not start.
		return keyringAbsent, nil
	}
	// The collection that secrets will go to is chosen as the library does it.
	chosen := dbus.ObjectPath(loginCollection)
	if paths, ok := all.Value().([]dbus.ObjectPath); !ok || !slices.Contains(paths, chosen) {
		err := conn.Object(secretService, secretPath).CallWithContext(ctx, secretInterface+".ReadAlias", 0, "default").Store(&chosen)
		if err != nil || chosen == "/" {
			return keyringUnmade, nil
		}
	}
	locked, err := property(chosen, secretCollection, "Locked")
	if err != nil {
		return keyringNone, fmt.Errorf("asking the keyring: %w", err)
	}
	if is, ok := locked.Value().(bool); ok && is {
		return keyringLocked, nil
	}
	return keyringReady, nil
}

// openKeyring offers to have the desktop ask for the keyring's password, as it
// does when something is to be kept.
func (m *Machine) openKeyring(title string) []check.Fix {
	if _, err := m.runner.Find("secret-tool"); err != nil {
		return nil
	}
	const script = "printf x | secret-tool store --label=Firstlight check " + keyringName + " && secret-tool clear check " + keyringName
	return []check.Fix{{
		ID: "open-keyring", Title: title,
		Effect:    "Your desktop asks for the keyring's password; then a value is kept, and removed again.",
		Privilege: check.User,
		Undo:      "Lock the keyring again in your desktop's application for passwords",
		// Nobody would be there to answer the dialog in an unattended run.
		Inputs: []check.Input{{Name: "ready", Label: "Ready to type the password?", Pattern: "(?i)y(es)?", Hint: "Type yes to have it asked for."}},
		Plan:   func(check.Answers) []check.Command { return []check.Command{check.Run("sh", "-c", script)} },
	}}
}

func (m *Machine) installKeyring() []check.Fix {
	return m.install("keyring", "Your desktop can keep secrets from your next login on.",
		part{apt: "gnome-keyring", dnf: "gnome-keyring", pacman: "gnome-keyring"})
}

// isLocked reports whether a try failed because the keyring is locked; here that
// is known before one is made.
func isLocked(error) bool { return false }
