package process

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// prepare finds the program and lays out how to start it.
func (r *Runner) prepare(s Spec) (*launch, error) {
	if err := usableDir(s); err != nil {
		return nil, err
	}
	env := merge(r.vars(), s.Env)
	if s.Dir != "" {
		env = merge(env, []string{"PWD=" + s.Dir})
	}
	cmd := &exec.Cmd{Dir: s.Dir}
	if len(s.Args) == 0 {
		if err := shellCommand(cmd, s.Shell, env); err != nil {
			return nil, &StartError{Program: s.program(), Reason: err.Error(), Err: err}
		}
	} else {
		finder := r
		if len(s.Env) > 0 {
			finder = in(env)
		}
		file, err := finder.locate(s.Args[0], s.Dir)
		if err != nil {
			return nil, err
		}
		cmd.Path, cmd.Args = file, s.Args
	}
	if s.Terminal {
		cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	}
	tree, err := newTree(s.Terminal)
	if err != nil {
		return nil, &StartError{Program: s.program(), Reason: "the system keeps no hold on what it starts", Err: err}
	}
	cmd.Env = tree.env(env)
	return &launch{spec: s, cmd: cmd, tree: tree}, nil
}

// locate finds the program that a spec's first argument names.
func (r *Runner) locate(name, dir string) (string, error) {
	if filepath.Base(name) == name {
		return r.Find(name)
	}
	file := name
	if !filepath.IsAbs(file) {
		file = filepath.Join(dir, file)
	}
	for _, spelling := range r.spellings(file) {
		if _, err := os.Stat(spelling); !errors.Is(err, fs.ErrNotExist) {
			return filepath.Abs(spelling)
		}
	}
	return "", &missingError{"there is no program " + file}
}

// usableDir says what is wrong with the folder to start in.
func usableDir(s Spec) error {
	if s.Dir == "" {
		return nil
	}
	info, err := os.Stat(s.Dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &StartError{Program: s.program(), Reason: "there is no folder " + s.Dir, Err: err}
	case err != nil:
		return &StartError{Program: s.program(), Reason: "the folder " + s.Dir + " cannot be entered", Err: err}
	case !info.IsDir():
		return &StartError{Program: s.program(), Reason: s.Dir + " is not a folder", Err: fs.ErrInvalid}
	default:
		return nil
	}
}

// startError says in words why the system refused to start the program.
func (l *launch) startError(err error) error {
	reason := refusal(err)
	switch {
	case reason != "":
	case errors.Is(err, fs.ErrPermission):
		reason = "there is no permission to run " + l.cmd.Path
	case errors.Is(err, fs.ErrNotExist):
		reason = "the interpreter or loader that " + l.cmd.Path + " names is missing"
	default:
		reason = strings.TrimPrefix(err.Error(), "fork/exec "+l.cmd.Path+": ")
	}
	return &StartError{Program: l.spec.program(), Reason: reason, Err: err}
}
