package machine

import (
	"context"
	"unsafe"

	"golang.org/x/sys/windows"

	"firstlight/backend/check"
)

// unseenHolder returns what the system tells of a listener whose process it does
// not show to this person: nothing.
func (m *Machine) unseenHolder(context.Context, int) holder { return holder{} }

// keeper returns the one service of Windows that a process runs, or nil. Of
// several in one process there is no telling which one listens.
func (m *Machine) keeper(_ context.Context, pid int32) *service {
	manager, err := windows.OpenSCManager(nil, nil, windows.SC_MANAGER_ENUMERATE_SERVICE)
	if err != nil {
		return nil
	}
	defer func() { _ = windows.CloseServiceHandle(manager) }()
	var name string
	for _, s := range runningServices(manager) {
		if s.ServiceStatusProcess.ProcessId != uint32(pid) {
			continue
		}
		if name != "" {
			return nil
		}
		name = windows.UTF16PtrToString(s.ServiceName)
	}
	if name == "" {
		return nil
	}
	return &service{
		name: name, privilege: check.Admin,
		stop: check.Run("net.exe", "stop", name), start: check.Run("net.exe", "start", name),
	}
}

// runningServices returns the services that run, with their processes.
func runningServices(manager windows.Handle) []windows.ENUM_SERVICE_STATUS_PROCESS {
	list := func(room []byte) (needed, count uint32, err error) {
		var first *byte
		if len(room) > 0 {
			first = &room[0]
		}
		err = windows.EnumServicesStatusEx(manager, windows.SC_ENUM_PROCESS_INFO, windows.SERVICE_WIN32,
			windows.SERVICE_ACTIVE, first, uint32(len(room)), &needed, &count, nil, nil)
		return needed, count, err
	}
	needed, _, _ := list(nil) // The error says that there is no room yet.
	// Services may start between the two calls.
	const more = 16 << 10
	room := make([]byte, needed+more)
	_, count, err := list(room)
	if err != nil || count == 0 {
		return nil
	}
	return unsafe.Slice((*windows.ENUM_SERVICE_STATUS_PROCESS)(unsafe.Pointer(&room[0])), count)
}
