package container

import (
	"bytes"
	"context"
	"io"
	"strings"

	"github.com/docker/docker/api/types/container"
	"github.com/docker/docker/pkg/stdcopy"
)

// lastLines returns the end of what a container printed. It is read on a best
// effort, as detail to a finding that stands without it.
func (s *session) lastLines(ctx context.Context, c *container.InspectResponse) string {
	ctx, cancel := context.WithTimeout(ctx, answerLimit)
	defer cancel()
	logs, err := s.api.ContainerLogs(ctx, c.ID, container.LogsOptions{ShowStdout: true, ShowStderr: true, Tail: "20"})
	if err != nil {
		return ""
	}
	defer func() { _ = logs.Close() }()
	bounded := io.LimitReader(logs, 64<<10)
	var text bytes.Buffer
	if c.Config != nil && c.Config.Tty {
		_, _ = io.Copy(&text, bounded)
	} else {
		_, _ = stdcopy.StdCopy(&text, &text, bounded)
	}
	return strings.TrimRight(strings.ToValidUTF8(text.String(), "�"), "\n")
}
