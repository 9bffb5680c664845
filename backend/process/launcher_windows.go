package process

import (
	"context"

	"golang.org/x/sys/windows/registry"
)

// LauncherPath returns the folders of PATH as programs see them that are started
// from the desktop rather than from a terminal: those that the settings of the
// machine and of the person hold. It returns nil where these cannot be read.
func LauncherPath(context.Context) []string {
	path := ""
	for _, at := range []struct {
		root registry.Key
		key  string
	}{
		{registry.LOCAL_MACHINE, `SYSTEM\CurrentControlSet\Control\Session Manager\Environment`},
		{registry.CURRENT_USER, `Environment`},
	} {
		key, err := registry.OpenKey(at.root, at.key, registry.QUERY_VALUE)
		if err != nil {
			continue
		}
		text, _, err := key.GetStringValue("Path")
		_ = key.Close()
		if err != nil {
			continue
		}
		if expanded, err := registry.ExpandString(text); err == nil {
			text = expanded
		}
		path += ";" + text
	}
	if path == "" {
		return nil
	}
	return New([]string{"PATH=" + path}).Path()
}
