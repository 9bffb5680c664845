package watch_test

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/watch"
)

func init() { helpers["limited"] = func() { limited(os.Getenv("LIMIT")) } }

func TestWhatTheSystemHasNoNoticesForIsPolled(t *testing.T) {
	t.Parallel()
	tests := map[string]string{
		"watches":   "3 polled: map[this machine's limit of watched folders is reached (fs.inotify.max_user_watches):true]\n",
		"instances": "5 polled: map[this machine's limit of watchers or open files is reached (fs.inotify.max_user_instances):true]\n",
	}
	for limit, want := range tests {
		t.Run(limit, func(t *testing.T) {
			program := exec.Command("/proc/self/exe")
			program.Env = append(os.Environ(), helperVar+"=limited", "LIMIT="+limit, "TMPDIR="+t.TempDir())
			// The limits of a user's namespace are its own.
			program.SysProcAttr = &syscall.SysProcAttr{
				Cloneflags:  syscall.CLONE_NEWUSER,
				UidMappings: []syscall.SysProcIDMap{{HostID: os.Getuid(), Size: 1}},
				GidMappings: []syscall.SysProcIDMap{{HostID: os.Getgid(), Size: 1}},
			}
			out, err := program.CombinedOutput()
			if errors.Is(err, syscall.EPERM) || errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EINVAL) {
				t.Skip("this machine makes no namespaces for users: ", err)
			}
			want += strings.Repeat("told all\n", 2)
			if got := string(out); err != nil || got != want {
				t.Errorf("%v, said\n%s\nwant\n%s", err, got, want)
			}
		})
	}
}

// limited watches more than a limit allows, and says why what is polled is, and
// whether all changes are told.
func limited(limit string) {
	must := func(err error) {
		if err != nil {
			panic(err)
		}
	}
	must(os.WriteFile("/proc/sys/user/max_inotify_"+limit, []byte("2"), 0o644))
	if limit == "instances" {
		for range 2 {
			_, err := syscall.InotifyInit()
			must(err)
		}
	}
	dir, err := os.MkdirTemp("", "watch")
	must(err)
	file := func(i int) string { return fmt.Sprintf("%s/%d/file", dir, i) }
	subjects := map[string]check.Watch{}
	for i := range 5 {
		must(os.Mkdir(fmt.Sprintf("%s/%d", dir, i), 0o755))
		subjects[fmt.Sprint(i)] = check.Watch{Paths: []string{file(i)}}
	}
	w := watch.New(watch.Options{Settle: settle, Poll: 20 * time.Millisecond})
	w.Set(subjects)
	polling, reasons := w.Polling(), map[string]bool{}
	for _, why := range polling {
		reasons[why] = true
	}
	fmt.Println(len(polling), "polled:", reasons)
	for round := range 2 {
		for i := range 5 {
			must(os.WriteFile(file(i), make([]byte, round), 0o644))
		}
		told := map[string]bool{}
		for late := time.After(patience); len(told) < 5; {
			select {
			case keys := <-w.Changes():
				for _, key := range keys {
					told[key] = true
				}
			case <-late:
				panic(fmt.Sprint("told only ", told))
			}
		}
		fmt.Println("told all")
	}
	must(w.Close())
}
