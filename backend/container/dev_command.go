package container

import (
	"archive/tar"
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"crypto/sha256"

	"github.com/containerd/errdefs"
	"github.com/docker/docker/api/types/container"
	"github.com/docker/docker/pkg/stdcopy"

	"firstlight/backend/check"
	"firstlight/backend/container/devfile"
)

const (
	// ranFolder and ranFile hold, inside a dev container, which of its commands have
	// run in it: that goes with the container, as what they did goes.
	ranFolder, ranFile = ".firstlight", "ran.json"
	// runVariable marks what runs inside for one command, so that all of it is found
	// when it is to end.
	runVariable = "FIRSTLIGHT_RUN"
	// endLimit bounds the ending of what runs inside.
	endLimit = 10 * time.Second
)

// ran is how the commands of a stage ended when they ran last.
type ran struct {
	// Of tells the commands.
	Of string `json:"of"`
	// Since is when the container was started in which they ran.
	Since string `json:"since"`
	// Said says how they failed; empty where they did not.
	Said string `json:"said,omitempty"`
}

// merged returns what a container, which Firstlight made as the dev container, was
// made from together with what the devcontainer.json says now.
func (d *dev) merged(c *container.InspectResponse) devfile.Merged {
	parts, err := devfile.Metadata(c.Config.Labels[devfile.MetadataLabel])
	if err != nil || len(parts) == 0 {
		parts = []devfile.Shared{{}}
	}
	// The last part is the devcontainer.json as it was.
	parts[len(parts)-1] = d.config.Shared
	return devfile.Merge(parts...)
}

// fingerprint tells commands from others.
func fingerprint(commands []devfile.Command) string {
	text, _ := json.Marshal(commands) // What was decoded from JSON can be encoded again.
	return fmt.Sprintf("%x", sha256.Sum256(text))
}

// pending returns the stages whose commands have still to run in a container, in
// order, and how the first of them failed; empty where it has not run.
func pending(m devfile.Merged, c *container.InspectResponse, done map[devfile.Stage]ran) (left []devfile.Stage, failed string) {
	for _, stage := range devfile.Stages() {
		commands := m.Commands[stage]
		if len(commands) == 0 {
			continue
		}
		was, ok := done[stage]
		same := ok && was.Of == fingerprint(commands) && (!stage.EachStart() || was.Since == c.State.StartedAt)
		if same && was.Said == "" {
			continue
		}
		if same && len(left) == 0 {
			failed = was.Said
		}
		left = append(left, stage)
	}
	return left, failed
}

// done returns which commands have run in a container.
func (s *session) done(ctx context.Context, id string) (map[devfile.Stage]ran, error) {
	ctx, cancel := context.WithTimeout(ctx, answerLimit)
	defer cancel()
	said, _, err := s.api.CopyFromContainer(ctx, id, "/"+ranFolder+"/"+ranFile)
	if errdefs.IsNotFound(err) {
		return map[devfile.Stage]ran{}, nil
	}
	if err != nil {
		return nil, err
	}
	defer func() { _ = said.Close() }() // It was only read.
	archive := tar.NewReader(said)
	if _, err := archive.Next(); err != nil {
		return nil, fmt.Errorf("reading which commands have run: %w", err)
	}
	text, err := readBounded(archive, mostManifest)
	if err != nil {
		return nil, fmt.Errorf("reading which commands have run: %w", err)
	}
	done := map[devfile.Stage]ran{}
	if json.Unmarshal(text, &done) != nil {
		// What cannot be read tells of none that ran.
		return map[devfile.Stage]ran{}, nil
	}
	return done, nil
}

// keepDone writes into a container which commands have run in it.
func (s *session) keepDone(ctx context.Context, id string, done map[devfile.Stage]ran) error {
	text, _ := json.Marshal(done) // Texts can be encoded.
	var archive bytes.Buffer
	w := tar.NewWriter(&archive)
	err := errors.Join(
		w.WriteHeader(&tar.Header{Typeflag: tar.TypeDir, Name: ranFolder, Mode: 0o755}),
		w.WriteHeader(&tar.Header{Typeflag: tar.TypeReg, Name: ranFolder + "/" + ranFile, Mode: 0o644, Size: int64(len(text))}),
	)
	if err == nil {
		_, err = w.Write(text)
	}
	if err = errors.Join(err, w.Close()); err != nil {
		return fmt.Errorf("packing which commands have run: %w", err)
	}
	if err := s.api.CopyToContainer(ctx, id, "/", &archive, container.CopyToContainerOptions{}); err != nil {
		return fmt.Errorf("keeping which commands have run: %w", err)
	}
	return nil
}

// runPending runs in a container what has still to run in it.
func (c *composeCheck) runPending(ctx context.Context, s *session, d *dev, of *container.InspectResponse, out check.Output) error {
	done, err := s.done(ctx, of.ID)
	if err != nil {
		return c.engine.lost(ctx, s, err)
	}
	m := d.merged(of)
	left, _ := pending(m, of, done)
	if len(left) == 0 {
		return nil
	}
	in, err := s.inside(ctx, d, m, of)
	if err != nil {
		return err
	}
	for i, stage := range left {
		out.Progress(check.Progress{Phase: "Running " + string(stage), Done: int64(i), Total: int64(len(left)), Unit: check.Items})
		var failed error
		for _, command := range m.Commands[stage] {
			if failed = in.run(ctx, command, out); failed != nil {
				break
			}
		}
		if ctx.Err() != nil {
			return fmt.Errorf("%s was stopped: %w", stage, ctx.Err())
		}
		was := ran{Of: fingerprint(m.Commands[stage]), Since: of.State.StartedAt}
		if failed != nil {
			was.Said = failed.Error()
		}
		done[stage] = was
		if err := s.keepDone(ctx, of.ID, done); err != nil {
			return err
		}
		if failed != nil {
			return fmt.Errorf("%s, inside: %w", stage, failed)
		}
	}
	return nil
}

// inner is where commands run inside a container.
type inner struct {
	session *session
	id      string
	user    string
	folder  string
	env     []string
}

// inside returns where the commands of a dev container run: as its user, in the
// folder of the code, with the variables of that user's shell.
func (s *session) inside(ctx context.Context, d *dev, m devfile.Merged, of *container.InspectResponse) (inner, error) {
	in := inner{session: s, id: of.ID, user: orElse(m.RemoteUser, of.Config.User), folder: d.config.WorkspaceFolder}
	own := readEnvironment(of.Config.Env)
	for _, v := range in.probe(ctx, m.EnvProbe) {
		if name, _, _ := strings.Cut(v, "="); own[name] == "" || name == "PATH" || name == "HOME" {
			in.env = append(in.env, v)
		}
	}
	for name, value := range m.RemoteEnv {
		if value == nil {
			in.env = append(in.env, name+"=")
			continue
		}
		in.env = append(in.env, name+"="+devfile.Inside(*value, own.get))
	}
	return in, ctx.Err()
}

// probe returns the variables that the shell of the user inside sets up; none where
// that cannot be told, as where there is no shell.
func (in inner) probe(ctx context.Context, how string) []string {
	flags, ok := map[string]string{"": "-lic", "loginInteractiveShell": "-lic", "loginShell": "-lc", "interactiveShell": "-ic"}[how]
	if !ok {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, endLimit)
	defer cancel()
	const mark = "firstlight-variables"
	script := "shell=$(grep \"^$(id -un):\" /etc/passwd | cut -d: -f7); exec \"${shell:-/bin/sh}\" " + flags + " 'echo " + mark + "; cat /proc/self/environ; echo " + mark + "'"
	var said bytes.Buffer
	in.folder = "/"
	if code, err := in.start(ctx, []string{"/bin/sh", "-c", script}, &said); err != nil || code != 0 {
		return nil
	}
	_, rest, _ := strings.Cut(said.String(), mark+"\n")
	block, _, whole := strings.Cut(rest, mark)
	if !whole {
		return nil
	}
	var found []string
	for v := range strings.SplitSeq(block, "\x00") {
		if name, _, ok := strings.Cut(v, "="); ok && name != runVariable && name != "PWD" && name != "SHLVL" && name != "_" {
			found = append(found, v)
		}
	}
	return found
}

// run runs a command inside, all its parts at once.
func (in inner) run(ctx context.Context, c devfile.Command, out check.Output) error {
	errs := make([]error, len(c))
	var all sync.WaitGroup
	for i, part := range c {
		all.Go(func() { errs[i] = in.runPart(ctx, part, out) })
	}
	all.Wait()
	return errors.Join(errs...)
}

func (in inner) runPart(ctx context.Context, p devfile.Part, out check.Output) error {
	before := ""
	if p.Name != "" {
		before = p.Name + ": "
	}
	out.Line(before + "$ " + p.String())
	args := p.Args
	if len(args) == 0 {
		args = []string{"/bin/sh", "-c", p.Shell}
	}
	say := &sayer{say: func(line string) { out.Line(before + line) }}
	code, err := in.start(ctx, args, say)
	say.end()
	switch {
	case err != nil:
		return fmt.Errorf("%s: %w", p, err)
	case code != 0:
		return fmt.Errorf("%s ended with exit code %d", p, code)
	}
	return nil
}

// sayer says a stream line by line.
type sayer struct {
	lines lines
	say   func(string)
}

// Write takes a part of the stream.
func (s *sayer) Write(text []byte) (int, error) {
	s.lines.add(text, s.say)
	return len(text), nil
}

func (s *sayer) end() { s.lines.end(s.say) }

// start runs a program inside and returns its exit code. When ctx ends, so does all
// that it has started.
func (in inner) start(ctx context.Context, args []string, to interface{ Write([]byte) (int, error) }) (int, error) {
	mark := rand.Text()
	made, err := in.session.api.ContainerExecCreate(ctx, in.id, container.ExecOptions{
		User: in.user, WorkingDir: in.folder, Env: append([]string{runVariable + "=" + mark}, in.env...),
		Cmd: args, AttachStdout: true, AttachStderr: true,
	})
	if err != nil {
		return 0, err
	}
	attached, err := in.session.api.ContainerExecAttach(ctx, made.ID, container.ExecAttachOptions{})
	if err != nil {
		return 0, err
	}
	ended := make(chan error, 1)
	go func() {
		_, err := stdcopy.StdCopy(to, to, attached.Reader)
		ended <- err
	}()
	select {
	case err = <-ended:
		attached.Close()
	case <-ctx.Done():
		err = in.end(context.WithoutCancel(ctx), mark)
		attached.Close()
		<-ended
		return 0, errors.Join(ctx.Err(), err)
	}
	if err != nil {
		return 0, err
	}
	found, err := in.session.api.ContainerExecInspect(ctx, made.ID)
	return found.ExitCode, err
}

// end ends all that runs inside with a mark.
func (in inner) end(ctx context.Context, mark string) error {
	ctx, cancel := context.WithTimeout(ctx, endLimit)
	defer cancel()
	script := "for p in /proc/[0-9]*; do tr '\\0' '\\n' <$p/environ 2>/dev/null | grep -qx " + runVariable + "=" + mark + " && kill -9 ${p#/proc/}; done; true"
	made, err := in.session.api.ContainerExecCreate(ctx, in.id, container.ExecOptions{User: "0", Cmd: []string{"/bin/sh", "-c", script}, AttachStdout: true})
	if err != nil {
		return fmt.Errorf("ending what runs inside: %w", err)
	}
	attached, err := in.session.api.ContainerExecAttach(ctx, made.ID, container.ExecAttachOptions{})
	if err != nil {
		return fmt.Errorf("ending what runs inside: %w", err)
	}
	defer attached.Close()
	_, err = stdcopy.StdCopy(&bytes.Buffer{}, &bytes.Buffer{}, attached.Reader)
	return err
}
