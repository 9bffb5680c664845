package repository

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/process"
)

// Outgoing is what a push of the person's own would send.
type Outgoing struct {
	// Branch is the branch that would be pushed, Base the default branch of the
	// origin; Base is empty where there is none.
	Branch, Base string
	// Current says that Branch is checked out.
	Current bool
	// Email is the address that the person commits with.
	Email string
	// Commits are those of Branch that Base does not hold, newest first.
	Commits []OutgoingCommit
	// Merges says that there are merges among them, or more of them than were
	// looked at.
	Merges, Cut bool
}

// OutgoingCommit is one commit that a push would send.
type OutgoingCommit struct {
	Hash, Short, Subject string
	// Email and Committer are the addresses of who wrote the change and of who
	// made the commit of it.
	Email, Committer string
	// Published says that some origin holds it already.
	Published bool
}

// mostOutgoing bounds how many commits of a branch are looked at.
const mostOutgoing = 2000

// Outgoing reads what a push from the clone at dir would send.
func (g *Git) Outgoing(ctx context.Context, dir string) (Outgoing, error) {
	h, err := g.history(ctx, dir)
	if err != nil {
		return Outgoing{}, err
	}
	o := Outgoing{Base: h.base, Email: h.email}
	notBase := []string{}
	if h.base != "" {
		notBase = []string{"--not", originRef + h.base}
	}
	if o.Branch, err = g.branchOf(ctx, dir, h, notBase...); err != nil || o.Branch == "" {
		return o, err
	}
	o.Current = o.Branch == h.head
	within := append([]string{"refs/heads/" + o.Branch}, notBase...)
	commits, err := g.log(ctx, dir, append([]string{"--no-max-parents", fmt.Sprintf("--max-count=%d", mostOutgoing+1)}, within...)...)
	if err != nil || len(commits) == 0 {
		return o, err
	}
	if o.Cut = len(commits) > mostOutgoing; o.Cut {
		commits = commits[:mostOutgoing]
	}
	text, err := g.ask(ctx, dir, append([]string{"rev-list", "--merges", "--count"}, within...)...)
	if err != nil {
		return o, err
	}
	o.Merges = text != "0"
	unpublished, err := g.ask(ctx, dir, "rev-list", "refs/heads/"+o.Branch, "--not", "--remotes")
	if err != nil {
		return o, err
	}
	here := map[string]bool{}
	for hash := range strings.FieldsSeq(unpublished) {
		here[hash] = true
	}
	for _, c := range commits {
		o.Commits = append(o.Commits, OutgoingCommit{
			Hash: c.hash, Short: c.short, Subject: c.subject, Email: c.email, Committer: c.committer, Published: !here[c.hash],
		})
	}
	return o, nil
}

// branchOf returns the branch that the person's work is on: the one that is checked
// out where it has a commit of hers besides those that are left out, or else the
// one of her newest commit, or the one that is checked out. It may be empty.
func (g *Git) branchOf(ctx context.Context, dir string, h history, without ...string) (string, error) {
	if len(h.mine) == 0 {
		return h.head, nil
	}
	if h.head != "" && h.head != h.base {
		on, err := g.log(ctx, dir, append([]string{"refs/heads/" + h.head}, without...)...)
		if err != nil {
			return "", err
		}
		if mine, _ := h.split(on); len(mine) > 0 {
			return h.head, nil
		}
	}
	return h.mine[0].branch, nil
}

// OutgoingWatch names what changes when anything about a push from dir does.
func (g *Git) OutgoingWatch(dir string) check.Watch { return historyWatch(dir, 0) }

// The bounds of reading what commits change: how much, and how long.
const (
	mostPatch  = 512 << 20
	patchLimit = 50 * time.Second
)

// Patch writes what the commits change to a writer, byte for byte, in the form of
// git log --patch without context, and of a merge what it does not merely take over.
// Every file is taken for a text, whatever the repository says of it.
func (g *Git) Patch(ctx context.Context, dir string, commits []string, to io.Writer) error {
	if len(commits) == 0 {
		return nil
	}
	return g.feed(ctx, dir, lines(commits), to, "-c", "core.quotePath=true", "-c", "diff.suppressBlankEmpty=false",
		"log", "--stdin", "--no-walk=unsorted", "--no-show-signature", "--format=commit %H", "--patch", "--unified=0",
		"--text", "--cc", "--no-color", "--no-ext-diff", "--no-textconv", "--no-renames", "--no-indent-heuristic", "--submodule=short", "--src-prefix=a/", "--dst-prefix=b/")
}

// LargeFile is a file that a commit adds or changes.
type LargeFile struct {
	Commit, Name string
	Size         int64
}

// LargeFiles returns the files that the commits bring and that are larger than
// so many bytes.
func (g *Git) LargeFiles(ctx context.Context, dir string, commits []string, over int64) ([]LargeFile, error) {
	if len(commits) == 0 {
		return nil, nil
	}
	var raw strings.Builder
	err := g.feed(ctx, dir, lines(commits), &raw, "log", "--stdin", "--no-walk=unsorted", "--no-show-signature", "--format=commit %H",
		"--raw", "-c", "--no-abbrev", "--no-renames", "-z")
	if err != nil {
		return nil, err
	}
	const mark = "commit "
	files, blobs := map[string]LargeFile{}, []string{}
	commit, blob := "", ""
	for part := range strings.SplitSeq(raw.String(), "\x00") {
		part = strings.TrimPrefix(part, "\n")
		if blob != "" {
			if _, known := files[blob]; !known {
				files[blob] = LargeFile{Commit: commit, Name: part}
				blobs = append(blobs, blob)
			}
			blob = ""
		} else if hash, ok := strings.CutPrefix(part, mark); ok {
			commit = hash
		} else {
			blob = blobOf(part)
		}
	}
	var sizes strings.Builder
	if err := g.feed(ctx, dir, lines(blobs), &sizes, "cat-file", "--batch-check=%(objectname) %(objectsize)"); err != nil {
		return nil, err
	}
	var large []LargeFile
	for line := range strings.Lines(sizes.String()) {
		name, text, _ := strings.Cut(strings.TrimSpace(line), " ")
		// What is missing here is not sent either.
		if size, err := strconv.ParseInt(text, 10, 64); err == nil && size > over {
			file := files[name]
			file.Size = size
			large = append(large, file)
		}
	}
	return large, nil
}

// blobOf returns what a line of git log --raw says a commit puts in a place: modes,
// objects and how it changed, with a colon for each commit that came before; empty
// where it puts no file there.
func blobOf(line string) string {
	fields := strings.Fields(line)
	if len(fields) == 0 {
		return ""
	}
	before := strings.Count(fields[0], ":")
	modeAt, blobAt := before, 2*before+1
	if before == 0 || len(fields) != blobAt+2 || fields[modeAt] == submodule || strings.Trim(fields[blobAt], "0") == "" {
		return ""
	}
	return fields[blobAt]
}

// submodule is the mode of a place where another repository stands.
const submodule = "160000"

// Verdicts returns git's own verdict on the signature of each commit.
func (g *Git) Verdicts(ctx context.Context, dir string, hashes []string) (map[string]string, error) {
	commits := make([]commit, len(hashes))
	for i, hash := range hashes {
		commits[i].hash = hash
	}
	return g.signatures(ctx, dir, commits)
}

// feed runs git in dir with an input, and hands what it prints on as it comes.
func (g *Git) feed(ctx context.Context, dir, input string, to io.Writer, args ...string) error {
	result, err := g.runner.Run(ctx, process.Spec{
		Args: append([]string{"git", "-c", "core.fsmonitor=false"}, args...),
		Dir:  dir, Stdin: strings.NewReader(input), Stdout: to, Most: mostPatch, Limit: patchLimit,
		Env: append(quiet(), "GIT_OPTIONAL_LOCKS=0", "GIT_NO_LAZY_FETCH=1", "GIT_CEILING_DIRECTORIES="+filepath.Dir(dir)),
	})
	if err != nil {
		return explain(result.Output, err)
	}
	return nil
}

// lines returns words as the lines of an input.
func lines(words []string) string {
	if len(words) == 0 {
		return ""
	}
	return strings.Join(words, "\n") + "\n"
}

// Finding returns the finding for what git did not answer.
func (e *Error) Finding() check.Finding { return cannotTell(e) }
