package machine

import (
	"context"
	"path/filepath"

	"github.com/shirou/gopsutil/v4/common"
)

// at returns where a file of the system is, such as at("proc", "meminfo").
func (m *Machine) at(parts ...string) string {
	return filepath.Join(append([]string{m.root}, parts...)...)
}

// facts returns a context in which gopsutil reads the system's files where we
// do, and the mounts as this program sees them.
func (m *Machine) facts(ctx context.Context) context.Context {
	return context.WithValue(ctx, common.EnvKey, common.EnvMap{
		common.HostProcEnvKey:    m.at("proc"),
		common.HostSysEnvKey:     m.at("sys"),
		common.HostEtcEnvKey:     m.at("etc"),
		common.HostProcMountinfo: m.at("proc", "self", "mountinfo"),
	})
}
