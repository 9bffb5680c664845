package machine

import (
	"errors"
	"strings"

	"golang.org/x/sys/windows/registry"
)

const (
	runKey = `Software\Microsoft\Windows\CurrentVersion\Run`
	// approvedKey holds what the person switched off in the system's settings: there
	// the first byte is odd.
	approvedKey = `Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run`
)

func (a Autostart) on() (bool, error) {
	if _, there, err := valueOf(runKey, a.Name, registry.Key.GetStringValue); err != nil || !there {
		return false, err
	}
	approved, there, err := valueOf(approvedKey, a.Name, registry.Key.GetBinaryValue)
	return err == nil && !(there && len(approved) > 0 && approved[0]%2 == 1), err
}

func (a Autostart) write() error {
	// What starts with the session has the variables of the session, and no others.
	for _, v := range a.Variables {
		name, value, _ := strings.Cut(v, "=")
		held, there, err := valueOf("Environment", name, registry.Key.GetStringValue)
		if err != nil {
			return err
		}
		if expanded, err := registry.ExpandString(held); err == nil {
			held = expanded
		}
		if !there || held != value {
			return ErrSessionLacks
		}
	}
	key, _, err := registry.CreateKey(registry.CURRENT_USER, runKey, registry.SET_VALUE)
	if err != nil {
		return err
	}
	err = errors.Join(key.SetStringValue(a.Name, `"`+a.Program+`"`), key.Close())
	return errors.Join(err, removeValue(approvedKey, a.Name))
}

func (a Autostart) remove() error {
	return errors.Join(removeValue(runKey, a.Name), removeValue(approvedKey, a.Name))
}

// valueOf reads a value of the person's own part of the registry.
func valueOf[T any](path, name string, get func(registry.Key, string) (T, uint32, error)) (value T, there bool, err error) {
	key, err := registry.OpenKey(registry.CURRENT_USER, path, registry.QUERY_VALUE)
	if errors.Is(err, registry.ErrNotExist) {
		return value, false, nil
	}
	if err != nil {
		return value, false, err
	}
	value, _, err = get(key, name)
	if errors.Is(err, registry.ErrNotExist) {
		return value, false, key.Close()
	}
	return value, err == nil, errors.Join(err, key.Close())
}

// removeValue removes a value that may be gone already.
func removeValue(path, name string) error {
	key, err := registry.OpenKey(registry.CURRENT_USER, path, registry.SET_VALUE)
	if errors.Is(err, registry.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	err = key.DeleteValue(name)
	if errors.Is(err, registry.ErrNotExist) {
		err = nil
	}
	return errors.Join(err, key.Close())
}
