//go:build unix

package container

import (
	"fmt"
	"os"
	"runtime"
	"strings"

	"firstlight/backend/container/devfile"
)

// sameNumber gives the user inside the number of the person herself, so that both
// may write the code: what an image's Dockerfile needs for that. Where the engine
// runs in a machine of its own, that sees to it.
func sameNumber(m devfile.Merged, user string) string {
	uid, gid := os.Getuid(), os.Getgid()
	if runtime.GOOS != "linux" || uid == 0 || m.UpdateUID != nil && !*m.UpdateUID || user == "root" || strings.Trim(user, "0123456789:") == "" {
		return ""
	}
	return fmt.Sprintf("RUN old=$(id -u %[1]s) && home=$(grep '^%[1]s:' /etc/passwd | cut -d: -f6) && "+
		"if [ \"$old\" != %[2]d ] && ! grep -q '^[^:]*:[^:]*:%[2]d:' /etc/passwd; then "+
		"sed -i 's/^\\(%[1]s:[^:]*\\):[^:]*:[^:]*/\\1:%[2]d:%[3]d/' /etc/passwd && chown -R %[2]d:%[3]d \"$home\"; fi\n", user, uid, gid)
}
