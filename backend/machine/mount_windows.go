package machine

import (
	"context"
	"path/filepath"

	"golang.org/x/sys/windows"
)

// mountOf returns the volume that a folder is on.
func (m *Machine) mountOf(_ context.Context, dir string) (mount, bool) {
	volume := filepath.VolumeName(dir)
	if volume == "" {
		return mount{}, false
	}
	found := mount{point: volume}
	root, err := windows.UTF16PtrFromString(volume + `\`)
	if err != nil {
		return found, true
	}
	var kind [windows.MAX_PATH + 1]uint16
	var flags uint32
	if windows.GetVolumeInformation(root, nil, 0, nil, nil, &flags, &kind[0], uint32(len(kind))) == nil {
		found.kind = windows.UTF16ToString(kind[:])
		found.readOnly = flags&windows.FILE_READ_ONLY_VOLUME != 0
	}
	return found, true
}
