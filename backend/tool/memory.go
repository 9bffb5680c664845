package tool

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// scriptsFor is how long the answer of a script counts while it stays the same:
// a script can start anything.
const scriptsFor = 24 * time.Hour

// memory is what is kept of a program that answered.
type memory struct {
	// Mark is the fingerprint of the program that answered.
	Mark   string `json:"mark"`
	Answer answer `json:"answer"`
	// Until is when the answer no longer counts, in seconds since 1970; zero
	// means never.
	Until int64 `json:"until,omitempty"`
}

func (t tool) key(p place) string { return "tool " + t.Name + " " + p.file }

// recall returns what a program answered, if it is still the same. What a script
// answered, which may have started another since, is believed where it is enough.
func (r *Room) recall(t tool, p place, mark string, enough func(answer) bool) (answer, bool) {
	text, ok := r.memory.Recall(t.key(p))
	if !ok {
		return answer{}, false
	}
	var m memory
	if json.Unmarshal([]byte(text), &m) != nil || m.Mark != mark || !m.Answer.definite() {
		return answer{}, false
	}
	return m.Answer, m.Until == 0 || time.Now().Unix() < m.Until && enough(m.Answer)
}

func (r *Room) keep(t tool, p place, mark string, a answer) {
	m := memory{Mark: mark, Answer: a}
	if isScript(p.real) {
		m.Until = time.Now().Add(scriptsFor).Unix()
	}
	// Whether it was replaced while it answered shows in its file.
	if r.fingerprint(t, p) != mark {
		return
	}
	if text, err := json.Marshal(m); err == nil {
		r.memory.Keep(t.key(p), string(text))
	}
}

func isScript(file string) bool {
	f, err := os.Open(file)
	if err != nil {
		return true
	}
	defer func() { _ = f.Close() }()
	head := make([]byte, 2)
	_, err = io.ReadFull(f, head)
	return err != nil || string(head) == "#!"
}

// fingerprint sums up what decides a program's answer without starting it: its
// file and the one that it links to, how it is asked, and for the shim of a
// version manager what chooses the version.
func (r *Room) fingerprint(t tool, p place) string {
	h := sha256.New()
	_, _ = fmt.Fprintf(h, "%s %q\n", t.digest, p.real)
	for _, file := range []string{p.file, p.real} {
		info, err := os.Lstat(file)
		note(h, file, info, err)
	}
	for _, d := range r.deciding(t, p) {
		for _, name := range d.Env {
			_, _ = fmt.Fprintf(h, "%s=%q\n", name, r.env[name])
		}
		for _, file := range d.expand(p) {
			info, err := os.Stat(file)
			note(h, file, info, err)
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}

// note adds a file.
func note(h hash.Hash, file string, info fs.FileInfo, err error) {
	if err != nil {
		_, _ = fmt.Fprintf(h, "%q missing\n", file)
		return
	}
	_, _ = fmt.Fprintf(h, "%q %d %d %d %v\n", file, info.Mode(), info.Size(), info.ModTime().UnixNano(), marks(info))
}

// deciding returns what decides the version of a program, beside its file.
func (r *Room) deciding(t tool, p place) []decide {
	decides := []decide{t.Decide}
	for _, s := range r.catalogue.managers() {
		if s.stands(p) {
			decides = append(decides, s.Decide)
		}
	}
	return decides
}

// expand returns the files that are named, with those that stars stand for. Where
// a program leads is needed to find those beside it.
func (d decide) expand(p place) []string {
	home, err := os.UserHomeDir()
	var files []string
	for _, file := range d.Files {
		file = strings.ReplaceAll(file, "{command}", p.command)
		if rest, ok := strings.CutPrefix(file, "~/"); ok {
			if err != nil {
				continue
			}
			file = filepath.Join(home, rest)
		}
		if strings.HasPrefix(file, "../") || strings.HasPrefix(file, "./") {
			if p.real == "" {
				continue
			}
			file = filepath.Join(filepath.Dir(p.real), file)
		}
		if !strings.Contains(file, "*") {
			files = append(files, filepath.FromSlash(file))
			continue
		}
		more, err := filepath.Glob(filepath.FromSlash(file))
		if err == nil {
			files = append(files, filepath.Dir(filepath.FromSlash(file)))
			files = append(files, slices.Sorted(slices.Values(more))...)
		}
	}
	return files
}
