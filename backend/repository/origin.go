package repository

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"firstlight/backend/process"
)

// LayOrigin makes a bare repository at dir whose branch main holds one commit
// with the given files. The same files always give the same commit. Where the
// repository is there already it stays as it is, with all that was pushed to
// it. It may be called by several programs at once, and killed at any moment.
func (g *Git) LayOrigin(ctx context.Context, dir string, files fs.FS) error {
	if laid, err := g.laid(ctx, dir); laid || err != nil {
		return err
	}
	stream, err := firstCommit(files)
	if err != nil {
		return fmt.Errorf("reading the files of %s: %w", filepath.Base(dir), err)
	}
	sweep(ctx, dir)
	partial, err := reserve(dir, time.Now())
	if err != nil {
		return err
	}
	err = g.fill(ctx, partial, stream)
	if err == nil {
		err = settle(partial, dir)
	}
	if err == nil {
		return nil
	}
	if clearErr := os.RemoveAll(partial); clearErr != nil {
		return fmt.Errorf("%w; and what was begun could not be cleared away: %w", err, clearErr)
	}
	// Another program may have been quicker, which is just as well.
	if laid, _ := g.laid(ctx, dir); laid {
		return nil
	}
	return fmt.Errorf("laying the origin %s: %w", filepath.Base(dir), err)
}

// laid reports whether the repository stands at dir. Its error says that
// something else is there.
func (g *Git) laid(ctx context.Context, dir string) (bool, error) {
	entries, err := os.ReadDir(dir)
	if os.IsNotExist(err) || err == nil && len(entries) == 0 {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("looking at %s: %w", dir, err)
	}
	_, err = g.ask(ctx, dir, "--git-dir", dir, "rev-parse", "--verify", "--quiet", "refs/heads/main^{commit}")
	switch {
	case err == nil:
		return true, nil
	case exitCode(err) != 0:
		return false, &Error{
			Code: "origin/broken", What: "The built-in origin " + filepath.Base(dir) + " cannot be used",
			Why: process.Short(dir) + " is damaged, or is no repository", Next: "Move that folder away; Firstlight then lays a new one", Err: err,
		}
	default:
		return false, err
	}
}

func (g *Git) fill(ctx context.Context, dir string, stream []byte) error {
	for _, c := range []struct {
		args  []string
		stdin []byte
	}{
		{args: []string{"init", "--quiet", "--bare", "--template=", "."}},
		{args: []string{"symbolic-ref", "HEAD", "refs/heads/main"}},
		{args: []string{"fast-import", "--quiet", "--done", "--date-format=raw"}, stdin: stream},
	} {
		result, err := g.runner.Run(ctx, process.Spec{
			Args: append([]string{"git", "-c", "init.defaultBranch=main"}, c.args...),
			Dir:  dir, Env: append(quiet(), "GIT_CEILING_DIRECTORIES="+filepath.Dir(dir)),
			Stdin: bytes.NewReader(c.stdin),
		})
		if err != nil {
			return explain(result.Output, err)
		}
	}
	return nil
}

// firstCommit returns the stream that has git fast-import make one commit of
// the files.
func firstCommit(files fs.FS) ([]byte, error) {
	const (
		who     = "The harbour <harbour@firstlight.example> 1767254400 +0000"
		message = "Light the harbour\n"
	)
	var blobs, tree bytes.Buffer
	mark := 0
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		if strings.ContainsAny(name, "\"\n") {
			return fmt.Errorf("the name %q cannot stand in a repository", name)
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		body, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		mode := "100644"
		if info.Mode()&0o111 != 0 {
			mode = "100755"
		}
		mark++
		fmt.Fprintf(&blobs, "blob\nmark :%d\ndata %d\n%s\n", mark, len(body), body)
		fmt.Fprintf(&tree, "M %s :%d %s\n", mode, mark, name)
		return nil
	})
	if err != nil {
		return nil, err
	}
	fmt.Fprintf(&blobs, "commit refs/heads/main\nauthor %s\ncommitter %s\ndata %d\n%s", who, who, len(message), message)
	tree.WriteString("done\n")
	return append(blobs.Bytes(), tree.Bytes()...), nil
}
