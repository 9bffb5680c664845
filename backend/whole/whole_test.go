package whole_test

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"firstlight/backend/whole"
)

func TestAFileIsWrittenWhole(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "journey.yaml")
	for _, c := range []struct {
		text string
		mode os.FileMode
	}{{"first", 0o644}, {"", 0o600}, {"third", 0o666}} {
		if err := whole.Write(file, []byte(c.text), c.mode); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(file); err != nil || string(got) != c.text {
			t.Errorf("it reads %q, %v; want %q", got, err, c.text)
		}
		if info, err := os.Stat(file); err != nil || (runtime.GOOS != "windows" && info.Mode().Perm() != c.mode) {
			t.Errorf("it has the permissions %v, %v; want %v", info.Mode(), err, c.mode)
		}
	}
	alone(t, folder, "journey.yaml")
}

func TestWhatCannotBeWrittenIsLeftAsItWas(t *testing.T) {
	folder := t.TempDir()
	if err := os.Mkdir(filepath.Join(folder, "taken"), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"taken", filepath.Join("gone", "file")} {
		if err := whole.Write(filepath.Join(folder, name), []byte("text"), 0o600); err == nil {
			t.Errorf("%s was written", name)
		}
	}
	alone(t, folder, "taken")
}

func TestWhatALinkLeadsToIsWritten(t *testing.T) {
	folder, elsewhere := t.TempDir(), t.TempDir()
	target, link := filepath.Join(elsewhere, "target"), filepath.Join(folder, "link")
	if err := os.WriteFile(target, []byte("before"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(target, link); err != nil {
		t.Skipf("links cannot be made here: %v", err)
	}
	if err := whole.Write(link, []byte("after"), 0o600); err != nil {
		t.Fatal(err)
	}
	if to, err := os.Readlink(link); err != nil || to != target {
		t.Errorf("the link leads to %q, %v", to, err)
	}
	if got, err := os.ReadFile(target); err != nil || string(got) != "after" {
		t.Errorf("what it leads to reads %q, %v", got, err)
	}
	// Where it leads nowhere, nobody knows what was meant.
	if err := os.Remove(target); err != nil {
		t.Fatal(err)
	}
	if err := whole.Write(link, []byte("again"), 0o600); err == nil {
		t.Error("a link that leads nowhere was written over")
	}
}

// TestAProgramThatIsEndedLeavesTheFileAsItWas ends a program in the middle of a write,
// of which there is seen the part alone.
func TestAProgramThatIsEndedLeavesTheFileAsItWas(t *testing.T) {
	const large = 64 << 20
	if file := os.Getenv("WHOLE_WRITES"); file != "" {
		for {
			if err := whole.Write(file, bytes.Repeat([]byte("a"), large), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	folder := t.TempDir()
	file := filepath.Join(folder, "journey.yaml")
	if err := os.WriteFile(file, []byte("before"), 0o600); err != nil {
		t.Fatal(err)
	}
	own, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	writer, err := os.StartProcess(own, []string{own, "-test.run=^" + t.Name() + "$"}, &os.ProcAttr{Env: append(os.Environ(), "WHOLE_WRITES="+file)})
	if err != nil {
		t.Fatal(err)
	}
	part := func() string {
		entries, err := os.ReadDir(folder)
		if err != nil {
			t.Fatal(err)
		}
		for _, entry := range entries {
			if strings.HasPrefix(entry.Name(), whole.Part+"journey.yaml") {
				return entry.Name()
			}
		}
		return ""
	}
	for deadline := time.Now().Add(time.Minute); part() == ""; runtime.Gosched() {
		if time.Now().After(deadline) {
			t.Fatal("the writer begins nothing")
		}
	}
	if err := writer.Kill(); err != nil {
		t.Fatal(err)
	}
	if _, err := writer.Wait(); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(text) != "before" && len(text) != large {
		t.Errorf("there are %d bytes of it", len(text))
	}
}

// alone checks that a folder holds nothing but what is named.
func alone(t *testing.T, folder, name string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != 1 || entries[0].Name() != name {
		t.Errorf("the folder holds %v, want %s alone", entries, name)
	}
}
