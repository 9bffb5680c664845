package machine

import (
	"io"
	"os"
	"strconv"
	"strings"
)

// systemFileMost is the most that is read of a file of the system, in bytes.
const systemFileMost = 1 << 20

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
