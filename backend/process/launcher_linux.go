package process

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
)

// launchers are the programs of desktops that start others for a person.
func launchers() []string {
	return []string{
		"gnome-shell", "plasmashell", "cinnamon", "xfce4-panel", "mate-panel", "lxqt-panel", "budgie-panel", "gala",
		"cosmic-session", "sway", "Hyprland", "i3", "niri", "labwc", "wayfire", "river",
	}
}

// LauncherPath returns the folders of PATH as programs see them that are started
// from the desktop rather than from a terminal: those of the desktop itself or,
// where none is known, of the person's systemd. It returns nil where there is
// neither.
func LauncherPath(ctx context.Context) []string {
	processes, err := filepath.Glob("/proc/[0-9]*/comm")
	if err != nil {
		return nil
	}
	for _, comm := range processes {
		name, err := os.ReadFile(comm)
		if err != nil || !slices.Contains(launchers(), strings.TrimSpace(string(name))) {
			continue
		}
		info, err := os.Stat(comm)
		if err != nil {
			continue
		}
		if stat, ok := info.Sys().(*syscall.Stat_t); !ok || int(stat.Uid) != os.Getuid() {
			continue
		}
		if env, err := os.ReadFile(filepath.Join(filepath.Dir(comm), "environ")); err == nil {
			if folders := New(strings.Split(string(env), "\x00")).Path(); len(folders) > 0 {
				return folders
			}
		}
	}
	return systemdPath(ctx)
}

func systemdPath(ctx context.Context) []string {
	if _, err := os.Stat(fmt.Sprintf("/run/user/%d/systemd/private", os.Getuid())); err != nil {
		return nil
	}
	result, err := New(os.Environ()).Run(ctx, Spec{Args: []string{"systemctl", "--user", "show-environment"}, Limit: launcherLimit})
	if err != nil {
		return nil
	}
	return New(strings.Split(result.Stdout, "\n")).Path()
}
