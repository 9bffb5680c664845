package machine

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/shirou/gopsutil/v4/common"
)

// systemFileMost is the most that is read of a file of the system, in bytes.
const systemFileMost = 1 << 20

// at returns where a file of the system is, such as at("proc", "meminfo").
func (m *Machine) at(parts ...string) string {
	return filepath.Join(append([]string{m.root}, parts...)...)
}

// read returns the text of a file of the system without the space around it.
func (m *Machine) read(parts ...string) (string, error) {
	file, err := os.Open(m.at(parts...))
	if err != nil {
		return "", err
	}
	text, err := io.ReadAll(io.LimitReader(file, systemFileMost))
	if closed := file.Close(); err == nil {
		err = closed
	}
	return strings.TrimSpace(string(text)), err
}

// number returns the number that a file of the system holds.
func (m *Machine) number(parts ...string) (int64, bool) {
	text, err := m.read(parts...)
	if err != nil {
		return 0, false
	}
	n, err := strconv.ParseInt(text, 10, 64)
	return n, err == nil
}

// exists reports whether a file or folder of the system is there.
func (m *Machine) exists(parts ...string) bool {
	_, err := os.Stat(m.at(parts...))
	return err == nil
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
